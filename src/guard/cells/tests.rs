use proptest::prelude::*;

use super::super::{
    Text,
    tests::{config, edit, prove as verified, refused, replace},
    token::{Kind as TokenKind, Token},
    units,
};
use super::*;
use crate::{
    edit::{Phase::Content, splice},
    markdown::Document,
    range,
};

/// Returns the lines of the rows that are proved by their cells.
fn proved(text: &str, edits: &[Edit]) -> Vec<usize> {
    with_change(text, edits, |change, pairs, labels| {
        let proved = prove(change, pairs, || labels);
        let unit = |pair: usize| &change.before.units[pairs[pair].before];
        proved.pairs.into_iter().map(|pair| text[..unit(pair).start].lines().count() + 1).collect()
    })
}

fn with_change<T>(text: &str, edits: &[Edit], run: impl FnOnce(Change, &[Pair], [&Labels; 2]) -> T) -> T {
    let after = splice(text, edits).unwrap();
    let (old, new) = (Document::new(text).unwrap(), Document::new(&after).unwrap());
    let (old, new) = (Text::new(&old), Text::new(&new));
    let units = (units::units(old.tree), units::units(new.tree));
    let (before, after) = (old.side(&units.0), new.side(&units.1));
    let touched = Touched::both(before.text, after.text, edits);
    let pairs = units::pairs(before, after, edits);
    let labels = [old.labels(before), new.labels(after)];
    run(Change { before, after, edits, touched: &touched }, &pairs, labels)
}

const HEAD: &str = "| a | b |\n|---|---|\n";

#[test]
fn a_change_inside_of_cells_is_proved_by_them() {
    let cases = [
        ("| http://example.org/a | [x](u) |\n", "http:", "https:"),
        ("| [x](http://example.org/a) | `c` |\n", "http:", "https:"),
        ("|x|[y](http://example.org)|\n", "http:", "https:"),
        ("   | x | y |\n", "x", "z"),
        ("| x | y |\n", "y ", ""),
        ("| x ||\n", "x", "z"),
        ("| | y |\n", "y", "z y"),
        ("| x |\n", "x", "z"),
        ("| x | y | z |\n", "x", "z"),
        ("| `x | y` |\n", "x", "z"),
        ("| <!-- x | y --> |\n", "y", "z"),
        ("| *x | y* |\n", "x", "z"),
        ("| 茶 | **煎茶** |\n", "煎", "抹"),
    ];
    for (row, old, new) in cases {
        for text in [format!("{HEAD}{row}"), format!("# T\n\n{HEAD}| u | v |\n{row}| w | w |\n\n## U\n")] {
            let at = text.rfind(old).unwrap();
            let edits = [Edit::replace(range(at, at + old.len()), new)];
            let line = text[..at].lines().count();
            assert_eq!(proved(&text, &edits), [line], "{old:?} → {new:?} in\n{text}");
            assert_eq!(verified(&text, &edits, Content).unwrap().notes, [""; 0]);
        }
    }
}

#[test]
fn other_changes_of_a_row_are_not() {
    let cases = [
        // Pipes, or characters that could add or remove one.
        ("| x | y |\n", "x", "x | z"),
        ("| x | y |\n", " | ", " "),
        ("| x | y |\n", "x |", "z |"),
        ("| x\\ | y |\n", "x", "z"),
        ("| x | y |\n", "x ", "x \\"),
        ("| x\\y | y |\n", "y ", ""),
        // The ends of the row.
        ("| x | y |\n", " y |", " z"),
        ("| x | y\n", "y", "z"),
        ("x | y |\n", "x", "z"),
        ("| x | y |\n", "| x", "    | x"),
        ("| x | y |\n", "y |\n", "y |\n\n"),
        ("| x | y |\n", "y", "y\ny"),
        // Text that no cell shows.
        ("| x | y | z |\n", "z", "u"),
    ];
    for (row, old, new) in cases {
        let text = format!("{HEAD}{row}");
        let at = text.rfind(old).unwrap();
        let edits = [Edit::replace(range(at, at + old.len()), new)];
        assert_eq!(proved(&text, &edits), [0; 0], "{old:?} → {new:?} in\n{text}");
    }
    // Rows inside another block.
    let edits = |text: &str| vec![edit(text, "x", 0, "z")];
    for text in ["| x | b |\n|---|---|\n| c | d |\n", "- | a | b |\n  |---|---|\n  | x | d |\n", "| x | b |\n"] {
        assert_eq!(proved(text, &edits(text)), [0; 0], "{text}");
    }
}

#[test]
fn a_cell_may_lose_nothing() {
    let cases = [
        ("| [x](u) | y |\n", "](u", "](u v w", "the link u would disappear"),
        ("| [x](u) | y |\n", "[x]", "\\[x]", "would"),
        ("| [x](u) | y |\n", "x](u", "x] (u", "would"),
        ("| x `c` z `d` | y |\n", "`c", "c", "would"),
        ("| x z --> q | y |\n", "x z", "x <!-- z", "would disappear"),
        ("| x | [y](v) |\n", "x |", "x", "a table cell would disappear"),
        ("| x | [y](v) |\n", "x |", "x \\|", "a table cell would disappear"),
        ("| x | [y](v) |\n", "x", "x | z |", "the link v would disappear"),
        ("| x | [y](v) |\n", "x ", "x\n\n```\n", "the link v would disappear"),
        ("| x | [y](v) |\n| z | w |\n", "x", "x\n\n", "would"),
        ("| x | a[y](v) |\n", "a[", "![", "would"),
    ];
    let against: Vec<String> = cases
        .iter()
        .filter_map(|(row, old, new, message)| refused(&format!("{HEAD}{row}"), old, new, Content, message))
        .collect();
    assert!(against.is_empty(), "{}", against.join("\n"));
}

#[test]
fn one_bad_cell_is_found_among_many() {
    let rows: String = (0..300).map(|n| format!("| [row{n}](http://example.org/{n}) | text |\n")).collect();
    let text = format!("{HEAD}{rows}");
    let mut edits: Vec<Edit> =
        text.match_indices("http:").map(|(at, _)| Edit::replace(range(at, at + 5), "https:")).collect();
    assert_eq!(proved(&text, &edits).len(), 300);
    // The space ends the target of the link.
    let at = usize::from(edits[200].range().start());
    edits[200] = Edit::replace(range(at, at + 5), "https: ");
    assert_eq!(proved(&text, &edits).len(), 299);
    let reason = verified(&text, &edits, Content).unwrap_err();
    assert!(reason.message.contains("would disappear"), "{reason}");
    assert_eq!(reason.places.len(), 1);
    assert_eq!(text[reason.places[0]].lines().count(), 3, "with the rows beside it");
}

#[test]
fn little_more_is_read_than_what_changes() {
    let words = "Words that stay. ".repeat(20);
    let rows: String = (0..1_000).map(|n| format!("| [{n}](http://example.org/{n}) | {words}|\n")).collect();
    let proof = replace(&format!("{HEAD}{rows}"), "http:", "https:", Content).unwrap();
    assert_eq!(proof.notes, [""; 0]);
    assert!(proof.bytes_read < 100_000, "{}", proof.bytes_read);
}

#[test]
fn digits_are_interchangeable_only_where_they_are_read_alike() {
    let shapes = |row: &str, rest: &str| {
        let text = format!("{HEAD}{row}\n{rest}");
        let edits = [edit(&text, "http:", 0, "https:")];
        with_change(&text, &edits, |change, pairs, labels| {
            let pair = pairs.iter().position(|pair| !pair.edits.is_empty()).unwrap();
            let pair = &pairs[pair];
            let units = (&change.before.units[pair.before], &change.after.units[pair.after]);
            let cells = changed_cells(change, 0, pair, units).unwrap();
            shape(change, &cells[0], is_numbered(labels))
        })
    };
    let plain = shapes("| [12](http://example.org/34) | x |", "");
    assert!(plain.is_some());
    assert_eq!(plain, shapes("| [98](http://example.org/76) | y |", "\n[x]: y\n"));
    assert_ne!(plain, shapes("| [9](http://example.org/76) | x |", ""));
    assert_ne!(plain, shapes("| [ab](http://example.org/34) | x |", ""));
    assert_eq!(shapes("| &#35; http://example.org/1 | x |", ""), None);
    assert_eq!(shapes("| [12](http://example.org/34) | x |", "\n[3]: y\n"), None);
    assert!(shapes("| 12 http://example.org/34 | x |", "\n[3]: y\n").is_some());
}

#[test]
fn words_that_are_the_same_by_chance_prove_nothing_of_others() {
    // A word must not be joined to a bare link. In the first row, the same word is there twice.
    let url = "http://example.org/";
    let text = format!("{HEAD}|{url}0{url}0|\n|{url}1{url}0|\n");
    let places = text.match_indices("http").map(|(at, _)| at).skip(1).step_by(2);
    let edits: Vec<Edit> = places.map(|at| Edit::replace(range(at, at), "<b>a1@b.org")).collect();
    assert_eq!(proved(&text, &edits[..1]), [3]);
    assert_eq!(proved(&text, &edits[1..]), [0; 0]);
    assert_eq!(proved(&text, &edits), [0; 0]);
    assert!(verified(&text, &edits, Content).is_err());
}

/// The contents of cells. A `#` becomes a digit.
fn cell() -> impl Strategy<Value = String> {
    let fragments = [
        "[",
        "](",
        ")",
        "[a#](https://example.org/#)",
        "![a](b#)",
        "[a][r]",
        "[#]",
        "[^#]",
        "`",
        "``",
        "<!--",
        "-->",
        "<b>",
        "</b>",
        "<a#",
        "|",
        "\\|",
        "\\",
        "*",
        "**",
        "_",
        "~",
        "~~",
        "&amp;",
        "&#35;",
        "&frac#2;",
        "#",
        "##",
        "http://example.org/#",
        "www.example#.org",
        "a#@b.org",
        "a@b.c#",
        "www.#",
        "word",
        "é茶👍",
        "\u{a0}",
        " ",
        "  ",
        "\t",
        ": ",
        "<",
        ">",
        "- ",
        "https",
        "://",
    ];
    proptest::collection::vec(proptest::sample::select(fragments.to_vec()), 0..8).prop_map(|parts| parts.concat())
}

/// A table whose rows differ only in digits, with the starts and lengths of the rows.
fn table() -> impl Strategy<Value = (String, Vec<usize>, usize)> {
    let row = (
        proptest::sample::select(vec!["|", "| ", "  |", "", "    |"]),
        proptest::collection::vec(cell(), 1..4),
        proptest::sample::select(vec!["|", " |", ""]),
    );
    let digits = proptest::collection::vec(proptest::collection::vec(0..10_u8, 1..6), 1..4);
    let end = proptest::sample::select(vec!["", "\n[r]: u\n", "\n[1]: u\n\n[^2]: v\n", "\ntext `\n"]);
    (row, digits, end).prop_map(|((start, cells, end_of_row), digits, end)| {
        let template = format!("{start}{}{end_of_row}\n", cells.join("|"));
        let mut text = HEAD.to_owned();
        let mut starts = Vec::new();
        for digits in digits {
            let mut digits = digits.iter().cycle();
            starts.push(text.len());
            text.extend(template.chars().map(|c| match c {
                '#' => char::from(b'0' + digits.next().unwrap()),
                c => c,
            }));
        }
        text.push_str(end);
        (text, starts, template.len())
    })
}

/// Returns the tokens of a whole text by both parsers.
fn whole(text: &str) -> Option<[Vec<Token>; 2]> {
    let document = Document::new(text).ok()?;
    let text = Text::new(&document);
    let units = units::units(text.tree);
    let side = text.side(&units);
    let stretch = Stretch { units: 0..units.len(), text: text.body..side.text.len() };
    Some([markdown_rs::read(side, &stretch, &Labels::new()).ok()?, pulldown::read(side, &stretch)])
}

proptest! {
    #![proptest_config(config())]

    /// What is proved of cells holds of the whole text, changed alike in rows that differ in digits.
    #[test]
    fn what_is_proved_of_cells_holds_of_the_whole((text, starts, length) in table(), from in any::<prop::sample::Index>(), replaced in 0_usize..3, new in cell()) {
        let new = new.replace('#', "1");
        let (at, end) = (from.index(length), text.len());
        let is_place = |at: usize| at <= end && text.is_char_boundary(at);
        let edits: Vec<Edit> = starts.iter().filter_map(|start| {
            let range = range(start + at, start + (at + replaced).min(length));
            (is_place(range.start().into()) && is_place(range.end().into())).then(|| Edit::replace(range, &new))
        }).collect();
        let after = splice(&text, &edits).unwrap();
        if let Ok(proof) = verified(&text, &edits, Content)
            && proof.notes.is_empty()
            && let (Some(old), Some(new)) = (whole(&text), whole(&after))
        {
            let touched = Touched::both(&text, &after, &edits);
            for (old, new) in old.iter().zip(&new) {
                prop_assert_eq!(content::content(old, new, &touched), Ok(()), "{:?}", after);
            }
        }
    }

    /// Digits are read alike, wherever a shape says so.
    #[test]
    fn digits_are_read_alike(cell in cell(), other in 0..10_u8) {
        let plain = !cell.contains(['&', '|', '\\']);
        let read = |digit: u8| {
            let text = cell.replace('#', &char::from(b'0' + digit).to_string());
            let tokens = markdown_rs::cells(&text, std::slice::from_ref(&(0..text.len())), &Labels::new());
            let is_digit = char::from(b'0' + digit);
            tokens.map(|tokens| {
                let key = |token: &Token| (token.kind, token.text.replace(is_digit, "#"), token.at.clone(), token.whole.clone());
                tokens.concat().iter().map(key).collect::<Vec<(TokenKind, String, Range<usize>, Range<usize>)>>()
            })
        };
        if plain {
            prop_assert_eq!(read(0), read(other));
        }
    }
}
