//! Drops the findings of rules that yield to other rules: see [`Rule::yields_to`].

use std::iter;

use crate::{TextRange, diagnostic::Diagnostic, rule::Rule};

/// Drops each finding that overlaps a finding of a rule that its rule yields to.
///
/// All findings count for this, even those that are suppressed later or dropped here, so the order of the rules and of
/// their findings does not matter. A rule that does not run finds nothing.
pub(super) fn drop_yielded(rules: &[&'static Rule], findings: &mut Vec<Diagnostic>) {
    let has_found = |rule: &Rule| findings.iter().any(|found| found.rule == rule.name);
    let yielding = rules.iter().filter(|rule| !rule.yields_to.is_empty() && has_found(rule));
    let taken: Vec<(&str, Places)> = yielding
        .map(|rule| {
            let others = findings.iter().filter(|found| rule.yields_to.contains(&found.rule));
            (rule.name, Places::of(others.flat_map(places)))
        })
        .collect();
    if !taken.is_empty() {
        let yields =
            |found: &Diagnostic| taken.iter().any(|(rule, places)| found.rule == *rule && places.overlap(found.range));
        findings.retain(|found| !yields(found));
    }
}

/// Returns the places that a finding is about.
fn places(found: &Diagnostic) -> impl Iterator<Item = TextRange> {
    iter::once(found.range).chain(found.labels.iter().map(|label| label.range))
}

/// Sorted ranges without overlaps.
struct Places(Vec<TextRange>);

impl Places {
    fn of(places: impl Iterator<Item = TextRange>) -> Self {
        let mut places: Vec<TextRange> = places.collect();
        places.sort_unstable_by_key(|place| place.start());
        places.dedup_by(|next, last| {
            let overlap = next.start() < last.end();
            if overlap {
                *last = last.cover(*next);
            }
            overlap
        });
        Self(places)
    }

    fn overlap(&self, range: TextRange) -> bool {
        let next = self.0.partition_point(|place| place.end() <= range.start());
        self.0.get(next).is_some_and(|place| place.start() < range.end())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        lint::{Files, Options, lint},
        range,
        rules::RULES,
        source::Source,
    };

    const HABIT: &str = "# Awesome Tea\n\n- [Assam](https://example.org/assam)\n- [Bancha](https://example.org/bancha)\n\
                         - [Ceylon](https://example.org/ceylon)\n- [Darjeeling](https://example.org/darjeeling)\n";

    /// Returns the rules that report something in a text, with one rule disabled.
    fn found(text: &str, off: &str) -> Vec<&'static str> {
        let mut options = Options { files: Some(Files::new(|_| Some(false))), ..Options::default() };
        options.rules.retain(|rule| rule.name != off);
        lint(&Source::new(text).unwrap(), &options).diagnostics.iter().map(|found| found.rule).collect()
    }

    #[test]
    fn one_rule_reports_and_where_it_is_disabled_the_other_does() {
        let link = |name: &str| format!("[{name}](https://github.com/tea/{name})");
        let badge = |name: &str| format!("![Stars](https://img.shields.io/github/stars/tea/{name}");
        let badges: String =
            ["a", "b", "c", "d", "e"].map(|name| format!("- {} {})\n", link(name), badge(name))).concat();
        let twice = format!("{badges}- {} {}?style=flat?style=social)", link("f"), badge("f"));
        let cases = [
            ("- [\u{200b}Tea](https://example.org/tea)", "link-text", "invisible-character"),
            ("- [\u{200e}Tea](https://example.org/tea)", "link-text", "invisible-character"),
            ("- [Cola\u{2028}](https://example.org/cola)", "link-text", "invisible-character"),
            ("\u{200b}- [Tea](https://example.org/tea)", "entry-marker-space", "invisible-character"),
            ("-\u{200b}[Tea](https://example.org/tea)", "entry-marker-space", "invisible-character"),
            ("\u{200b}-[Tea](https://example.org/tea)", "entry-marker-space", "invisible-character"),
            ("- [Tea](https://example.org/tea", "link-brackets", "link-bare"),
            ("- [Green\n\n  tea](https://example.org/tea)", "link-brackets", "balanced-punctuation"),
            ("- [Tea](https://example.org/tea）", "link-brackets", "link-malformed"),
            ("- [Tea shop] (https://example.org/tea)", "link-malformed", "link-bare"),
            ("- [Tea](example.com/tea/shop)", "link-malformed", "link-relative"),
            (&twice, "badge-malformed", "badge-style"),
            ("  \n", "final-newline", "trailing-whitespace"),
        ];
        for (line, first, second) in cases {
            let text = format!("{HABIT}{line}\n");
            for (off, expected) in [("", first), (first, second)] {
                let mut found = found(&text, off);
                found.retain(|rule| [first, second].contains(rule));
                assert_eq!(found, [expected], "{line:?} without `{off}`");
            }
        }
        for rule in RULES {
            for other in rule.yields_to {
                let is_case = |case: &(_, _, _)| (case.1, case.2) == (*other, rule.name);
                assert!(cases.iter().any(is_case), "no case for {} and {other}", rule.name);
            }
        }
    }

    #[test]
    fn both_ends_of_a_text_are_one_finding() {
        let text = format!("{HABIT}- [\u{200b}Te\u{200b}a\u{200b}](https://example.org/tea)\n");
        assert_eq!(found(&text, ""), ["link-text", "invisible-character"]);
    }

    #[test]
    fn a_suppressed_finding_keeps_its_place() {
        let comment = "<!-- awesome-lint-disable-line link-text -->";
        let text = format!("{HABIT}- [\u{200b}Tea](https://example.org/tea) {comment}\n");
        let found = lint(&Source::new(&text).unwrap(), &Options::default());
        assert_eq!((found.diagnostics.as_slice(), found.suppressed), ([].as_slice(), 1));
    }

    #[test]
    fn places_overlap_where_they_share_a_byte() {
        let given = [(8, 9), (2, 4), (3, 3), (3, 6), (6, 7), (2, 3)].map(|(start, end)| range(start, end));
        let places = Places::of(given.into_iter());
        for start in 0..10 {
            for end in start + 1..11 {
                let here = range(start, end);
                let expected = given.iter().any(|place| place.start() < here.end() && here.start() < place.end());
                assert_eq!(places.overlap(here), expected, "{here:?}");
            }
        }
    }
}
