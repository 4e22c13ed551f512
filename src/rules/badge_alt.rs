//! `badge-alt`: a badge has no alternative text, or not the one that the list's other badges of its kind have.

use crate::{
    conventions::badges::BadgeKind,
    edit::{Edit, Fix, Phase},
    rule::{Check, Context, Fixes, Rule},
};

pub(super) static RULE: Rule = Rule { fixes: Fixes::Sometimes, checks: &[Check::List(check)], ..rule!("badge-alt") };

fn check(cx: &mut Context) {
    let texts = cx.conventions.badge_texts();
    for badge in cx.list.badges.iter().filter(|badge| badge.entry.is_some() && !badge.html) {
        let Some(kind) = BadgeKind::of(badge) else { continue };
        let Some(habit) = texts.habit(kind) else { continue };
        let (usual, alt) = (habit.value, cx.text(badge.alt).trim());
        if alt == usual || !is_mistake(alt, usual) {
            continue;
        }
        let what = if alt.is_empty() {
            format!("this {} badge has no alternative text", kind.name())
        } else {
            format!("`{alt}` is the alternative text of this {} badge", kind.name())
        };
        let why = habit.evidence.say(&format!("have `{usual}`"), &format!("`{usual}`"));
        let finding = cx.report(badge.image, format!("{what}: {why}"));
        finding.help("browsers show this text in place of a missing image, and screen readers read it out");
        if badge.plain {
            let edit = Edit::replace(badge.alt, usual);
            finding.fix(Fix::safe(Phase::Content, format!("write `{usual}`"), vec![edit]));
        }
    }
}

/// Whether an alternative text differs from the usual one only by mistake: it is empty, or one of the two contains the
/// other. Any other text may be there to distinguish two badges of an entry.
fn is_mistake(alt: &str, usual: &str) -> bool {
    let (alt, usual) = (alt.to_lowercase(), usual.to_lowercase());
    alt.is_empty() || alt.contains(&usual) || usual.contains(&alt)
}
