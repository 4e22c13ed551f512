//! CSV as in RFC 4180: a header and a row for each entry, in UTF-8, with CRLF line endings.
//!
//! Identifiers, badges and the targets of links are in one cell, separated by spaces. None of them contains a space.
//! Authors and tags are separated by semicolons. New columns come last, so that the place of the others stays.

use super::{Entry, Export};

/// The characters with which a spreadsheet begins a formula. Text from a list must not become one:
/// <https://owasp.org/www-community/attacks/CSV_Injection>. The last ones are full-width forms.
const FORMULA: [char; 10] = ['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'];

/// The columns.
pub const COLUMNS: [&str; 23] = [
    "line",
    "path",
    "carrier",
    "name",
    "title",
    "description",
    "url",
    "date",
    "date_precision",
    "date_written",
    "arxiv",
    "doi",
    "openreview",
    "anthology",
    "github",
    "youtube",
    "links",
    "badges",
    "parent_line",
    "text",
    "authors",
    "venue",
    "tags",
];

/// The separator between the titles of a path.
const PATH_SEPARATOR: &str = " > ";

/// The separator between authors, and between tags.
const NAME_SEPARATOR: &str = "; ";

/// Comes before each arXiv identifier. A spreadsheet, and any program that guesses types, takes `2206.00070` for a number
/// and drops the last zero. This is the form in which arXiv asks to cite it:
/// <https://info.arxiv.org/help/arxiv_identifier.html>.
const ARXIV: &str = "arXiv:";

/// Returns the whole table.
#[must_use]
pub fn write(export: &Export) -> String {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    writer.write_record(COLUMNS).expect(IN_MEMORY);
    for entry in &export.entries {
        writer.write_record(row(export, entry).map(|cell| safe(cell.as_str()))).expect(IN_MEMORY);
    }
    let bytes = writer.into_inner().expect(IN_MEMORY);
    String::from_utf8(bytes).expect("every cell is UTF-8")
}

const IN_MEMORY: &str = "memory takes what is written, and every row has as many cells as the header";

fn row(export: &Export, entry: &Entry) -> [String; COLUMNS.len()] {
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let ids = &entry.identifiers;
    let date = entry.date.as_ref();
    let parent = entry.parent.and_then(|parent| export.entries.get(parent));
    let badges = entry.badges.iter().map(|badge| badge.kind.as_deref().unwrap_or("other").replace(' ', "-"));
    [
        entry.line.to_string(),
        entry.path.join(PATH_SEPARATOR),
        entry.carrier.name().to_owned(),
        text(&entry.name),
        text(&entry.title),
        text(&entry.description),
        text(&entry.url),
        date.and_then(|date| date.iso.clone()).unwrap_or_default(),
        date.and_then(|date| date.precision).map_or_else(String::new, |precision| precision.name().to_owned()),
        date.map_or_else(String::new, |date| date.written.clone()),
        ids.arxiv.iter().map(|id| format!("{ARXIV}{id}")).collect::<Vec<_>>().join(" "),
        words(&ids.doi),
        ids.openreview.join(" "),
        ids.anthology.join(" "),
        ids.github.join(" "),
        ids.youtube.join(" "),
        entry.links.iter().map(|link| link.url.as_str()).collect::<Vec<_>>().join(" "),
        badges.collect::<Vec<_>>().join(" "),
        parent.map_or_else(String::new, |parent| parent.line.to_string()),
        entry.text.clone(),
        names(&entry.authors),
        text(&entry.venue),
        names(&entry.tags),
    ]
}

/// Joins names. A semicolon in a name becomes a comma, so the cell can be split.
fn names(names: &[String]) -> String {
    names.iter().map(|name| name.replace(';', ",")).collect::<Vec<_>>().join(NAME_SEPARATOR)
}

/// Digital object identifiers may contain spaces, although hardly any does.
fn words(dois: &[String]) -> String {
    dois.iter().map(|doi| super::plain::url(doi)).collect::<Vec<_>>().join(" ")
}

/// Returns a cell that no spreadsheet takes for a formula, or for a number that it would write in another way. An
/// apostrophe is added if the cell, after any apostrophes, is like one. Removing one apostrophe restores the cell.
fn safe(cell: &str) -> String {
    let bare = cell.trim_start_matches('\'');
    let quote = if bare.starts_with(FORMULA) || is_inexact(bare) { "'" } else { "" };
    format!("{quote}{cell}")
}

/// Whether a text is a number with a decimal point, as an arXiv identifier in the place of a title, or with a zero before
/// it.
fn is_inexact(text: &str) -> bool {
    let Some(first) = text.bytes().next().filter(u8::is_ascii_digit) else { return false };
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    match text.split_once('.') {
        Some((whole, decimals)) => is_number(whole) && is_number(decimals),
        None => first == b'0' && text.len() > 1 && is_number(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_a_formula_or_another_number() {
        for (text, cell) in [
            ("=1+1", "'=1+1"),
            ("-x", "'-x"),
            ("+1", "'+1"),
            ("@tea", "'@tea"),
            ("＝A1", "'＝A1"),
            ("'=1", "''=1"),
            ("'tis", "'tis"),
            ("a=b", "a=b"),
            ("2206.00070", "'2206.00070"),
            ("'2206.00070", "''2206.00070"),
            ("007", "'007"),
            ("0", "0"),
            ("2048", "2048"),
            ("2024-05", "2024-05"),
            ("1.2.0", "1.2.0"),
            ("arXiv:2206.00070", "arXiv:2206.00070"),
            ("", ""),
        ] {
            assert_eq!(safe(text), cell);
        }
    }

    #[test]
    fn cells_are_quoted() {
        let text =
            "## Te, as\n\n- [A \"B\", C](<https://example.org/a b>) - =SUM(1) of [d](https://doi.org/10.1000/a%20b).\n";
        let reading = crate::markdown::Document::new(text).unwrap();
        let export = Export::read("x", &crate::list::List::read(&reading.source, &reading.tree));
        let written = write(&export);
        let lines: Vec<_> = written.split_terminator("\r\n").collect();
        assert_eq!(lines[0], COLUMNS.join(","));
        let cells = "3,\"Te, as\",bullet,,\"A \"\"B\"\", C\",'=SUM(1) of d.,https://example.org/a%20b,,,,,10.1000/a%20b,,,,,\
                     https://example.org/a%20b https://doi.org/10.1000/a%20b,,,\"A \"\"B\"\", C - =SUM(1) of d.\",,,";
        assert_eq!(lines[1..], [cells]);
    }

    #[test]
    fn lists_in_a_cell_can_be_split() {
        let text = "- [Tea](https://arxiv.org/abs/2206.00070) [b](https://arxiv.org/abs/hep-th/9901001)\n";
        let reading = crate::markdown::Document::new(text).unwrap();
        let mut export = Export::read("x", &crate::list::List::read(&reading.source, &reading.tree));
        export.entries[0].title = Some("2206.00070".into());
        export.entries[0].authors = vec!["Leaf, A. B.".into(), "Cup; City".into()];
        export.entries[0].tags = vec!["MIT".into(), "3.10".into()];
        let written = write(&export);
        let mut reader = ::csv::Reader::from_reader(written.as_bytes());
        let header = reader.headers().unwrap().clone();
        let row = reader.into_records().next().unwrap().unwrap();
        let cell = |name: &str| &row[header.iter().position(|column| column == name).unwrap()];
        for (column, expected) in [
            ("title", "'2206.00070"),
            ("arxiv", "arXiv:2206.00070 arXiv:hep-th/9901001"),
            ("authors", "Leaf, A. B.; Cup, City"),
            ("tags", "MIT; 3.10"),
        ] {
            assert_eq!(cell(column), expected);
        }
        assert!(row.iter().all(|cell| !is_inexact(cell)), "{written}");
    }
}
