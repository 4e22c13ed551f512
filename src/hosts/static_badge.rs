//! Badges whose text is in their URL, in the format of shields.io: <https://shields.io/badges/static-badge>.

use super::{
    parts::{UrlParts, lower_host, percent_decoded, without_extension},
    sites::{Site, site_of_lower},
};

/// Returns the content of a static badge from its path.
pub(super) fn static_content(path: &str) -> Option<&str> {
    let content = path.strip_prefix("badge/").or_else(|| path.strip_prefix(':'))?;
    // `badge/dynamic/json?…` and `badge/endpoint?…` get their text from elsewhere.
    (!content.starts_with("dynamic/") && !content.starts_with("endpoint")).then_some(content)
}

/// A badge whose text is in its URL, as written there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StaticBadge<'s> {
    /// The left half; may be empty.
    pub label: &'s str,
    /// The right half.
    pub message: &'s str,
    /// The colour of the right half.
    pub color: &'s str,
}

/// The reason why a static badge cannot be generated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum StaticFlaw {
    /// There is no dash that separates.
    NoSeparator,
    /// The number of dashes that separate; at most two are allowed.
    Separators(usize),
    /// The text after the last dash is empty or contains a full stop.
    Color,
}

impl<'s> StaticBadge<'s> {
    /// Reads `label-message-color.svg` or `message-color`. Two dashes are displayed as one.
    ///
    /// A path is accepted if the route of shields.io matches it
    /// (`services/static-badge/static-badge.service.js` in its repository).
    pub(super) fn parse(content: &'s str) -> Result<Self, StaticFlaw> {
        let (content, _) = without_extension(content);
        let mut cuts = [0; 2];
        let mut count = 0;
        let mut pair = None;
        let bytes = content.as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            let dashes = bytes[at..].iter().take_while(|byte| **byte == b'-').count();
            if dashes % 2 == 1 {
                if count < 2 {
                    cuts[count] = at + dashes - 1;
                }
                count += 1;
            } else if dashes > 0 {
                pair.get_or_insert(at);
            }
            at += dashes.max(1);
        }
        let (label, message, color) = match (count, pair) {
            (1, _) => ("", &content[..cuts[0]], &content[cuts[0] + 1..]),
            (2, _) => (&content[..cuts[0]], &content[cuts[0] + 1..cuts[1]], &content[cuts[1] + 1..]),
            // The service then reads both dashes as separators, with an empty message between them.
            (0, Some(pair)) => (&content[..pair], "", &content[pair + 2..]),
            (0, None) => return Err(StaticFlaw::NoSeparator),
            (count, _) => return Err(StaticFlaw::Separators(count)),
        };
        if color.is_empty() || color.contains('.') {
            return Err(StaticFlaw::Color);
        }
        Ok(Self { label, message, color })
    }

    /// Reads the URL of a static badge of shields.io.
    #[must_use]
    pub fn of_url(url: &'s str) -> Option<Self> {
        let parts = UrlParts::split(url);
        let is_shields = site_of_lower(&lower_host(parts.host)) == Site::Shields;
        if !parts.is_web() || !is_shields {
            return None;
        }
        Self::parse(static_content(parts.path.strip_prefix('/')?)?).ok()
    }
}

/// Returns the label or message of a static badge as a reader sees it: `_` is a space, `__` and `--` are one character.
#[must_use]
pub fn shown_text(written: &str) -> String {
    let decoded = percent_decoded(written);
    let mut shown = String::with_capacity(decoded.len());
    let mut chars = decoded.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '_' if chars.next_if_eq(&'_').is_none() => shown.push(' '),
            '-' => {
                chars.next_if_eq(&'-');
                shown.push('-');
            }
            c => shown.push(c),
        }
    }
    shown
}

/// Returns the reverse: a text as it is written in the URL of a static badge.
#[must_use]
pub fn written_text(shown: &str) -> String {
    let mut written = String::with_capacity(shown.len());
    for c in shown.chars() {
        match c {
            '-' => written.push_str("--"),
            '_' => written.push_str("__"),
            ' ' => written.push('_'),
            '/' => written.push_str("%2F"),
            '?' => written.push_str("%3F"),
            '#' => written.push_str("%23"),
            '%' => written.push_str("%25"),
            '(' => written.push_str("%28"),
            ')' => written.push_str("%29"),
            c => written.push(c),
        }
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_static_badges() {
        let cases = [
            ("arXiv-b31b1b.svg", Ok(("", "arXiv", "b31b1b"))),
            ("arXiv-2401.00001-b31b1b.svg", Ok(("arXiv", "2401.00001", "b31b1b"))),
            ("semi--conductor-a_b-red", Ok(("semi--conductor", "a_b", "red"))),
            ("a---b-red", Ok(("a--", "b", "red"))),
            ("-paper-red", Ok(("", "paper", "red"))),
            ("paper--red", Ok(("paper", "", "red"))),
            ("论文-链接-red", Ok(("论文", "链接", "red"))),
            ("arXiv", Err(StaticFlaw::NoSeparator)),
            ("", Err(StaticFlaw::NoSeparator)),
            ("a-b-c-red", Err(StaticFlaw::Separators(3))),
            ("a-b-", Err(StaticFlaw::Color)),
            ("pdf-2025.05", Err(StaticFlaw::Color)),
        ];
        for (content, expected) in cases {
            let read = StaticBadge::parse(content).map(|badge| (badge.label, badge.message, badge.color));
            assert_eq!(read, expected, "{content}");
        }
        let badge = StaticBadge::of_url("https://img.shields.io/badge/a-b-red.svg?style=flat").unwrap();
        assert_eq!((badge.label, badge.message, badge.color), ("a", "b", "red"));
        assert_eq!(StaticBadge::of_url("https://example.org/badge/a-b-red.svg"), None);
    }

    #[test]
    fn reads_and_writes_the_text_of_static_badges() {
        let cases = [
            ("any_text", "any text"),
            ("any%20text", "any text"),
            ("snake__case", "snake_case"),
            ("a___b", "a_ b"),
            ("semi--conductor", "semi-conductor"),
            ("ICLR'24", "ICLR'24"),
            ("%E8%AE%BA文", "论文"),
        ];
        for (written, shown) in cases {
            assert_eq!(shown_text(written), shown, "{written}");
        }
        for shown in ["a b", "snake_case", "semi-conductor", "hep-th/9901001", "50 % (?) #1", "论文"] {
            assert_eq!(shown_text(&written_text(shown)), shown);
        }
    }
}
