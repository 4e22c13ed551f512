//! Link targets that one chunk of a text defines for the links of others.

use std::borrow::Cow;

use pulldown_cmark::CowStr;
use rustc_hash::FxHashMap;
use unicase::UniCase;

use super::Definition;

/// Link definitions by label, ignoring case.
/// <https://spec.commonmark.org/0.31.2/#matches>
#[derive(Default)]
pub(super) struct Defined<'d, 's>(FxHashMap<UniCase<&'d str>, &'d Definition<'s>>);

impl<'d, 's> Defined<'d, 's> {
    /// Creates the table from definitions with distinct labels.
    pub(super) fn by(definitions: &'d [Definition<'s>]) -> Self {
        Self(definitions.iter().map(|definition| (UniCase::new(&*definition.label), definition)).collect())
    }

    /// Returns the target and the title of a label. Only the presence of a title is kept.
    pub(super) fn target(&self, label: &str) -> Option<(CowStr<'s>, CowStr<'s>)> {
        let definition = self.0.get(&UniCase::new(label))?;
        let url = match &definition.url {
            Cow::Borrowed(url) => CowStr::Borrowed(url),
            Cow::Owned(url) => url.clone().into(),
        };
        Some((url, if definition.titled { "titled" } else { "" }.into()))
    }
}
