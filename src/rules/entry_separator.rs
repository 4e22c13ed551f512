//! `entry-separator`: the separator between two parts of an entry differs from that of the list's other entries.

use crate::{
    TextRange,
    conventions::template::{DESCRIBED, Placed, Slot, Templates, is_words, parts, separator_in, written_entries},
    edit::{Edit, Fix, Phase},
    rule::{Check, Context, Fixes, Rule},
    votes::{Evidence, Share},
};

pub(super) static RULE: Rule = Rule { fixes: Fixes::Always, checks: &[Check::List(check)], ..rule!("entry-separator") };

fn check(cx: &mut Context) {
    let templates = cx.conventions.templates();
    if templates.is_uniform() {
        return;
    }
    let mut placed = Vec::new();
    for entry in written_entries(cx.list) {
        parts(cx.list, entry, &mut placed);
        for at in 1..placed.len() {
            let Some(slip) = slip(cx, templates, &placed, at) else { continue };
            report(cx, &slip);
        }
    }
}

/// A separator that the others do not have there.
struct Slip<'t> {
    /// The separator as written, and as the others have it.
    separators: [&'t str; 2],
    /// Where it is, between the marks of the parts.
    range: TextRange,
    pair: (Slot<'t>, Slot<'t>),
    evidence: Evidence,
}

/// Returns what is wrong with the separator before a part.
fn slip<'t>(cx: &Context<'_, 't>, templates: &Templates<'t>, placed: &[Placed<'t>], at: usize) -> Option<Slip<'t>> {
    let (first, second) = (placed[at - 1], placed[at]);
    let pair = (first.slot, second.slot);
    if !is_judged(pair) {
        return None;
    }
    let range = TextRange::new(first.range.end(), second.range.start());
    let between = cx.text(range);
    if is_words(between) || between.contains(['\n', '<']) {
        return None;
    }
    let own = separator_in(between);
    let (expected, evidence) = match templates.pinned().filter(|_| pair == DESCRIBED) {
        Some(pinned) => (pinned, Evidence::Pinned),
        None => {
            let habit = templates.between(pair).filter(|habit| !habit.value.contains('\n'))?;
            let other = separator_in(habit.value);
            // A form that many have is another way of writing, not a slip; and other marks are another shape.
            let (with, all) = templates.votes(pair, between);
            if Share::percent(10).is_exceeded(with, all) || (own.before, own.after) != (other.before, other.after) {
                return None;
            }
            (other.separator, habit.evidence)
        }
    };
    if own.separator == expected {
        return None;
    }
    let start = usize::from(range.start()) + own.before.len();
    let place = crate::range(start, start + own.separator.len());
    // A title that ends in a question mark needs no full stop.
    let ended = cx.text(first.range).ends_with(['?', '!', '.', '？', '！', '。']) && expected.starts_with(['.', '。']);
    if ended || is_part_of_sentence(cx, place, placed, at, own.separator) {
        return None;
    }
    Some(Slip { separators: [own.separator, expected], range: place, pair, evidence })
}

/// Whether two parts have a separator that only habit decides. Before the first and after the last part are marks of
/// their own, a venue has its own way of writing the year, and links beside the title that are no labels have no place.
fn is_judged((first, second): (Slot, Slot)) -> bool {
    let other = |slot| matches!(slot, Slot::Start | Slot::End | Slot::Label(""));
    if second == Slot::Url {
        return false;
    }
    !other(first)
        && !other(second)
        && (first, second) != (Slot::Venue, Slot::Date)
        && (first, second) != (Slot::Date, Slot::Venue)
}

/// Whether a separator belongs to the words around it: `[Tea](u)-based`, `[Tea](u) is a drink`, `[Tea](u): The Leaf - A
/// drink`.
fn is_part_of_sentence(cx: &Context, place: TextRange, placed: &[Placed], at: usize, separator: &str) -> bool {
    let next = placed[at];
    if next.slot != Slot::Description {
        return false;
    }
    let after = cx.text(next.range);
    let title = placed[..at].iter().find(|part| part.slot == Slot::Title);
    let named = title.is_some_and(|title| after.starts_with(cx.text(title.range)));
    let bare = separator.trim().is_empty() && (named || !after.starts_with(char::is_uppercase));
    let joined = !separator.is_empty() && separator.is_ascii() && !separator.ends_with(' ');
    let subtitle = separator.trim() == ":" && {
        let source = cx.list.source.text;
        let rest = &source[place.end().into()..next.range.end().into()];
        [" - ", " – ", " — "].iter().any(|dash| rest.contains(dash))
    };
    bare || joined || subtitle
}

fn report(cx: &mut Context, slip: &Slip) {
    let Slip { separators: [own, expected], range, pair, evidence } = slip;
    let found = if own.is_empty() { "missing".to_owned() } else { format!("`{own}`") };
    let wanted = if expected.is_empty() { "none".to_owned() } else { format!("`{expected}`") };
    // What follows a colon may not be a description but a translation, an author or more links.
    let colons = [own, expected].map(|separator| separator.contains([':', '：']));
    let is_safe = colons[0] == colons[1] || pair.1 != Slot::Description;
    let fix = Fix::safe_if(is_safe, Phase::Content, format!("write {wanted}"), vec![Edit::replace(*range, *expected)]);
    let place =
        if *pair == DESCRIBED { String::new() } else { format!(" between {} and {}", pair.0.name(), pair.1.name()) };
    cx.report(*range, format!("the separator{place} is {found}: expected {wanted}"))
        .help(evidence.say(&format!("entries have {wanted}"), &wanted))
        .fix(fix);
}
