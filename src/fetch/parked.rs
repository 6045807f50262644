//! Tells pages that stand in the place of a site whose name is for sale or shows adverts. Their words are the
//! lexicon's; here is what else tells them: their marks, and that they are about the name alone.

use super::heard::List;
use super::story::{Teller, plain};

/// What tells that a page stands in the place of a site.
pub(super) fn parked(page: &Teller) -> Option<&'static str> {
    if page.is_marked_as_article() || page.reads_as_article() {
        return None;
    }
    if page.is_parked {
        return Some("is marked as that of a parked domain");
    }
    let is_sold = page.hears(List::Sold) && offers_its_name(page);
    is_sold.then_some("offers a domain for sale")
}

/// Whether a page is headed with the name of a domain alone and titled with an offer of it.
fn offers_its_name(page: &Teller) -> bool {
    let title = plain(&page.title);
    let offers = page.heard(List::Sold).any(|words| title.contains(words));
    let heading = page.headings.first().map(|heading| plain(heading));
    let begins = title.split_whitespace().next().filter(|word| is_name(word));
    offers && heading.map_or(begins.is_some(), |heading| is_name(&heading) && title.contains(&heading))
}

/// Whether a word is the name of a domain.
pub(super) fn is_name(word: &str) -> bool {
    let is_label = |label: &str| {
        !label.is_empty() && label.chars().all(|letter| letter.is_alphanumeric() || letter == '-')
    };
    word.split_once('.').is_some_and(|(first, rest)| is_label(first) && rest.split('.').all(is_label))
        && word.rsplit('.').next().is_some_and(|last| last.chars().all(char::is_alphabetic))
}

#[cfg(test)]
mod tests {
    use super::super::page::Page;
    use super::parked;

    #[test]
    fn a_page_about_its_name_alone_is_told_from_one_about_a_sale() {
        let table = [
            ("<html data-adblockkey=x><title>tarn.example</title><p>Boats", true),
            ("<html data-adblockkey=x><article><h1>Boats</h1></article>", false),
            ("<title>tarn.example is for sale | Names</title><h1>tarn.example</h1><p>$3,895", true),
            ("<title>tarn.example steht zum Verkauf</title>", true),
            ("<title>Tarn.example est à vendre</title><h1>Tarn.example</h1>", true),
            ("<title>Old mill is for sale | The Paper</title><h1>Old mill is for sale</h1>", false),
            ("<title>tarn.example is for sale, board says</title><h1>Shop to go</h1>", false),
            ("<title>tarn.example</title><h1>tarn.example</h1><p>The mill is for sale.", false),
        ];
        for (markup, is_parked) in table {
            assert_eq!(parked(&Page::html(markup).into()).is_some(), is_parked, "{markup}");
        }
    }
}
