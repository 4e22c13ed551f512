//! `link-anchor`: a link to a place in the same file leads nowhere, or is not spelled like the anchor of that place.

use crate::{
    diagnostic::Severity,
    edit::{Edit, Fix, Phase},
    hosts::{Target, percent_decoded},
    list::{Link, slug},
    rule::{Check, Context, Fixes, Rule},
};

pub(super) static RULE: Rule =
    Rule { severity: Severity::Error, fixes: Fixes::Sometimes, checks: &[Check::Link(check)], ..rule!("link-anchor") };

/// Anchors that browsers or GitHub provide on each page.
/// <https://html.spec.whatwg.org/multipage/browsing-the-web.html#scrolling-to-a-fragment>
const BUILT_IN: [&str; 3] = ["", "top", "readme"];

fn check(link: &Link, cx: &mut Context) {
    let Target::Anchor(written) = link.target else { return };
    let decoded = percent_decoded(written);
    let anchor = decoded.strip_prefix("user-content-").unwrap_or(&decoded);
    let lower = anchor.to_ascii_lowercase();
    if BUILT_IN.contains(&lower.as_str()) || is_footnote(anchor) || cx.list.anchors.has(anchor) {
        return;
    }
    let place = link.destination.unwrap_or(link.range);
    match cx.list.anchors.nearest(anchor) {
        Some(found) => {
            let (message, help) = if lower == found.to_lowercase() {
                (
                    format!("`#{written}` differs from the anchor `#{found}` in upper and lower case"),
                    "write it like the anchor: GitHub ignores case here, but other renderers do not",
                )
            } else {
                let what = "hyphens, punctuation or invisible characters";
                (
                    format!("`#{written}` leads nowhere: the anchor is `#{found}`, which differs only in {what}"),
                    "write it like the anchor: a click on the link does nothing",
                )
            };
            let found = found.to_owned();
            let finding = cx.report(place, message).severity(Severity::Warning);
            finding.help(help);
            // An HTML identifier can contain characters that would end the target.
            let plain =
                found.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | ':') || !c.is_ascii());
            if link.destination.is_some() && plain && !found.contains(char::is_whitespace) {
                finding.fix(Fix::safe(
                    Phase::Content,
                    format!("write `#{found}`"),
                    vec![Edit::replace(place, format!("#{found}"))],
                ));
            }
        }
        None => {
            let label = cx.text(link.label).trim();
            let expected = slug(label);
            let message = format!("`#{written}` leads nowhere: no heading and no HTML id has this anchor");
            let finding = cx.report(place, message);
            finding.help(if expected == anchor && !label.is_empty() {
                format!("add a heading `{label}`, or remove the link")
            } else {
                "link to the anchor of an existing heading, or remove the link".to_owned()
            });
        }
    }
}

/// Whether an anchor belongs to a footnote: no heading shows those.
fn is_footnote(anchor: &str) -> bool {
    anchor.strip_prefix("fn").is_some_and(|rest| rest.starts_with(|c: char| c == '-' || c == ':' || c.is_ascii_digit()))
        || anchor.starts_with("fnref")
}
