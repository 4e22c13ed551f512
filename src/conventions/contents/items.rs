//! The items of contents lists: their texts and their order.

use std::ops::Range;

use html_escape::decode_html_entities;

use super::{Contents, heading_text};
use crate::{
    TextRange,
    conventions::order::longest_run,
    list::{List, SectionId},
    votes::{Question, criteria},
};

/// The votes on whether items have the text of their section's heading.
#[derive(Debug)]
pub struct Texts {
    /// The votes.
    pub question: Question<bool>,
    /// The items with another text, with the sections that they lead to.
    pub others: Vec<(TextRange, SectionId)>,
}

impl Texts {
    pub(super) fn learn(list: &List, leads_to: &[Option<SectionId>]) -> Self {
        let mut texts = Self { question: Question::new(&criteria::CONTENTS_TEXT), others: Vec::new() };
        for (item, section) in list.contents.iter().zip(leads_to) {
            let Some(section) = *section else { continue };
            let link = &list.links[item.link as usize];
            let (text, heading) = (list.text(link.label), heading_text(list.section(section)));
            let (own, theirs) = (letters(text), letters(heading));
            if link.html || own.is_empty() || theirs.is_empty() {
                continue;
            }
            // A shortened text counts as the same.
            let same = own == theirs || theirs.contains(&own) || own.contains(&theirs) || is_short_for(text, heading);
            texts.question.vote(same);
            if !same {
                texts.others.push((link.label, section));
            }
        }
        texts
    }

    /// Returns whether enough items have the text of their heading that an item with the text of another section is a
    /// mistake.
    #[must_use]
    pub fn tell_others_apart(&self) -> bool {
        criteria::CONTENTS_OTHER_TEXT.is_met(self.question.count(true), self.question.total())
    }
}

/// The order of the items in one list.
#[derive(Debug)]
pub struct ItemOrder {
    /// The number of items, including those that lead nowhere.
    pub size: usize,
    /// The items that are the only ones to lead to their section, with the section.
    pub items: Vec<(usize, SectionId)>,
    /// For each of these, whether it is in the longest run that follows the order of the sections.
    pub in_run: Vec<bool>,
    /// The votes on whether items are in the order of their sections.
    pub question: Question<bool>,
}

impl ItemOrder {
    fn of(set: &[usize], contents: &Contents) -> Self {
        // If two items lead to one section, one of them may be intended for another.
        let items = set.iter().filter_map(|&item| Some((item, contents.leads_to[item]?)));
        let items: Vec<(usize, SectionId)> =
            items.filter(|(_, section)| contents.named[*section as usize] == 1).collect();
        let in_run = longest_run(items.len(), |a, b| items[a].1.cmp(&items[b].1));
        let run = in_run.iter().filter(|mark| **mark).count();
        // In a long list, one item in six elsewhere is another order rather than a mistake.
        let is_long = items.len() >= criteria::CONTENTS_ORDER_MANY.quorums[0].votes;
        let mut question =
            Question::new(if is_long { &criteria::CONTENTS_ORDER_MANY } else { &criteria::CONTENTS_ORDER });
        question.add(true, run);
        question.add(false, items.len() - run);
        Self { size: set.len(), items, in_run, question }
    }
}

/// Returns the order of each list of items, and that of neighbouring items as evidence for short lists.
pub(super) fn orders(list: &List, contents: &Contents) -> (Vec<ItemOrder>, Question<bool>) {
    let sets = sets(list);
    let mut neighbours = Question::new(&criteria::CONTENTS_ORDER_PAIRS);
    for pair in sets.iter().flat_map(|set| set.windows(2)) {
        if let (Some(a), Some(b)) = (contents.leads_to[pair[0]], contents.leads_to[pair[1]]) {
            neighbours.vote(a < b);
        }
    }
    (sets.iter().map(|set| ItemOrder::of(set, contents)).collect(), neighbours)
}

/// Returns the items of all contents, those of one list together.
#[must_use]
pub fn sets(list: &List) -> Vec<Vec<usize>> {
    let mut sets = Vec::new();
    let mut end = 0;
    for items in list.contents.chunk_by(|a, b| a.group == b.group) {
        let first = end;
        end += items.len();
        sets.extend(siblings(first..end, list));
    }
    sets
}

/// Returns the items of one list each; nested lists are separate.
fn siblings(items: Range<usize>, list: &List) -> Vec<Vec<usize>> {
    let mut done: Vec<Vec<usize>> = Vec::new();
    // The lists around the current item, by depth.
    let mut open: Vec<Vec<usize>> = Vec::new();
    for item in items {
        let depth = list.contents[item].depth as usize;
        done.extend(open.drain((depth + 1).min(open.len())..).filter(|list| !list.is_empty()));
        while open.len() <= depth {
            open.push(Vec::new());
        }
        open[depth].push(item);
    }
    done.extend(open.into_iter().filter(|list| !list.is_empty()));
    done
}

/// Returns a text's letters and digits in lowercase, without tags, shortcodes and numbers at the start.
#[must_use]
pub fn letters(text: &str) -> String {
    let text = &*decode_html_entities(text);
    let mut out = String::with_capacity(text.len());
    let mut tag = false;
    for c in text.chars() {
        match c {
            '<' => tag = true,
            '>' => tag = false,
            _ if tag => {}
            c if c.is_ascii_alphanumeric() => out.push(c.to_ascii_lowercase()),
            c if c.is_alphanumeric() => out.extend(c.to_lowercase()),
            _ => {}
        }
    }
    let digits = out.bytes().take_while(u8::is_ascii_digit).count();
    if digits < out.len() {
        out.drain(..digits);
    }
    out
}

/// Returns whether one text consists of words of the other in the same sequence, or of the first letters of its words.
fn is_short_for(a: &str, b: &str) -> bool {
    let words = |text: &str| -> Vec<String> {
        let text = decode_html_entities(text).to_lowercase();
        text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
    };
    let (a, b) = (words(a), words(b));
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let mut rest = long.iter();
    if short.len() > 1 && short.iter().all(|word| rest.any(|other| other == word)) {
        return true;
    }
    let initials: String = long.iter().filter_map(|word| word.chars().next()).collect();
    long.len() > 2 && matches!(&short[..], [word] if *word == initials)
}
