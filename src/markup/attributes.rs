//! The values of an element's attributes by their names.

use html5ever::ns;
use scraper::node::Element;

/// What an element says of itself.
pub trait Attributes {
    /// The value of an attribute without a namespace. Elements have few: they are looked through, which costs
    /// a fraction of `Element::attr`, where each name is hashed first.
    ///
    /// ```
    /// use newscheck::markup::attributes::Attributes;
    /// use scraper::Html;
    /// let page = Html::parse_fragment("<a href='/dam' class=more>The dam</a>");
    /// let link = page.root_element().child_elements().next().expect("it is an element");
    /// assert_eq!((link.value().value_of("href"), link.value().value_of("id")), (Some("/dam"), None));
    /// ```
    fn value_of(&self, name: &str) -> Option<&str>;
}

impl Attributes for Element {
    fn value_of(&self, name: &str) -> Option<&str> {
        let mut attributes = self.attrs.iter();
        attributes.find(|(own, _)| *own.local == *name && own.ns == ns!()).map(|(_, value)| &**value)
    }
}
