//! Properties of the guard that hold for all texts and edits.

use proptest::prelude::*;

use super::{super::*, *};

/// Text that looks like a list and contains constructs that break parsers.
fn markdown() -> impl Strategy<Value = String> {
    let fragments = [
        "- ",
        "* ",
        "1. ",
        "1) ",
        "> ",
        "# ",
        "## ",
        "\n",
        "\n\n",
        "\r\n",
        "  ",
        "    ",
        "\t",
        "[",
        "](",
        ")",
        "![a](b)",
        "[a](https://example.org)",
        "[a][b]",
        "[b]: c\n",
        "[^n]",
        "[^n]: d\n",
        "`",
        "```",
        "~~~\n",
        "<!--",
        "-->",
        "<b>",
        "</b>",
        "<p>\n",
        "| a | b |\n",
        "|---|---|\n",
        "|",
        "*",
        "**",
        "_",
        "__",
        "\\",
        "&amp;",
        "&",
        "---\n",
        "===\n",
        "- [ ] ",
        "https://example.org/x",
        "www.example.org",
        "word",
        "é茶👍",
        "\u{feff}",
        "\u{a0}",
        "a b. ",
        ": ",
        "+++\n",
    ];
    proptest::collection::vec(proptest::sample::select(fragments.to_vec()), 0..24).prop_map(|parts| parts.concat())
}

/// Returns the tokens of a whole text. None where the second parser cannot read it.
fn whole(text: &str) -> Option<Vec<Token>> {
    let document = Document::new(text).ok()?;
    let text = Text::new(&document);
    let units = units(text.tree);
    let side = text.side(&units);
    let stretch = Stretch { units: 0..units.len(), text: text.body..side.text.len() };
    markdown_rs::read(side, &stretch, &Labels::new()).ok()
}

/// Changes for which the parts once differed from the whole: a text, the replaced bytes, and the new text.
#[test]
fn the_parts_say_what_the_whole_says() {
    let cases = [
        ("\u{feff}\n| a | b |\n- - \n\n[^n]- [^n]- ", 18..19, ""),
        ("\u{feff}\n| a | b |\n- - \n\n[^n]- [^n]- ", 19..20, ""),
        ("    <p>\n[^n]: d\n", 0..0, " "),
    ];
    for (text, bytes, content) in cases {
        let edits = [Edit::replace(range(bytes.start, bytes.end), content)];
        let after = splice(text, &edits).unwrap();
        let (old, new) = (whole(text).unwrap(), whole(&after).unwrap());
        let proof = prove(text, &edits, Layout);
        assert_eq!(proof.is_ok(), compare::layout(&old, &new).is_ok(), "{after:?}: {proof:?}\n{old:#?}\n{new:#?}");
    }
}

/// `PROPTEST_CASES` looks harder.
pub(in crate::guard) fn config() -> ProptestConfig {
    let config = ProptestConfig::default();
    let cases = if std::env::var_os("PROPTEST_CASES").is_none() { 2_000 } else { config.cases };
    ProptestConfig { cases, ..config }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn never_panics(text in markdown(), content in markdown(), from in any::<prop::sample::Index>(), length in 0_usize..12, second in any::<bool>()) {
        let mut places: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
        places.push(text.len());
        let start = from.index(places.len());
        let end = (start + length).min(places.len() - 1);
        let mut edits = vec![Edit::replace(range(places[start], places[end]), content.clone())];
        if second && end + 1 < places.len() {
            edits.push(Edit::replace(range(places[end + 1], places[places.len() - 1]), "x"));
        }
        let after = splice(&text, &edits).unwrap();
        for phase in [Content, Order, Layout] {
            if let Err(reason) = verify(&text, &after, &edits, phase) {
                prop_assert!(!reason.message.is_empty());
            }
        }
        // Equal texts are accepted by both parsers.
        let none = verify(&text, &text, &[], Layout);
        prop_assert!(none.is_ok());
        // Bytes that are replaced by themselves: the windows of a change without one.
        let idle = [Edit::replace(range(places[start], places[end]), &text[places[start]..places[end]])];
        for phase in [Content, Order, Layout] {
            prop_assert!(verify(&text, &text, &idle, phase).is_ok(), "{phase:?}");
        }
    }

    /// Reading only parts gives the same result as reading the whole text.
    #[test]
    fn what_is_proved_of_the_parts_holds_of_the_whole(text in markdown(), from in any::<prop::sample::Index>(), length in 0_usize..3, content in proptest::sample::select(vec!["", " ", "  ", "\n", "\n\n", "*", "-", "_", "\t", "\r\n", "    "])) {
        let mut places: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
        places.push(text.len());
        let start = from.index(places.len());
        let edits = [Edit::replace(range(places[start], places[(start + length).min(places.len() - 1)]), content)];
        let after = splice(&text, &edits).unwrap();
        if verify(&text, &after, &edits, Layout).is_ok_and(|proof| proof.notes.is_empty())
            && let (Some(old), Some(new)) = (whole(&text), whole(&after))
        {
            prop_assert_eq!(compare::layout(&old, &new), Ok(()), "{:?}", after);
        }
    }

    #[test]
    fn edits_that_do_not_fit_are_errors(text in markdown(), a in 0_usize..40, b in 0_usize..40, c in 0_usize..40, d in 0_usize..40) {
        let edits = [Edit::replace(range(a.min(b), a.max(b)), "x"), Edit::replace(range(c.min(d), c.max(d)), "y")];
        if let Err(message) = splice(&text, &edits) {
            prop_assert!(!message.is_empty());
            prop_assert!(verify(&text, &text, &edits, Content).is_err());
        }
    }
}
