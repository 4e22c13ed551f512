//! `link-brackets`: a bracket of a link, or a bracket around one, is missing or wrong.

mod broken;

use crate::{
    TextRange, TextSize,
    conventions::links::{Brackets, is_bracketable},
    edit::{Edit, Fix, Phase},
    hosts,
    list::Link,
    rule::{Check, Context, Fixes, Rule},
};

pub(super) static RULE: Rule = Rule {
    fixes: Fixes::Sometimes,
    checks: &[Check::List(broken::check), Check::List(check)],
    ..rule!("link-brackets")
};

fn check(cx: &mut Context) {
    let links = cx.conventions.links();
    let both = links.in_brackets.count(true);
    let neither = links.without_brackets.count(true);
    // In a list without links in brackets, half of a pair is a mistake.
    let is_mistake = both == 0 && links.without_brackets.holds_for(true);
    if !is_mistake && !links.in_brackets.holds_for(true) {
        return;
    }
    for link in cx.list.links.iter().filter(|link| is_bracketable(link)) {
        let opened = match Brackets::around(cx.list, link) {
            Brackets::Opened => true,
            Brackets::Closed => false,
            Brackets::Both | Brackets::Neither => continue,
        };
        // A bracket inside the target is reported by `link-malformed`.
        if is_mistake && !opened || hosts::malformed(link.url).is_some() || is_answered(link, opened, cx) {
            continue;
        }
        if is_mistake { report_doubled(link, neither, cx) } else { report(link, opened, both, cx) }
    }
}

/// Reports `[[Paper](u)` in a list without links in brackets.
fn report_doubled(link: &Link, neither: usize, cx: &mut Context) {
    let bracket = TextRange::new(link.range.start() - TextSize::from(1), link.range.start());
    let label = cx.text(link.label);
    cx.report(bracket, format!("the bracket before `{label}` is opened but never closed"))
        .help(format!("remove it: {neither} links of this list are not in brackets"))
        .fix(Fix::safe(Phase::Content, "remove it", vec![Edit::delete(bracket)]));
}

/// How far to search for the other half of a bracket, in bytes. A line can be as long as a file.
const REACH: usize = 1000;

/// Whether the other half of the bracket is elsewhere on the line: `[[a](u), [b](v)]`, `[1](u)]`.
fn is_answered(link: &Link, opened: bool, cx: &Context) -> bool {
    let text = cx.list.source.text.as_bytes();
    let (start, end) = (usize::from(link.range.start()), usize::from(link.range.end()));
    if opened {
        closes(text[end..].iter().take(REACH), b'[', b']')
    } else {
        closes(text[..start].iter().rev().take(REACH), b']', b'[')
    }
}

/// Whether a bracket that is open before the first byte is closed on its line.
fn closes<'t>(bytes: impl Iterator<Item = &'t u8>, open: u8, close: u8) -> bool {
    let mut depth = 0_usize;
    for &byte in bytes.take_while(|byte| **byte != b'\n') {
        if byte == open {
            depth += 1;
        } else if byte == close {
            if depth == 0 {
                return true;
            }
            depth -= 1;
        }
    }
    false
}

fn report(link: &Link, opened: bool, both: usize, cx: &mut Context) {
    let text = cx.list.source.text;
    let label = cx.text(link.label);
    let one = TextSize::from(1);
    let place = if opened {
        TextRange::new(link.range.start() - one, link.range.end())
    } else {
        TextRange::new(link.range.start(), link.range.end() + one)
    };
    let what = if opened { "opened but never closed" } else { "closed but never opened" };
    let finding = cx.report(place, format!("the bracket around `{label}` is {what}"));
    finding.help(format!("add the other one: {both} links of this list are in a pair of brackets"));
    // If words follow, they may belong inside the brackets too.
    let (fix, certain) = if opened {
        let rest = text[link.range.end().into()..].trim_start_matches([' ', '\t']);
        let line_ends = rest.is_empty()
            || rest.starts_with(['\n', '\r', '|'])
            || rest.starts_with("\\\n")
            || rest.starts_with("\\\r\n");
        (Edit::insert(link.range.end(), "]"), line_ends || rest.starts_with("[["))
    } else {
        let rest = text[..link.range.start().into()].trim_end_matches([' ', '\t']);
        (Edit::insert(link.range.start(), "["), rest.ends_with([']', ')', '.', '*', '"']))
    };
    let title = if opened { "close it" } else { "open it" };
    finding.fix(Fix::safe_if(certain, Phase::Content, title, vec![fix]));
}
