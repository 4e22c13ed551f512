//! Generated regions: between a generator's comments, or the whole file.
//!
//! The markers are those that the generators document: doctoc <https://github.com/thlorenz/doctoc>, markdown-toc
//! <https://github.com/jonschlinkert/markdown-toc>, gh-md-toc <https://github.com/ekalinin/github-markdown-toc>,
//! `MarkdownTOC` <https://github.com/naokazuterada/MarkdownTOC>, mdformat-toc <https://github.com/hukkin/mdformat-toc>,
//! mktoc <https://github.com/kevingimbel/mktoc>, markdown-magic <https://github.com/DavidWells/markdown-magic>, cog
//! <https://cog.readthedocs.io>, contributors-readme-action <https://github.com/akhilmhdh/contributors-readme-action>.
//! Workflows that write into a README use `NAME:START` to `NAME:END`, `START_SECTION:name` to `END_SECTION:name`,
//! `BEGIN_NAME` to `END_NAME`, or `name starts` to `name ends`. People also mark parts by hand, usually in lowercase
//! letters, so any other form of pair counts only in capital letters.

use memchr::memmem;

use crate::{TextRange, range};

/// A region of the text that a generator rewrites.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Generated<'t> {
    /// The bytes from the opening comment to the end of the closing one; or the whole text.
    pub range: TextRange,
    /// The opening comment.
    pub marker: TextRange,
    /// The kind of content that is generated.
    pub kind: GeneratedKind,
    /// The generator's name from its marker; empty if the marker has no name.
    pub generator: &'t str,
}

/// The kind of content that a generator writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum GeneratedKind {
    /// The contents list, generated from the headings.
    Contents,
    /// Any other part, generated from something outside the file.
    Part,
    /// The whole file.
    File,
}

/// Only comments that start before this byte can mark the whole file as generated.
const HEAD: usize = 2048;

/// Collects the regions from comments that are visited in document order.
#[derive(Debug, Default)]
pub(super) struct Regions<'t> {
    open: Vec<(Marker<'t>, TextRange)>,
    pub(super) found: Vec<Generated<'t>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Marker<'t> {
    kind: GeneratedKind,
    name: &'t str,
    opens: bool,
}

impl<'t> Regions<'t> {
    /// Reads the comments in a piece of HTML at the byte offset `base` of a text of `length` bytes.
    pub(super) fn read(&mut self, html: &'t str, base: usize, length: usize) {
        let mut at = 0;
        while let Some(start) = memmem::find(&html.as_bytes()[at..], b"<!--") {
            let start = at + start;
            let Some(inner) = memmem::find(&html.as_bytes()[start + 4..], b"-->") else { return };
            at = start + 4 + inner + 3;
            self.comment(html[start + 4..at - 3].trim(), range(base + start, base + at), length);
        }
    }

    fn comment(&mut self, comment: &'t str, place: TextRange, length: usize) {
        match marker(comment) {
            Some(marker) if marker.opens => self.open.push((marker, place)),
            Some(marker) => {
                let Some(at) = self.open.iter().rposition(|(opened, _)| opened.name == marker.name) else { return };
                let (opened, start) = self.open[at];
                // Regions opened after this one can no longer be closed.
                self.open.truncate(at);
                let range = start.cover(place);
                while self.found.last().is_some_and(|inner| range.contains_range(inner.range)) {
                    self.found.pop();
                }
                self.found.push(Generated { range, marker: start, kind: opened.kind, generator: opened.name });
            }
            None if usize::from(place.start()) < HEAD && self.open.is_empty() && says_file_is_generated(comment) => {
                self.found.push(Generated {
                    range: range(0, length),
                    marker: place,
                    kind: GeneratedKind::File,
                    generator: "",
                });
            }
            None => {}
        }
    }
}

fn marker(comment: &str) -> Option<Marker<'_>> {
    let contents = |name, opens| Some(Marker { kind: GeneratedKind::Contents, name, opens });
    let mut words = comment.split_whitespace();
    let (first, second) = (words.next()?, words.next().unwrap_or_default());
    match (first, second) {
        ("START", "doctoc") => contents("doctoc", true),
        ("END", "doctoc") => contents("doctoc", false),
        ("BEGIN", "mktoc") => contents("mktoc", true),
        ("END", "mktoc") => contents("mktoc", false),
        ("toc" | "TOC", "") => contents("markdown-toc", true),
        ("tocstop" | "/toc" | "/TOC", "") => contents("markdown-toc", false),
        ("ts", "") => contents("gh-md-toc", true),
        ("te", "") => contents("gh-md-toc", false),
        ("MarkdownTOC", _) => contents("MarkdownTOC", true),
        ("/MarkdownTOC", _) => contents("MarkdownTOC", false),
        ("mdformat-toc", "start") => contents("mdformat-toc", true),
        ("mdformat-toc", "end") => contents("mdformat-toc", false),
        ("doc-gen", _) => Some(part("doc-gen", true)),
        ("end-doc-gen", "") => Some(part("doc-gen", false)),
        ("docs", _) => Some(part("docs", true)),
        ("/docs", "") => Some(part("docs", false)),
        ("[[[cog", _) => Some(part("cog", true)),
        ("[[[end]]]", _) => Some(part("cog", false)),
        _ => paired(comment, first),
    }
}

fn part(name: &str, opens: bool) -> Marker<'_> {
    Marker { kind: GeneratedKind::Part, name, opens }
}

/// Reads a comment that names a region and marks its start or its end.
fn paired<'t>(comment: &'t str, first: &'t str) -> Option<Marker<'t>> {
    let after = comment[first.len()..].trim_start();
    for (edge, opens) in [(":START", true), (":END", false)] {
        if let Some(name) = first.strip_suffix(edge).filter(|name| is_identifier(name)) {
            return Some(part(name, opens));
        }
    }
    for (edge, opens) in [("-START", true), ("_START", true), ("-END", false), ("_END", false)] {
        if let Some(name) = first.strip_suffix(edge).filter(|name| is_capital(name)) {
            return Some(part(name, opens));
        }
    }
    for (edge, opens) in [("START", true), ("BEGIN", true), ("BEGINNING", true), ("END", false)] {
        let Some(name) = first.strip_prefix(edge) else { continue };
        if let Some(name) = name.strip_prefix(['_', '-']).filter(|name| is_identifier(name)) {
            return Some(part(name, opens));
        }
        let name = capitals(after.strip_prefix("OF ").unwrap_or(after));
        if first == edge && !name.is_empty() {
            return Some(part(name, opens));
        }
    }
    let (name, edge) = comment.rsplit_once(char::is_whitespace)?;
    match edge {
        "starts" | "ends" if is_identifier(name) => Some(part(name, edge == "starts")),
        "-start" | "-end" if name.starts_with("readme:") => Some(part(name.trim_end(), edge == "-start")),
        _ => None,
    }
}

fn is_identifier(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_:.".contains(&byte))
}

/// Returns the words in capital letters at the start of a text.
fn capitals(text: &str) -> &str {
    let words = text.split_inclusive(char::is_whitespace).take_while(|word| is_capital(word.trim_end()));
    text[..words.map(str::len).sum()].trim_end()
}

fn is_capital(word: &str) -> bool {
    is_identifier(word)
        && word.bytes().any(|byte| byte.is_ascii_uppercase())
        && !word.bytes().any(|byte| byte.is_ascii_lowercase())
}

/// Returns whether a comment asks people not to edit the file, rather than a part of it.
fn says_file_is_generated(comment: &str) -> bool {
    let lower = comment.to_lowercase();
    let hands_off = ["do not edit", "don't edit", "do not modify", "don't modify"];
    let hands_off = hands_off.iter().any(|phrase| lower.contains(phrase));
    let about_file = lower.contains("file") || lower.contains("readme") || lower.contains("generated");
    hands_off && about_file && !["section", "below", "between"].iter().any(|part| lower.contains(part))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn regions(text: &str) -> Vec<(GeneratedKind, &str)> {
        let mut regions = Regions::default();
        regions.read(text, 0, text.len());
        regions.found.iter().map(|found| (found.kind, found.generator)).collect()
    }

    #[test]
    fn markers() {
        use GeneratedKind::{Contents, File, Part};
        for (text, expected) in [
            (
                "<!-- START doctoc generated TOC --><!-- DON'T EDIT THIS SECTION -->x<!-- END doctoc -->",
                vec![(Contents, "doctoc")],
            ),
            ("<!-- toc --> x <!-- tocstop -->", vec![(Contents, "markdown-toc")]),
            ("<!--ts--> x <!--te-->", vec![(Contents, "gh-md-toc")]),
            ("<!-- toc --> x", vec![]),
            ("<!-- omit in toc -->", vec![]),
            ("<!-- POSTS:START - keep --> x <!-- POSTS:END -->", vec![(Part, "POSTS")]),
            ("<!-- A:START --> x <!-- B:END -->", vec![]),
            ("<!-- list-start --> x <!-- list-end -->", vec![]),
            ("<!-- START_SECTION:tea --> x <!-- END_SECTION:tea -->", vec![(Part, "SECTION:tea")]),
            ("<!-- START_SECTION:tea --> x <!-- END_SECTION:cup -->", vec![]),
            ("<!-- START_SECTION:tea --> x", vec![]),
            ("<!-- BEGIN_TEA --> x <!-- END_TEA -->", vec![(Part, "TEA")]),
            ("<!-- BEGIN TEA TABLE (from tea.csv) --> x <!-- END TEA TABLE -->", vec![(Part, "TEA TABLE")]),
            ("<!-- START TEA --> x <!-- END TEA -->", vec![(Part, "TEA")]),
            ("<!-- BEGINNING OF TEA HOOK --> x <!-- END OF TEA HOOK -->", vec![(Part, "TEA HOOK")]),
            ("<!-- TEA_START --> x <!-- TEA_END -->", vec![(Part, "TEA")]),
            ("<!-- TEA-START --> x <!-- TEA-END -->", vec![(Part, "TEA")]),
            ("<!-- new_teas starts --> x <!-- new_teas ends -->", vec![(Part, "new_teas")]),
            ("<!-- readme: tea -start --> x <!-- readme: tea -end -->", vec![(Part, "readme: tea")]),
            ("<!-- doc-gen TOC --> x <!-- end-doc-gen -->", vec![(Part, "doc-gen")]),
            ("<!-- docs FILE src=tea.md --> x <!-- /docs -->", vec![(Part, "docs")]),
            ("<!-- [[[cog tea() ]]] --> x <!-- [[[end]]] -->", vec![(Part, "cog")]),
            (
                "<!-- AUTO-GENERATED-CONTENT:START (TOC) --> x <!-- AUTO-GENERATED-CONTENT:END -->",
                vec![(Part, "AUTO-GENERATED-CONTENT")],
            ),
            // People also mark parts that they write by hand.
            ("<!-- Begin tea list --> x <!-- End tea list -->", vec![]),
            ("<!-- BEGIN --> x <!-- END -->", vec![]),
            ("<!-- STARTERS --> x <!-- ENDERS -->", vec![]),
            ("<!-- start tea --> x <!-- end tea -->", vec![]),
            ("<!-- the season starts --> x <!-- the season ends -->", vec![]),
            // The outermost pair counts, even if markers inside it are left open.
            ("<!-- A:START --> <!-- toc --> <!-- tocstop --> <!-- B:START --> <!-- A:END -->", vec![(Part, "A")]),
            ("<!-- This file is generated, do not edit it -->", vec![(File, "")]),
            ("<!-- Do not edit the titles -->", vec![]),
            ("<!-- Do not edit this file below this line -->", vec![]),
            ("<!-- never closed", vec![]),
        ] {
            assert_eq!(regions(text), expected, "{text}");
        }
    }

    #[test]
    fn far_down_no_comment_speaks_of_the_file() {
        let text = format!("{}<!-- do not edit this file -->", " ".repeat(HEAD));
        assert_eq!(regions(&text), []);
    }
}
