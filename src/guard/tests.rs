use super::*;
use crate::edit::{Phase::*, splice};

mod laws;

pub(super) use laws::config;

/// Returns an edit that replaces the n-th occurrence of `old` by `new`. If `old` is empty, it inserts at the end.
pub(super) fn edit(text: &str, old: &str, n: usize, new: &str) -> Edit {
    let start =
        if old.is_empty() { text.len() } else { text.match_indices(old).nth(n).expect("the text contains it").0 };
    Edit::replace(range(start, start + old.len()), new)
}

pub(super) fn prove(text: &str, edits: &[Edit], phase: Phase) -> Result<Proof, Reason> {
    verify(text, &splice(text, edits).unwrap(), edits, phase)
}

/// Replaces each `old` by `new`, as one pass.
pub(super) fn replace(text: &str, old: &str, new: &str, phase: Phase) -> Result<Proof, Reason> {
    let edits: Vec<Edit> =
        text.match_indices(old).map(|(at, _)| Edit::replace(range(at, at + old.len()), new)).collect();
    assert!(!edits.is_empty(), "{old:?} is in {text:?}");
    prove(text, &edits, phase)
}

/// Returns why a fix is refused that should be accepted, with either line ending.
fn accepted(text: &str, old: &str, new: &str, phase: Phase) -> Option<String> {
    let dos = |text: &str| text.replace('\n', "\r\n");
    let unix = replace(text, old, new, phase).err();
    let windows = replace(&dos(text), &dos(old), &dos(new), phase).err();
    unix.or(windows).map(|reason| format!("{old:?} → {new:?}: {reason}, in\n{text}"))
}

/// Returns why a fix is not refused as it should be, alone and among other text.
pub(super) fn refused(text: &str, old: &str, new: &str, phase: Phase, message: &str) -> Option<String> {
    let among = format!("# Tea\n\n{text}\n\n## More\n\n- [x](y)\n");
    [text, &among].into_iter().find_map(|text| match replace(text, old, new, phase) {
        Ok(_) => Some(format!("{old:?} → {new:?}: accepted, in\n{text}")),
        Err(reason) if reason.message.contains(message) => None,
        Err(reason) => Some(format!("{old:?} → {new:?}: {reason}, not {message}, in\n{text}")),
    })
}

#[track_caller]
fn nothing(against: impl Iterator<Item = Option<String>>) {
    let against: Vec<String> = against.flatten().collect();
    assert!(against.is_empty(), "{}", against.join("\n"));
}

const LIST: &str = "# Tea\n\n- [Sencha](https://example.org/s) - Green.\n- [Assam](https://example.org/a) - Black.\n\n## More\n\n- [Oolong](https://example.org/o)\n";

#[test]
fn layout_may_change_what_nobody_sees() {
    let cases = [
        (LIST, "\n- ", "\n* "),
        (LIST, "- [A", "* [A"),
        (LIST, "\n\n## More", "\n\n\n## More"),
        (LIST, "\n\n## More", "\n## More"),
        (LIST, "Green.\n", "Green.\n\n"),
        (LIST, "# Tea\n", "# Tea #\n"),
        (LIST, "# Tea\n", "Tea\n===\n"),
        (LIST, "\n- [Oo", "\n  -   [Oo"),
        (LIST, "example.org/o)\n", "example.org/o)"),
        ("- a\n- b\n\n* c\n* d\n", "* ", "- "),
        ("- a\n    - b\n    - c\n- d\n", "    -", "  -"),
        ("- a\n\n  b\n- c\n", "\n\n  b", "\n\n    b"),
        ("a *b* c __d__\n", "*b*", "_b_"),
        ("a *b* c __d__\n", "__", "**"),
        ("a \nb   \n", " \n", "\n"),
        ("a  \nb\n", "  \n", "\\\n"),
        ("***\n", "***", "---"),
        ("```sh\nx\n```\n", "```", "~~~"),
        ("| a | b |\n|---|---|\n| c | d |\n", "| c |", "|c|"),
        ("| a | b |\n|---|---|\n| c | d |\n", "---|---", " --- | --- "),
        ("1. a\n1. b\n1. c\n", "\n1.", "\n2."),
        ("[a]\n\n\n\n[a]: u 'T'\n", "\n\n\n\n", "\n\n"),
        ("[a]\n\n[a]: u 'T'\n", "u 'T'", "<u>   \"T\""),
        ("> a\n> b\n", "> b", ">b"),
        ("<p>\n  x\n</p>\n", "  x", "x"),
        ("---\nkey: x  \n---\n\n# T\n", "x  ", "x"),
        ("- 茶 [煎茶](https://example.org/煎)：绿茶。\n- é\n", "- ", "* "),
    ];
    nothing(cases.into_iter().map(|(text, old, new)| accepted(text, old, new, Layout)));
}

#[test]
fn layout_may_change_nothing_else() {
    let cases = [
        ("- a b c\n", " b", "", "the text “b” would disappear"),
        ("a b\n", "a b", "ab", "the text “a b” would disappear"),
        ("see [a](u) now\n", " now", "now", "a space between two words"),
        ("中 文\n", "中 文", "中文", "the text “中 文” would disappear"),
        ("[a](x) b\n", "](", "] (", "the link x would disappear"),
        ("[a](u 'T')\n", " 'T'", "", "the link u \"T\" would disappear"),
        ("![a](u)\n", "!", "", "the image u would disappear"),
        ("![old](u)\n", "old", "new", "the text “old” would disappear"),
        ("a  \nb\n", "  \n", "\n", "a line break would disappear"),
        ("a\n\nb\n", "\n\n", "\n", "a paragraph would disappear"),
        ("- a\n\nb\n", "\nb", "\n  b", "a paragraph would"),
        ("- a\n- b\n", "\n- b", "\n  - b", "a list item would disappear"),
        ("# a\n", "# a", "## a", "a heading of level 1 would disappear"),
        ("- [ ] a\n", "[ ]", "[x]", "an unticked list item would disappear"),
        ("1. a\n2. b\n\n1) c\n2) d\n", ") ", ". ", "the item numbered 1 would be numbered 3"),
        ("1. a\n1. b\n1. c\n", "1. b", "1) b", "the item numbered 2 would be numbered 1"),
        ("3. a\n4. b\n", "3.", "1.", "would be numbered"),
        ("a**b**c\n", "**", "__", "would"),
        ("`a  b`\n", "a  b", "a b", "the code “a  b” would disappear"),
        ("<a href=\"x\">\n\ny\n\n</a>\n", "\n\ny", "\ny", "would"),
        ("> a\n\nb\n", "\n\nb", "\nb", "a paragraph would disappear"),
        ("| a | b |\n|---|---|\n| c | d |\n", "| b |\n", "|\n", "would"),
        ("| a | b |\n|---|---|\n| c | d |\n", "| c |", "| c", "a table cell would disappear"),
        ("- a\n  ```\n  x\n  ```\n- b\n", "\n  ```\n-", "\n-", "would"),
        ("a\u{200b}b\n", "\u{200b}", "", "would"),
    ];
    nothing(cases.into_iter().map(|(text, old, new, message)| refused(text, old, new, Layout, message)));
}

#[test]
fn an_unclosed_fence_or_comment_swallows_no_entry() {
    let text = "- a\n\n```\nx\n```\n\n- [b](https://example.org/b)\n\n# End\n";
    for phase in [Content, Order, Layout] {
        let fence = edit(text, "```", 1, "``");
        let reason = prove(text, &[fence], phase).unwrap_err();
        assert!(reason.message.contains("https://example.org/b would disappear"), "{phase:?} {reason}");
        let comment = edit(text, "- a", 0, "- a <!--\n\n<!--");
        let reason = prove(text, &[comment], phase).unwrap_err();
        assert!(reason.message.contains("https://example.org/b would disappear"), "{phase:?} {reason}");
    }
}

#[test]
fn front_matter_stays() {
    let text = "---\nkey: x\n---\n\n# T\n";
    for phase in [Content, Order, Layout] {
        let reason = replace(text, "key", "name", phase).unwrap_err();
        assert_eq!(reason.message, "the front matter would change");
    }
    assert!(replace("--\nkey: x\n---\n\n# T\n", "--\nk", "---\nk", Content).is_err());
}

#[test]
fn a_lost_definition_is_a_lost_link_wherever_it_is_used() {
    let text = "[tea] here\n\n# A\n\nx\n\n# B\n\n[tea]: https://example.org/t\n";
    for phase in [Content, Order, Layout] {
        let reason = replace(text, "[tea]: https://example.org/t\n", "", phase).unwrap_err();
        assert!(reason.message.contains("would disappear"), "{phase:?} {reason}");
    }
    // An unused definition is declared by its edit.
    nothing(
        [
            accepted("x\n\n[tea]: https://example.org/t\n\ny\n", "[tea]: https://example.org/t\n", "", Content),
            accepted(text, "https", "http", Content),
            refused(text, "https", "http", Layout, "the link definition [tea]: https://example.org/t would disappear"),
        ]
        .into_iter(),
    );
    // A new definition turns text into a link.
    assert!(replace("[tea] here\n\n# A\n\nx\n", "x\n", "x\n\n[tea]: u\n", Content).is_err());
}

#[test]
fn order_may_move_whole_entries() {
    let nested = "- b\n  more\n  - b2 [x](u)\n  - b1\n- a\n\n  second\n- c\n";
    let cases = [
        (nested, nested, "- a\n\n  second\n- b\n  more\n  - b2 [x](u)\n  - b1\n- c\n"),
        (nested, nested, "- b\n  more\n  - b1\n  - b2 [x](u)\n- a\n\n  second\n- c\n"),
        (nested, nested, "- c\n- a\n\n  second\n- b\n  more\n  - b1\n  - b2 [x](u)\n"),
        ("1. b\n2. a\n3. c\n", "1. b\n2. a", "1. a\n2. b"),
        ("1. b\n2. a\n3. c\n", "1. b\n2. a", "2. a\n1. b"),
        (
            "- x\n<!-- b -->\n- b\n<!-- a -->\n- a\n",
            "<!-- b -->\n- b\n<!-- a -->\n- a",
            "<!-- a -->\n- a\n<!-- b -->\n- b",
        ),
        ("|h|i|\n|-|-|\n|b|1|\n|a|2|\n", "|b|1|\n|a|2|", "|a|2|\n|b|1|"),
        ("- t [![x](i)](u) [![y](j)](v), z\n", "[![x](i)](u) [![y](j)](v)", "[![y](j)](v) [![x](i)](u)"),
        ("[![x](i)](u)\n![y](j)\n", "[![x](i)](u)\n![y](j)", "![y](j)\n[![x](i)](u)"),
        ("- [[Code](c)] [[Paper](p)]\n", "[[Code](c)] [[Paper](p)]", "[[Paper](p)] [[Code](c)]"),
        ("- [乙][b]\n- [甲][a]\n\n[a]: u\n[b]: v\n", "- [乙][b]\n- [甲][a]", "- [甲][a]\n- [乙][b]"),
    ];
    nothing(cases.into_iter().map(|(text, old, new)| accepted(text, old, new, Order)));
}

#[test]
fn order_may_move_entries_by_distant_edits() {
    let entries = (0..50).map(|n| format!("- entry{n}\n")).collect::<Vec<_>>().concat();
    let text = format!("# T\n\n{entries}\n# U\n\n- x\n");
    let edits = [edit(&text, "- entry3\n", 0, ""), edit(&text, "- entry40\n", 0, "- entry3\n- entry40\n")];
    prove(&text, &edits, Order).unwrap();
    // Not to another section.
    let edits = [edit(&text, "- entry3\n", 0, ""), edit(&text, "- x\n", 0, "- x\n- entry3\n")];
    assert!(prove(&text, &edits, Order).unwrap_err().message.contains("entry3"));
}

#[test]
fn order_may_lose_or_mix_nothing() {
    let cases = [
        ("- b x\n- a y\n", "- b x\n- a y", "- a\n- b x", "the text “y” would disappear"),
        ("- b x\n- a y\n", "- b x\n- a y", "- a x\n- b y", "would"),
        ("- [b](u)\n- [a](v)\n", "- [b](u)\n- [a](v)", "- [a](u)\n- [b](v)", "would"),
        ("- b\n  - x\n- a\n", "- b\n  - x\n- a", "- a\n  - x\n- b", "would move"),
        ("- b\n- a\n", "- b\n- a", "- a\n- b\n- b", "the text “b” would appear"),
        ("- b ![x](u)\n- a\n", "- b ![x](u)\n- a", "- a ![x](u)\n- b", "would"),
        ("- b\n- a\n\nText\n\n- c\n", "- a\n\nText\n\n- c", "- c\n\nText\n\n- a", "would move"),
        ("- a word other\n", "word other", "other word", "would move"),
        ("|h|i|\n|-|-|\n|b|1|\n|a|2|\n", "|b|1|\n|a|2|", "|a|1|\n|b|2|", "would"),
        ("|h|i|\n|-|-|\n|[b](u)||\n", "|[b](u)||", "||[b](u)|", "would move"),
        ("|h|i|\n|-|-|\n|b|1|\n", "|h|i|\n|-|-|\n|b|1|", "|b|1|\n|-|-|\n|h|i|", "would"),
        // An indented line that a blank line no longer keeps in its entry.
        ("- b\n\n  text\n- a\n", "- b\n\n  text\n- a", "- a\n- b\n\ntext", "would"),
    ];
    nothing(cases.into_iter().map(|(text, old, new, message)| refused(text, old, new, Order, message)));
}

#[test]
fn content_may_change_what_the_edits_declare() {
    let cases = [
        (LIST, "Green", "Light green"),
        (LIST, "Green.", "Green"),
        (LIST, "Black.", "Black.."),
        (LIST, "https:", "http:"),
        (LIST, " - Black.", ""),
        (LIST, " - ", " – "),
        (LIST, "- [Assam](https://example.org/a) - Black.\n", ""),
        (LIST, "- [Assam]", "- [New](https://example.org/n) - New.\n- [Assam]"),
        (LIST, "Black.", "Black. ![Stars](https://example.org/b.svg)"),
        (LIST, "Black.", "Black.\n  [![Stars](https://example.org/b.svg)](https://example.org/c)"),
        (LIST, "# Tea", "# Teas"),
        ("# T:\n", ":", ""),
        ("##T [x](u) y\n", "##T", "## T"),
        ("-[x](https://example.org/a) b\n-[y](v)\n", "-[", "- ["),
        ("1.[x](u) b\n", "1.", "1. "),
        ("- [x](https://example.org/a b) c\n", "/a b", "/ab"),
        ("- [x]( u ) c\n", "( u )", "(u)"),
        ("- [ x ](u) c\n", "[ x ]", "[x]"),
        ("- [[Paper](u) c [Code](v)\n", "(u)", "(u)]"),
        ("- a (June. 6, 2024) [![x](i)](u)\n", "June. 6,", "Jun. 06,"),
        ("- a `2024/05/01` b\n", "/", "-"),
        ("- a ![](u) b\n", "![]", "![Stars]"),
        ("- a <img src=\"http://example.org/i\" alt='x'> b\n", "http:", "https:"),
        ("<p><a href=\"http://example.org/i\">x</a></p>\n", "http:", "https:"),
        ("- 茶很好喝\n", "喝", "喝。"),
        ("- 茶很好喝\n", "很", "非常"),
        ("a\u{200b} b\n", "\u{200b}", ""),
        ("- a\n- b\n", "- a\n- b\n", "- [c](#c)\n  - [d](#d)\n"),
        ("| a | http://example.org |\n|-|-|\n| c | d |\n", "http:", "https:"),
        ("see http://example.org/a?x=1 now\n", "?x=1", ""),
        ("- [a][1]\n\n[1]: http://example.org/a\n", "http:", "https:"),
        ("AT&amp;T \\_x y\n", "y", "z"),
        ("AT&amp;T \\_x y\n", "T \\", "TT \\"),
    ];
    nothing(cases.into_iter().map(|(text, old, new)| accepted(text, old, new, Content)));
}

#[test]
fn content_may_change_nothing_else() {
    let cases = [
        ("- a [x](u) b\n- c\n", "(u)", "(u v w)", "the link u would disappear"),
        ("- a [x](u) b\n- c\n", " [x", " \\[x", "the link u would disappear"),
        ("- a `b` c d `e`\n", "`b", "b", "would"),
        ("- a b c --> f\n- d e\n", "a b", "a <!-- b", "the text “c --” would disappear"),
        ("- a\n- b [y](w)\n", "- a", "- a\n\n```", "the link w would disappear"),
        ("- a\n- b\n", "- ", "", "a list item would disappear"),
        ("# T\n\nx\n", "# ", "#", "a heading of level 1 would disappear"),
        ("| a | b |\n|---|---|\n| c | d |\n", "---|---", "---", "would"),
        ("- a b\n- c d\n", "a b", "a b\n\n<p title='", "would"),
        ("one two\nthree\n", "one", "    one", "would"),
        ("中文很好-->\n下一行\n", "很", "<!--很", "would"),
    ];
    nothing(cases.into_iter().map(|(text, old, new, message)| refused(text, old, new, Content, message)));
}

/// Inputs on which `markdown` 1.0.0 panics (<https://github.com/wooorm/markdown-rs/issues/23> and others), each
/// with a fix that only the first parser can then judge.
#[test]
fn where_the_second_parser_panics_the_first_one_proves() {
    let cases = [
        ("Title\n===\n---\nSub\n---\n", "===\n---", "===\n-----", "===\n---\nSub", "===\n---\n"),
        ("- [a](b) - x\n  ```sh\n1. y\n", "x\n", "x  \n", "y", ""),
        ("- [a](b) - x\n  <!--\n1. y\n", "x\n", "x  \n", "y", ""),
    ];
    for (text, old, same, lost, left) in cases {
        let proof = replace(text, old, same, Layout).unwrap();
        assert!(proof.notes.iter().any(|note| note.contains("panics")), "{text:?} {proof:?}");
        assert!(!reading());
        assert!(replace(text, lost, left, Layout).unwrap_err().message.contains("would disappear"), "{text:?}");
    }
    // A third known panic needs front matter to be read as Markdown, which never happens here.
    let text = "---\n\n- a";
    assert_eq!(prove(text, &[edit(text, "", 0, "\n")], Layout).unwrap().notes, [""; 0]);
}

#[test]
fn what_is_too_deep_or_too_large_is_proved_by_the_first_parser() {
    for (text, why) in [
        (format!("{}a b\n", "- ".repeat(3_000)), "deep nesting"),
        (format!("{}a b\n", "> ".repeat(3_000)), "deep nesting"),
        (format!("{}x{}\n\na b\n", "*a **b ".repeat(150), " c** c*".repeat(150)), "deep nesting"),
        (format!("{}a b\n", "[".repeat(3_000)), "long"),
        (format!("{}a b\n", "<?".repeat(3_000)), "long"),
        (format!("{} a b\n", "word ".repeat(200_000)), "long"),
    ] {
        let proof = replace(&text, "a b\n", "a b\n\n\n", Layout).unwrap();
        assert!(proof.notes.iter().any(|note| note.contains(why)), "{why} {:?}", proof.notes);
        assert!(replace(&text, "a b\n", "a\n", Layout).unwrap_err().message.contains("“b” would disappear"));
        assert!(replace(&text, "a b\n", "a c\n", Content).is_ok());
    }
}

#[test]
fn the_cost_follows_the_change() {
    let entries = (0..8_000)
        .map(|n| format!("- [entry{n}](https://example.org/{n}) - Text of it.  \n"))
        .collect::<Vec<_>>()
        .concat();
    let rows =
        (0..9_000).map(|n| format!("| [row{n}](https://example.org/{n}) | text |\n")).collect::<Vec<_>>().concat();
    let text = format!("# T\n\n{entries}\n# Table\n\n| a | b |\n|---|---|\n{rows}\n[x]: y\n");
    let edits: Vec<Edit> = ["entry3]", "entry4000]", "row1]", "row8000]"]
        .iter()
        .map(|old| edit(&text, old, 0, &old.replace("ry", "ries").replace('w', "ws")))
        .collect();
    let proof = prove(&text, &edits, Content).unwrap();
    assert!(proof.bytes_read < 4_000, "{}", proof.bytes_read);
    // The whole text is read in parts, none of which is too large.
    let proof = replace(&text, "  \n", "\n", Layout);
    assert_eq!(proof.map(|proof| proof.notes), Ok(Vec::new()));
    let proof = replace(&text, "| text |", "|  text |", Layout).unwrap();
    assert_eq!(proof.notes, [""; 0]);
}

#[test]
fn a_reason_names_every_place() {
    let text = "- a\n- b\n- c\n- d\n- e\n- f\n- g\n- h\n- i\n- j\n- k\n";
    let edits = [edit(text, "b", 0, "x"), edit(text, "- f", 0, "* f"), edit(text, "j", 0, "y")];
    let reason = prove(text, &edits, Layout).unwrap_err();
    let places: Vec<&str> = reason.places.iter().map(|&place| &text[place]).collect();
    assert_eq!(places, ["- a\n- b\n- c", "- i\n- j\n- k"]);
}

#[test]
fn a_text_that_is_not_the_edited_one_is_refused() {
    let edits = [edit("- a\n", "a", 0, "b")];
    assert_eq!(verify("- a\n", "- c\n", &edits, Content).unwrap_err().message, "bytes outside the edits would change");
    let beyond = [Edit::replace(range(9, 10), "b")];
    assert!(verify("- a\n", "- c\n", &beyond, Content).is_err());
}
