//! What this list does, learnt by a vote among its entries.
//!
//! - `votes.rs`: tallies, and what makes a convention of them
//! - `contents.rs`: which sections the contents list names
//! - `badges.rs`: spelling, order and presence of badges
//! - `describe.rs`: all of them as plain data
//! - `entries.rs`: separators, full stops, capitals and labels
//! - `indents.rs`: how far items are indented
//! - `layout.rs`: markers
//! - `order.rs`: the order of each group
//! - `template.rs`: a configuration file of what a list does
//! - `pins.rs`: what the configuration asks for in the place of all these
//!
//! How dates are written is voted on in `dates/`. A rule asks for the convention it needs and is silent where
//! there is none.

pub mod badges;
pub mod contents;
pub mod describe;
pub mod entries;
pub mod indents;
pub mod layout;
pub mod order;
mod pins;
pub mod template;
pub mod votes;

use std::sync::OnceLock;

use crate::{
    config::{Config, PaperForm},
    dates::{DateConvention, FormatVotes},
    list::{DatePlace, List},
};
use badges::Badges;
use entries::Entries;
use layout::Markers;
use order::GroupOrder;

/// What a list does.
#[derive(Debug, Default)]
pub struct Conventions<'t> {
    /// The bullets.
    pub markers: Markers,
    /// The badges.
    pub badges: Badges<'t>,
    /// The wording of entries.
    pub entries: Entries<'t>,
    /// See [`Conventions::orders`].
    orders: OnceLock<Vec<Option<GroupOrder>>>,
    /// What asks for other orders than the list shows.
    config: Option<&'t Config>,
    /// How dates are written, for each place in an entry.
    pub dates: Vec<(DatePlace, FormatVotes)>,
    /// The page of a paper on arXiv that the configuration asks for.
    pub paper_links: Option<PaperForm>,
}

impl<'t> Conventions<'t> {
    /// Takes the votes.
    #[must_use]
    pub fn learn(list: &List<'t>) -> Self {
        let markers = Markers::learn(list);
        Self {
            badges: Badges::learn(list),
            entries: Entries::learn(list),
            orders: OnceLock::new(),
            config: None,
            dates: date_votes(list),
            markers,
            paper_links: None,
        }
    }

    /// The order of each group of the list that all this was learnt from, by the group's index. To learn them takes as
    /// long as all the rest, and one rule asks: so it is done on the thread of that rule, when it does.
    #[must_use]
    pub fn orders(&self, list: &List) -> &[Option<GroupOrder>] {
        self.orders.get_or_init(|| {
            let mut orders = order::learn(list, &self.markers);
            if let Some(config) = self.config {
                pins::pin_orders(list, config, &self.markers, &mut orders);
            }
            orders
        })
    }

    /// How the dates in a place are written.
    #[must_use]
    pub fn dates_in(&self, place: DatePlace) -> Option<DateConvention> {
        self.dates.iter().find(|(known, _)| *known == place).and_then(|(_, votes)| votes.convention())
    }
}

/// Dates are compared with those in the same kind of place: a news item may be dated otherwise than a paper.
fn date_votes(list: &List) -> Vec<(DatePlace, FormatVotes)> {
    let mut all: Vec<(DatePlace, FormatVotes)> = Vec::new();
    for date in list.dates.iter().filter(|date| date.place != DatePlace::Prose) {
        let at = all.iter().position(|(place, _)| *place == date.place).unwrap_or_else(|| {
            all.push((date.place, FormatVotes::new()));
            all.len() - 1
        });
        all[at].1.add(&date.written);
    }
    all
}
