//! The kind of publication that a venue is, by its name.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::words;

/// The kind of publication that a venue is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A conference or workshop: the paper is in its proceedings.
    Conference,
    /// A journal or magazine.
    Journal,
    /// A server for preprints.
    Preprint,
    /// A publisher, a society, or the institution that published a report.
    Publisher,
}

/// A phrase of `kinds.txt`.
#[derive(Debug, Clone, Copy)]
struct Phrase {
    kind: Kind,
    /// Whether it has to be the whole name.
    alone: bool,
}

/// The phrases by their words in lowercase letters, with single spaces.
static PHRASES: LazyLock<FxHashMap<String, Phrase>> = LazyLock::new(|| {
    let lines = words::read_pairs(include_str!("kinds.txt"));
    let phrases = lines.flat_map(|(kind, phrases)| phrases.split('|').map(move |phrase| (kind, phrase)));
    phrases
        .map(|(kind, phrase)| {
            let words = phrase.strip_prefix('=');
            (words_of(words.unwrap_or(phrase)).join(" "), Phrase { kind: named(kind), alone: words.is_some() })
        })
        .collect()
});

fn named(kind: &str) -> Kind {
    match kind {
        "journal" => Kind::Journal,
        "preprint" => Kind::Preprint,
        "publisher" => Kind::Publisher,
        _ => Kind::Conference,
    }
}

/// The most words in a phrase of the table.
const LONGEST: usize = 8;

/// Returns the kind of a venue, given its name as plain text without year. A venue that is in no table is judged by the
/// shape of its name.
#[must_use]
pub fn kind(name: &str) -> Kind {
    let words = words_of(name);
    let at = |start: usize, end: usize| {
        let phrase = PHRASES.get(&words[start..end].join(" "))?;
        (!phrase.alone || end - start == words.len()).then_some(phrase.kind)
    };
    let known = (0..words.len()).find_map(|start| {
        let last = words.len().min(start + LONGEST);
        (start + 1..=last).rev().find_map(|end| at(start, end))
    });
    known.unwrap_or_else(|| {
        let is_acronym = |word: &str| word.chars().filter(|c| c.is_uppercase() || c.is_numeric()).count() > 1;
        let has_acronym = name.split([' ', '-']).any(is_acronym);
        if words.len() > 1 && !has_acronym { Kind::Journal } else { Kind::Conference }
    })
}

/// Returns the words of a text in lowercase letters.
fn words_of(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_of_venues() {
        for (kinds, names) in [
            (
                Kind::Conference,
                &[
                    "CVPR",
                    "NeurIPS",
                    "ICLR Workshop",
                    "ACL Findings",
                    "Findings of EMNLP",
                    "Interspeech",
                    "SIGGRAPH Asia",
                    "IEEE ICDM",
                    "ACM MM",
                    "USENIX Security",
                    "VLDB",
                    "WSA/SCC",
                    "QWXZ",
                    "3DV",
                    "ICLR_W",
                    "International Conference on Machine Learning",
                    "Advances in Neural Information Processing Systems",
                    "Proceedings of the International Workshop on Tea",
                    "Proceedings of the IEEE Conference on Tea",
                    "Robotics: Science and Systems",
                    "Lecture Notes in Computer Science",
                    "Computer Vision and Pattern Recognition",
                    "International Conference on Nature and Science",
                    "Association for Computational Linguistics",
                ][..],
            ),
            (
                Kind::Journal,
                &[
                    "TPAMI",
                    "T-PAMI",
                    "IEEE TPAMI",
                    "IEEE-TIFS",
                    "JMLR",
                    "RA-L",
                    "IEEE RA-L",
                    "ACM ToG",
                    "Nature",
                    "Nature Medicine",
                    "Science",
                    "Science Robotics",
                    "IEEE Transactions on Tea",
                    "IEEE TRANSACTIONS ON TEA",
                    "Pattern Recognition Letters",
                    "Journal of Tea",
                    "Int. J. Comput. Vis.",
                    "ACM Computing Surveys",
                    "Proceedings of the IEEE",
                    "Proceedings of the National Academy of Sciences",
                    "Proceedings of the ACM on Programming Languages",
                    "Neural Networks",
                    "Medical Image Analysis",
                    "Knowledge-Based Systems",
                    "npj Digital Medicine",
                    "NEJM AI",
                    "Annual Review of Statistics and Its Application",
                    "Logical Methods in Computer Science",
                    "计算机学报",
                    "Cell",
                ],
            ),
            (Kind::Preprint, &["arXiv", "ArXiv", "bioRxiv", "SSRN", "arXiv preprint", "Research Square"]),
            (
                Kind::Publisher,
                &[
                    "IEEE",
                    "ACM",
                    "Springer",
                    "MIT Press",
                    "Cambridge University Press",
                    "O'Reilly Media",
                    "Cup University",
                    "OpenAI",
                    "Tea Lab",
                ],
            ),
        ] {
            for name in names {
                assert_eq!(kind(name), kinds, "{name}");
            }
        }
    }

    #[test]
    fn every_phrase_can_be_found() {
        let mut seen = rustc_hash::FxHashSet::default();
        for (name, phrases) in words::read_pairs(include_str!("kinds.txt")) {
            assert!(matches!(name, "conference" | "journal" | "preprint" | "publisher"), "{name}");
            for phrase in phrases.split('|') {
                let words = words_of(phrase.trim_start_matches('='));
                assert!((1..=LONGEST).contains(&words.len()), "{phrase}");
                assert!(seen.insert(words.join(" ")), "{phrase} is listed twice");
            }
        }
    }
}
