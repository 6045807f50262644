//! What the shape of a page tells of it: how much it says, how many it leads to, what scripts draw.

use super::leading::Soon;
use super::page::Page;

impl Page {
    /// Whether it has as much text as an article.
    pub(super) fn reads_as_article(&self) -> bool {
        // Error pages and walls have a long paragraph or two to explain themselves in, not three.
        self.long_paragraphs >= 3 || (self.long_paragraphs >= 2 && self.is_article) || self.prose > 6000
    }

    /// Whether it lists other pages, each with a heading or frame of its own.
    pub(super) fn is_list(&self) -> bool {
        self.articles > 1 || self.headings.len() > 4
    }

    /// Whether it leads to as many others as a front page does. A wall at every address leads to few.
    pub(super) fn leads_to_many(&self) -> bool {
        self.headings.len() > 2 && self.links > 8
    }

    /// Whether scripts drive it and it leads nowhere, as tests for people do; pages of errors lead somewhere.
    pub(super) fn is_dead_end(&self) -> bool {
        self.has_scripts && self.links == 0
    }

    /// Whether scripts draw what a reader sees: what the page itself says is no sign of what it is.
    pub(super) fn is_shell(&self) -> bool {
        self.has_mount || self.has_scripts && self.prose < 60
    }

    /// Whether scripts draw it and there is next to nothing yet.
    pub(super) fn is_empty_shell(&self) -> bool {
        (self.has_mount || self.has_scripts) && self.prose < 60
    }

    /// Whether it has nothing to show: no text, nothing to look at, nothing that scripts draw.
    pub(super) fn is_blank(&self) -> bool {
        self.prose < 20 && !self.has_embedded && !self.is_shell()
    }

    /// Where it leads its reader on to: at once; after some seconds, where it says no more than that; by
    /// scripts, where there is nothing else on it.
    pub(super) fn leads_to(&self) -> Option<&str> {
        let is_short = self.prose < 400 && self.long_paragraphs == 0 && !self.has_embedded;
        match &self.refresh {
            Some((Soon::AtOnce, target)) => Some(target),
            Some((Soon::InSeconds, target)) if is_short => Some(target),
            _ => self.script_target.as_deref().filter(|_| self.is_blank()),
        }
    }

    /// Whether it has one `article`.
    pub(super) fn is_one_article(&self) -> bool {
        self.articles == 1
    }

    /// Whether its markup says so: by its data, or as the one `article` on it.
    pub(super) fn is_marked_as_article(&self) -> bool {
        self.is_article || self.articles == 1
    }
}
