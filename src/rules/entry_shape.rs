//! `entry-shape`: the elements of an entry are in a different sequence from those of the list's other entries.

use crate::{
    conventions::parts::{entries_in_lists, parts},
    diagnostic::Severity,
    rule::{Check, Context, Rule},
    votes::Evidence,
};

pub(super) static RULE: Rule = Rule { severity: Severity::Info, checks: &[Check::List(check)], ..rule!("entry-shape") };

fn check(cx: &mut Context) {
    let sequences = cx.conventions.parts();
    // Groups in which all entries agree need no check.
    if sequences.iter().all(|(_, question)| question.is_unanimous() || question.habit().is_none()) {
        return;
    }
    let mut found = Vec::new();
    for entry in entries_in_lists(cx.list) {
        parts(cx.list, entry, &mut found);
        let twos = (0..found.len()).flat_map(|at| found[at + 1..].iter().map(move |second| (at, *second)));
        let odd = twos.filter_map(|(at, second)| match sequences.precedes(second.0, found[at].0)? {
            Evidence::Votes { with, all } => Some((all, with, found[at], second)),
            Evidence::Pinned => None,
        });
        let Some((total, others, first, second)) = odd.max_by_key(|&(total, ..)| total) else { continue };
        let (before, after) = (first.0.name(), second.0.name());
        cx.report(first.1, format!("{before} comes before {after}: in {others} of {total} entries, it comes after"))
            .help("put the elements in the usual sequence: readers compare entries by it")
            .label(second.1, "it is expected after this");
    }
}

#[cfg(test)]
mod tests {
    use crate::{
        lint::{Options, lint},
        source::Source,
    };

    /// Returns the messages about the last of ten entries, of which the others are alike.
    fn found(usual: &str, last: &str) -> Vec<String> {
        let lines = (0..9).map(|at| usual.replace('@', &at.to_string())).chain([last.replace('@', "9")]);
        let text: String = lines.map(|line| format!("- {line}\n")).collect();
        let found = lint(&Source::new(&text).unwrap(), &Options::default()).diagnostics;
        found.into_iter().filter(|found| found.rule == "entry-shape").map(|found| found.message).collect()
    }

    #[test]
    fn parts_in_another_sequence() {
        let usual = "[Brewing tea @](https://example.org/@) (2024-01-0@)";
        let early = "2024-01-09 [Brewing tea @](https://example.org/@)";
        let message = "the date comes before the title: in 9 of 10 entries, it comes after";
        assert_eq!(found(&usual.replace("0@", "08"), early), [message]);
        let usual = "**Brewing tea @** [[Paper](https://example.org/@)] [[Code](https://example.org/code/@)]";
        let swapped = "**Brewing tea @** [[code](https://example.org/code/@)] [[paper](https://example.org/@)]";
        assert_eq!(found(usual, swapped), ["`code` comes before `paper`: in 9 of 10 entries, it comes after"]);
        assert_eq!(found(usual, "**Brewing tea @** [[Code](https://example.org/code/@)]"), [""; 0]);
        assert_eq!(found(usual, usual), [""; 0]);
    }
}
