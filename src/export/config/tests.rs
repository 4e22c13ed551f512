use super::*;
use crate::{
    config::Config,
    lint::{Options, lint},
    markdown::Document,
    source::Source,
};

fn template(text: &str) -> String {
    let document = Document::new(text).unwrap();
    let list = List::read(&document.source, &document.tree);
    write(&list, &Conventions::learn(&list))
}

fn list(line: impl Fn(u32) -> String) -> String {
    let lines: String = (1..=12).rev().map(line).collect();
    format!("# Awesome Tea\n\n## Teas [new]\n\n{lines}")
}

#[test]
fn what_a_list_does_is_pinned() {
    let text = list(|n| format!("* [T{n:02}](https://example.org/{n}) - A drink of {n} herbs. (Mar. {n}, 2024)\n"));
    let found = template(&text);
    for line in [
        "bullet = \"*\"",
        "separator = \" - \"",
        "capital = true",
        "date = \"Jan. 6, 2025\"",
        "order = \"newest-first\"",
    ] {
        assert!(found.lines().any(|own| own == line), "{line} is not in\n{found}");
    }
    assert!(found.contains("# 12 of 12 described entries have ` - `\n"), "{found}");
}

#[test]
fn what_it_does_not_do_is_a_comment() {
    let text = list(|n| format!("{} [T{n}](https://example.org/{n})\n", if n % 2 == 0 { '*' } else { '-' }));
    let found = template(&text);
    assert!(found.contains("# bullet = "), "{found}");
    assert!(found.contains("# separator = "), "{found}");
    assert!(found.contains("# date = "), "{found}");
    Config::parse(&found, None, &crate::rules::NAMES).unwrap();
}

/// A section gets a table only if its order differs from the order of the whole list.
#[test]
fn sections_have_orders_of_their_own() {
    let one = list(|n| format!("- [T{n:02}](https://example.org/{n}) (Mar. {n}, 2024)\n"));
    let two: String =
        ["c", "a", "d", "b", "f"].iter().map(|name| format!("- [{name}](https://example.org/{name})\n")).collect();
    let found = template(&format!("{one}\n## More\n\n{two}"));
    assert!(found.contains("[[sections]]\ntitle = \"Teas [[]new[]]\"\norder = \"newest-first\"\n"), "{found}");
    assert!(!found.contains("\"More\""), "{found}");
    Config::parse(&found, None, &crate::rules::NAMES).unwrap();
}

/// The configured order applies to small groups and nested sections too, so all of them must follow it.
#[test]
fn an_order_that_a_small_group_lacks_is_not_asked_for() {
    let entries = |names: &str| -> String {
        names.split(' ').map(|name| format!("- [{name}](https://example.org/{name})\n")).collect()
    };
    let sorted = entries("Assam Ceylon Darjeeling Keemun Lapsang Matcha Sencha");
    for (small, expected) in [("Pot Cup Kettle", false), ("Cup Kettle Pot", true)] {
        let small = entries(small);
        let nested = template(&format!("# Awesome Tea\n\n## Teas\n\n{sorted}\n### Things\n\n{small}"));
        assert_eq!(nested.contains("\norder = \"alphabetical\""), expected, "{nested}");
        let mixed = entries("Zen Art Mind Body Calm Alert Warm");
        let beside =
            template(&format!("# Awesome Tea\n\n## Teas\n\n{sorted}\n### Things\n\n{small}\n## Words\n\n{mixed}"));
        assert_eq!(beside.contains("title = \"Teas\""), expected, "{beside}");
    }
}

/// The file contains the list's conventions, so findings stay the same except for their wording. `tests/corpus.rs` checks
/// the same on real lists.
#[test]
fn a_list_is_judged_with_its_file_as_without() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/lists");
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path().join("README.md");
        let text = std::fs::read_to_string(&path).unwrap();
        let source = Source::new(&text).unwrap();
        let found = |options: &Options| -> Vec<_> {
            lint(&source, options).diagnostics.into_iter().map(|found| (found.rule, found.range)).collect()
        };
        let config = Config::parse(&template(&text), None, &crate::rules::NAMES)
            .unwrap_or_else(|error| panic!("{}: {error:?}", path.display()));
        let with = Options { config: config.into(), ..Options::default() };
        assert_eq!(found(&Options::default()), found(&with), "{}\n{}", path.display(), template(&text));
    }
}
