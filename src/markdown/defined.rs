//! The targets that one piece of a text defines for the links of others.

use std::borrow::Cow;

use pulldown_cmark::CowStr;
use rustc_hash::FxHashMap;
use unicase::UniCase;

use super::Definition;

/// Link definitions by their labels, which match whatever the case of their letters.
/// <https://spec.commonmark.org/0.31.2/#matches>
#[derive(Default)]
pub(super) struct Defined<'d, 's>(FxHashMap<UniCase<&'d str>, &'d Definition<'s>>);

impl<'d, 's> Defined<'d, 's> {
    /// By definitions of which no two have the same label.
    pub(super) fn by(definitions: &'d [Definition<'s>]) -> Self {
        Self(definitions.iter().map(|definition| (UniCase::new(&*definition.label), definition)).collect())
    }

    /// The target and the title that a label stands for. Of the title no more is kept than whether there is one.
    pub(super) fn target(&self, label: &str) -> Option<(CowStr<'s>, CowStr<'s>)> {
        let definition = self.0.get(&UniCase::new(label))?;
        let url = match &definition.url {
            Cow::Borrowed(url) => CowStr::Borrowed(url),
            Cow::Owned(url) => url.clone().into(),
        };
        Some((url, if definition.titled { "titled" } else { "" }.into()))
    }
}
