//! What does a comparison of two English texts have to know of words? Which say nothing of what a text is
//! about, which are too general to tell it, and which are written in two ways.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::lexicon::each;
use crate::lexicon::language::Words;
use crate::lexicon::set::WordSet;

/// Words that say nothing of what a text is about.
const FUNCTION: Words = "a|an|the|and|or|but|nor|so|yet|if|then|than|that|this|these|those|there|here|of|in|on|at|by|for|\
    from|to|with|as|into|onto|upon|about|over|under|between|among|through|during|before|after|above|below|off|out|up|\
    down|near|per|via|within|without|against|toward|towards|until|till|since|while|because|although|though|whereas|\
    whether|i|me|my|mine|myself|we|us|our|ours|ourselves|you|your|yours|yourself|yourselves|he|him|his|himself|she|her|\
    hers|herself|it|its|itself|they|them|their|theirs|themselves|who|whom|whose|which|what|when|where|why|how|be|am|is|\
    are|was|were|been|being|have|has|had|having|do|does|did|doing|done|will|would|shall|should|can|could|may|might|must|\
    ought|not|no|never|any|some|all|both|each|every|either|neither|few|many|much|more|most|less|least|other|another|such|\
    only|own|same|too|very|just|also|again|once|ever|even|still|already|s|t|d|ll|re|ve|m|don't|doesn't|didn't|isn't|\
    aren't|wasn't|weren't|hasn't|haven't|hadn't|won't|wouldn't|can't|couldn't|shouldn't|cannot|it's|he's|she's|that's|\
    there's|i'm|i've|i'll|i'd|you're|you've|you'll|we're|we've|we'll|they're|they've|they'll|who's|what's|let's|one's|\
    however|therefore|thus|hence|else|rather|quite|around|across|along|behind|beside|besides|beyond|despite|except|\
    inside|outside|throughout|unless|whenever|wherever|whatever|whichever|whoever|etc|eg|ie|mr|mrs|ms|dr";

/// Words of so many texts that they tell none from another.
const GENERAL: Words = "become|became|include|included|take|took|place|make|made|hold|held|use|used|begin|began|start|\
    started|part|number|several|various|following|later|known|first|new|year|time|call|called|name|named|well";

/// Prepositions before a place or a time.
const PREPOSITIONS: Words = "in|on|at|by|from|of|to|with|for|during|after|before|since|until|as";

/// What ends a clause.
const JOINERS: Words =
    "and|but|who|which|while|after|before|because|where|when|although|including|with|as|for|by|that";

/// What stands before a person's name and is none of it.
const HONORIFICS: Words = "president|senator|sen|mr|mrs|ms|miss|dr|sir|lord|lady|dame|king|queen|prince|princess|pope|gov|\
    governor|minister|secretary|chancellor|general|gen|captain|capt|coach|judge|justice|professor|prof|mayor|chief|\
    chairman|chairwoman|rep|representative|congressman|congresswoman|officer|detective|sgt|sergeant|lt|lieutenant|col|\
    colonel|maj|major|bishop|archbishop|cardinal|saint|st|rev|reverend|baron|duke|duchess|count|countess|emperor|\
    empress|sheikh|imam|rabbi|ceo|premier|vice|former|ambassador|admiral|commissioner|director|editor|author";

/// Verbs that stand between a name and what was said.
const SAYING: Words = "said|says|told|tells|added|adds|wrote|writes|tweeted|explained|argued|argues|insisted|warned|warns|\
    claimed|claims|stated|states|noted|notes|announced|asked|asks|declared|recalled|joked|replied|admitted|testified";

/// Verbs that say what may or must be.
const MODALS: Words = "may|might|can|could|will|would|shall|should|must|ought|need";

/// One word for what is written in two ways, or is said of a country and of its people: `american=america`.
const SAME: Words = "american=america|americans=america|us=us|usa=america|u.s=america|british=britain|uk=britain|gb=britain|\
    german=germany|germans=germany|french=france|frenchman=france|italian=italy|italians=italy|spanish=spain|\
    russian=russia|russians=russia|chinese=china|japanese=japan|indian=india|indians=india|canadian=canada|\
    canadians=canada|australian=australia|australians=australia|mexican=mexico|mexicans=mexico|brazilian=brazil|\
    brazilians=brazil|dutch=netherlands|holland=netherlands|belgian=belgium|swiss=switzerland|austrian=austria|\
    polish=poland|ukrainian=ukraine|ukrainians=ukraine|turkish=turkey|turks=turkey|greek=greece|greeks=greece|\
    swedish=sweden|norwegian=norway|danish=denmark|finnish=finland|irish=ireland|scottish=scotland|welsh=wales|\
    english=england|portuguese=portugal|hungarian=hungary|romanian=romania|bulgarian=bulgaria|czech=czechia|\
    slovak=slovakia|serbian=serbia|croatian=croatia|israeli=israel|israelis=israel|egyptian=egypt|iranian=iran|\
    iraqi=iraq|syrian=syria|lebanese=lebanon|saudi=saudiarabia|afghan=afghanistan|pakistani=pakistan|korean=korea|\
    koreans=korea|vietnamese=vietnam|thai=thailand|indonesian=indonesia|filipino=philippines|african=africa|\
    european=europe|europeans=europe|asian=asia|cuban=cuba|argentine=argentina|argentinian=argentina|\
    chilean=chile|colombian=colombia|peruvian=peru|venezuelan=venezuela|nigerian=nigeria|kenyan=kenya|\
    ethiopian=ethiopia|somali=somalia|moroccan=morocco|algerian=algeria|tunisian=tunisia|libyan=libya|\
    catalan=catalonia|tibetan=tibet|taiwanese=taiwan|icelandic=iceland|nepali=nepal|nepalese=nepal|\
    per=per|jan=january|feb=february|apr=april|jun=june|jul=july|aug=august|sep=september|sept=september|oct=october|\
    nov=november|dec=december|govt=government|dept=department|univ=university|tv=television|percent=percent|\
    km=kilometre|kilometer=kilometre|kilometers=kilometre|kilometres=kilometre";

static FUNCTION_WORDS: LazyLock<WordSet> = LazyLock::new(|| WordSet::new(each(FUNCTION)));
static GENERAL_WORDS: LazyLock<WordSet> = LazyLock::new(|| WordSet::new(each(GENERAL)));
static PREPOSITION_WORDS: LazyLock<WordSet> = LazyLock::new(|| WordSet::new(each(PREPOSITIONS)));
static JOINER_WORDS: LazyLock<WordSet> = LazyLock::new(|| WordSet::new(each(JOINERS)));
static HONORIFIC_WORDS: LazyLock<WordSet> = LazyLock::new(|| WordSet::new(each(HONORIFICS)));
static SAYING_WORDS: LazyLock<WordSet> = LazyLock::new(|| WordSet::new(each(SAYING)));
static MODAL_WORDS: LazyLock<WordSet> = LazyLock::new(|| WordSet::new(each(MODALS)));
static SAME_WORDS: LazyLock<HashMap<&str, &str>> =
    LazyLock::new(|| each(SAME).filter_map(|pair| pair.split_once('=')).collect());

/// Whether a word in lower case says nothing of what a text is about.
///
/// ```
/// # use newscheck::lexicon::comparing::english::is_function_word;
/// assert!(is_function_word("the") && !is_function_word("harbour"));
/// ```
pub fn is_function_word(word: &str) -> bool {
    FUNCTION_WORDS.contains(word)
}

/// Whether a word tells no text from another.
pub fn is_general(word: &str) -> bool {
    GENERAL_WORDS.contains(word)
}

/// Whether it stands before places and times.
pub fn is_preposition(word: &str) -> bool {
    PREPOSITION_WORDS.contains(word)
}

/// Whether it begins a clause.
pub fn joins_clauses(word: &str) -> bool {
    JOINER_WORDS.contains(word)
}

/// Whether it stands before a person's name and is none of it.
pub fn is_honorific(word: &str) -> bool {
    HONORIFIC_WORDS.contains(word)
}

/// Whether it stands between a name and what was said.
pub fn says(word: &str) -> bool {
    SAYING_WORDS.contains(word)
}

/// Whether it says what may or must be.
pub fn is_modal(word: &str) -> bool {
    MODAL_WORDS.contains(word)
}

/// The word in whose place this one stands: `britain` for `uk`.
pub fn same_as(word: &str) -> Option<&'static str> {
    SAME_WORDS.get(word).copied()
}
