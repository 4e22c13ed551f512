//! `entry-period`: a description ends without a full stop but the list's others have one, or the other way round.

use crate::{
    edit::{Edit, Fix, Phase},
    list::Entry,
    range,
    rule::{Check, Context, Fixes, Rule},
    text::sentence::{Ending, ending, last_word},
};

pub(super) static RULE: Rule = Rule { fixes: Fixes::Always, checks: &[Check::Entry(check)], ..rule!("entry-period") };

fn check(entry: &Entry, cx: &mut Context) {
    // A nested list can contain the rest of the sentence.
    let Some(at) = cx.list.text_after_separator(entry).filter(|_| entry.children.is_empty()) else { return };
    let text = cx.text(at);
    let end = usize::from(at.start()) + text.trim_end().len();
    match ending(text) {
        Ending::Word => {
            let Some(habit) = cx.conventions.entries.stop(text) else { return };
            let Some(stop) = habit.value else { return };
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
            let Some(habit) = cx.conventions.entries.stop(text).filter(|habit| habit.value.is_none()) else { return };
            let inner = &text.trim_end()[..text.trim_end().len() - stop.len_utf8()];
            // Full stops of abbreviations and between sentences do not show a habit.
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
                .fix(Fix::safe(Phase::Content, "remove the full stop", vec![Edit::delete(place)]));
        }
        Ending::Other => {}
    }
}
