use crate::{
    config::Config,
    edit::Applicability,
    fix::fix,
    lint::{Options, lint},
    rules,
    source::Source,
};

fn options(names: &[&str], config: &str) -> Options {
    let rules = if names.is_empty() {
        rules::RULES.to_vec()
    } else {
        names.iter().filter_map(|name| rules::find(name)).collect()
    };
    let config =
        Config::parse(config, None, &crate::rules::NAMES).unwrap_or_else(|error| panic!("{config}: {error:?}"));
    Options { rules, config: config.into(), ..Options::default() }
}

/// Returns the start lines of findings, the number of suppressed findings, and the findings about comments.
fn found(text: &str) -> (Vec<usize>, usize, Vec<String>) {
    found_with(text, "")
}

fn found_with(text: &str, config: &str) -> (Vec<usize>, usize, Vec<String>) {
    let source = Source::new(text).unwrap();
    let rules = ["link-empty", "link-malformed", "link-scheme", "suppression-unknown", "suppression-unused"];
    let findings = lint(&source, &options(&rules, config));
    let line = |at| source.position(at).line;
    let (about, lines): (Vec<_>, Vec<_>) =
        findings.diagnostics.iter().partition(|found| found.rule.starts_with("suppression-"));
    let about = about.iter().map(|found| format!("{} {}", line(found.range.start()), found.message)).collect();
    (lines.iter().map(|found| line(found.range.start())).collect(), findings.suppressed, about)
}

#[test]
fn comments_disable_rules() {
    let empty = |lines: &[usize], suppressed| (lines.to_vec(), suppressed, Vec::new());
    for (text, expected) in [
        ("- [a]()\n", empty(&[1], 0)),
        ("- [a]() <!-- awesome-lint disable-line link-empty -->\n- [b]()\n", empty(&[2], 1)),
        ("- [a]() <!-- awesome-lint disable-line -->\n- [b]()\n", empty(&[2], 1)),
        ("<!-- awesome-lint disable-next-line link-empty -->\n- [a]()\n- [b]()\n", empty(&[3], 1)),
        ("<!-- awesome-lint disable-next-line link-empty -->\n\n  \n- [a]()\n- [b]()\n", empty(&[5], 1)),
        (
            "<!-- awesome-lint disable-next-line link-empty -->\n<!-- awesome-lint disable-next-line link-malformed -->\n\
             - [b](https:/x.org) [a]()\n- [c](https:/x.org)\n",
            empty(&[4], 2),
        ),
        (
            "- [a]()\n\n<!-- awesome-lint disable link-empty -->\n\n- [b]()\n\n<!-- awesome-lint enable -->\n\n- [c]()\n",
            empty(&[1, 9], 1),
        ),
        (
            "<!-- awesome-lint disable -->\n\n- [a]()\n\n<!-- awesome-lint enable link-empty -->\n\n- [b]()\n- [c](https:/x.org)\n",
            empty(&[7], 2),
        ),
        ("- [a]()\n\nx\n\n- [b]()\n\n<!-- awesome-lint disable-file link-empty -->\n", empty(&[], 2)),
        // Two comments before a third one, and one in capital letters.
        (
            "<!-- awesome-lint disable-next-line link-empty --> <!-- awesome-lint disable-next-line link-malformed -->\n\
             <!-- awesome-lint disable-next-line link-text -->\n- [b](https:/x.org) [a]()\n- [c](https:/x.org)\n",
            empty(&[4], 2),
        ),
        ("- [a]() <!-- AWESOME-LINT DISABLE-LINE Link-Empty -->\n- [b]()\n", empty(&[2], 1)),
        // The last line without a line ending, and a place after it.
        ("- [a]() <!-- awesome-lint disable-line link-empty -->", empty(&[], 1)),
        // Windows line endings.
        ("<!-- awesome-lint disable-next-line link-empty -->\r\n- [a]()\r\n- [b]()\r\n", empty(&[3], 1)),
        // Another rule's name has no effect here, and in code there is no comment.
        ("`<!-- awesome-lint disable-line link-empty -->` [a]()\n", empty(&[1], 0)),
        ("    <!-- awesome-lint disable-file -->\n\n- [a]()\n", empty(&[3], 0)),
    ] {
        assert_eq!(found(text), expected, "{text}");
    }
}

#[test]
fn comments_of_peers_are_read_and_never_reported() {
    for (text, lines, suppressed) in [
        (
            "<!--lint disable awesome-list-item-->\n- [a]()\n\n<!--lint enable awesome-list-item-->\n- [b]()\n",
            vec![5],
            1,
        ),
        ("<!-- lint disable remark-lint:no-empty-url no-such-rule -->\n- [a]()\n", vec![], 1),
        ("<!--lint disable double-link-->\n- [a]()\n", vec![2], 0),
        ("<!--lint disable-->\n- [a]()\n", vec![], 1),
        ("<!--lint ignore no-empty-url-->\n- [a]()\n- [b]()\n\nx [c]()\n", vec![5], 2),
        ("- x\n\n  <!--lint ignore no-empty-url-->\n\n  [a]()\n\n  [b]()\n", vec![7], 1),
        ("- x\n\n  <!--lint ignore no-empty-url-->\n\n[b]()\n", vec![5], 0),
        // Neither closes what the other has opened.
        ("<!-- awesome-lint disable link-empty -->\n\n<!--lint enable-->\n- [a]()\n", vec![], 1),
        ("<!-- markdownlint-disable -->\n- [a]()\n", vec![2], 0),
    ] {
        assert_eq!(found(text), (lines, suppressed, vec![]), "{text}");
    }
}

#[test]
fn mistakes_and_comments_without_effect_are_reported() {
    for (text, about) in [
        (
            "<!-- awesome-lint disable-line link-emtpy -->",
            "1 no rule is named `link-emtpy`: did you mean `link-empty`?",
        ),
        ("<!-- awesome-lint disable-line tea -->", "1 no rule is named `tea`"),
        ("<!-- awesome-lint disabled link-empty -->", "1 `disabled` is not an instruction: expected `disable`"),
        ("<!-- awesome-lint disable link-empty -->", "1 this comment disables `link-empty`, which finds nothing here"),
        ("<!-- awesome-lint enable link-empty -->", "1 this comment enables `link-empty`, which is not disabled here"),
        (
            "<!-- awesome-lint disable-file link-empty -->\n\n<!-- awesome-lint disable link-empty -->\n\n- [a]()\n",
            "1 this comment disables `link-empty`, which finds nothing here",
        ),
        // The rule is not run, so the effect is unknown.
        ("<!-- awesome-lint disable date-format -->", ""),
        ("<!-- awesome-lint disable -->", ""),
    ] {
        let (_, _, found) = found(text);
        assert_eq!(found.join("\n"), about, "{text}");
    }
}

#[test]
fn a_rule_is_disabled_in_a_section() {
    let text = "# Tea\n\n- [a]()\n\n## News: May\n\n- [b]()\n\n### Old\n\n- [c]()\n\n## More\n\n- [d]()\n";
    for (config, lines) in [
        ("[[sections]]\ntitle = \"news*\"\nrules.link-empty = \"off\"", vec![3, 15]),
        (
            "[[sections]]\ntitle = \"old\"\nrules.link-empty = \"info\"\n[[sections]]\ntitle = \"news*\"\nrules.link-empty = \"off\"",
            vec![3, 11, 15],
        ),
        ("rules.link-empty = \"off\"\n[[sections]]\ntitle = \"more\"\nrules.link-empty = \"error\"", vec![15]),
        ("rules.link-empty = \"off\"", vec![]),
    ] {
        assert_eq!(found_with(text, config).0, lines, "{config}");
    }
}

#[test]
fn levels_are_those_of_the_section() {
    let text = "# Tea\n\n- [a]()\n\n## News\n\n- [b]()\n";
    let config = "rules.link-empty = \"warning\"\n[[sections]]\ntitle = \"news\"\nrules.link-empty = \"info\"";
    let source = Source::new(text).unwrap();
    let findings = lint(&source, &options(&["link-empty"], config)).diagnostics;
    assert_eq!(findings.iter().map(|found| found.severity.name()).collect::<Vec<_>>(), ["warning", "info"]);
}

fn fixed(text: &str, rules: &[&str]) -> String {
    fix(text, &options(rules, ""), Applicability::Safe).text
}

/// Returns entries by date, one of them out of order and followed by `comment`.
fn sorted(comment: &str) -> String {
    let entry =
        |month: u32, comment: &str| format!("- [A](https://example.org/{month}) (2024-{month:02}-11){comment}\n");
    let months = [9, 8, 7, 5, 4, 6, 3, 2];
    let entries: String = months.iter().map(|&month| entry(month, if month == 6 { comment } else { "" })).collect();
    format!("# Tea\n\n{entries}")
}

#[test]
fn fixes_respect_comments() {
    let order = ["entry-order"];
    assert_ne!(fixed(&sorted(""), &order), sorted(""));
    for comment in [
        " <!-- awesome-lint disable-line entry-order -->",
        " <!-- awesome-lint disable-line -->",
        "\n  <!-- awesome-lint disable-next-line final-newline -->",
        "\n  <!--lint disable double-link-->",
    ] {
        assert_eq!(fixed(&sorted(comment), &order), sorted(comment), "{comment}");
    }
    // A comment about its own line moves with the line.
    let comment = " <!-- awesome-lint disable-line final-newline -->";
    let moved = fixed(&sorted(comment), &order);
    assert_ne!(moved, sorted(comment));
    assert!(moved.contains(&format!("(2024-06-11){comment}")), "{moved}");
}

#[test]
fn a_fix_of_a_whole_group_leaves_the_line_alone() {
    let text = "- [a](u)\n- [b](u)\n- [c](u)\n- [d](u)\n- [e](u)\n- [f](u)\n- [g](u)\n- [h](u)\n\n## X\n\n* [i](u)\n* [j](u) <!-- awesome-lint disable-line list-marker -->\n";
    assert_eq!(fixed(text, &["list-marker"]), text);
    let plain = text.replace(" <!-- awesome-lint disable-line list-marker -->", "");
    assert_ne!(fixed(&plain, &["list-marker"]), plain);
}

#[test]
fn unused_comments_are_removed_where_nothing_is_lost() {
    let rules = ["link-empty", "suppression-unused"];
    for (text, expected) in [
        ("# Tea\n\n<!-- awesome-lint disable link-empty -->\n\nx\n", Some("# Tea\n\n\nx\n")),
        ("# Tea\n\nx <!-- awesome-lint disable-line link-empty -->\n", Some("# Tea\n\nx\n")),
        ("# Tea\n\nx <!-- awesome-lint disable-line link-empty --> y\n", Some("# Tea\n\nx y\n")),
        // The text around it would become one list, or one paragraph.
        ("- a\n<!-- awesome-lint disable link-empty -->\n- b\n", None),
        ("- a\n\n<!-- awesome-lint disable link-empty -->\n\n- b\n", None),
        ("a\n<!-- awesome-lint disable link-empty -->\nb\n", None),
        // The thematic breaks would become front matter.
        ("<!-- awesome-lint disable link-empty -->\n---\nx\n\n---\n", None),
        // A reason may be worth keeping.
        ("# Tea\n\nx <!-- awesome-lint disable-line link-empty — as agreed -->\n", None),
    ] {
        assert_eq!(fixed(text, &rules), expected.unwrap_or(text), "{text}");
    }
}

/// Time must not grow with the square of the number of comments.
#[test]
fn many_comments_take_linear_time() {
    let time = |times: usize| {
        let mut text = String::new();
        for part in [
            "<!-- awesome-lint disable-next-line -->\n",
            "- [a]() <!-- awesome-lint disable-line link-empty -->\n",
            "<!--lint ignore no-empty-url-->\n\nx\n\n",
            "- [a](http://github.com/a/b) <!-- awesome-lint disable-line link-scheme -->\n- [b](http://github.com/b/c)\n",
        ] {
            text.push_str(&part.repeat(times));
        }
        let start = std::time::Instant::now();
        let _ = found(&text);
        start.elapsed()
    };
    let _ = time(10);
    let (short, long) = (time(1_000), time(8_000));
    assert!(long < short * 40, "{short:?} for a thousand, {long:?} for eight thousand");
    let time = |times: usize| {
        let text = "<!-- awesome-lint disable-line link-empty --> <!-- awesome-lint disable-next-line -->"
            .repeat(times)
            + "- [a]()\n- [b]()\n";
        let start = std::time::Instant::now();
        let _ = found(&text);
        start.elapsed()
    };
    let (short, long) = (time(1_000), time(8_000));
    assert!(long < short * 40, "{short:?} for a thousand on a line, {long:?} for eight thousand");
}
