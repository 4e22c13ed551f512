//! `product-name`: `Github` for GitHub, in prose.

use std::sync::LazyLock;

use crate::{
    diagnostic::Severity,
    edit::{Edit, Fix, Phase},
    markdown::Kind,
    range,
    rule::{Check, Context, Fixes, Rule},
    words,
};

pub(super) static RULE: Rule = Rule {
    name: "product-name",
    severity: Severity::Info,
    fixes: Fixes::Always,
    page: include_str!("../../rules/product-name.md"),
    checks: &[Check::List(check)],
    ..Rule::DEFAULT
};

static NAMES: LazyLock<Names> = LazyLock::new(|| Names::read(include_str!("product_names.txt")));

/// Wrong spellings with the right ones.
struct Names {
    /// Sorted by the wrong spelling.
    all: Vec<(&'static str, &'static str)>,
    /// For each first byte, a bit for each length of the spellings that begin so: most words are none of them.
    lengths: [u32; 128],
    /// The same for their second letters, as [`letter`] cuts them.
    seconds: [u32; 128],
}

impl Names {
    fn read(file: &'static str) -> Self {
        let all: Vec<_> = words::read_pairs(file).collect();
        let (mut lengths, mut seconds) = ([0; 128], [0; 128]);
        for (wrong, _) in &all {
            let first = usize::from(wrong.as_bytes()[0] & 127);
            lengths[first] |= 1 << (wrong.len() & 31);
            seconds[first] |= letter(wrong.as_bytes()[1]);
        }
        Self { all, lengths, seconds }
    }

    /// Whether one of the spellings begins with these two bytes, letter case of the second aside.
    fn begin(&self, first: u8, second: u8) -> bool {
        self.seconds[usize::from(first & 127)] & letter(second) != 0
    }

    fn right(&self, word: &str) -> Option<&'static str> {
        let first = usize::from(*word.as_bytes().first()?);
        let lengths = self.lengths.get(first)?;
        if word.len() > 31 || lengths & (1 << word.len()) == 0 {
            return None;
        }
        let at = self.all.binary_search_by(|(wrong, _)| (*wrong).cmp(word)).ok()?;
        Some(self.all[at].1)
    }
}

/// A bit for a letter, its case aside; other bytes share the bits of letters.
fn letter(byte: u8) -> u32 {
    1 << (byte & 31)
}

fn check(cx: &mut Context) {
    let mut skipped_to = 0;
    let names = &*NAMES;
    let own = &cx.config.rules.product_name;
    for node in cx.list.tree.nodes() {
        // A link's or bold text is a title, and a heading's text makes its anchor.
        if matches!(node.kind(), Kind::Link(_) | Kind::Image(_) | Kind::Heading(_) | Kind::Strong) {
            skipped_to = skipped_to.max(node.end());
        }
        if node.kind() != Kind::Text || node.index() < skipped_to {
            continue;
        }
        let (text, base) = (node.text(), usize::from(node.range().start()));
        let mut words = Words { names, text, at: 0, all: !own.names.is_empty() };
        while let Some((start, word)) = words.next() {
            let Some(right) =
                own.names.iter().find_map(|name| misspelled(name.text(), word)).or_else(|| names.right(word))
            else {
                continue;
            };
            if own.ignore.iter().any(|fine| fine.text() == word) || is_part_of_name(text, start, word.len()) {
                continue;
            }
            let place = range(base + start, base + start + word.len());
            cx.report(place, format!("`{word}` is spelled `{right}`")).fix(Fix::needs_review(
                Phase::Content,
                format!("write `{right}`"),
                vec![Edit::replace(place, right)],
            ));
        }
    }
}

/// The name, where the word is that name in other letter case.
fn misspelled<'n>(name: &'n str, word: &str) -> Option<&'n str> {
    (name.eq_ignore_ascii_case(word) && name != word).then_some(name)
}

/// Runs of ASCII letters that begin with a capital, as all misspelled names do: all of them, or those that begin as one
/// of the [`NAMES`].
struct Words<'t> {
    names: &'static Names,
    text: &'t str,
    at: usize,
    all: bool,
}

impl<'t> Words<'t> {
    fn next(&mut self) -> Option<(usize, &'t str)> {
        let bytes = self.text.as_bytes();
        let mut start = self.at;
        loop {
            start = next_capital(bytes, start)?;
            let begins = start == 0 || !bytes[start - 1].is_ascii_alphabetic();
            let may_be_one = || bytes.get(start + 1).is_some_and(|&second| self.names.begin(bytes[start], second));
            if begins && (self.all || may_be_one()) {
                break;
            }
            start += 1;
        }
        let rest = &self.text.as_bytes()[start..];
        let length = rest.iter().position(|byte| !byte.is_ascii_alphabetic()).unwrap_or(rest.len());
        self.at = start + length;
        Some((start, &self.text[start..self.at]))
    }
}

/// The next ASCII capital. Text is mostly small letters, so eight bytes are looked at together.
fn next_capital(bytes: &[u8], mut from: usize) -> Option<usize> {
    const LOW: u64 = u64::from_ne_bytes([0x7f; 8]);
    const HIGH: u64 = !LOW;
    // Added to seven bits, these carry into the eighth from `A` on, and from behind `Z` on.
    const FROM_A: u64 = u64::from_ne_bytes([0x80 - b'A'; 8]);
    const BEHIND_Z: u64 = u64::from_ne_bytes([0x80 - b'Z' - 1; 8]);
    while let Some(eight) = bytes.get(from..).and_then(|rest| rest.first_chunk::<8>()) {
        let eight = u64::from_le_bytes(*eight);
        let seven_bits = eight & LOW;
        let capitals = ((seven_bits + FROM_A) ^ (seven_bits + BEHIND_Z)) & !eight & HIGH;
        if capitals != 0 {
            return Some(from + capitals.trailing_zeros() as usize / 8);
        }
        from += 8;
    }
    bytes.get(from..)?.iter().position(u8::is_ascii_uppercase).map(|at| from + at)
}

/// Whether a word is a part of a path, an address, a handle or an identifier.
fn is_part_of_name(text: &str, start: usize, length: usize) -> bool {
    let glue = |c: char| c.is_alphanumeric() || matches!(c, '/' | '@' | '_' | '#' | '.' | '-' | '\\' | '&' | '=');
    let mut behind = text[start + length..].chars();
    let next = behind.next();
    let then = behind.next();
    // `Github.` and `Github-like`, but `Github.io` and `Youtube-8M`.
    let is_whole = match next {
        Some('.') => then.is_none_or(|c| !c.is_alphanumeric()),
        Some('-') => then.is_none_or(char::is_lowercase),
        Some('/') => true,
        next => !next.is_some_and(glue),
    };
    !is_whole || text[..start].chars().next_back().is_some_and(glue)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted_and_in_reach() {
        assert!(NAMES.all.is_sorted());
        assert!(NAMES.all.iter().all(|(wrong, _)| wrong.starts_with(|c: char| c.is_ascii_uppercase())));
        for (wrong, right) in &NAMES.all {
            assert!(wrong.bytes().all(|byte| byte.is_ascii_alphabetic()) && wrong.len() < 32, "{wrong}");
            assert_ne!(wrong, right);
            assert_eq!(NAMES.right(wrong), Some(*right));
        }
    }

    #[test]
    fn capitals_are_found_among_all_bytes() {
        let mut bytes: Vec<u8> = (0..=255).collect();
        bytes.extend(b"@A[`Za{\xc1\xdaB");
        for from in 0..=bytes.len() {
            let expected = bytes[from..].iter().position(u8::is_ascii_uppercase).map(|at| from + at);
            assert_eq!(next_capital(&bytes, from), expected, "{from}");
        }
    }

    #[test]
    fn parts_of_names_are_left_alone() {
        for (text, start, is_part) in [
            ("Github", 0, false),
            ("Github.", 0, false),
            ("Github-flavoured", 0, false),
            ("Github/Gitlab", 0, false),
            ("Github.io", 0, true),
            ("@Github", 1, true),
            ("x/Github", 2, true),
            ("Github_x", 0, true),
            ("Github2", 0, true),
            ("Github-8M", 0, true),
        ] {
            assert_eq!(is_part_of_name(text, start, 6), is_part, "{text}");
        }
    }
}
