//! `link-anchor`: a link to a place in the same file that does not exist.

use std::borrow::Cow;

use crate::{
    diagnostic::Severity,
    edit::{Edit, Fix, Phase},
    hosts::Target,
    list::{Link, slug},
    rule::{Check, Context, Fixes, Rule},
};

pub(super) static RULE: Rule = Rule {
    name: "link-anchor",
    severity: Severity::Error,
    fixes: Fixes::Sometimes,
    page: include_str!("../../rules/link-anchor.md"),
    checks: &[Check::Link(check)],
};

/// Anchors that every browser or GitHub itself knows.
/// <https://html.spec.whatwg.org/multipage/browsing-the-web.html#scrolling-to-a-fragment>
const BUILT_IN: [&str; 3] = ["", "top", "readme"];

fn check(link: &Link, cx: &mut Context) {
    let Target::Anchor(written) = link.target else { return };
    let decoded = percent_decode(written);
    let anchor = decoded.strip_prefix("user-content-").unwrap_or(&decoded);
    let lower = anchor.to_ascii_lowercase();
    if BUILT_IN.contains(&lower.as_str()) || is_footnote(anchor) || cx.list.anchors.has(anchor) {
        return;
    }
    let wanted = bare(anchor);
    let mut near = cx.list.anchors.all().filter(|known| !wanted.is_empty() && bare(known) == wanted);
    let (found, another) = (near.next(), near.next());
    let place = link.destination.unwrap_or(link.range);
    match (found, another) {
        (Some(found), None) => {
            let why = if lower == found.to_lowercase() {
                "only the letter case differs"
            } else {
                "only hyphens or invisible characters differ"
            };
            let message = format!("`#{written}` leads nowhere, `#{found}` does: {why}");
            let found = found.to_owned();
            let finding = cx.report(place, message).severity(Severity::Warning);
            finding.help("browsers and renderers other than GitHub's take anchors literally");
            if link.destination.is_some() {
                finding.fix(Fix::safe(
                    Phase::Content,
                    format!("write `#{found}`"),
                    vec![Edit::replace(place, format!("#{found}"))],
                ));
            }
        }
        _ => {
            let label = cx.text(link.label).trim();
            let expected = slug(label);
            let message = format!("`#{written}` leads nowhere: no heading or HTML id answers to it");
            let finding = cx.report(place, message);
            finding.help(if expected == anchor && !label.is_empty() {
                format!("add a heading `{label}`, or take the link out")
            } else {
                "link to the anchor of an existing heading, or take the link out".to_owned()
            });
        }
    }
}

/// Footnotes get anchors of their own, which no heading shows.
fn is_footnote(anchor: &str) -> bool {
    anchor.strip_prefix("fn").is_some_and(|rest| rest.starts_with(|c: char| c == '-' || c == ':' || c.is_ascii_digit()))
        || anchor.starts_with("fnref")
}

/// An anchor without what people get wrong: letter case, hyphens, variation selectors and joiners, punctuation.
fn bare(anchor: &str) -> String {
    anchor.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Resolves `%E4%B8…`; what is no UTF-8 then stays as written.
fn percent_decode(text: &str) -> Cow<'_, str> {
    if !text.contains('%') {
        return Cow::Borrowed(text);
    }
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let hex = bytes.get(at + 1..at + 3).and_then(|pair| std::str::from_utf8(pair).ok());
        match hex.and_then(|pair| u8::from_str_radix(pair, 16).ok()).filter(|_| bytes[at] == b'%') {
            Some(byte) => {
                out.push(byte);
                at += 3;
            }
            None => {
                out.push(bytes[at]);
                at += 1;
            }
        }
    }
    String::from_utf8(out).map_or(Cow::Borrowed(text), Cow::Owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percent_decoding() {
        assert_eq!(percent_decode("%E7%9B%AE-x"), "目-x");
        assert_eq!(percent_decode("100%-a%zz%"), "100%-a%zz%");
        assert_eq!(percent_decode("%ff"), "%ff");
    }
}
