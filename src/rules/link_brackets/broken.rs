//! Finds links that Markdown does not read as links, because a bracket is missing, swapped or full-width.

use memchr::{memchr, memrchr};

use crate::{
    TextRange,
    diagnostic::Severity,
    edit::{Edit, Fix, Phase},
    hosts,
    list::{Link, List},
    markdown::LinkStyle,
    range,
    rule::Context,
    text::{ceil, floor, on_one_line},
};

/// A link that Markdown reads as text because of its brackets.
#[derive(Debug)]
struct Broken {
    /// From the first bracket of its text to the last bracket of its target, where these exist.
    place: TextRange,
    /// What is wrong, as a clause.
    what: String,
    /// The link that was meant, and whether nothing else can be meant.
    repair: Option<(String, bool)>,
}

/// How far to search for brackets, in bytes. A line can be as long as a file.
const REACH: usize = 1000;

pub(super) fn check(cx: &mut Context) {
    let list = cx.list;
    for url in list.links.iter().filter(|link| link.style == LinkStyle::Bare) {
        let Some(broken) = broken(list, url) else { continue };
        let written = on_one_line(cx.text(broken.place));
        let finding = cx.report(broken.place, format!("`{written}` is not a link: {}", broken.what));
        finding.severity(Severity::Error).help("correct the brackets: Markdown shows them as text");
        if let Some((repair, safe)) = broken.repair {
            let title = format!("write `{repair}`");
            let edits = vec![Edit::replace(broken.place, repair)];
            finding.fix(Fix::safe_if(safe, Phase::Content, title, edits));
        }
    }
}

/// Returns the broken link whose target a bare URL was meant to be.
fn broken(list: &List, url: &Link) -> Option<Broken> {
    let text = list.source.text;
    let start = usize::from(url.range.start());
    // This check is cheap and excludes nearly all URLs.
    if !text[..start].ends_with(['(', '[', ']', '<', '{', '（']) {
        return None;
    }
    let line = Around::of(text, start, usize::from(url.range.end()));
    let (before, after) = (line.before(), line.after());
    let inner = |suffix: &str| before.strip_suffix(suffix).filter(|label| !label.ends_with('\\')).map(str::len);
    let closed = |what: &str, close: char, len: usize| Shape { what: what.into(), close: close.len_utf8(), label: len };
    let full_width = |marks: &str| format!("its {marks} full-width");
    let shape = if let Some(label) = inner("](") {
        return line.unclosed_target(list, label);
    } else if let (Some(label), true) = (inner("](<"), after.starts_with(')')) {
        closed("the `<` before its URL is not closed", ')', label)
    } else if let (Some(label), true) = (inner("](("), after.starts_with(')') && !after.starts_with("))")) {
        closed("one bracket too many", ')', label)
    } else if let (Some(label), Some(close @ (')' | '）'))) = (inner("]（"), after.chars().next()) {
        let marks = if close == ')' { "bracket `（` is" } else { "brackets `（` and `）` are" };
        closed(&full_width(marks), close, label)
    } else if let (Some(label), true) = (inner("】("), after.starts_with(')')) {
        return line.link(
            list,
            line.open_bracket(label)?,
            label,
            '】',
            closed(&full_width("bracket `】` is"), ')', label),
        );
    } else if let (Some(label), true) = (inner("]["), after.starts_with(']')) {
        closed("its URL is in `[]` instead of `()`", ']', label)
    } else if let (Some(label), true) = (inner("]{"), after.starts_with('}')) {
        closed("its URL is in `{}` instead of `()`", '}', label)
    } else if let (Some(label), true) = (inner(")["), after.starts_with(']')) {
        return line.swapped(list, label);
    } else if let (Some(label), true) = (inner("]"), after.starts_with(')')) {
        if is_open(before, '(', ')') {
            return None;
        }
        closed("the `(` before its URL is missing", ')', label)
    } else if let (Some(label), true) = (inner("("), after.starts_with(')')) {
        return line.unclosed_label(list, label);
    } else {
        return None;
    };
    line.link(list, line.label_start(shape.label)?, shape.label, ']', shape)
}

/// The mistake in a link, the number of bytes that close it, and the end of its text within [`Around::before`].
struct Shape {
    what: String,
    close: usize,
    label: usize,
}

/// A URL with its line, or with its table cell.
struct Around<'t> {
    text: &'t str,
    line_start: usize,
    start: usize,
    end: usize,
    line_end: usize,
}

impl<'t> Around<'t> {
    fn of(text: &'t str, start: usize, end: usize) -> Self {
        // A full-width bracket that closes the target is not part of the URL.
        let url = &text[start..end];
        let end = url.find('）').filter(|_| !url.contains('（')).map_or(end, |at| start + at);
        let bytes = text.as_bytes();
        let (from, to) = (ceil(text, start.saturating_sub(REACH)), floor(text, end + REACH));
        let in_line = |byte| memrchr(byte, &bytes[from..start]).map(|at| from + at + 1);
        let line_start = in_line(b'\n').max(in_line(b'|')).unwrap_or(from);
        let line_end = end + memchr(b'\n', &bytes[end..to]).unwrap_or(to - end);
        let line_end = memchr(b'|', &bytes[end..line_end]).map_or(line_end, |at| end + at);
        Self { text, line_start, start, end, line_end }
    }

    fn before(&self) -> &'t str {
        &self.text[self.line_start..self.start]
    }

    fn after(&self) -> &'t str {
        &self.text[self.end..self.line_end]
    }

    /// Returns the offset of the bracket that opens the label that ends at `label`.
    fn label_start(&self, label: usize) -> Option<usize> {
        let mut depth = 0_usize;
        for (at, byte) in self.before().as_bytes()[..label].iter().enumerate().rev() {
            match byte {
                b']' => depth += 1,
                b'[' if depth == 0 => return Some(at),
                b'[' => depth -= 1,
                _ => {}
            }
        }
        None
    }

    /// Like [`Around::label_start`]. None where the label contains another bracket.
    fn open_bracket(&self, label: usize) -> Option<usize> {
        let at = self.before()[..label].rfind(['[', ']', '【'])?;
        self.before()[at..].starts_with('[').then_some(at)
    }

    /// Whether only a bullet or a number comes before an offset of the line.
    fn opens_item(&self, at: usize) -> bool {
        let marker = self.before()[..at].trim();
        matches!(marker, "-" | "*" | "+")
            || marker.strip_suffix(['.', ')']).is_some_and(|number| number.bytes().all(|byte| byte.is_ascii_digit()))
    }

    /// `[label](URL` without the `)`, with another mark in its place, or without the `[`.
    fn unclosed_target(&self, list: &List, label: usize) -> Option<Broken> {
        let (before, after) = (self.before(), self.after());
        if before[..label].ends_with(']') {
            return None;
        }
        let Some(open) = self.label_start(label) else {
            return self.unopened_label(list, label).or_else(|| self.split_label(list, label));
        };
        let missing = || Shape { what: "the `)` after its URL is missing".to_owned(), close: 0, label };
        if after.starts_with('）') {
            let what = "its bracket `）` is full-width".to_owned();
            return self.link(list, open, label, ']', Shape { what, close: '）'.len_utf8(), label });
        }
        if after.starts_with(']') {
            // In `[[label](URL]`, the bracket closes the outer one.
            let outer = is_open(&before[..open], '[', ']');
            let what = "it ends in `]` instead of `)`".to_owned();
            let shape = if outer { missing() } else { Shape { what, close: 1, label } };
            return self.link(list, open, label, ']', shape);
        }
        let rest = after.trim_start_matches([' ', '\t', '\r']);
        let opens_again = rest.find(['(', '[']);
        let closes = rest.find(')');
        let ends = rest.len() < after.len() || rest.is_empty();
        // A title begins with a quotation mark.
        if !ends
            || rest.starts_with(['"', '\'', '('])
            || closes.is_some_and(|at| opens_again.is_none_or(|again| at < again))
        {
            return None;
        }
        let mut broken = self.link(list, open, label, ']', missing())?;
        let certain = rest.is_empty() || ["- ", "– ", "— ", ": ", ", "].iter().any(|mark| rest.starts_with(mark));
        broken.repair = broken.repair.map(|(repair, safe)| (repair, safe && certain));
        Some(broken)
    }

    /// `- label](URL)`.
    fn unopened_label(&self, list: &List, label: usize) -> Option<Broken> {
        let words = &self.before()[..label];
        let marker = words.len() - words.trim_start().len();
        let words_start = words[marker..].split_once(' ').map(|(first, _)| marker + first.len() + 1)?;
        if !self.after().starts_with(')') || !self.opens_item(words_start) {
            return None;
        }
        let what = "the `[` before its text is missing".to_owned();
        let mut broken = self.span(list, words_start, words_start, label, Shape { what, close: 1, label })?;
        let one_word =
            !words[words_start..].contains(|c: char| c.is_whitespace() || c.is_ascii_punctuation() && c != '-');
        broken.repair = broken.repair.map(|(repair, safe)| (repair, safe && one_word));
        Some(broken)
    }

    /// `[label`, a blank line, and `label](URL)`.
    fn split_label(&self, list: &List, label: usize) -> Option<Broken> {
        let from = ceil(self.text, self.line_start.saturating_sub(REACH));
        let above = &self.text[from..self.line_start];
        let paragraph = above.trim_end();
        let is_blank = above[paragraph.len()..].matches('\n').count() > 1;
        if !is_blank || !self.after().starts_with(')') || self.before()[..label].contains(['[', ']']) {
            return None;
        }
        let line = paragraph.rfind('\n').map_or(0, |at| at + 1);
        let open = line + paragraph[line..].rfind(['[', ']'])?;
        let is_bracket = paragraph[open..].starts_with('[') && !paragraph[..open].ends_with(['\\', '!', ']']);
        let words = range(from + open + 1, self.line_start + label);
        if !is_bracket || holds_link(list, words) {
            return None;
        }
        let at = list.entries.partition_point(|entry| usize::from(entry.range.start()) <= from + open);
        let entry = at.checked_sub(1).map(|at| list.entries[at].range);
        let in_entry = entry.is_some_and(|entry| entry.contains_range(words));
        let what = "a blank line splits its text".to_owned();
        let repair = self.repair(&on_one_line(&self.text[words])).map(|repair| (repair, in_entry));
        Some(Broken { place: range(from + open, self.end + 1), what, repair })
    }

    /// `[label(URL)`.
    fn unclosed_label(&self, list: &List, label: usize) -> Option<Broken> {
        let open = self.open_bracket(label)?;
        let words = &self.before()[open + 1..label];
        if words.ends_with(char::is_whitespace) || words.contains(['(', ')']) || self.after().contains(']') {
            return None;
        }
        let what = "the `]` after its text is missing".to_owned();
        let mut broken = self.span(list, open, open + 1, label, Shape { what, close: 1, label })?;
        broken.repair = broken.repair.map(|(repair, safe)| (repair, safe && self.opens_item(open)));
        Some(broken)
    }

    /// `(label)[URL]`.
    fn swapped(&self, list: &List, label: usize) -> Option<Broken> {
        let open = self.before()[..label].rfind(['(', ')', '[', ']'])?;
        if !self.before()[open..].starts_with('(') {
            return None;
        }
        let what = "its brackets are swapped".to_owned();
        let mut broken = self.span(list, open, open + 1, label, Shape { what, close: 1, label })?;
        broken.repair = broken.repair.map(|(repair, safe)| (repair, safe && self.opens_item(open)));
        Some(broken)
    }

    /// Returns the broken link whose text is between `[` and `close`.
    fn link(&self, list: &List, open: usize, label: usize, close: char, shape: Shape) -> Option<Broken> {
        // A reference or a task box is complete without the URL.
        let start = crate::offset(self.line_start + open);
        let is_link = list.links.binary_search_by_key(&start, |link| link.range.start()).is_ok();
        let is_image = self.before()[..open].ends_with('!');
        let label_end = label + close.len_utf8();
        (!is_link && !is_image && self.before().is_char_boundary(label_end)).then_some(())?;
        self.span(list, open, open + 1, label, shape)
    }

    /// Returns the broken link that begins at `open` in the line and has its text between `words` and `label`.
    fn span(&self, list: &List, open: usize, words: usize, label: usize, shape: Shape) -> Option<Broken> {
        let before = self.before();
        let label = &before[words..label];
        if before[..open].ends_with('\\') || !label.contains(char::is_alphabetic) {
            return None;
        }
        if holds_link(list, range(self.line_start + words, self.line_start + words + label.len())) {
            return None;
        }
        let repair = self.repair(label).map(|repair| (repair, true));
        Some(Broken { place: range(self.line_start + open, self.end + shape.close), what: shape.what, repair })
    }

    /// Returns the link with a text; none if the text or the URL would break it.
    fn repair(&self, label: &str) -> Option<String> {
        let url = &self.text[self.start..self.end];
        let splits_marks = ['*', '_', '~', '`'].iter().any(|mark| label.matches(*mark).count() % 2 == 1);
        let is_valid = url.matches('(').count() == url.matches(')').count() && !url.contains(['<', '>', '\\']);
        (!splits_marks && is_valid && hosts::malformed(url).is_none()).then(|| format!("[{}]({url})", label.trim()))
    }
}

/// Whether a range contains a link that is not around a badge. A link cannot contain another one.
fn holds_link(list: &List, inside: TextRange) -> bool {
    let first = list.links.partition_point(|link| link.range.start() < inside.start());
    list.links.get(first).is_some_and(|link| link.range.start() < inside.end() && link.badge.is_none())
}

/// Whether a text opens a bracket without closing it.
fn is_open(text: &str, open: char, close: char) -> bool {
    let mut depth = 0_usize;
    for c in text.chars() {
        if c == open {
            depth += 1;
        } else if c == close {
            depth = depth.saturating_sub(1);
        }
    }
    depth > 0
}
