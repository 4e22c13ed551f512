//! What other linters' comments mean here: the names of their rules, and ours for the same thing.
//!
//! The names are those of <https://github.com/sindresorhus/awesome-lint/tree/main/rules>, of the rules of
//! <https://github.com/remarkjs/remark-lint> that it runs, and of those that lists run beside it. A rule that is not
//! here has no counterpart; its comments say nothing to this program.

/// Their rule, and ours; sorted.
const RULES: [(&str, &[&str]); 36] = [
    ("alphabetize-lists", &["entry-order"]),
    ("awesome-heading", &["heading-title"]),
    (
        "awesome-list-item",
        &["entry-capital", "entry-marker-space", "entry-period", "entry-separator", "link-empty", "link-malformed"],
    ),
    ("awesome-spell-check", &["product-name"]),
    ("awesome-toc", &["contents-stale"]),
    ("balanced-punctuation", &["balanced-punctuation"]),
    ("double-link", &["link-duplicate"]),
    ("emphasis-marker", &["emphasis-marker"]),
    ("fenced-code-marker", &["code-fence"]),
    ("final-newline", &["final-newline"]),
    ("first-heading-level", &["heading-title"]),
    ("hard-break-spaces", &["trailing-whitespace"]),
    ("heading-increment", &["heading-level"]),
    ("heading-style", &["heading-style"]),
    ("linebreak-style", &["line-endings"]),
    ("list-item-punctuation", &["entry-period"]),
    ("match-punctuation", &["balanced-punctuation"]),
    ("no-consecutive-blank-lines", &["blank-lines"]),
    ("no-duplicate-definitions", &["link-reference"]),
    ("no-duplicate-headings", &["heading-duplicate"]),
    ("no-duplicate-headings-in-section", &["heading-duplicate"]),
    ("no-empty-sections", &["section-empty"]),
    ("no-empty-url", &["link-empty"]),
    ("no-heading-like-paragraph", &["heading-space"]),
    ("no-heading-punctuation", &["heading-punctuation"]),
    ("no-literal-urls", &["link-bare"]),
    ("no-missing-blank-lines", &["blank-lines"]),
    ("no-multiple-toplevel-headings", &["heading-title"]),
    ("no-repeat-item-in-description", &["entry-repeats-name"]),
    ("no-repeat-punctuation", &["repeated-punctuation"]),
    ("no-undefined-references", &["link-reference"]),
    ("no-unused-definitions", &["link-reference"]),
    ("rule-style", &["thematic-break"]),
    ("spell-check", &["product-name"]),
    ("strong-marker", &["emphasis-marker"]),
    ("unordered-list-marker-style", &["list-marker"]),
];

/// Our rules for what a rule of theirs finds, with or without the prefix under which it is reported.
pub(super) fn rules(name: &str) -> &'static [&'static str] {
    let name = name.strip_prefix("remark-lint:").unwrap_or(name);
    RULES.iter().find(|(theirs, _)| *theirs == name).map_or(&[], |(_, ours)| ours)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::find;

    #[test]
    fn every_counterpart_is_a_rule() {
        for (theirs, ours) in RULES {
            assert!(!ours.is_empty() && ours.iter().all(|name| find(name).is_some()), "{theirs}: {ours:?}");
        }
    }

    #[test]
    fn names_with_and_without_prefix() {
        assert_eq!(rules("double-link"), ["link-duplicate"]);
        assert_eq!(rules("remark-lint:double-link"), ["link-duplicate"]);
        assert_eq!(rules("table-pipe-alignment"), [""; 0]);
    }
}
