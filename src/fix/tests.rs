use std::cell::Cell;

use proptest::prelude::*;

use super::*;
use crate::{diagnostic::Severity, edit::Fix, range};

/// A made-up rule: its name, its phase, and a function that turns a text into the edits of its fixes.
type Rule = (&'static str, Phase, Find);
type Find = fn(&str) -> Vec<Vec<Edit>>;

fn diagnostics(rules: &[Rule], text: &str) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for &(rule, phase, find) in rules {
        for edits in find(text) {
            let at = edits.first().map_or(range(0, 0), Edit::range);
            found.push(Diagnostic {
                rule,
                severity: Severity::Warning,
                message: String::new(),
                help: None,
                range: at,
                labels: Vec::new(),
                fix: Some(Fix { title: "".into(), edits, applicability: Applicability::Safe, phase }),
            });
        }
    }
    found
}

/// Like [`super::converge`], with a linter that only reads the text.
fn converge(text: &str, accept: Applicability, mut lint: impl FnMut(&str) -> Vec<Diagnostic>) -> Outcome {
    super::converge(text, &Arena::new(), None, accept, |reading| lint(reading.source.text))
}

/// Returns the outcome and the number of lints.
fn run(rules: &[Rule], text: &str) -> (Outcome, usize) {
    let lints = Cell::new(0);
    let outcome = converge(text, Applicability::Safe, |text| {
        lints.set(lints.get() + 1);
        diagnostics(rules, text)
    });
    (outcome, lints.get())
}

/// Returns one fix for each occurrence.
fn each(text: &str, old: &str, new: &str) -> Vec<Vec<Edit>> {
    text.match_indices(old).map(|(at, _)| vec![Edit::replace(range(at, at + old.len()), new)]).collect()
}

/// Returns one fix for the first occurrence.
fn first(text: &str, old: &str, new: &str) -> Vec<Vec<Edit>> {
    each(text, old, new).into_iter().take(1).collect()
}

const COLOUR: Rule = ("colour", Phase::Content, |text| each(text, "color", "colour"));
const SORTED: Rule = ("sorted", Phase::Order, |text| {
    let mut items: Vec<&str> = text.split_inclusive('\n').filter(|line| line.starts_with("- ")).collect();
    let written = items.concat();
    items.sort_unstable();
    if items.concat() == written { Vec::new() } else { first(text, &written, &items.concat()) }
});
const EMPTY_LINES: Rule = ("blank-lines", Phase::Layout, |text| each(text, "\n\n\n", "\n\n"));
/// A harmful rule: it removes the first link.
const THIEF: Rule = ("thief", Phase::Layout, |text| first(text, "[x](u)", "x"));

#[test]
fn a_clean_text_is_linted_once() {
    let (outcome, lints) = run(&[COLOUR, SORTED, EMPTY_LINES], "# T\n\n- a\n- b\n");
    assert_eq!((lints, outcome.passes, &*outcome.text), (1, 0, "# T\n\n- a\n- b\n"));
    assert_eq!(outcome.applied, []);
}

#[test]
fn each_phase_that_has_work_costs_one_more_lint() {
    let text = "# T\n\n\n- b color color\n- a\n";
    let (outcome, lints) = run(&[EMPTY_LINES, SORTED, COLOUR], text);
    assert_eq!(outcome.text, "# T\n\n- a\n- b colour colour\n");
    assert_eq!((lints, outcome.passes), (4, 3));
    assert_eq!(outcome.applied, [("blank-lines", 1), ("colour", 2), ("sorted", 1)]);
    assert_eq!((outcome.refused.len(), outcome.notes.len(), outcome.cycle.len()), (0, 0, 0));
    assert_eq!(run(&[EMPTY_LINES], text).1, 2);
}

#[test]
fn work_that_layout_makes_for_content_is_done() {
    let late: Rule =
        ("late", Phase::Content, |text| if text.contains("\n\n\n") { vec![] } else { each(text, "color", "colour") });
    let (outcome, lints) = run(&[late, EMPTY_LINES], "color\n\n\nx\n");
    assert_eq!((&*outcome.text, lints), ("colour\n\nx\n", 3));
}

#[test]
fn overlapping_fixes_wait_for_the_next_pass() {
    let wide: Rule = ("wide", Phase::Content, |text| first(text, "one two three", "1 2 three"));
    let inner: Rule = ("inner", Phase::Content, |text| first(text, "two three", "2 3"));
    let later: Rule = ("later", Phase::Content, |text| first(text, " three", " 3"));
    let (outcome, lints) = run(&[inner, wide, later], "one two three\n");
    assert_eq!((&*outcome.text, lints), ("1 2 3\n", 3));
    assert_eq!(outcome.applied, [("later", 1), ("wide", 1)]);
}

#[test]
fn a_fix_is_taken_whole_or_not_at_all() {
    let early: Rule = ("early", Phase::Content, |text| first(text, "bb cc", "x"));
    let both: Rule = ("both", Phase::Content, |text| {
        let at = |word: &str| text.find(word).map(|at| Edit::replace(range(at, at + word.len()), "y"));
        at("cc")
            .and_then(|second| Some(vec![vec![at("dd")?, second]]))
            .unwrap_or_default()
            .into_iter()
            .map(|mut edits| {
                edits.sort();
                edits
            })
            .collect()
    });
    assert_eq!(run(&[early, both], "aa bb cc dd\n").0.text, "aa x dd\n");
    assert_eq!(run(&[both], "aa bb cc dd\n").0.text, "aa bb y y\n");
}

#[test]
fn one_edit_of_several_fixes_is_made_once() {
    let twice: Rule = ("sorted", Phase::Order, |text| {
        (SORTED.2)(text).into_iter().cycle().take(if text.starts_with("- b") { 3 } else { 0 }).collect()
    });
    let (outcome, lints) = run(&[twice], "- b\n- a\n");
    assert_eq!((&*outcome.text, lints), ("- a\n- b\n", 2));
    assert_eq!(outcome.applied, [("sorted", 3)]);
}

#[test]
fn insertions_at_one_place_do_not_meet() {
    let rules: [Rule; 2] =
        [
            ("one", Phase::Content, |text| {
                if text.contains("ONE") { vec![] } else { vec![vec![Edit::insert(4.into(), " ONE")]] }
            }),
            ("two", Phase::Content, |text| {
                if text.contains("TWO") { vec![] } else { vec![vec![Edit::insert(4.into(), " TWO")]] }
            }),
        ];
    let (outcome, lints) = run(&rules, "word\n");
    assert_eq!((&*outcome.text, lints), ("word TWO ONE\n", 3));
    let reversed: Vec<Rule> = rules.into_iter().rev().collect();
    assert_eq!(run(&reversed, "word\n").0.text, outcome.text);
}

#[test]
fn rules_that_undo_one_another_are_named() {
    let on: Rule = ("on", Phase::Content, |text| first(text, "cat", "dog"));
    let off: Rule = ("off", Phase::Content, |text| first(text, "dog", "cat"));
    for rules in [[on, off, EMPTY_LINES, COLOUR], [EMPTY_LINES, COLOUR, off, on]] {
        let (outcome, _) = run(&rules, "cat color\n\n\nx\n");
        assert_eq!(outcome.cycle, ["off", "on"]);
        assert!(outcome.notes.iter().any(|note| note.contains("off, on")), "{:?}", outcome.notes);
        assert_eq!(outcome.text.replace("dog", "cat"), "cat colour\n\nx\n");
        assert_eq!(outcome.applied.iter().filter(|(rule, _)| *rule == "off").count(), 0);
        let again = run(&rules, &outcome.text).0;
        assert_eq!(again.text, outcome.text);
    }
    // Over two phases, too.
    let layout: Rule = ("layout", Phase::Layout, |text| first(text, "\n\n\n", "\n\n"));
    let content: Rule =
        (
            "content",
            Phase::Content,
            |text| if text.contains("\n\n\n") { vec![] } else { first(text, "\n\n", "\n\n\n") },
        );
    let (outcome, lints) = run(&[layout, content], "a\n\n\nb\n");
    assert_eq!((&*outcome.text, outcome.cycle), ("a\n\n\nb\n", vec!["content", "layout"]));
    assert!(lints < 6);
}

#[test]
fn a_rule_that_never_ends_is_given_up() {
    let grows: Rule = ("grows", Phase::Content, |text| first(text, "x", "xx"));
    let (outcome, lints) = run(&[grows, EMPTY_LINES], "x\n\n\ny\n");
    assert_eq!(lints, PASSES + 2);
    assert!(outcome.notes.iter().any(|note| note.contains("grows")), "{:?}", outcome.notes);
    assert!(outcome.text.ends_with("x\n\ny\n"));
}

#[test]
fn what_the_guard_refuses_is_left_out_and_the_rest_is_done() {
    let text = "# T\n\n\n- [x](u) a color\n\n\n- [x](u) b\n";
    let (outcome, lints) = run(&[THIEF, EMPTY_LINES, COLOUR], text);
    assert_eq!(outcome.text, "# T\n\n- [x](u) a colour\n\n- [x](u) b\n");
    assert_eq!(outcome.refused, [Refusal { rule: "thief", reason: "the link u would disappear".to_owned() }]);
    assert_eq!(outcome.applied, [("blank-lines", 2), ("colour", 1)]);
    assert_eq!(lints, 3);
}

#[test]
fn of_many_fixes_of_a_rule_only_the_harmful_are_refused() {
    let dots: Rule =
        ("dots", Phase::Layout, |text| each(text, "  \n", "\n").into_iter().chain(each(text, "\\*", "*")).collect());
    let lines = (0..60).map(|n| format!("- entry {n}  \n")).collect::<Vec<_>>().concat();
    let text = format!("{lines}- a \\*b* c  \n{lines}");
    let (outcome, lints) = run(&[dots], &text);
    assert_eq!(outcome.text, text.replace("  \n", "\n"));
    assert_eq!(outcome.refused.len(), 1, "{:?}", outcome.refused);
    assert_eq!((outcome.applied, lints), (vec![("dots", 121)], 2));
}

#[test]
fn a_fix_that_does_not_fit_the_text_is_refused() {
    let cases: [(Find, &str); 5] = [
        (|_| vec![vec![Edit::replace(range(100, 101), "x")]], "an edit of the bytes 100 to 101 does not fit the text"),
        (|_| vec![vec![Edit::replace(range(1, 2), "x")]], "an edit of the bytes 1 to 2 does not fit the text"),
        (|_| vec![vec![Edit::replace(range(0, 6), "x"), Edit::replace(range(3, 9), "x")]], "its edits overlap"),
        (|text| first(text, "color", "color"), "the fix changes nothing"),
        (|_| vec![vec![]], "the fix changes nothing"),
    ];
    for (rule, reason) in cases {
        let (outcome, lints) = run(&[("bad", Phase::Content, rule), COLOUR], "茶茶茶 color\n");
        assert_eq!((&*outcome.text, lints), ("茶茶茶 colour\n", 2));
        assert_eq!(outcome.refused, [Refusal { rule: "bad", reason: reason.to_owned() }]);
    }
}

#[test]
fn unsafe_fixes_are_made_on_demand() {
    let lint = |text: &str| {
        let mut found = diagnostics(&[COLOUR], text);
        for fix in found.iter_mut().filter_map(|diagnostic| diagnostic.fix.as_mut()) {
            fix.applicability = Applicability::Unsafe;
        }
        found
    };
    assert_eq!(converge("color\n", Applicability::Safe, lint).text, "color\n");
    assert_eq!(converge("color\n", Applicability::Safe, lint).findings.diagnostics.len(), 1);
    assert_eq!(converge("color\n", Applicability::Unsafe, lint).text, "colour\n");
}

#[test]
fn the_rules_of_the_program_are_applied() {
    let outcome = fix("# T\n\n- [a](b)\n\n\n", &lint::Options::default(), Applicability::Safe);
    assert_eq!(outcome.text, "# T\n\n- [a](b)\n");
    assert_eq!(outcome.applied, [("final-newline", 1)]);
    assert_eq!(outcome.findings.diagnostics, []);
}

fn edits() -> impl Strategy<Value = Vec<(usize, usize, String)>> {
    let new = proptest::sample::select(vec!["", " ", "\n", "\n\n", "x", "- ", "```\n", "[", "](u)", "<!--", "茶", "*"]);
    proptest::collection::vec((0_usize..30, 0_usize..5, new.prop_map(str::to_owned)), 0..6)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, ..ProptestConfig::default() })]

    /// For any fixes in any order, there is no panic and no endless run, and the order does not matter.
    #[test]
    fn any_fixes_in_any_order(fixes in edits(), text in "(- |# |\\[a\\]\\(b\\)|x |茶|`|\n|\n\n){0,12}") {
        const NAMES: [&str; 3] = ["one", "three", "two"];
        let lint = |text: &str, turn: usize| {
            let mut found: Vec<Diagnostic> = fixes.iter().enumerate().map(|(n, (at, length, new))| {
                let phase = [Phase::Content, Phase::Order, Phase::Layout][n % 3];
                let edits = vec![Edit::replace(range(*at, at + length), new.clone())];
                Diagnostic {
                    rule: NAMES[n % 3],
                    severity: Severity::Warning,
                    message: String::new(),
                    help: None,
                    range: range(*at, at + length),
                    labels: Vec::new(),
                    fix: Some(Fix { title: "".into(), edits, applicability: Applicability::Safe, phase }),
                }
            }).collect();
            // No more work for a text that has grown.
            if text.len() > 60 { found.clear(); }
            if !found.is_empty() { let turn = turn % found.len(); found.rotate_left(turn); }
            found
        };
        let outcome = converge(&text, Applicability::Safe, |text| lint(text, 0));
        let turned = converge(&text, Applicability::Safe, |text| lint(text, 1));
        prop_assert_eq!(&outcome.text, &turned.text);
        prop_assert_eq!(outcome.applied, turned.applied);
        prop_assert_eq!(outcome.cycle, turned.cycle);
    }
}

/// Moves to one place are sorted by their turns, in one pass. Moves of another group and edits without a turn have to
/// wait.
#[test]
fn moves_of_one_group_are_made_together() {
    use crate::edit::Turn;
    let moving = |at: usize, place: u32, group: u32| {
        let turn = Turn { group, place };
        let line = &"- c\n- b\n- a\n- d\n"[at..at + 4];
        vec![Edit::insert(12.into(), line).in_turn(turn), Edit::delete(range(at, at + 4)).in_turn(turn)]
    };
    for (group, expected) in [(0, "- a\n- b\n- c\n- d\n"), (1, "- b\n- a\n- c\n- d\n")] {
        let outcome = converge("- c\n- b\n- a\n- d\n", Applicability::Safe, |text| {
            let found = |edits: Vec<Edit>| Diagnostic {
                rule: "moved",
                severity: Severity::Warning,
                message: String::new(),
                help: None,
                range: range(0, 1),
                labels: Vec::new(),
                fix: Some(Fix::safe(Phase::Order, "", edits)),
            };
            if text.starts_with("- c") { vec![found(moving(0, 2, 0)), found(moving(4, 1, group))] } else { Vec::new() }
        });
        assert_eq!((&*outcome.text, outcome.passes), (expected, 1));
    }
}
