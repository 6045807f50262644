//! What a document cites, in a form in which two versions of it can be compared.

use crate::model::{Article, Label, Target};

/// Of each citation its label and target, of each entry its labels and addresses.
#[derive(Debug, PartialEq, Eq)]
pub struct Shape {
    citations: Vec<(String, Target)>,
    entries: Vec<(Option<String>, Vec<String>)>,
}

impl Shape {
    /// That of an article in which `label` counts as `shown`.
    pub fn of(article: &Article, label: &Label, shown: &Label) -> Self {
        let named = |own: &Label| if own == label { shown.to_string() } else { own.to_string() };
        let citations = article.citations.iter();
        let entries = article.references.iter().map(|reference| {
            (reference.label.as_ref().map(named), reference.addresses().map(str::to_owned).collect())
        });
        Self {
            citations: citations.map(|citation| (named(&citation.label), citation.target.clone())).collect(),
            entries: entries.collect(),
        }
    }

    /// That of an article as it stands.
    pub fn as_it_stands(article: &Article) -> Self {
        let same = Label::Number(0);
        Self::of(article, &same, &same)
    }
}
