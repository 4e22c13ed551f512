//! What the configuration asks for, in the place of what a list shows.

use super::{
    Conventions,
    entries::{Pinned, Spelling},
    layout::Markers,
    order::{self, GroupOrder, Order},
};
use crate::{
    config::{self, BadgeOrder, Bullet, Config},
    list::List,
};

impl<'t> Conventions<'t> {
    /// As [`Conventions::learn`], with what the configuration asks for in the place of what was learnt.
    #[must_use]
    pub fn learn_with(list: &List<'t>, config: &'t Config) -> Self {
        let mut own = Self::learn(list);
        let asked = &config.conventions;
        if let Some(bullet) = asked.bullet.map(Bullet::byte) {
            own.markers.pin(list, bullet);
        }
        own.entries.pinned = Pinned {
            separator: asked.separator.as_ref().map(Spelling::from),
            full_stop: asked.full_stop,
            capital: asked.capital,
        };
        own.badges.pinned = asked.badge_order.as_ref().map(BadgeOrder::names);
        own.paper_links = asked.paper_links;
        own.config = Some(config).filter(|config| asked.order.is_some() || !config.sections.is_empty());
        if let Some(examples) = &asked.date {
            for (_, votes) in &mut own.dates {
                for example in examples.all() {
                    votes.pin(&example.text, example.written, example.precision);
                }
            }
        }
        own
    }
}

/// Of each group; one whose entries lack what the order goes by has none, and neither has a part of a list that another
/// bullet cuts in two.
pub(super) fn pin_orders(list: &List, config: &Config, markers: &Markers, orders: &mut [Option<GroupOrder>]) {
    let parts = config.sections_of(list);
    for (group, order) in list.groups.iter().zip(orders) {
        let part = parts.get(group.section as usize).copied().flatten();
        let Some(asked) = part.and_then(|part| part.order).or(config.conventions.order) else { continue };
        if markers.is_part(group.id) {
            *order = None;
            continue;
        }
        *order = match asked {
            config::Order::NewestFirst => order::asked(list, group, Order::NewestFirst),
            config::Order::OldestFirst => order::asked(list, group, Order::OldestFirst),
            config::Order::Alphabetical => order::asked(list, group, Order::Alphabetical),
            config::Order::None => None,
        };
    }
}
