//! `invisible-character`: the text has an invisible character, such as a zero-width space or a soft hyphen.

use memchr::{memchr3_iter, memmem};

use crate::{
    TextRange,
    characters::{self, LineDirection, is_directional, is_invisible, is_joiner, is_odd, is_separator},
    edit::{Edit, Fix, Phase},
    markdown::{Kind, NodeRef},
    range,
    rule::{Check, Context, Fixes, Rule},
};

pub(super) static RULE: Rule = Rule {
    fixes: Fixes::Sometimes,
    yields_to: &["link-text", "entry-marker-space"],
    checks: &[Check::List(check)],
    ..rule!("invisible-character")
};

/// The number of characters on either side that are searched for the words that a message quotes.
const LOOKED_AT: usize = 32;

fn check(cx: &mut Context) {
    let text = cx.list.source.text;
    let mut suspects = suspects(text).peekable();
    if suspects.peek().is_none() {
        return;
    }
    let mut heading_end = 0;
    // The start of the text of the current block. None before its first text.
    let mut block: Option<usize> = None;
    let mut done = 0;
    let mut direction = LineDirection::default();
    for node in cx.list.tree.nodes() {
        if matches!(node.kind(), Kind::Heading(_)) {
            heading_end = node.end();
        }
        if node.kind().is_block() {
            block = None;
        } else {
            block.get_or_insert(node.range().start().into());
        }
        if node.kind() != Kind::Text {
            continue;
        }
        let (start, end) = (usize::from(node.range().start()), usize::from(node.range().end()));
        while suspects.next_if(|&at| at < start).is_some() {}
        while let Some(at) = suspects.next_if(|&at| at < end) {
            if at < done {
                continue;
            }
            let found = Found::at(text, at, end);
            done = found.end;
            if found.is_needless(text, &mut direction) {
                let opening = text.get(block.unwrap_or(found.start)..found.start).unwrap_or_default();
                let fixable = node.index() >= heading_end && !may_define(opening);
                report(&found, node, fixable, cx);
            }
        }
    }
}

/// Returns the offsets of characters that can be needless. The search goes by their first bytes, then by the bytes
/// after them. It skips the two invisible characters that begin like Arabic and Mongolian letters, which need them.
fn suspects(text: &str) -> impl Iterator<Item = usize> {
    let bytes = text.as_bytes();
    memchr3_iter(0xc2, 0xe2, 0xef, bytes).filter(|&at| match bytes[at] {
        0xc2 => matches!(bytes.get(at + 1), Some(0xa0 | 0xad)),
        0xe2 => {
            matches!(bytes.get(at + 1), Some(0x80 | 0x81))
                && text[at..].starts_with(|c| is_invisible(c) || is_separator(c))
        }
        _ => bytes[at..].starts_with("\u{feff}".as_bytes()),
    })
}

/// A run of one invisible character.
struct Found {
    start: usize,
    end: usize,
    kind: char,
    /// The character before it. None at the start of its line.
    before: Option<char>,
    /// The character after it. None at the end of its line.
    after: Option<char>,
}

impl Found {
    fn at(text: &str, start: usize, limit: usize) -> Self {
        let kind = text[start..].chars().next().unwrap_or('\u{200b}');
        let end = limit - text[start..limit].trim_start_matches(kind).len();
        let in_line = |c: &char| !matches!(c, '\n' | '\r');
        Self {
            start,
            end,
            kind,
            before: text[..start].chars().next_back().filter(in_line),
            after: text[end..].chars().next().filter(in_line),
        }
    }

    /// Whether no script, emoji or rule of typesetting needs it here.
    fn is_needless(&self, text: &str, direction: &mut LineDirection) -> bool {
        let near = |test: fn(char) -> bool| self.before.is_some_and(test) || self.after.is_some_and(test);
        match self.kind {
            '\u{a0}' => self.is_between_words(),
            '\u{200b}' => !near(is_unspaced) && near(|c| !c.is_whitespace()),
            kind if is_joiner(kind) => !near(|c| c >= '\u{2100}' || is_joined(c)),
            kind if is_directional(kind) => !direction.is_right_to_left(text, self.start),
            _ => true,
        }
    }

    /// Whether readers see a space in its place.
    fn separates_words(&self) -> bool {
        self.kind == '\u{a0}' || is_separator(self.kind)
    }

    /// Whether it replaces a plain space between words of a script that separates words by spaces. Next to numbers,
    /// abbreviations and French punctuation, a no-break space is correct.
    fn is_between_words(&self) -> bool {
        let is_letter = |c: char| c.is_alphabetic() && c < '\u{530}';
        let (Some(before), Some(after)) = (self.before, self.after) else { return false };
        self.end - self.start == self.kind.len_utf8()
            && (is_letter(before) || matches!(before, ' ' | ',' | '-' | '–' | ')'))
            && (is_letter(after) || (after == ' ' && is_letter(before)))
    }
}

/// Scripts that write no spaces between words and mark where lines can break instead.
fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{1950}'..='\u{19df}')
}

/// Scripts whose letters join, and the scripts near them in Unicode.
fn is_joined(c: char) -> bool {
    matches!(c, '\u{600}'..='\u{1fff}')
}

/// Whether a block that starts like this could become a link definition when a character is removed.
fn may_define(opening: &str) -> bool {
    // A label has at most 999 characters: <https://spec.commonmark.org/0.31.2/#link-label>
    const LABEL: usize = 4 * 999 + "[]:".len();
    opening.starts_with('[') && memmem::find(&opening.as_bytes()[..opening.len().min(LABEL)], b"]:").is_some()
}

fn report(found: &Found, node: NodeRef, fixable: bool, cx: &mut Context) {
    let text = cx.list.source.text;
    let place = range(found.start, found.end);
    let (name, code) = (characters::name(found.kind), u32::from(found.kind));
    let word = word_around(text, node.range(), found);
    let fix = fix(found, text).filter(|_| fixable);
    let within = if word.is_empty() { String::new() } else { format!(" in `{word}`") };
    let finding = cx.report(place, format!("a {name} (U+{code:04X}){within}"));
    finding.help("remove or replace it: nobody sees it, and a search for the text does not find it");
    if let Some(fix) = fix {
        finding.fix(fix);
    }
}

/// Returns the words around or next to it, as readers see them.
fn word_around(text: &str, node: TextRange, found: &Found) -> String {
    let is_end = |c: char| c.is_whitespace();
    let (before, after) = (&text[node.start().into()..found.start], &text[found.end..node.end().into()]);
    let (before, after) = (last(before, LOOKED_AT), first(after, LOOKED_AT));
    let parts = found.separates_words();
    // Between a space and a word, it belongs to the word.
    let opens_word = found.before.is_none_or(is_end) && found.after.is_some_and(|c| !is_end(c));
    let before = if opens_word && !parts {
        ""
    } else {
        before.trim_end_matches(is_end).rsplit(is_end).next().unwrap_or_default()
    };
    let after = if before.is_empty() || parts || found.after.is_some_and(|c| !is_end(c)) {
        after.trim_start_matches(is_end).split(is_end).next().unwrap_or_default()
    } else {
        ""
    };
    let space = if parts && !before.is_empty() && !after.is_empty() { " " } else { "" };
    format!("{before}{space}{after}").chars().filter(|c| !is_odd(*c)).collect()
}

fn first(text: &str, count: usize) -> &str {
    &text[..text.char_indices().nth(count).map_or(text.len(), |(at, _)| at)]
}

fn last(text: &str, count: usize) -> &str {
    &text[text.char_indices().nth_back(count).map_or(0, |(at, _)| at)..]
}

/// Returns the fix that removes it, or replaces a no-break space by a space. None where that could turn text into
/// Markdown.
fn fix(found: &Found, text: &str) -> Option<Fix> {
    let is_space = |c: char| c == ' ' || c == '\t';
    let plain = |c: char| c.is_alphanumeric() || is_space(c) || matches!(c, ',' | '.' | ';' | '?' | ')' | '-' | '–');
    if !found.before.is_none_or(plain) || !found.after.is_none_or(plain) {
        return None;
    }
    let ahead = text[..found.start].trim_end_matches(|c: char| " \t>-*+.)|:".contains(c) || c.is_ascii_digit());
    let opens_line = ahead.is_empty() || ahead.ends_with(['\n', '\r']);
    let makes_break = found.after.is_none() && found.before.is_none_or(is_space);
    if makes_break || opens_line && !found.after.is_some_and(char::is_alphabetic) {
        return None;
    }
    let place = range(found.start, found.end);
    if found.kind == '\u{a0}' {
        let is_double = found.before.is_some_and(is_space) || found.after.is_some_and(is_space);
        let content = if is_double { "" } else { " " };
        return Some(Fix::safe(Phase::Content, "write a plain space", vec![Edit::replace(place, content)]));
    }
    // Browsers break the line there or show a space.
    if found.separates_words()
        && found.before.is_some_and(|c| !is_space(c))
        && found.after.is_some_and(|c| !is_space(c))
    {
        return Some(Fix::needs_review(Phase::Content, "write a plain space", vec![Edit::replace(place, " ")]));
    }
    let at_edge = found.before.is_none_or(is_space) || found.after.is_none_or(is_space);
    let edits = vec![Edit::delete(place)];
    // Inside a word it may be on purpose: it can separate two letters, or allow a hyphen.
    Some(Fix::safe_if(at_edge, Phase::Content, "remove it", edits))
}
