//! What a run asks of an article. What nobody asks for is not computed: citations alone are found in a
//! fraction of the time that the whole article takes.

use std::ops::{BitOr, BitOrAssign};

/// Some parts of what can be known of an article and its findings; `|` joins them.
///
/// ```
/// use newscheck::model::Demand;
/// let demand = Demand::ARTICLE | Demand::DIGEST;
/// assert!(demand.has(Demand::TEXT) && !demand.has(Demand::FIXES));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Demand(u16);

impl Demand {
    /// What every run computes: citations, references, and the places and messages of findings.
    pub const CITATIONS: Self = Self(0);
    /// What rules read: also headline, dates and the text of paragraphs.
    pub const TEXT: Self = Self(1);
    /// The whole article: also people, publisher, language and standfirst.
    pub const ARTICLE: Self = Self(1 << 1 | Self::TEXT.0);
    /// Also why each field has its value and the body its text.
    pub const EXPLANATION: Self = Self(1 << 2 | Self::ARTICLE.0);
    /// The SHA-256 of the article's bytes.
    pub const DIGEST: Self = Self(1 << 3);
    /// The source line of each finding.
    pub const EXCERPTS: Self = Self(1 << 4);
    /// Fingerprints of findings.
    pub const FINGERPRINTS: Self = Self(1 << 5);
    /// The edits that mend findings.
    pub const FIXES: Self = Self(1 << 6);
    /// What was not checked; comes with the whole article too.
    pub const LEDGER: Self = Self(1 << 7);

    /// What cited sources say, where their texts are at hand.
    pub const EVIDENCE: Self = Self(1 << 8 | Self::ARTICLE.0);

    /// Whether all of `part` is asked for.
    pub fn has(self, part: Self) -> bool {
        self.0 & part.0 == part.0
    }
}

impl BitOr for Demand {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

impl BitOrAssign for Demand {
    fn bitor_assign(&mut self, other: Self) {
        *self = *self | other;
    }
}
