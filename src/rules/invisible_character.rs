//! `invisible-character`: characters in the text that nobody sees and no script needs there.

use memchr::{memchr3_iter, memmem};

use crate::{
    TextRange,
    characters::{self, LineDirection, is_directional, is_invisible, is_joiner, is_odd, is_separator},
    diagnostic::Severity,
    edit::{Edit, Fix, Phase},
    markdown::{Kind, NodeRef},
    range,
    rule::{Check, Context, Fixes, Rule},
};

pub(super) static RULE: Rule = Rule {
    name: "invisible-character",
    severity: Severity::Warning,
    fixes: Fixes::Sometimes,
    yields_to: &["link-text", "entry-marker-space"],
    page: include_str!("../../rules/invisible-character.md"),
    checks: &[Check::List(check)],
    ..Rule::DEFAULT
};

/// Characters on either side that are looked at for the words of a message.
const LOOKED_AT: usize = 32;

fn check(cx: &mut Context) {
    let text = cx.list.source.text;
    let mut suspects = suspects(text).peekable();
    if suspects.peek().is_none() {
        return;
    }
    let mut heading_end = 0;
    // Where the block starts whose text is read; none at its start.
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

/// Finds the characters that can be needless by their first bytes, then by the bytes after them. The two invisible ones
/// that begin like Arabic and Mongolian letters are left to lists that need them.
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
    /// What stands before it, none at the start of its line.
    before: Option<char>,
    /// What stands behind it, none at the end of its line.
    behind: Option<char>,
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
            behind: text[end..].chars().next().filter(in_line),
        }
    }

    /// Whether no script, emoji or habit of typesetting needs it here.
    fn is_needless(&self, text: &str, direction: &mut LineDirection) -> bool {
        let near = |test: fn(char) -> bool| self.before.is_some_and(test) || self.behind.is_some_and(test);
        match self.kind {
            '\u{a0}' => self.is_between_words(),
            '\u{200b}' => !near(is_unspaced) && near(|c| !c.is_whitespace()),
            kind if is_joiner(kind) => !near(|c| c >= '\u{2100}' || is_joined(c)),
            kind if is_directional(kind) => !direction.is_right_to_left(text, self.start),
            _ => true,
        }
    }

    /// Whether a reader sees a blank in its place.
    fn parts_words(&self) -> bool {
        self.kind == '\u{a0}' || is_separator(self.kind)
    }

    /// Whether it stands for a plain space between words of a script that parts words by spaces. Beside numbers,
    /// abbreviations and French marks, no-break spaces are in their place.
    fn is_between_words(&self) -> bool {
        let is_letter = |c: char| c.is_alphabetic() && c < '\u{530}';
        let (Some(before), Some(behind)) = (self.before, self.behind) else { return false };
        self.end - self.start == self.kind.len_utf8()
            && (is_letter(before) || matches!(before, ' ' | ',' | '-' | '–' | ')'))
            && (is_letter(behind) || (behind == ' ' && is_letter(before)))
    }
}

/// Scripts that write no spaces between words and mark where lines can break instead.
fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{1950}'..='\u{19df}')
}

/// Scripts whose letters join, and those near them.
fn is_joined(c: char) -> bool {
    matches!(c, '\u{600}'..='\u{1fff}')
}

/// Whether a block that starts so could be a definition, were it not for what follows.
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
    finding.help("nobody sees it, and a search for the text finds nothing");
    if let Some(fix) = fix {
        finding.fix(fix);
    }
}

/// The words that it stands in or between, as a reader sees them.
fn word_around(text: &str, node: TextRange, found: &Found) -> String {
    let is_end = |c: char| c.is_whitespace();
    let (before, behind) = (&text[node.start().into()..found.start], &text[found.end..node.end().into()]);
    let (before, behind) = (last(before, LOOKED_AT), first(behind, LOOKED_AT));
    let parts = found.parts_words();
    // Between a blank and a word, it is the word's.
    let opens_word = found.before.is_none_or(is_end) && found.behind.is_some_and(|c| !is_end(c));
    let before = if opens_word && !parts {
        ""
    } else {
        before.trim_end_matches(is_end).rsplit(is_end).next().unwrap_or_default()
    };
    let behind = if before.is_empty() || parts || found.behind.is_some_and(|c| !is_end(c)) {
        behind.trim_start_matches(is_end).split(is_end).next().unwrap_or_default()
    } else {
        ""
    };
    let blank = if parts && !before.is_empty() && !behind.is_empty() { " " } else { "" };
    format!("{before}{blank}{behind}").chars().filter(|c| !is_odd(*c)).collect()
}

fn first(text: &str, count: usize) -> &str {
    &text[..text.char_indices().nth(count).map_or(text.len(), |(at, _)| at)]
}

fn last(text: &str, count: usize) -> &str {
    &text[text.char_indices().nth_back(count).map_or(0, |(at, _)| at)..]
}

/// Takes it away, or puts a space for a no-break space. None where that could make Markdown of what is text.
fn fix(found: &Found, text: &str) -> Option<Fix> {
    let is_blank = |c: char| c == ' ' || c == '\t';
    let plain = |c: char| c.is_alphanumeric() || is_blank(c) || matches!(c, ',' | '.' | ';' | '?' | ')' | '-' | '–');
    if !found.before.is_none_or(plain) || !found.behind.is_none_or(plain) {
        return None;
    }
    let ahead = text[..found.start].trim_end_matches(|c: char| " \t>-*+.)|:".contains(c) || c.is_ascii_digit());
    let opens_line = ahead.is_empty() || ahead.ends_with(['\n', '\r']);
    let makes_break = found.behind.is_none() && found.before.is_none_or(is_blank);
    if makes_break || opens_line && !found.behind.is_some_and(char::is_alphabetic) {
        return None;
    }
    let place = range(found.start, found.end);
    if found.kind == '\u{a0}' {
        let is_double = found.before.is_some_and(is_blank) || found.behind.is_some_and(is_blank);
        let content = if is_double { "" } else { " " };
        return Some(Fix::safe(Phase::Content, "put a plain space", vec![Edit::replace(place, content)]));
    }
    // A browser breaks the line there, or shows a blank.
    if found.parts_words() && found.before.is_some_and(|c| !is_blank(c)) && found.behind.is_some_and(|c| !is_blank(c)) {
        return Some(Fix::needs_review(Phase::Content, "put a plain space", vec![Edit::replace(place, " ")]));
    }
    let at_edge = found.before.is_none_or(is_blank) || found.behind.is_none_or(is_blank);
    let edits = vec![Edit::delete(place)];
    // Inside a word it can be meant: to keep two letters apart, or as the place of a hyphen.
    Some(if at_edge {
        Fix::safe(Phase::Content, "remove it", edits)
    } else {
        Fix::needs_review(Phase::Content, "remove it", edits)
    })
}
