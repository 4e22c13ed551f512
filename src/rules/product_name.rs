//! `product-name`: the name of a well-known product is misspelled.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

use crate::{
    diagnostic::Severity,
    edit::{Edit, Fix, Phase},
    markdown::Kind,
    range,
    rule::{Check, Context, Fixes, Rule},
    words,
};

pub(super) static RULE: Rule =
    Rule { severity: Severity::Info, fixes: Fixes::Always, checks: &[Check::List(check)], ..rule!("product-name") };

static NAMES: LazyLock<Names> = LazyLock::new(|| Names::read(include_str!("product_names.txt")));

/// Wrong spellings with their right spellings.
struct Names {
    /// Pairs sorted by the wrong spelling.
    all: Vec<(&'static str, &'static str)>,
    wrong: Words,
}

impl Names {
    fn read(file: &'static str) -> Self {
        let all: Vec<_> = words::read_pairs(file).collect();
        Self { wrong: Words::new(all.iter().map(|(wrong, _)| *wrong), false), all }
    }

    fn right(&self, word: &str) -> Option<&'static str> {
        let at = self.all.binary_search_by(|(wrong, _)| (*wrong).cmp(word)).ok()?;
        Some(self.all[at].1)
    }
}

/// Words to search for.
struct Words(AhoCorasick);

impl Words {
    fn new(words: impl Iterator<Item: AsRef<[u8]>>, ignore_case: bool) -> Self {
        let automaton = AhoCorasick::builder()
            // This kind is the fastest to build, and each run builds it. The default kind takes 15 % of a run on 8 KB.
            .kind(Some(AhoCorasickKind::NoncontiguousNFA))
            .match_kind(MatchKind::LeftmostLongest)
            .ascii_case_insensitive(ignore_case)
            .build(words);
        Self(automaton.expect("a few short words fit in an automaton"))
    }

    /// Returns the words in a text that begin with a capital letter, with their offsets. No letter is next to them.
    fn find<'t>(&self, text: &'t str) -> impl Iterator<Item = (usize, &'t str)> {
        let bytes = text.as_bytes();
        let is_letter = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_alphabetic);
        let is_word = move |start: usize, end: usize| {
            bytes[start].is_ascii_uppercase() && !start.checked_sub(1).is_some_and(is_letter) && !is_letter(end)
        };
        let found = self.0.find_iter(text).map(|found| (found.start(), found.end()));
        found.filter(move |&(start, end)| is_word(start, end)).map(|(start, end)| (start, &text[start..end]))
    }
}

fn check(cx: &mut Context) {
    let mut skipped_to = 0;
    let names = &*NAMES;
    let config = &cx.config.rules.product_name;
    let own = Some(&config.names).filter(|own| !own.is_empty());
    let own = own.map(|own| Words::new(own.iter().map(|name| name.text().as_bytes()), true));
    for node in cx.list.tree.nodes() {
        // The text of a link and bold text are titles, and the text of a heading makes its anchor.
        if matches!(node.kind(), Kind::Link(_) | Kind::Image(_) | Kind::Heading(_) | Kind::Strong) {
            skipped_to = skipped_to.max(node.end());
        }
        if node.kind() != Kind::Text || node.index() < skipped_to {
            continue;
        }
        let (text, base) = (node.text(), usize::from(node.range().start()));
        let own = own.iter().flat_map(|own| own.find(text)).filter(|(_, word)| names.right(word).is_none());
        for (start, word) in names.wrong.find(text).chain(own) {
            let own_name = config.names.iter().find_map(|name| misspelled(name.text(), word));
            let Some(right) = own_name.or_else(|| names.right(word)) else { continue };
            if config.ignore.iter().any(|fine| fine.text() == word) || is_part_of_name(text, start, word.len()) {
                continue;
            }
            let place = range(base + start, base + start + word.len());
            cx.report(place, format!("`{word}` is misspelled: expected `{right}`")).fix(Fix::needs_review(
                Phase::Content,
                format!("write `{right}`"),
                vec![Edit::replace(place, right)],
            ));
        }
    }
}

/// Returns the name if the word is equal to it ignoring case, but not identical.
fn misspelled<'n>(name: &'n str, word: &str) -> Option<&'n str> {
    (name.eq_ignore_ascii_case(word) && name != word).then_some(name)
}

/// Whether a word is part of a path, an address, a handle or an identifier.
fn is_part_of_name(text: &str, start: usize, length: usize) -> bool {
    let glue = |c: char| c.is_alphanumeric() || matches!(c, '/' | '@' | '_' | '#' | '.' | '-' | '\\' | '&' | '=');
    let mut after = text[start + length..].chars();
    let next = after.next();
    let then = after.next();
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
    fn the_table_is_sorted() {
        assert!(NAMES.all.is_sorted());
        assert!(NAMES.all.iter().all(|(wrong, _)| wrong.starts_with(|c: char| c.is_ascii_uppercase())));
        for (wrong, right) in &NAMES.all {
            assert!(wrong.bytes().all(|byte| byte.is_ascii_alphabetic()), "{wrong}");
            assert_ne!(wrong, right);
            assert_eq!(NAMES.right(wrong), Some(*right));
        }
    }

    #[test]
    fn whole_words_are_found() {
        for (text, expected) in [
            ("Github, xGithub and Githubs; Gitlab", &[(0, "Github"), (29, "Gitlab")][..]),
            ("éGithub1", &[(2, "Github")]),
            ("github GITHUB", &[]),
        ] {
            assert_eq!(NAMES.wrong.find(text).collect::<Vec<_>>(), expected, "{text}");
        }
        let own = Words::new(["PostGIS", "Post"].into_iter(), true);
        assert_eq!(own.find("Postgis POST postgis").collect::<Vec<_>>(), [(0, "Postgis"), (8, "POST")]);
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
