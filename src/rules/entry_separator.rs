//! `entry-separator`: the separator between two parts of an entry differs from that of the list's other entries.

use rustc_hash::FxHashMap;

use crate::{
    TextRange,
    conventions::template::{DESCRIBED, Placed, Slot, Templates, is_words, parts, separator_in, written_entries},
    edit::{Edit, Fix, Phase},
    list::SectionId,
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
    let mut usual = FxHashMap::default();
    for entry in written_entries(cx.list) {
        parts(cx.list, entry, &mut placed);
        for at in 1..placed.len() {
            let Some(slip) = slip(cx, templates, &placed, at) else { continue };
            let (slot, separator) = (slip.pair.1, slip.separators[0]);
            let known = usual.entry((entry.section, slot, separator));
            let is_label = matches!(slot, Slot::Label(_));
            if !is_label || !*known.or_insert_with(|| is_usual_in_section(cx, entry.section, slot, separator)) {
                report(cx, &slip);
            }
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
    if !own.separator.chars().all(is_plain) || is_abbreviated(cx.text(first.range), own.separator) {
        return None;
    }
    let (expected, evidence) = match templates.pinned().filter(|_| pair == DESCRIBED) {
        Some(pinned) if own.before.is_empty() && own.after.is_empty() => (pinned, Evidence::Pinned),
        Some(_) => return None,
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
    // The link stands within the description, which began before it.
    if pair == DESCRIBED && !names_entry(cx, &placed[..at], expected) {
        return None;
    }
    let ended = cx.text(first.range).ends_with(['?', '!', '.', '？', '！', '。']) && expected.starts_with(['.', '。']);
    if ended || is_part_of_sentence(cx, place, placed, at, own.separator) {
        return None;
    }
    Some(Slip { separators: [own.separator, expected], range: place, pair, evidence })
}

/// Whether a character can separate two parts: a space, a dash, a colon or a comma. Chinese and Japanese commas and full
/// stops are those of sentences, and any other sign has a meaning of its own.
fn is_plain(c: char) -> bool {
    c.is_whitespace() || matches!(c, '-' | '–' | '—' | ':' | '：' | ';' | ',' | '.' | '|' | '·')
}

/// Whether the full stop of a separator belongs to the word before it: `Leaf et al. 2024`.
fn is_abbreviated(before: &str, separator: &str) -> bool {
    let last = before.rsplit(|c: char| c.is_whitespace() || c == '.').next().unwrap_or_default();
    let abbreviated = ["al", "Jr", "Sr", "Inc", "Ltd", "Co"].contains(&last) || last.chars().count() == 1;
    separator.starts_with('.') && abbreviated
}

/// Whether the link before a description is the one that names the entry, and no usual separator stands before it.
fn names_entry(cx: &Context, before: &[Placed], expected: &str) -> bool {
    let heads =
        |placed: &Placed| matches!(placed.slot, Slot::Start | Slot::Name | Slot::Title | Slot::Url | Slot::Badge);
    let links = before.iter().filter(|placed| placed.slot == Slot::Url).count();
    let start = before.first().map_or(0, |placed| usize::from(placed.range.start()));
    let title =
        before.iter().find(|placed| placed.slot == Slot::Title).map_or(start, |placed| placed.range.start().into());
    let ahead = &cx.list.source.text[start..title];
    // The text of the link can hold more than the title: `[Tea (Paid)](u)`.
    let words = |two: &[Placed]| {
        two[1].slot != Slot::Url && is_words(cx.text(TextRange::new(two[0].range.end(), two[1].range.start())))
    };
    before.iter().all(heads)
        && !before.windows(2).any(words)
        && links == 1
        && (expected.trim().is_empty() || !ahead.contains(expected))
}

/// Whether at least half of the entries of a section have a separator before a label, whatever part stands before it: a
/// part that was not recognised makes that of another pair.
fn is_usual_in_section(cx: &Context, section: SectionId, slot: Slot, separator: &str) -> bool {
    /// The number of entries that can have a usage of their own.
    const ENOUGH: usize = 5;
    let (mut with, mut all) = (0, 0);
    let mut placed = Vec::new();
    let first = cx.list.entries.partition_point(|entry| entry.section < section);
    for entry in cx.list.entries[first..].iter().take_while(|entry| entry.section == section) {
        parts(cx.list, entry, &mut placed);
        for two in placed.windows(2).filter(|two| two[1].slot == slot) {
            let between = cx.text(TextRange::new(two[0].range.end(), two[1].range.start()));
            all += 1;
            with += usize::from(separator_in(between).separator == separator);
        }
    }
    all >= ENOUGH && Share::HALF.is_reached(with, all)
}

/// Whether two parts have a separator that only habit decides. Before the first and after the last part are marks of
/// their own, a venue has its own way of writing the year, and links beside the title that are no labels have no place.
fn is_judged((first, second): (Slot, Slot)) -> bool {
    let other = |slot| matches!(slot, Slot::Start | Slot::End | Slot::Label(""));
    // What is inside a link, and a link in front of the title, have no separator.
    if second == Slot::Url || (first, second) == (Slot::Url, Slot::Title) {
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
