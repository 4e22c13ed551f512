//! `entry-period`: a description ends in a full stop, or in none, against the list's habit.

use crate::{
    conventions::sentence::{Ending, ending, last_word},
    diagnostic::Severity,
    edit::{Edit, Fix, Phase},
    list::Entry,
    range,
    rule::{Check, Context, Fixes, Rule},
};

pub(super) static RULE: Rule = Rule {
    name: "entry-period",
    severity: Severity::Warning,
    fixes: Fixes::Always,
    page: include_str!("../../rules/entry-period.md"),
    checks: &[Check::Entry(check)],
    ..Rule::DEFAULT
};

fn check(entry: &Entry, cx: &mut Context) {
    // What is nested can be the rest of the sentence.
    let Some(at) = entry.description.filter(|_| entry.children.is_empty()) else { return };
    let text = cx.text(at);
    let end = usize::from(at.start()) + text.trim_end().len();
    match ending(text) {
        Ending::Word => {
            let Some(habit) = cx.conventions.entries.stop(text) else { return };
            let Some(stop) = habit.own else { return };
            let word = text.trim_end().rsplit(char::is_whitespace).next().unwrap_or_default();
            cx.report(range(end - word.len(), end), format!("the description ends without `{stop}`"))
                .help(habit.evidence.say(&format!("descriptions end in `{stop}`"), &format!("`{stop}` at the end")))
                .fix(Fix::safe(
                    Phase::Content,
                    format!("add `{stop}`"),
                    vec![Edit::insert(crate::offset(end), stop.to_string())],
                ));
        }
        Ending::Stop(stop) => {
            let Some(habit) = cx.conventions.entries.stop(text).filter(|habit| habit.own.is_none()) else { return };
            let inner = &text.trim_end()[..text.trim_end().len() - stop.len_utf8()];
            // The stops of abbreviations and between sentences are no habit of this kind.
            let word = last_word(text);
            let abbreviated = word.chars().count() < 4 && stop == '.' || word.chars().any(char::is_uppercase);
            if abbreviated
                || !inner.ends_with(char::is_alphanumeric)
                || inner.contains(['.', '。', '!', '?', '！', '？'])
            {
                return;
            }
            let place = range(end - stop.len_utf8(), end);
            cx.report(place, format!("the description ends in `{stop}`"))
                .help(habit.evidence.say("descriptions end without a full stop", "none at the end"))
                .fix(Fix::safe(Phase::Content, "take the full stop away", vec![Edit::delete(place)]));
        }
        Ending::Other => {}
    }
}
