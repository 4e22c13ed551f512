use super::*;
use crate::{
    config::Config,
    lint::{Options, lint},
    markdown::{Document, Tree},
    source::Source,
    votes::Evidence,
};

fn of(text: &str) -> Vec<Convention> {
    let source = Source::new(text).unwrap();
    let tree = Tree::parse(&source);
    let list = List::read(&source, &tree);
    Conventions::learn(&list).describe()
}

/// Returns the sentences on a topic, each after its scope.
fn said(text: &str, topic: Topic) -> Vec<String> {
    let all = of(text);
    all.iter().filter(|one| one.topic == topic).map(|one| format!("{}: {}", one.scope, one.sentence())).collect()
}

fn entries(lines: &[&str]) -> String {
    let lines = lines.iter().enumerate();
    let lines = lines.map(|(at, line)| line.replace('@', &format!("(https://example.org/{at})")) + "\n");
    format!("# Awesome Tea\n\n## Leaves:\n\n{}", lines.collect::<String>())
}

#[test]
fn bullets_by_what_they_list() {
    let text = entries(&["- [A]@", "- [B]@", "- [C]@", "- [D]@", "", "text", "", "* [E]@"]);
    assert_eq!(said(&text, Topic::Bullets), ["entries: 4 of 5 items have `-`"]);
    let text = text.replace("- [A]", "+ [A]").replace("- [B]", "+ [B]");
    let expected = "entries: no convention: 2 of 5 items have `+`, 2 of 5 have `-`, 1 of 5 have `*`";
    assert_eq!(said(&text, Topic::Bullets), [expected]);
    assert_eq!(
        said(&entries(&["- [A]@", "- [B]@"]), Topic::Bullets),
        ["entries: no convention: 2 of 2 items have `-`; too few to tell"]
    );
}

#[test]
fn indentation_of_what_is_nested() {
    let text = entries(&["- [A]@", "  - [B]@", "  - [C]@", "  - [D]@", "  - [E]@", "- [F]@", "\t- [G]@"]);
    assert_eq!(said(&text, Topic::Indentation), ["entries, nested: 4 of 5 items are indented by 2 spaces"]);
    let slip = entries(&["- [A]@", "- [B]@", "- [C]@", "- [D]@", " - [E]@"]);
    assert_eq!(said(&slip, Topic::Indentation), ["entries: 4 of 5 items are not indented"]);
    assert_eq!(said(&slip.replace(" - ", "- "), Topic::Indentation), [""; 0]);
    // Off the margin, a habit needs nearly all items.
    let off: Vec<_> = ["- [A]@"; 2].into_iter().chain([" - [B]@"; 10]).collect();
    let expected = "entries: no convention: 10 of 12 items are indented by 1 space, 2 of 12 are not indented";
    assert_eq!(said(&entries(&off), Topic::Indentation), [expected]);
}

#[test]
fn orders_by_section() {
    let sorted = ["- [A]@", "- [B]@", "- [C]@", "- [D]@", "- [E]@", "- [F]@", "- [G]@", "- [H]@"];
    let mut odd = sorted;
    odd[..7].rotate_left(1);
    let mut mixed = sorted;
    mixed.reverse();
    let undated = ["- (2024-01) [A]@", "- text", "- (2024-03) [茶]@", "- (2024-04) [D]@", "- (2024-05) [E]@"];
    for (lines, expected) in [
        (&sorted[..], "8 of 8 entries are in alphabetical order"),
        (&odd[..], "7 of 8 entries are in alphabetical order"),
        (&mixed[..], "no convention: 1 of 8 entries are in alphabetical order"),
        (&sorted[..5], "no convention: 5 of 5 entries are in alphabetical order; too few to tell"),
        (&undated[..], "no convention: the entries have no one thing to sort them by"),
    ] {
        assert_eq!(said(&entries(lines), Topic::EntryOrder), [format!("Leaves: {expected}")], "{lines:?}");
    }
    assert_eq!(said(&entries(&sorted[..3]), Topic::EntryOrder), [""; 0]);
    let at = of(&entries(&sorted)).iter().find_map(|one| one.range).unwrap();
    assert_eq!(usize::from(at.start()), entries(&sorted).find("- [A]").unwrap());
}

#[test]
fn dates_by_place_and_question() {
    let days = ["- (2024-01-02) [A]@", "- (2024-02-03) [B]@", "- (2024-3-04) [C]@", "- (2024-05-14) [D]@"];
    let more = ["- (2024-06-7) [E]@", "- [F]@ (May 2024)"];
    let text = entries(&[&days[..], &more[..]].concat());
    let all = of(&text);
    let dates: Vec<_> = all.iter().filter(|one| one.topic == Topic::Dates).collect();
    let zero = dates.iter().find(|one| one.question.is_some_and(|asked| asked.starts_with("zero before a day")));
    let zero = zero.unwrap();
    assert_eq!(zero.scope, "before the title, to the day");
    assert_eq!(
        zero.sentence(),
        "no convention: 3 of 4 one-digit days have a zero before them, \
        1 of 4 have no zero before them; too few to tell"
    );
    let separator = dates.iter().find(|one| one.question == Some("separator")).unwrap();
    assert_eq!(separator.outcome.value.as_deref(), Some("put `-` between the numbers"));
    assert_eq!((separator.outcome.votes, separator.outcome.too_few), (5, false));
    let month = dates.iter().find(|one| one.scope == "after the title, to the month").unwrap();
    assert_eq!((month.outcome.votes, month.outcome.too_few, &month.outcome.value), (1, true, &None));
}

#[test]
fn badges() {
    let star = |name: &str, query: &str| {
        format!(
            "- [{name}](https://github.com/tea/{name}) ![](https://img.shields.io/badge/x-{name}-red) \
             ![stars](https://img.shields.io/github/stars/tea/{name}{query})\n"
        )
    };
    let plain: String = ["a", "b", "c", "d"].map(|name| star(name, "")).concat();
    let text = format!("{plain}{}- [f](https://github.com/tea/f)\n", star("e", "?style=flat"));
    assert_eq!(
        said(&text, Topic::BadgeSpelling),
        ["stars: 4 of 5 badges are `https://img.shields.io/github/stars/OWNER/NAME`"]
    );
    assert_eq!(said(&text, Topic::BadgeOrder), ["x, stars: 5 of 5 entries have x before stars"]);
    assert_eq!(
        said(&text, Topic::BadgePresence),
        ["stars: no convention: 5 of 6 entries with repositories have one, 1 of 6 have none"]
    );
}

#[test]
fn blank_lines_above_headings() {
    let headings = |gaps: &[usize]| {
        let part = |gap: &usize| format!("text\n{}## Leaves\n\n", "\n".repeat(*gap));
        gaps.iter().map(part).collect::<String>()
    };
    for (gaps, expected) in [
        (&[1, 1, 1, 1, 0][..], &["4 of 5 headings have a blank line above them"][..]),
        (&[0, 0, 0, 0, 0], &["no convention: 5 of 5 headings have none above them"]),
        (
            &[2, 2, 2, 2, 2, 1],
            &["6 of 6 headings have a blank line above them", "5 of 6 headings have 2 blank lines above them"],
        ),
        (&[1], &["no convention: 1 of 1 headings have a blank line above them; too few to tell"]),
    ] {
        let expected: Vec<_> = expected.iter().map(|sentence| format!("headings: {sentence}")).collect();
        let mut found = said(&headings(gaps), Topic::BlankLines);
        found.retain(|said| said.starts_with("headings: "));
        assert_eq!(found, expected, "{gaps:?}");
    }
}

/// A comment belongs to the heading below it, so blank lines above both count. The rule and the description use one
/// question.
#[test]
fn comments_above_headings() {
    let commented = "text\n\n<!-- omit in toc -->\n## Leaves\n\n".repeat(5);
    let text = format!("# Awesome Tea\n\n{commented}text\n\n## Pots\n\ntext\n## Cups\n\ntext\n");
    let expected = "headings: 6 of 7 headings have a blank line above them";
    assert_eq!(said(&text, Topic::BlankLines), [expected]);
    let found = lint(&Source::new(&text).unwrap(), &Options::default()).diagnostics;
    let found: Vec<_> = found.iter().filter(|found| found.rule == "blank-lines").map(|found| &*found.message).collect();
    assert_eq!(found, ["no blank line above this heading: 6 of 7 headings have one"]);
}

#[test]
fn ways_beyond_the_third_are_counted() {
    let marks = [" - ", " - ", " - ", " : ", " : ", " — ", " – ", ": ", "—"];
    let lines: Vec<String> = marks.iter().map(|mark| format!("- [Tea]@{mark}A drink")).collect();
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    let found = said(&entries(&lines), Topic::Separators);
    assert_eq!(found.len(), 1);
    assert!(found[0].contains("no convention: 3 of "), "{found:?}");
    assert!(found[0].contains(", and 3 more ways"), "{found:?}");
    let found = said(&entries(&lines[..7]), Topic::Separators);
    assert!(found[0].contains(", and 1 more way"), "{found:?}");
    assert!(!said(&entries(&lines[..5]), Topic::Separators)[0].contains("more way"));
}

/// A row is worth a line where somebody has voted, or where the configuration asks for something.
#[test]
fn rows_are_judged_by_votes_or_by_the_configuration() {
    let unsorted = of(&entries(&["- text", "- [茶]@", "- more", "- [D]@"]));
    let order = unsorted.iter().find(|one| one.topic == Topic::EntryOrder).unwrap();
    assert!(!order.is_judged(), "{order:?}");
    let bullets = unsorted.iter().find(|one| one.topic == Topic::Bullets).unwrap();
    assert!(bullets.is_judged(), "{bullets:?}");
    let config = Config::parse("conventions.badge-order = [\"arXiv\", \"stars\"]", None, &[]).unwrap();
    let document = Document::new("# Tea\n\n- [A](https://example.org/a)\n").unwrap();
    let list = List::read(&document.source, &document.tree);
    let pinned = Conventions::learn_with(&list, &config).describe();
    let order = pinned.iter().find(|one| one.topic == Topic::BadgeOrder).unwrap();
    assert!(order.is_judged() && order.outcome.counts.is_empty(), "{order:?}");
}

/// What the configuration asks for comes before the votes, and says so.
#[test]
fn wording_is_pinned_by_the_configuration() {
    let lines = ["- [A]@ - A drink."; 12];
    let text = entries(&lines);
    let document = Document::new(&text).unwrap();
    let list = List::read(&document.source, &document.tree);
    let config =
        Config::parse("[conventions]\nseparator = \": \"\nfull-stop = false\ncapital = false\n", None, &[]).unwrap();
    let learned = Conventions::learn(&list);
    let pinned = Conventions::learn_with(&list, &config);
    let separator =
        |own: &Conventions| own.templates().separators.habit().map(|habit| (habit.value.to_owned(), habit.evidence));
    let all = Evidence::Votes { with: 12, all: 12 };
    assert_eq!(separator(&learned), Some((" - ".to_owned(), all)));
    assert_eq!(separator(&pinned), Some((": ".to_owned(), Evidence::Pinned)));
    let stop = |own: &Conventions| own.entries.stop("A drink").map(|habit| (habit.value, habit.evidence));
    assert_eq!(stop(&learned), Some((Some('.'), all)));
    assert_eq!(stop(&pinned), Some((None, Evidence::Pinned)));
    let capital = |own: &Conventions| own.entries.capital().map(|habit| (habit.value, habit.evidence));
    assert_eq!(capital(&learned), Some((true, all)));
    assert_eq!(capital(&pinned), None);
    let found = pinned.describe();
    let row = found.iter().find(|one| one.topic == Topic::Capitals).unwrap();
    assert_eq!(row.sentence(), "12 of 12 descriptions begin with a capital");
}

/// Only the labels of an entry's own links count: not those in text between entries, nor those around images.
#[test]
fn labels_of_entries_count() {
    let entry =
        "- **Tea** [[Code](https://example.org/c)] [![Code](https://example.org/b.svg)](https://example.org/d)\n";
    let text = format!("# Tea\n\n{}\nSee the [code](https://example.org/e).\n", entry.repeat(10));
    assert_eq!(said(&text, Topic::Labels), ["code: 10 of 10 links are `Code`"]);
}

#[test]
fn nothing_to_describe() {
    assert_eq!(of(""), []);
    assert_eq!(of("text\n"), []);
}
