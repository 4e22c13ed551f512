//! Valid and invalid configuration files.

use super::*;
use crate::{dates::Precision, rules::RULES};

/// Returns the error in a file: the underlined text, the message and the help.
fn wrong(text: &str) -> (String, String, String) {
    let error = Config::parse(text, None, &crate::rules::NAMES).expect_err(text);
    (text[error.span].to_owned(), error.message, error.help.unwrap_or_default())
}

fn right(text: &str) -> Config {
    Config::parse(text, None, &crate::rules::NAMES).unwrap_or_else(|error| panic!("{text}: {error:?}"))
}

#[test]
fn errors_have_a_position_and_suggest_the_nearest_name() {
    for (text, underlined, message, help) in [
        ("preset = \"awsome\"", "\"awsome\"", "`awsome` is not one of the values here", "did you mean `awesome`?"),
        (
            "presett = \"awesome\"",
            "presett",
            "there is no key `presett` here",
            "did you mean `preset`? the keys here are `preset`, `exclude`, `rules`, `conventions`, `sections`",
        ),
        (
            "[rules]\ndate-fromat = \"off\"",
            "date-fromat",
            "no rule is named `date-fromat`",
            "did you mean `date-format`? `awesome-lint rules` lists them all",
        ),
        ("[rules]\ntea = \"off\"", "tea", "no rule is named `tea`", "`awesome-lint rules` lists them"),
        (
            "[rules]\ndate-format = \"of\"",
            "\"of\"",
            "`of` is not one of the values here",
            "did you mean `off`? the values are `off`, `info`, `warning`, `error`",
        ),
        (
            "[rules]\ndate-format = false",
            "false",
            "expected a level (`off`, `info`, `warning`, `error`) or a table, found boolean `false`",
            "",
        ),
        (
            "[rules]\ndate-format = { level = \"warn\" }",
            "\"warn\"",
            "`warn` is not one of the values here",
            "did you mean `warning`? the values are `off`, `info`, `warning`, `error`",
        ),
        ("[rules]\ndate-format = {}", "{}", "the key `level` is missing here", ""),
        (
            "[rules.date-format]\nlevel = \"off\"\nlimit = 3",
            "limit",
            "there is no key `limit` here",
            "the keys here are `level`",
        ),
        (
            "[rules.readme-size]\nlimits = 3",
            "limits",
            "there is no key `limits` here",
            "did you mean `limit`? the keys here are `level`, `limit`",
        ),
        ("[rules.readme-size]\nlimit = 0", "0", "0 is out of range: a size is 1 to 4000000 kB", ""),
        ("[rules.readme-size]\nlimit = \"3\"", "\"3\"", "expected a whole number, found the text \"3\"", ""),
        (
            "[rules.product-name]\nignore = [\"PostGIS\", \"Post GIS\"]",
            "\"Post GIS\"",
            "`Post GIS` is not one word of the letters A to Z",
            "",
        ),
        (
            "[rules.link-duplicate]\nallow = [\"https://example.org/[\"]",
            "\"https://example.org/[\"",
            "`https://example.org/[` is not a valid pattern: unclosed character class; missing ']'",
            "",
        ),
        ("[conventions]\nbullet = \"x\"", "\"x\"", "`x` is not one of the values here", "the values are `-`, `*`, `+`"),
        ("[conventions]\nfull-stop = \"yes\"", "\"yes\"", "expected `true` or `false`, found the text \"yes\"", ""),
        (
            "[conventions]\nseparator = \"->\"",
            "\"->\"",
            "`->` is not a separator: write ` - `, ` – `, ` — ` or `: `, with at most one space on either side",
            "",
        ),
        (
            "[conventions]\ndate = \"soon\"",
            "\"soon\"",
            "`soon` is not a date in a known form; write one like `Jan. 6, 2025`, `2025-01-06` or `Jan 2025`",
            "",
        ),
        ("[conventions]\ndate = 2025-01-06", "2025-01-06", "expected a date in quotes, or a list of them", ""),
        (
            "[conventions]\ndate = \"2025\"",
            "\"2025\"",
            "`2025` does not show how months are written; write January 2025 in the form that you want",
            "",
        ),
        ("[conventions]\ndate = \"Jan.6, 2025\"", "\"Jan.6, 2025\"", "`Jan.6, 2025` has spaces in unusual places", ""),
        (
            "[conventions]\ndate = \"Feb. 12, 2025\"",
            "\"Feb. 12, 2025\"",
            "`Feb. 12, 2025` does not show whether one-digit days have a zero before them; write the 6th of January 2025 in the form that you want",
            "",
        ),
        (
            "[conventions]\ndate = \"06/01/2025\"",
            "\"06/01/2025\"",
            "`06/01/2025` does not show whether the month or the day comes first; write the 25th of January 2025 in the form that you want",
            "",
        ),
        (
            "[conventions]\ndate = \"05/05/2025\"",
            "\"05/05/2025\"",
            "`05/05/2025` does not show whether the month or the day comes first; write the 25th of January 2025 in the form that you want",
            "",
        ),
        (
            "[conventions]\ndate = \"25/12/2025\"",
            "\"25/12/2025\"",
            "`25/12/2025` does not show whether one-digit months have a zero before them; write the 25th of January 2025 in the form that you want",
            "",
        ),
        (
            "[conventions]\ndate = [\"2025-01-06\", \"Jan. 6, 2025\"]",
            "\"2025-01-06\"",
            "`2025-01-06` and `Jan. 6, 2025` are examples of the same kind of date",
            "",
        ),
        ("[conventions]\nbadge-order = [\"stars\"]", "[\"stars\"]", "an order needs at least two badges", ""),
        ("[conventions]\nbadge-order = [\"stars\", \"arXiv\", \"Stars\"]", "\"Stars\"", "`Stars` is listed twice", ""),
        (
            "[conventions]\nfull_stop = true",
            "full_stop",
            "there is no key `full_stop` here",
            "did you mean `full-stop`? the keys here are `bullet`, `separator`, `full-stop`, `capital`, `date`, `badge-order`, `paper-links`, `order`",
        ),
        ("[[sections]]\norder = \"none\"", "[[sections]]", "the key `title` is missing here", ""),
        ("[[sections]]\ntitle = \"\"", "\"\"", "an empty pattern matches nothing", ""),
        (
            "[[sections]]\ntitle = \"News*\"\norder = \"newest\"",
            "\"newest\"",
            "`newest` is not one of the values here",
            "did you mean `newest-first`? the values are `newest-first`, `oldest-first`, `alphabetical`, `none`",
        ),
        (
            "[sections]\ntitle = \"News\"",
            "[sections]",
            "expected a list in brackets, found a table",
            "write its name in double brackets",
        ),
        ("exclude = \"vendor\"", "\"vendor\"", "expected a list in brackets, found the text \"vendor\"", ""),
        ("preset = \"awesome\"\npreset = \"awesome\"", "preset", "this key is set twice", "remove one of them"),
        ("preset = awesome", "awesome", "string values must be quoted", ""),
        ("[rules\n", "", "unclosed table, expected `]`", ""),
        ("préset = 1", "é", "invalid unquoted key, expected letters, numbers, `-`, `_`", ""),
    ] {
        let expected = (underlined.to_owned(), message.to_owned(), help.to_owned());
        assert_eq!(wrong(text), expected, "{text}");
    }
}

#[test]
fn rules_have_a_level_or_a_table() {
    let config = right(
        "[rules]\ndate-format = \"off\"\nbadge-order = { level = \"error\" }\nproduct-name.ignore = [\"Github\"]\n\
         [rules.readme-size]\nlimit = 2\nlevel = \"info\"",
    );
    for (rule, level) in [
        ("date-format", Some(Level::Off)),
        ("badge-order", Some(Level::Error)),
        ("readme-size", Some(Level::Info)),
        ("product-name", None),
        ("link-empty", None),
    ] {
        assert_eq!(config.rules.level(rule), level, "{rule}");
        assert_eq!(config.runs(rule), level != Some(Level::Off), "{rule}");
    }
    assert_eq!(config.rules.readme_size.limit.map(Kilobytes::bytes), Some(2000));
    assert_eq!(config.rules.product_name.ignore[0].text(), "Github");
}

#[test]
fn a_rule_runs_if_a_section_enables_it() {
    let config =
        right("rules.date-format = \"off\"\n[[sections]]\ntitle = \"News\"\nrules = { date-format = \"info\" }");
    assert!(config.runs("date-format"));
}

#[test]
fn dates_are_given_by_example() {
    let dates = right("conventions.date = [\"Jan. 6, 2025\", \"2025-01\"]").conventions.date.unwrap();
    assert_eq!(dates.of(Precision::Day).unwrap().text, "Jan. 6, 2025");
    assert_eq!(dates.of(Precision::Month).unwrap().text, "2025-01");
    for (text, order) in [
        ("2025-01-06", crate::dates::Order::Ymd),
        ("January 6th, 2025", crate::dates::Order::Mdy),
        ("6 Jan 2025", crate::dates::Order::Dmy),
        ("1/25/2025", crate::dates::Order::Mdy),
        ("06.01.2025", crate::dates::Order::Dmy),
        ("25/01/2025", crate::dates::Order::Dmy),
    ] {
        let dates = right(&format!("conventions.date = \"{text}\"")).conventions.date.unwrap();
        assert_eq!(dates.of(Precision::Day).unwrap().written.order, order, "{text}");
        assert_eq!(dates.of(Precision::Month), None);
    }
}

#[test]
fn the_file_overrides_its_preset() {
    let text = "preset = \"awesome\"\n[conventions]\nseparator = \": \"\n[rules]\nproduct-name = \"off\"";
    let config = right(text);
    assert_eq!(config.conventions.separator.unwrap().text(), ": ");
    assert_eq!(config.conventions.full_stop, Some(true));
    assert_eq!(config.rules.level("product-name"), Some(Level::Off));
    assert_eq!(config.rules.level("balanced-punctuation"), Some(Level::Warning));
    assert_eq!(right("").conventions.full_stop, None);
    assert_eq!(
        Config::parse("", Some(Preset::Awesome), &crate::rules::NAMES).unwrap(),
        Config::preset(Preset::Awesome)
    );
}

#[test]
fn every_preset_can_be_read() {
    for preset in Preset::ALL {
        assert!(Config::parse(preset.text(), None, &crate::rules::NAMES).is_ok(), "{}", preset.name());
        assert_eq!(right(&format!("preset = \"{}\"", preset.name())), Config::preset(preset));
    }
}

/// The options of a rule are described on its page, and only those.
#[test]
fn pages_describe_the_options_of_their_rules() {
    for rule in RULES {
        let known = OPTIONS.iter().find(|(name, _)| *name == rule.name).map_or(&[][..], |(_, options)| options);
        let part = rule.page.split_once("\n## Options\n").map_or("", |(_, rest)| rest);
        let part = part.split_once("\n## ").map_or(part, |(part, _)| part);
        let described: Vec<_> =
            part.lines().filter_map(|line| line.strip_prefix("- `")?.split_once('`')).map(|(name, _)| name).collect();
        assert_eq!(described, known, "the page of {}", rule.name);
        let Some(first) = known.first() else { continue };
        let text = format!("[rules.{}]\n{first}-not = 1", rule.name);
        let (_, _, help) = wrong(&text);
        let missing: Vec<_> = known.iter().filter(|option| !help.contains(&format!("`{option}`"))).collect();
        assert!(missing.is_empty(), "{}: {missing:?} of {help}", rule.name);
    }
}

#[test]
fn a_title_pattern_applies_to_subsections() {
    use crate::{list::List, markdown::Document};
    let config = right(
        "[[sections]]\ntitle = \"news*\"\norder = \"none\"\n[[sections]]\ntitle = \"*\"\norder = \"alphabetical\"",
    );
    let text = "# Awesome Tea\n\n## News: 2025\n\n### January\n\n## Teas:\n\nx\n";
    let document = Document::new(text).unwrap();
    let list = List::read(&document.source, &document.tree);
    let orders: Vec<_> =
        config.sections_of(&list).iter().map(|section| section.and_then(|found| found.order)).collect();
    let (alphabetical, none) = (Some(Order::Alphabetical), Some(Order::None));
    assert_eq!(orders, [None, alphabetical, none, none, alphabetical]);
}

/// A file that is cut off or misses a character gives an error with a position inside the file.
#[test]
fn errors_in_damaged_files_have_a_position() {
    let text = "preset = \"awesome\" # 茶\n[rules]\nproduct-name = { ignore = [\"Github\"] }\n[[sections]]\ntitle = \"新*\"\n\
                order = \"none\"\n[conventions]\ndate = [\"Jan. 6, 2025\", \"2025-01\"]\nseparator = \" – \"\n";
    for (at, c) in text.char_indices() {
        for torn in [text[..at].to_owned(), format!("{}{}", &text[..at], &text[at + c.len_utf8()..])] {
            if let Err(error) = Config::parse(&torn, None, &crate::rules::NAMES) {
                assert!(torn.get(error.span.clone()).is_some() && !error.message.is_empty(), "{torn}: {error:?}");
                assert!(!error.message.contains('\n'), "{error:?}");
            }
        }
    }
}
