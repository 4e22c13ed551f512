//! From the Markdown tree to sections, groups and entries.

use super::{Anchors, List};
use crate::{markdown::Tree, source::Source};

impl<'t> List<'t> {
    /// Reads the list out of its Markdown.
    #[must_use]
    pub fn read(source: &'t Source<'t>, tree: &'t Tree<'t>) -> Self {
        Self {
            source,
            tree,
            sections: Vec::new(),
            groups: Vec::new(),
            entries: Vec::new(),
            links: Vec::new(),
            badges: Vec::new(),
            dates: Vec::new(),
            contents: Vec::new(),
            anchors: Anchors::default(),
        }
    }
}
