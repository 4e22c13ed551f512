//! Writes lists in the layouts of `layouts/layouts.txt` and checks that each field is read back as it was written.
//! `PROPTEST_CASES=200 cargo test --test layouts` searches longer; `LAYOUT=html` looks at the layouts with this in their
//! name.

#[path = "layouts/template.rs"]
mod template;
#[path = "layouts/values.rs"]
mod values;

use std::{env, fmt::Write as _};

use awesome_lint::{
    export::{Entry, Export},
    list::List,
    markdown::Tree,
    source::Source,
};
use proptest::test_runner::{Config, RngSeed, TestCaseError, TestError, TestRunner};
use template::{Layout, Node, layouts};
use values::{Seeds, Style, Values, lists};

/// The fields of one entry, as a reader sees them.
#[derive(Debug, Default, PartialEq, Eq)]
struct Fields {
    title: Option<String>,
    name: Option<String>,
    authors: Vec<String>,
    venue: Option<String>,
    date: Option<String>,
    description: Option<String>,
    tags: Vec<String>,
    links: Vec<(String, String)>,
    badges: usize,
}

/// Writes one entry.
struct Writer<'a> {
    style: &'a Style,
    values: &'a Values,
    number: usize,
    /// The optional part that it lacks.
    missing: Option<usize>,
    /// Whether Markdown has no meaning in it.
    html: bool,
    text: String,
    fields: Fields,
    /// The number of optional parts and of URLs so far.
    optional: usize,
    urls: usize,
}

impl Writer<'_> {
    fn nodes(&mut self, nodes: &[Node]) {
        for node in nodes {
            match node {
                // The stop after a question mark and after `et al.`.
                Node::Text(text) if text.starts_with('.') && self.text.ends_with(['?', '.']) => {
                    self.text.push_str(&text[1..]);
                }
                Node::Text(text) => self.text.push_str(text),
                Node::Part(part) => self.part(part),
                Node::Link { html, inner } => self.link(*html, inner),
                Node::Optional(inner) => {
                    if self.missing != Some(self.optional) {
                        self.nodes(inner);
                    }
                    self.optional += 1;
                }
            }
        }
    }

    fn link(&mut self, html: bool, inner: &[Node]) {
        let url = self.url();
        let start = self.text.len();
        self.nodes(inner);
        let inner = self.text.split_off(start);
        let label = inner.replace(['*', '\\'], "");
        let label = label.strip_prefix('[').and_then(|label| label.strip_suffix(']')).unwrap_or(&label);
        self.fields.links.push((label.into(), url.clone()));
        let link = if html { format!("<a href=\"{url}\">{inner}</a>") } else { format!("[{inner}]({url})") };
        self.text.push_str(&link);
    }

    fn url(&mut self) -> String {
        self.urls += 1;
        self.style.url(self.number * 10 + self.urls)
    }

    fn badge(&mut self, alt: &str, image: &str, url: &str) {
        let _ = write!(self.text, "[![{alt}](https://img.shields.io/{image})]({url})");
        self.fields.links.push((alt.into(), url.into()));
        self.fields.badges += 1;
    }

    fn date(&mut self, iso: String) {
        if self.fields.date.as_ref().is_none_or(|known| known.len() < iso.len()) {
            self.fields.date = Some(iso);
        }
    }

    fn part(&mut self, part: &str) {
        let (style, values) = (self.style, self.values);
        let (year, month, day) = values.date;
        let text = match part {
            "title" | "tool" => {
                let title = if part == "title" { &values.title } else { &values.tool };
                self.fields.title = Some(title.clone());
                title.clone()
            }
            "name" => {
                self.fields.name = Some(values.name.clone());
                values.name.clone()
            }
            "authors" => {
                self.fields.authors.clone_from(&values.authors);
                style.authors(&values.authors)
            }
            "author" => {
                self.fields.authors = vec![values.authors[0].clone()];
                values.authors[0].clone()
            }
            "group" => {
                self.fields.authors = vec![values.group.into()];
                values.group.into()
            }
            "venue" => {
                self.fields.venue = Some(values.venue.into());
                values.venue.into()
            }
            "description" => {
                let plain = values.description.replace('`', "");
                self.fields.description = Some(plain.clone());
                if self.html { plain } else { values.description.clone() }
            }
            "lang" | "licence" | "topic" | "format" => {
                let tag = match part {
                    "lang" => values.lang,
                    "licence" => values.licence,
                    "format" => values.format,
                    _ => values.topic,
                };
                self.fields.tags.push(tag.into());
                tag.into()
            }
            "year" | "yy" => {
                self.date(year.to_string());
                if part == "year" { year.to_string() } else { format!("{:02}", year % 100) }
            }
            "month" => {
                self.date(format!("{year}-{month:02}"));
                style.month(values.date)
            }
            "date" if style.host != 0 => {
                self.date(format!("{year}-{month:02}"));
                style.month(values.date)
            }
            "day" | "date" => {
                self.date(format!("{year}-{month:02}-{day:02}"));
                style.day(values.date)
            }
            "made" => {
                self.date(format!("{year}-{month:02}"));
                self.fields.badges += 1;
                format!("![](https://img.shields.io/badge/pdf-{year}.{month:02}-red)")
            }
            "n" => (self.number + 1).to_string(),
            "url" => {
                let url = self.url();
                self.fields.links.push((url.clone(), url.clone()));
                url
            }
            "label" => style.labels[0].into(),
            "second" => style.labels[1].into(),
            "third" => style.labels[2].into(),
            "star" => {
                let repository = format!("leaf/cup{}", self.number);
                let image = format!("github/stars/{repository}.svg?style=social&label=Star");
                return self.badge("Star", &image, &format!("https://github.com/{repository}"));
            }
            "arxiv" => {
                let url = self.url();
                return self.badge("arXiv", "badge/arXiv-b31b1b.svg", &url);
            }
            "site" => {
                let url = self.url();
                return self.badge("Website", "badge/Website-9cf", &url);
            }
            word => panic!("no part is called {word}"),
        };
        self.text.push_str(&text);
    }
}

/// Writes a list, and returns its text, and for each entry its line and its fields.
fn write_list(layout: &Layout, style: &Style, seeds: &[Seeds]) -> (String, Vec<(usize, String, Fields)>) {
    let mut text = format!("# Awesome Tea\n\nAll about tea.\n\n## Leaves\n\n{}", layout.head);
    let mut entries = Vec::new();
    for (number, seeds) in seeds.iter().enumerate() {
        let values = Values::of(seeds, number, style);
        let missing = values.missing.map(|missing| missing % layout.optional().max(1));
        let mut writer = Writer {
            style,
            values: &values,
            number,
            missing,
            html: layout.name.starts_with("html-"),
            text: String::new(),
            fields: Fields::default(),
            optional: 0,
            urls: 0,
        };
        writer.nodes(&layout.entry);
        let line = text.lines().count() + 1;
        text.push_str(&writer.text);
        entries.push((line, writer.text, writer.fields));
    }
    text.push_str(layout.tail);
    (text, entries)
}

fn fields_of(entry: &Entry) -> Fields {
    let label = |label: &str| label.trim_matches(['[', ']']).to_owned();
    Fields {
        title: entry.title.clone(),
        name: entry.name.clone(),
        authors: entry.authors.clone(),
        venue: entry.venue.clone(),
        date: entry.date.as_ref().and_then(|date| date.iso.clone()),
        description: entry.description.clone(),
        tags: entry.tags.clone(),
        links: entry
            .links
            .iter()
            .map(|link| (label(link.label.as_deref().unwrap_or(&link.url)), link.url.clone()))
            .collect(),
        badges: entry.badges.len(),
    }
}

/// Writes a list in a layout and reads it back; an error names the field.
fn check(layout: &Layout, style: &Style, seeds: &[Seeds]) -> Result<(), String> {
    let (text, entries) = write_list(layout, style, seeds);
    let source = Source::new(&text).expect("the lists are small");
    let export = Export::read("README.md", &List::read(&source, &Tree::parse(&source)));
    let mut wrong = String::new();
    for (line, written, fields) in &entries {
        let Some(entry) = export.entries.iter().find(|entry| entry.line == *line) else {
            let _ = writeln!(wrong, "line {line} is no entry:\n{written}");
            continue;
        };
        let read = fields_of(entry);
        macro_rules! compare {
            ($($field:ident)+) => {$(
                if read.$field != fields.$field {
                    let _ = writeln!(
                        wrong,
                        "{}: {:?} instead of {:?} in\n{written}", stringify!($field), read.$field, fields.$field,
                    );
                }
            )+};
        }
        compare!(title name authors venue date description tags links badges);
    }
    if export.entries.len() != entries.len() {
        let _ = writeln!(wrong, "{} entries instead of {}", export.entries.len(), entries.len());
    }
    if wrong.is_empty() { Ok(()) } else { Err(format!("{wrong}\n---\n{text}")) }
}

#[test]
fn every_layout_is_read_back() {
    let mut config = Config { failure_persistence: None, max_shrink_iters: 200, ..Config::default() };
    if env::var_os("PROPTEST_CASES").is_none() {
        config.cases = 5;
        // The same lists each time: rare failures are found by searching longer.
        config.rng_seed = RngSeed::Fixed(1);
    }
    let only = env::var("LAYOUT").unwrap_or_default();
    let mut failures = Vec::new();
    for layout in layouts().iter().filter(|layout| layout.name.contains(&only)) {
        let mut runner = TestRunner::new(config.clone());
        let result = runner.run(&lists(), |(style, seeds)| check(layout, &style, &seeds).map_err(TestCaseError::fail));
        match result {
            Ok(()) => {}
            Err(TestError::Fail(reason, _)) => failures.push(format!("== {}\n{reason}", layout.name)),
            Err(error) => failures.push(format!("== {}\n{error}", layout.name)),
        }
    }
    assert!(failures.is_empty(), "{} layouts fail\n{}", failures.len(), failures.join("\n"));
}

#[test]
fn there_are_many_layouts() {
    let all = layouts();
    assert!(all.len() >= 60, "{} layouts", all.len());
    let mut names: Vec<_> = all.iter().map(|layout| layout.name).collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), all.len(), "two layouts have one name");
}
