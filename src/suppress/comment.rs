//! Parses one suppression comment.

use crate::{TextRange, range, suggest::closest, text::starts_with_ignore_case};

use super::peers;

/// A comment that disables or enables rules.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comment<'t> {
    /// From `<!--` to `-->`.
    pub range: TextRange,
    /// Whether it is for this program, not for another linter.
    pub own: bool,
    /// The instruction.
    pub verb: Verb<'t>,
    /// The rules that it names. Empty for all rules.
    pub names: Vec<Named<'t>>,
    /// Whether it gives a reason.
    pub reason: bool,
    /// Whether it has an effect, for a comment that names no rule.
    pub used: bool,
}

/// The instruction of a comment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verb<'t> {
    /// Disables rules from here on.
    Disable,
    /// Enables them again.
    Enable,
    /// Disables rules for its own line.
    Line,
    /// Disables rules for the next line with text.
    NextLine,
    /// Disables rules for the whole file.
    File,
    /// Disables rules for the block after it. Only other linters have this instruction.
    NextBlock,
    /// Most likely a mistake: the word that is written, and the one that was meant.
    Unknown(&'t str, &'static str),
}

/// A rule as a comment names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named<'t> {
    /// The range of the name.
    pub range: TextRange,
    /// The name as it is written.
    pub text: &'t str,
    /// Our rules with this name. Empty for an unknown name.
    pub rules: &'t [&'static str],
    /// Whether the name has an effect.
    pub used: bool,
}

const VERBS: [(&str, Verb); 5] = [
    ("disable-next-line", Verb::NextLine),
    ("disable-line", Verb::Line),
    ("disable-file", Verb::File),
    ("disable", Verb::Disable),
    ("enable", Verb::Enable),
];

/// The words with which such comments begin.
pub(super) const OWN: &str = "awesome-lint";
pub(super) const PEER: &str = "lint";

impl<'t> Comment<'t> {
    /// Parses the text between `<!--` and `-->`, which is at the byte offset `at` of the list. `known` are the names of
    /// our rules.
    pub(super) fn read(inner: &'t str, at: usize, known: &'static [&'static str]) -> Option<Self> {
        let words = inner.trim_start();
        // Capital letters are accepted too.
        let (rest, own) = match words.get(OWN.len()..).filter(|_| starts_with_ignore_case(words, OWN)) {
            Some(rest) => (rest, true),
            None => (words.strip_prefix(PEER)?, false),
        };
        let glue: &[char] = if own { &[' ', '\t', '\n', '\r', '-', ':'] } else { &[' ', '\t', '\n', '\r'] };
        if !rest.starts_with(glue) {
            return None;
        }
        let rest = rest.trim_start_matches(glue);
        let word = &rest[..rest.find(|c: char| c.is_whitespace() || c == ':').unwrap_or(rest.len())];
        let verb = if own { own_verb(word)? } else { peer_verb(word)? };
        let names = &rest[word.len()..];
        let offset = at + 4 + (inner.len() - names.len());
        let mut comment = Self {
            range: range(at, at + 4 + inner.len() + 3),
            own,
            verb,
            names: Vec::new(),
            reason: false,
            used: false,
        };
        comment.read_names(names, offset, known);
        Some(comment)
    }

    /// Reads names up to the reason, which begins after two hyphens, a dash or a colon.
    fn read_names(&mut self, names: &'t str, offset: usize, known: &'static [&'static str]) {
        let mut at = 0;
        while at < names.len() {
            let rest = &names[at..];
            let gap = rest.len() - rest.trim_start_matches(|c: char| c.is_whitespace() || c == ',').len();
            let rest = &rest[gap..];
            at += gap;
            let end = rest.find(|c: char| c.is_whitespace() || c == ',').unwrap_or(rest.len());
            let word = &rest[..end];
            if word.is_empty() {
                return;
            }
            if word.starts_with("--") || word.starts_with(['–', '—', ':']) {
                self.reason = true;
                return;
            }
            let name = if self.own { word.trim_end_matches(':') } else { word };
            let rules = if self.own { own_rules(name, known) } else { peers::rules(name) };
            self.names.push(Named {
                range: range(offset + at, offset + at + name.len()),
                text: name,
                rules,
                used: false,
            });
            if name.len() < word.len() {
                self.reason = true;
                return;
            }
            at += end;
        }
    }

    /// Whether it is about the text after it, so that it must not be moved.
    #[must_use]
    pub fn is_placed(&self) -> bool {
        matches!(self.verb, Verb::Disable | Verb::Enable | Verb::NextLine | Verb::NextBlock)
    }
}

/// Returns the instruction of a comment for this program. None for prose about this program.
fn own_verb(word: &str) -> Option<Verb<'_>> {
    let known = VERBS.iter().find(|(name, _)| name.eq_ignore_ascii_case(word)).map(|(_, verb)| *verb);
    known.or_else(|| {
        closest(&word.to_ascii_lowercase(), VERBS.iter().map(|(name, _)| *name)).map(|meant| Verb::Unknown(word, meant))
    })
}

fn peer_verb(word: &str) -> Option<Verb<'_>> {
    match word {
        "disable" => Some(Verb::Disable),
        "enable" => Some(Verb::Enable),
        "ignore" => Some(Verb::NextBlock),
        _ => None,
    }
}

fn own_rules(name: &str, known: &'static [&'static str]) -> &'static [&'static str] {
    known.iter().find(|rule| rule.eq_ignore_ascii_case(name)).map_or(&[], std::slice::from_ref)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The verb, the names, and whether there is a reason.
    fn read(inner: &str) -> Option<(Verb<'_>, Vec<&str>, bool)> {
        let comment = Comment::read(inner, 0, &crate::rules::NAMES)?;
        for name in &comment.names {
            let text = format!("<!--{inner}-->");
            assert_eq!(&text[name.range], name.text);
        }
        Some((comment.verb, comment.names.iter().map(|name| name.text).collect(), comment.reason))
    }

    #[test]
    fn own_comments() {
        for (inner, verb, names, reason) in [
            (" awesome-lint disable ", Verb::Disable, vec![], false),
            ("awesome-lint enable", Verb::Enable, vec![], false),
            (" awesome-lint disable-next-line date-format ", Verb::NextLine, vec!["date-format"], false),
            (" awesome-lint disable-line a, b,c  d ", Verb::Line, vec!["a", "b", "c", "d"], false),
            (" awesome-lint disable-file a -- as on the site ", Verb::File, vec!["a"], true),
            (" awesome-lint disable a — as on the site ", Verb::Disable, vec!["a"], true),
            (" awesome-lint disable a: as on the site ", Verb::Disable, vec!["a"], true),
            (" awesome-lint disable -- all of it ", Verb::Disable, vec![], true),
            (" awesome-lint-disable-next-line a ", Verb::NextLine, vec!["a"], false),
            (" awesome-lint: disable a", Verb::Disable, vec!["a"], false),
            ("\n  awesome-lint\n  disable\n  a,\n  b\n", Verb::Disable, vec!["a", "b"], false),
            (" awesome-lint disabel a ", Verb::Unknown("disabel", "disable"), vec!["a"], false),
            (" awesome-lint disable-nextline ", Verb::Unknown("disable-nextline", "disable-next-line"), vec![], false),
        ] {
            assert_eq!(read(inner), Some((verb, names, reason)), "{inner}");
        }
    }

    #[test]
    fn comments_of_peers() {
        assert_eq!(read("lint disable double-link "), Some((Verb::Disable, vec!["double-link"], false)));
        assert_eq!(read(" lint ignore a remark-lint:b"), Some((Verb::NextBlock, vec!["a", "remark-lint:b"], false)));
        assert_eq!(read("lint enable"), Some((Verb::Enable, vec![], false)));
    }

    #[test]
    fn other_comments_say_nothing() {
        for inner in [
            "",
            " awesome-lint ",
            " awesome-lint runs on each commit ",
            " awesome-linter disable ",
            " markdownlint-disable MD013 ",
            " lint all of this ",
            "linting disable",
            " eslint disable ",
        ] {
            assert_eq!(read(inner), None, "{inner}");
        }
    }
}
