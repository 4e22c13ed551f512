//! Headings and the anchors that GitHub generates for them.

use std::sync::OnceLock;

use html_escape::decode_html_entities;
use rustc_hash::FxHashMap;
use unicode_properties::{GeneralCategoryGroup, UnicodeGeneralCategory};

use super::{Heading, html};
use crate::{
    TextRange,
    markdown::{Kind, NodeRef},
    offset,
    text::on_one_line,
};

/// The targets that `#x` can lead to: headings, and the `id` and `name` attributes of HTML.
#[derive(Debug, Default)]
pub struct Anchors {
    slugs: FxHashMap<String, Target>,
    /// Each `id` or `name`, with the tag that has it.
    ids: FxHashMap<String, TextRange>,
    /// The anchors by their letters and digits; none if several anchors share them.
    by_letters: OnceLock<FxHashMap<String, Option<String>>>,
}

/// The result of looking up an anchor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Target {
    /// Exactly as GitHub generates it.
    Exact,
    /// Another spelling that leads to the same place.
    Accepted,
}

impl Anchors {
    /// Returns whether `#anchor` leads to a target.
    #[must_use]
    pub fn has(&self, anchor: &str) -> bool {
        self.slugs.contains_key(anchor) || self.ids.contains_key(anchor)
    }

    /// Returns the only anchor with the same letters and digits as this one; none if several have them.
    #[must_use]
    pub fn nearest(&self, anchor: &str) -> Option<&str> {
        let wanted = bare(anchor);
        let exact = self.slugs.iter().filter(|(_, target)| **target == Target::Exact);
        let by_letters = self.by_letters.get_or_init(|| {
            let mut found: FxHashMap<String, Option<String>> = FxHashMap::default();
            for anchor in exact.map(|(slug, _)| slug).chain(self.ids.keys()) {
                let known = found.entry(bare(anchor)).or_insert_with(|| Some(anchor.clone()));
                known.take_if(|known| known != anchor);
            }
            found
        });
        by_letters.get(&wanted).filter(|_| !wanted.is_empty())?.as_deref()
    }

    /// Returns the HTML tag whose `id` or `name` is this anchor.
    #[must_use]
    pub fn tag(&self, anchor: &str) -> Option<TextRange> {
        self.ids.get(anchor).copied()
    }

    pub(super) fn add_id(&mut self, id: &str, tag: TextRange) {
        self.ids.entry(id.to_owned()).or_insert(tag);
        // GitHub adds `user-content-` to every identifier of a README, and also finds it without that prefix.
        if let Some(short) = id.strip_prefix("user-content-") {
            self.ids.entry(short.to_owned()).or_insert(tag);
        }
    }

    fn add_slug(&mut self, slug: String, target: Target) {
        self.slugs.entry(slug).or_insert(target);
    }
}

/// Returns an anchor without the differences that are common mistakes: case, hyphens, variation selectors and joiners,
/// punctuation.
fn bare(anchor: &str) -> String {
    anchor.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Assigns slugs in document order: the second heading with the same text gets `-1`, the third `-2`.
/// <https://docs.github.com/en/get-started/writing-on-github/getting-started-with-writing-and-formatting-on-github/basic-writing-and-formatting-syntax#section-links>
#[derive(Debug, Default)]
pub(super) struct Slugger {
    seen: FxHashMap<String, usize>,
}

impl Slugger {
    /// Returns the anchor of the next heading. `text` keeps the spaces next to an image at its edges.
    pub(super) fn next(&mut self, text: &str, anchors: &mut Anchors) -> String {
        let full = self.unique(&slug(text));
        let trimmed = text.trim();
        // Nearly every heading has only one anchor.
        if text.is_ascii() && trimmed.len() == text.len() {
            anchors.add_slug(full.clone(), Target::Exact);
            return full;
        }
        let short = slug(trimmed);
        if full != short && !self.seen.contains_key(&short) {
            anchors.add_slug(short.clone(), Target::Accepted);
        }
        let ascii = slug_keeping_case(trimmed);
        if ascii != short {
            anchors.add_slug(ascii, Target::Accepted);
        }
        if text.contains('\u{fe0f}') {
            anchors.add_slug(full.replace('\u{fe0f}', ""), Target::Accepted);
        }
        anchors.add_slug(full.clone(), Target::Exact);
        full
    }

    fn unique(&mut self, base: &str) -> String {
        let mut found = base.to_owned();
        while self.seen.contains_key(&found) {
            let count = self.seen.entry(base.to_owned()).or_default();
            *count += 1;
            found = format!("{base}-{count}");
        }
        self.seen.insert(found.clone(), 0);
        found
    }
}

/// Returns GitHub's anchor for a heading's text, without the suffix of a repeated heading: lowercase letters, hyphens
/// instead of spaces, no punctuation and no symbols. Runs of hyphens are kept.
#[must_use]
pub fn slug(text: &str) -> String {
    // Lowercases the whole text at once: the form of a Greek sigma depends on the letters around it.
    if text.is_ascii() { slug_keeping_case(text) } else { slug_keeping_case(&text.to_lowercase()) }
}

/// Like [`slug`], but keeps capital letters outside ASCII.
fn slug_keeping_case(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            'a'..='z' | '0'..='9' | '-' | '_' => out.push(c),
            'A'..='Z' => out.push(c.to_ascii_lowercase()),
            ' ' => out.push('-'),
            c if c.is_ascii() || !is_word(c) => {}
            c => out.push(c),
        }
    }
    out
}

/// Returns whether a character is a letter, a mark, a number that is a letter or digit, or a connector.
fn is_word(c: char) -> bool {
    use unicode_properties::GeneralCategory as Category;
    c.is_alphabetic()
        || c.general_category_group() == GeneralCategoryGroup::Mark
        || matches!(
            c.general_category(),
            Category::DecimalNumber | Category::LetterNumber | Category::ConnectorPunctuation
        )
}

/// Returns the text of a heading node as GitHub slugs it: words, with the spaces next to images and emoji kept.
pub(super) fn heading_text(node: NodeRef) -> String {
    let mut out = String::with_capacity(node.range().len().into());
    let mut image_end = 0;
    for child in node.descendants() {
        if child.index() < image_end {
            continue;
        }
        match child.kind() {
            Kind::Text => out.push_str(&decode_html_entities(child.text())),
            Kind::Code => out.push_str(child.text().trim_matches('`').trim()),
            Kind::SoftBreak | Kind::HardBreak => out.push(' '),
            Kind::Image(_) => image_end = child.end(),
            Kind::Link(_) if child.end() == child.index() + 1 => out.push_str(child.text()),
            _ => {}
        }
    }
    out
}

/// Returns the part of a heading's line or lines that holds its text.
pub(super) fn heading_content(node: NodeRef) -> TextRange {
    let mut ends = node.children().map(NodeRef::range);
    match ends.next() {
        None => TextRange::empty(node.range().end()),
        Some(first) => TextRange::new(first.start(), ends.last().unwrap_or(first).end()),
    }
}

/// Returns the HTML headings in a piece of HTML at the byte offset `base`.
pub(super) fn html_headings(text: &str, base: usize) -> Vec<(u8, Heading)> {
    let mut out = Vec::new();
    let mut open: Option<(u8, TextRange)> = None;
    for tag in html::tags(text, base) {
        let Some(level) = tag.heading_level() else { continue };
        match open {
            None if !tag.closing => open = Some((level, tag.range)),
            Some((of, start)) if tag.closing && of == level => {
                let content = TextRange::new(start.end(), tag.range.start());
                let local = content - offset(base);
                out.push((
                    level,
                    Heading {
                        range: TextRange::new(start.start(), tag.range.end()),
                        content,
                        text: on_one_line(&html::visible_text(&text[local])),
                        slug: String::new(),
                        html: true,
                    },
                ));
                open = None;
            }
            _ => {}
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn slugs() {
        for (text, expected) in [
            ("Linear Probing", "linear-probing"),
            ("Design & UI/UX", "design--uiux"),
            ("📚 Surveys:", "-surveys"),
            (":star: Star Trends", "star-star-trends"),
            ("Ünïcode Größe", "ünïcode-größe"),
            ("目录 (2024)", "目录-2024"),
            ("C++ / C#", "c--c"),
            ("a_b", "a_b"),
            ("ΑΣ", "ας"),
            ("हिन्दी", "हिन्दी"),
        ] {
            assert_eq!(slug(text), expected, "{text}");
        }
    }

    #[test]
    fn repeated_headings_get_suffixes() {
        let mut slugger = Slugger::default();
        let mut anchors = Anchors::default();
        let given: Vec<_> = ["A", "A", "A 1", "A", "A-1"].map(|text| slugger.next(text, &mut anchors)).into();
        assert_eq!(given, ["a", "a-1", "a-1-1", "a-2", "a-1-2"]);
    }

    #[test]
    fn both_spellings_at_an_image_are_accepted() {
        let mut anchors = Anchors::default();
        assert_eq!(Slugger::default().next("Awesome X ", &mut anchors), "awesome-x-");
        assert!(anchors.has("awesome-x") && anchors.has("awesome-x-") && !anchors.has("awesome"));
    }

    proptest! {
        // The reference supports characters up to Unicode 13; the ranges here are older than that.
        #[test]
        fn slugs_agree_with_the_reference(texts in prop::collection::vec("[ -~À-ʯͰ-ϿЀ-џ一-丿ぁ-ゖ🌀-🌿\u{fe0f}\u{200d}]{0,12}", 1..5)) {
            let mut reference = github_slugger::Slugger::default();
            let mut ours = Slugger::default();
            for text in texts {
                prop_assert_eq!(ours.unique(&slug(&text)), reference.slug(&text), "{:?}", text);
            }
        }
    }
}
