//! `badge-alt`: a badge without alternative text, or with another than the list's badges of its kind.

use crate::{
    conventions::{
        badges::BadgeKind,
        votes::{Quorum, Votes},
    },
    diagnostic::Severity,
    edit::{Edit, Fix, Phase},
    rule::{Check, Context, Fixes, Rule},
};

pub(super) static RULE: Rule = Rule {
    name: "badge-alt",
    severity: Severity::Warning,
    fixes: Fixes::Sometimes,
    page: include_str!("../../rules/badge-alt.md"),
    checks: &[Check::List(check)],
    ..Rule::DEFAULT
};

/// A text is the list's own where four in five of at least five badges of a kind have it.
const ALT: Quorum = Quorum { votes: 5, percent: 80 };

fn check(cx: &mut Context) {
    let list = cx.list;
    if list.badges.len() < ALT.votes {
        return;
    }
    let mut kinds: Vec<(BadgeKind, Votes<&str>)> = Vec::new();
    let mut of_badge = Vec::new();
    for badge in list.badges.iter().filter(|badge| badge.entry.is_some() && !badge.html) {
        let Some(kind) = BadgeKind::of(badge) else { continue };
        let at = kinds.iter().position(|(known, _)| *known == kind).unwrap_or_else(|| {
            kinds.push((kind, Votes::default()));
            kinds.len() - 1
        });
        kinds[at].1.add(cx.text(badge.alt).trim());
        of_badge.push((badge, at));
    }
    for (badge, at) in of_badge {
        let (kind, votes) = &kinds[at];
        let Some(&own) = votes.convention(ALT).filter(|own| !own.is_empty()) else { continue };
        let alt = cx.text(badge.alt).trim();
        if alt == own || !is_slip(alt, own) {
            continue;
        }
        let (with, all) = (votes.count(&own), votes.total());
        let what = if alt.is_empty() {
            format!("this {} badge has no alternative text", kind.name())
        } else {
            format!("`{alt}` is the alternative text of this {} badge", kind.name())
        };
        let finding = cx.report(badge.image, format!("{what}, {with} of {all} have `{own}`"));
        finding.help("it is shown where the image is not, and read out by screen readers");
        if badge.plain {
            let edit = Edit::replace(badge.alt, own);
            finding.fix(Fix::safe(Phase::Content, format!("write `{own}`"), vec![edit]));
        }
    }
}

/// Whether a text can be taken for another only by mistake: there is none, or it has more or fewer words around the same
/// one. Any other may tell two badges of an entry apart.
fn is_slip(alt: &str, own: &str) -> bool {
    let (alt, own) = (alt.to_lowercase(), own.to_lowercase());
    alt.is_empty() || alt.contains(&own) || own.contains(&alt)
}
