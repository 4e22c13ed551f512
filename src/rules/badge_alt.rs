//! `badge-alt`: a badge without alternative text, or with another than the list's badges of its kind.

use crate::{
    conventions::badges::BadgeKind,
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

fn check(cx: &mut Context) {
    let texts = cx.conventions.badge_texts();
    for badge in cx.list.badges.iter().filter(|badge| badge.entry.is_some() && !badge.html) {
        let Some(kind) = BadgeKind::of(badge) else { continue };
        let Some(habit) = texts.habit(kind) else { continue };
        let (own, alt) = (habit.value, cx.text(badge.alt).trim());
        if alt == own || !is_slip(alt, own) {
            continue;
        }
        let what = if alt.is_empty() {
            format!("this {} badge has no alternative text", kind.name())
        } else {
            format!("`{alt}` is the alternative text of this {} badge", kind.name())
        };
        let why = habit.evidence.say(&format!("have `{own}`"), &format!("`{own}`"));
        let finding = cx.report(badge.image, format!("{what}, {why}"));
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
