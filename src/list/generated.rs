//! What a generator owns: between its comments, or the whole file.
//!
//! Markers as their generators document them: doctoc <https://github.com/thlorenz/doctoc>, markdown-toc
//! <https://github.com/jonschlinkert/markdown-toc>, gh-md-toc <https://github.com/ekalinin/github-markdown-toc>,
//! `MarkdownTOC` <https://github.com/naokazuterada/MarkdownTOC>, mdformat-toc
//! <https://github.com/hukkin/mdformat-toc>, mktoc <https://github.com/kevingimbel/mktoc>; `NAME:START` to
//! `NAME:END` is what workflows that write into a README use.

use memchr::memmem;

use crate::{TextRange, range};

/// A part of the text that a generator writes anew.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Generated<'t> {
    /// From the opening comment to the closing one, both included; or the whole text.
    pub range: TextRange,
    /// The opening comment.
    pub marker: TextRange,
    /// What is generated.
    pub kind: GeneratedKind,
    /// The generator as its marker names it; empty where the marker does not.
    pub generator: &'t str,
}

/// What a generator writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum GeneratedKind {
    /// The contents list, made of the headings.
    Contents,
    /// Any other part, made of something outside the file.
    Part,
    /// All of it.
    File,
}

/// Comments up to this byte can say that the whole file is generated.
const HEAD: usize = 2048;

/// Gathers the regions while the comments go by in document order.
#[derive(Debug, Default)]
pub(super) struct Regions<'t> {
    open: Option<(Marker<'t>, TextRange)>,
    pub(super) found: Vec<Generated<'t>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Marker<'t> {
    kind: GeneratedKind,
    name: &'t str,
    opens: bool,
}

impl<'t> Regions<'t> {
    /// Reads the comments in a piece of HTML that stands at the byte offset `base` of a text of `length` bytes.
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
            Some(marker) if marker.opens => self.open = Some((marker, place)),
            Some(marker) => {
                if let Some((opened, start)) = self.open.take_if(|(opened, _)| opened.name == marker.name) {
                    let (kind, generator) = (opened.kind, opened.name);
                    self.found.push(Generated { range: start.cover(place), marker: start, kind, generator });
                }
            }
            None if usize::from(place.start()) < HEAD && self.open.is_none() && says_file_is_generated(comment) => {
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
        _ => {
            let (name, edge) = first.rsplit_once(':')?;
            let opens = match edge {
                "START" => true,
                "END" => false,
                _ => return None,
            };
            let named =
                !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte));
            named.then_some(Marker { kind: GeneratedKind::Part, name, opens })
        }
    }
}

/// Whether a comment tells people to keep their hands off the file, not off a part of it.
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
