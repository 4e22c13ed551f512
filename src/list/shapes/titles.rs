//! How the text of an entry outside lists begins and ends: with its title, or with links to its pages.

use std::borrow::Cow;

use super::super::{
    Link, List,
    fields::{is_label, label_word},
    html,
};
use crate::{TextRange, hosts::Target, markdown::NodeRef, text::starts_with_ignore_case};

/// Returns whether a paragraph begins like an entry: with a link, bold or quoted text, or a URL; perhaps after a
/// bullet or a number that Markdown does not read as one, after a date, or after a picture.
pub(super) fn is_titled(text: &str) -> bool {
    let mut text = text;
    loop {
        text = text.trim_start_matches(|c: char| !c.is_alphanumeric() && !c.is_ascii_punctuation());
        // GitHub shows `:newspaper:` as an emoji, and `&nbsp;` as a space.
        let (rest, ends) = match text.as_bytes().first() {
            Some(b':') => (&text[1..], ':'),
            Some(b'&') => (&text[1..], ';'),
            _ => break,
        };
        let Some((name, rest)) = rest.split_once(ends) else { break };
        let is_name = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'+' | b'-' | b'#');
        if name.is_empty() || name.len() > 40 || !name.bytes().all(is_name) {
            break;
        }
        text = rest;
    }
    let text = after_lost_marker(text).unwrap_or(text);
    text.starts_with(['[', '"', '“']) && !text.starts_with("[!")
        || ["**", "__", "http://", "https://", "<http"].iter().any(|start| text.starts_with(start))
        || ["<a ", "<b>", "<strong>"].iter().any(|start| starts_with_ignore_case(text, start))
}

/// Returns the text after a bullet without a space, a number that is escaped, a date or a picture.
fn after_lost_marker(text: &str) -> Option<&str> {
    let rest = match text.as_bytes().first()? {
        b'-' | b'*' | b'+' => &text[1..],
        b'0'..=b'9' => {
            let marks = |c: char| c.is_ascii_digit() || "\\.)、-/:年月日 ".contains(c);
            text.trim_start_matches(marks)
        }
        // A picture above the title.
        b'!' => text.strip_prefix("![")?.split_once("](")?.1.split_once(')')?.1.trim_start(),
        _ => return None,
    };
    // `**` is bold text.
    Some(rest).filter(|rest| !rest.starts_with(['*', '-', '+']) || rest.starts_with("**") && !text.starts_with('*'))
}

/// Returns whether a paragraph reads on after the link that it begins with, like prose:
/// `[Tea](…) is the hot drink that …`.
pub(super) fn reads_on(list: &List, block: NodeRef) -> bool {
    let Some(lead) = list.lead(block.range()).filter(|lead| !lead.html) else { return false };
    let after = list.text(TextRange::new(lead.range.end(), block.range().end()));
    let mut after = after.chars();
    is_first(list, block.range(), lead) && after.next() == Some(' ') && after.next().is_some_and(char::is_lowercase)
}

/// Returns whether a line begins with a title, rather than with a link that is only a label; or has one before its
/// labels.
pub(super) fn is_own_line(list: &List, line: TextRange, lead: &Link) -> bool {
    let is_label = !lead.label.is_empty() && is_label(list.text(lead.label));
    is_titled(list.text(line)) && !(is_label && is_first(list, line, lead))
        || is_label && !is_first(list, line, lead) && ends_in_labels(list, line)
}

/// Returns whether only marks come before a link.
pub(super) fn is_first(list: &List, line: TextRange, lead: &Link) -> bool {
    !list.text(TextRange::new(line.start(), lead.range.start())).contains(char::is_alphanumeric)
}

/// Returns whether a text ends in links that are each called by a word for their target, in brackets, or in the bare URL
/// of a paper: `A. Leaf. How Leaves Wither. [[PDF](…)] [[Code](…)]`.
pub(super) fn ends_in_labels(list: &List, range: TextRange) -> bool {
    let Some(last) = list.links[list.links_in(range)].last() else { return false };
    let marks = |c: char| matches!(c, ']' | ')' | '*' | '_' | '.' | ';' | '|' | '<' | '>') || c.is_whitespace();
    let end = last.range.end().max(last.label.end());
    let is_paper = matches!(last.target, Target::Paper(_));
    let is_url = last.label.is_empty() && is_paper;
    if !last.can_lead() || end > range.end() || !is_url && label_word(list.text(last.label)).is_none() {
        return false;
    }
    let after = list.text(TextRange::new(end, range.end()));
    let after = if last.html { Cow::from(html::visible_text(after)) } else { Cow::from(after) };
    after.trim_matches(marks).is_empty()
        && (is_url || list.text(last.label).starts_with(['[', '\\', '(']) || {
            let before = list.text(TextRange::new(range.start(), last.range.start()));
            before.trim_end_matches(['*', '_', ' ']).ends_with(['[', '(', '|', '/'])
        })
}
