//! The conventions of a list, learned by votes among its nodes.
//!
//! - `convention.rs`: the outcome of one question, for people and programs
//! - `markers.rs`, `indents.rs`, `spacing.rs`: bullets, and the spaces before and after them
//! - `template.rs`: the parts of entries in sequence, and the separators between them
//! - `entries.rs`: full stops, capital letters and labels
//! - `parts.rs`: the sequence of an entry's elements, with `sequence.rs`
//! - `venues.rs`: spellings of venues
//! - `badges.rs`: spelling, order, presence and texts of badges
//! - `links.rs`, `papers.rs`: texts and brackets of links, pages of papers
//! - `presence.rs`: dates and links in entries, and links back to the contents
//! - `sections.rs`: empty sections
//! - `contents.rs`: the sections, texts and order of the contents list
//! - `headings.rs`, `marks.rs`, `blank_lines.rs`, `lines.rs`: layout
//! - `order.rs`: the order of each group
//!
//! The format of dates is decided in `dates/`. A rule asks for the habit it needs and reports nothing if there is none;
//! [`Conventions::describe`] lists the same questions. `votes/criteria.rs` has the numbers that a habit needs.

pub mod badges;
pub mod blank_lines;
pub mod contents;
mod convention;
pub mod entries;
pub mod headings;
pub mod indents;
pub mod lines;
pub mod links;
pub mod markers;
pub mod marks;
pub mod order;
pub mod papers;
pub mod parts;
pub mod presence;
pub mod sections;
pub mod sequence;
pub mod spacing;
pub mod template;
pub mod venues;

use std::sync::OnceLock;

use crate::{
    config::{self, BadgeOrder, Bullet, Config, DateExamples},
    dates::{DateHabit, DateVotes, Precision},
    list::{DatePlace, EntryGroup, List},
};
use badges::{BadgeTexts, Badges};
use blank_lines::BlankLines;
use contents::Contents;
pub use convention::{Convention, Topic};
use entries::Entries;
use headings::Headings;
use indents::Indents;
use lines::LineEnds;
use links::Links;
use markers::Markers;
use marks::Marks;
use order::{GroupOrder, Order};
use papers::PaperLinks;
use parts::Part;
use presence::BackLinks;
use sections::Sections;
use sequence::Sequences;
use spacing::BulletSpaces;
use template::Templates;
use venues::Venues;

/// The conventions of a list.
#[derive(Debug)]
pub struct Conventions<'t> {
    list: &'t List<'t>,
    /// The habits that the configuration overrides.
    config: Option<&'t Config>,
    /// The bullets.
    pub markers: Markers,
    /// The badges.
    pub badges: Badges<'t>,
    /// The wording of entries.
    pub entries: Entries<'t>,
    /// The format of dates, for each position in an entry.
    pub dates: Vec<(DatePlace, DateVotes)>,
    late: Late<'t>,
}

/// Declares the conventions that are learned on demand.
macro_rules! late {
    ($($(#[$doc:meta])* $name:ident: $type:ty = $learn:expr;)*) => {
        /// The conventions that only a few rules ask for: each is learned on the thread of the first rule that asks.
        #[derive(Debug, Default)]
        struct Late<'t> {
            $($name: OnceLock<$type>,)*
        }

        impl<'t> Conventions<'t> {
            $(
                $(#[$doc])*
                #[must_use]
                pub fn $name(&self) -> &$type {
                    let learn: fn(&Self) -> $type = $learn;
                    self.late.$name.get_or_init(|| learn(self))
                }
            )*
        }
    };
}

late! {
    /// The alternative texts of badges.
    badge_texts: BadgeTexts<'t> = |own| BadgeTexts::learn(own.list);
    /// The links back to the contents.
    back_links: BackLinks<'t> = |own| BackLinks::learn(own.list);
    /// The blank lines.
    blank_lines: BlankLines = |own| BlankLines::learn(own.list);
    /// The spaces after bullets.
    bullet_spaces: BulletSpaces<'t> = |own| BulletSpaces::learn(own.list);
    /// The contents list.
    contents: Contents = |own| Contents::learn(own.list);
    /// The headings.
    headings: Headings<'t> = |own| Headings::learn(own.list);
    /// The indentation of items.
    indents: Indents<'t> = |own| Indents::learn(own.list);
    /// The spaces at the ends of lines.
    line_ends: LineEnds = |own| LineEnds::learn(own.list);
    /// The links.
    links: Links = |own| Links::learn(own.list);
    /// The marks of emphasis, code and thematic breaks.
    marks: Marks = |own| Marks::learn(own.list);
    /// The pages of arXiv papers that links lead to.
    papers: PaperLinks = |own| {
        PaperLinks::learn(own.list, own.config.and_then(|config| config.conventions.paper_links))
    };
    /// The templates of entries.
    templates: Templates<'t> = |own| {
        Templates::learn(own.list, own.config.and_then(|config| config.conventions.separator.as_ref()))
    };
    /// The sequence of the elements of entries.
    parts: Sequences<Part<'t>> = |own| parts::learn(own.list);
    /// The empty sections.
    sections: Sections = |own| Sections::learn(own.list);
    /// The spellings of venues.
    venues: Venues<'t> = |own| Venues::learn(own.list);
    /// The order of each group, by the group's index.
    orders: Vec<Option<GroupOrder>> = |own| {
        let mut orders = order::learn(own.list, &own.markers);
        own.pin_orders(&mut orders);
        orders
    };
}

impl<'t> Conventions<'t> {
    /// Learns the conventions of a list.
    #[must_use]
    pub fn learn(list: &'t List<'t>) -> Self {
        Self::new(list, None)
    }

    /// Like [`Conventions::learn`], with habits from the configuration in place of learned ones.
    #[must_use]
    pub fn learn_with(list: &'t List<'t>, config: &'t Config) -> Self {
        Self::new(list, Some(config))
    }

    fn new(list: &'t List<'t>, config: Option<&'t Config>) -> Self {
        let asked = config.map(|config| &config.conventions);
        let badge_order = asked.and_then(|asked| asked.badge_order.as_ref());
        Self {
            list,
            config,
            markers: Markers::learn(list, asked.and_then(|asked| asked.bullet).map(Bullet::byte)),
            badges: Badges::learn(list, badge_order.map(BadgeOrder::names)),
            entries: Entries::learn(list, asked),
            dates: date_votes(list, asked),
            late: Late::default(),
        }
    }

    /// Returns the format of dates in a position.
    #[must_use]
    pub fn dates_in(&self, place: DatePlace) -> Option<DateHabit> {
        self.dates.iter().find(|(known, _)| *known == place).and_then(|(_, votes)| votes.habit())
    }

    /// Pins the groups to the order from the configuration. A group whose entries do not have the key of that order has
    /// no order, and neither has a part of a list that another bullet splits in two.
    fn pin_orders(&self, orders: &mut [Option<GroupOrder>]) {
        let Some(config) = self.config else { return };
        let parts = config.sections_of(self.list);
        for (group, order) in self.list.groups.iter().zip(orders) {
            let part = parts.get(group.section as usize).copied().flatten();
            let Some(asked) = part.and_then(|part| part.order).or(config.conventions.order) else { continue };
            let asked = match asked {
                config::Order::NewestFirst => Some(Order::NewestFirst),
                config::Order::OldestFirst => Some(Order::OldestFirst),
                config::Order::Alphabetical => Some(Order::Alphabetical),
                config::Order::None => None,
            };
            *order = asked
                .filter(|_| !self.markers.is_part(group.id))
                .and_then(|asked| order::asked(self.list, group, asked));
        }
    }

    /// Returns every question that has votes, by topic, and within a topic in document order.
    #[must_use]
    pub fn describe(&self) -> Vec<Convention> {
        let mut out = Vec::new();
        self.markers.describe(&mut out);
        self.indents().describe(&mut out);
        self.bullet_spaces().describe(&mut out);
        order::describe(self.list, self.orders(), &mut out);
        describe_dates(&self.dates, &mut out);
        self.entries.describe(&mut out);
        self.templates().describe(self.list, &mut out);
        parts::describe(self.parts(), &mut out);
        self.venues().describe(&mut out);
        presence::describe(self.list, &mut out);
        self.links().describe(&mut out);
        self.papers().describe(&mut out);
        self.badges.describe(&mut out);
        self.badge_texts().describe(&mut out);
        self.contents().describe(self.list, &mut out);
        self.back_links().describe(&mut out);
        self.sections().describe(&mut out);
        self.headings().describe(&mut out);
        self.marks().describe(&mut out);
        self.blank_lines().describe(self.list, &mut out);
        self.line_ends().describe(&mut out);
        out.sort_by_key(|row| row.topic);
        out
    }
}

/// Returns the votes on the format of dates. Dates are compared with those in the same position: the date of a news
/// item may have another format than that of a paper.
fn date_votes(list: &List, asked: Option<&config::Conventions>) -> Vec<(DatePlace, DateVotes)> {
    let mut all: Vec<(DatePlace, DateVotes)> = Vec::new();
    for date in list.dates.iter().filter(|date| date.place != DatePlace::Prose) {
        let at = all.iter().position(|(place, _)| *place == date.place).unwrap_or_else(|| {
            all.push((date.place, DateVotes::new()));
            all.len() - 1
        });
        all[at].1.add(&date.written);
    }
    for example in asked.and_then(|asked| asked.date.as_ref()).into_iter().flat_map(DateExamples::all) {
        for (_, votes) in &mut all {
            votes.pin(&example.text, example.written, example.precision);
        }
    }
    all
}

fn describe_dates(dates: &[(DatePlace, DateVotes)], out: &mut Vec<Convention>) {
    let places = [
        (DatePlace::Before, "before the title"),
        (DatePlace::After, "after the title"),
        (DatePlace::Field, "in fields"),
        (DatePlace::Badge, "in badges"),
    ];
    for (place, name) in places {
        let Some((_, votes)) = dates.iter().find(|(known, _)| *known == place) else { continue };
        for (precision, what) in [(Precision::Day, "to the day"), (Precision::Month, "to the month")] {
            let scope = format!("{name}, {what}");
            if let Some(example) = votes.pinned(precision) {
                out.push(Convention::asked(Topic::Dates, scope, "dates", example));
                continue;
            }
            for one in votes.answered(precision) {
                out.push(Convention::new(Topic::Dates, &*scope, one.voters, one.outcome).question(one.name));
            }
        }
    }
}

/// Returns the headings above a group, without the title of the list.
fn path(list: &List, group: &EntryGroup) -> String {
    let mut names = Vec::new();
    let mut next = Some(group.section);
    while let Some(section) = next.map(|id| list.section(id)) {
        if let Some(heading) = &section.heading
            && (section.level > 1 || names.is_empty())
        {
            names.push(heading.text.trim().trim_end_matches([':', '：']));
        }
        next = section.parent;
    }
    names.reverse();
    if names.is_empty() { "before the first heading".to_owned() } else { names.join(" › ") }
}

#[cfg(test)]
mod tests;
