//! Mutates a text as careless editing does: lines are lost, repeated, joined or indented, and text with a meaning in
//! Markdown is inserted by mistake.

use proptest::{collection::vec, prelude::*, sample::select};

/// Pieces of Markdown, and other pieces that change how the text after them is parsed.
const PIECES: &[&str] = &[
    "",
    " ",
    "  ",
    "\t",
    "\n",
    "\n\n",
    "\n \n",
    "\r\n",
    "\r",
    "- ",
    "* ",
    "+ ",
    "-",
    "1. ",
    "2) ",
    "- - ",
    "# ",
    "#",
    "## a:",
    "===",
    "---",
    "***",
    "> ",
    ">",
    "```",
    "~~~\n",
    "    ",
    "<!--",
    "-->",
    "<details>",
    "</details>",
    "<pre>",
    "</pre>",
    "<b>",
    "<a href=\"",
    "<a id=\"x\"></a>",
    "<br>",
    "<img src=x>",
    "<?",
    "<![CDATA[",
    "[",
    "]",
    "](",
    ")",
    "[]()",
    "[a](",
    "![",
    "[x]: y",
    "[rake]: https://example.org/other\n",
    "[^1]",
    "[^1]: ",
    "[ ] ",
    "[x] ",
    "|",
    "| - | - |\n",
    "\\",
    "\\\n",
    "`",
    "``",
    "*",
    "**",
    "_",
    "~~",
    "&",
    "&amp;",
    "&#35;",
    "\u{feff}",
    "\u{200b}",
    "\u{a0}",
    "\u{2028}",
    "\u{3000}",
    "\0",
    "é",
    "中",
    "：",
    "🪴\u{fe0f}",
    "http://",
    "www.a.b",
    "https://example.org",
    "(2024-01-02)",
    "2024.1",
    "(Jan. 3, 2024)",
    "Feb. 30, 2024",
    "#rakes",
    "+++\n",
    "---\n",
    ":",
    ".",
    "  \n",
    " \n",
    "\x0c",
    "\x0b",
    "\u{85}",
    "\"",
    "<",
    "<https://example.org/x>",
    "a@b.c",
    "(a",
    "\\[",
    "\\]",
    "!",
    "%20",
    "%",
];

/// One change of a text.
#[derive(Debug, Clone)]
pub(crate) enum Mutation {
    /// Inserts a piece at a position, given in units of 1/2^16 of the text.
    Insert(u16, &'static str),
    /// Inserts a piece at the start of a line.
    Prefix(u16, &'static str),
    /// Inserts a piece at the end of a line.
    Suffix(u16, &'static str),
    /// Deletes some characters.
    Cut(u16, u8),
    /// Deletes a line.
    Delete(u16),
    /// Repeats a line.
    Double(u16),
    /// Copies a line to another place.
    Copy(u16, u16),
    /// Swaps two lines.
    Swap(u16, u16),
    /// Removes a line ending.
    ForkJoin(u16),
    /// Removes the spaces before a line.
    Outdent(u16),
    /// Replaces a bullet by another marker.
    Marker(u16, &'static str),
    /// Truncates the text.
    Truncate(u16),
}

/// Generates some changes.
pub(crate) fn mutations(most: usize) -> impl Strategy<Value = Vec<Mutation>> {
    use Mutation::*;
    let piece = || select(PIECES);
    let place = any::<u16>;
    let one = prop_oneof![
        3 => (place(), piece()).prop_map(|(at, piece)| Insert(at, piece)),
        3 => (place(), piece()).prop_map(|(at, piece)| Prefix(at, piece)),
        2 => (place(), piece()).prop_map(|(at, piece)| Suffix(at, piece)),
        2 => (place(), 1..20_u8).prop_map(|(at, length)| Cut(at, length)),
        1 => place().prop_map(Delete),
        1 => place().prop_map(Double),
        1 => (place(), place()).prop_map(|(from, to)| Copy(from, to)),
        1 => (place(), place()).prop_map(|(one, other)| Swap(one, other)),
        1 => place().prop_map(ForkJoin),
        1 => place().prop_map(Outdent),
        1 => (place(), select(vec!["-", "*", "+", "1.", "1)", ">", "#"])).prop_map(|(at, marker)| Marker(at, marker)),
        1 => place().prop_map(|at| Truncate(at | 0x8000)),
    ];
    vec(one, 0..=most)
}

/// Returns the text after the changes, applied one after the other.
pub(crate) fn mutated(text: &str, mutations: &[Mutation]) -> String {
    let mut text = text.to_owned();
    for mutation in mutations {
        mutate(&mut text, mutation);
    }
    text
}

fn mutate(text: &mut String, mutation: &Mutation) {
    use Mutation::*;
    match *mutation {
        Insert(at, piece) => {
            let at = character(text, at);
            text.insert_str(at, piece);
        }
        Cut(at, length) => {
            let at = character(text, at);
            let end = text[at..].char_indices().nth(length.into()).map_or(text.len(), |(length, _)| at + length);
            text.replace_range(at..end, "");
        }
        Truncate(at) => text.truncate(character(text, at)),
        Prefix(..) | Suffix(..) | Delete(_) | Double(_) | Copy(..) | Swap(..) | ForkJoin(_) | Outdent(_)
        | Marker(..) => {
            let mut lines: Vec<String> = text.split_inclusive('\n').map(str::to_owned).collect();
            if !lines.is_empty() {
                mutate_lines(&mut lines, mutation);
                *text = lines.concat();
            }
        }
    }
}

fn mutate_lines(lines: &mut Vec<String>, mutation: &Mutation) {
    use Mutation::*;
    let count = lines.len();
    let line = |at: u16| scaled(at, count - 1);
    match *mutation {
        Prefix(at, piece) => lines[line(at)].insert_str(0, piece),
        Suffix(at, piece) => {
            let line = &mut lines[line(at)];
            line.insert_str(line.trim_end_matches(['\r', '\n']).len(), piece);
        }
        Delete(at) => {
            lines.remove(line(at));
        }
        Double(at) => lines.insert(line(at), lines[line(at)].clone()),
        Copy(from, to) => lines.insert(line(to), lines[line(from)].clone()),
        Swap(one, other) => lines.swap(line(one), line(other)),
        ForkJoin(at) => {
            let line = &mut lines[line(at)];
            line.truncate(line.trim_end_matches(['\r', '\n']).len());
        }
        Outdent(at) => {
            let line = &mut lines[line(at)];
            *line = line.trim_start_matches([' ', '\t']).to_owned();
        }
        Marker(at, marker) => {
            let line = &mut lines[line(at)];
            let start = line.len() - line.trim_start().len();
            let length = line[start..].find(' ').unwrap_or(0);
            line.replace_range(start..start + length, marker);
        }
        Insert(..) | Cut(..) | Truncate(_) => {}
    }
}

/// Maps a position of 2^16 to one of `0..=last`.
fn scaled(at: u16, last: usize) -> usize {
    (usize::from(at) * (last + 1)) >> 16
}

fn character(text: &str, at: u16) -> usize {
    let at = scaled(at, text.len());
    (0..=at).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}
