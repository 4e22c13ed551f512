//! The fields of entries: what each part of an entry means.
//!
//! - `title.rs`: the title and the short name
//! - `description.rs`: the separator and the description after an entry's link
//! - `dates.rs`: dates, and their positions within entries
//! - `labels.rs`: words that name a kind of page

mod dates;
mod description;
mod labels;
mod title;

pub(super) use dates::read as read_dates;
pub(super) use description::described;
pub use description::{Separator, SeparatorKind};
pub use labels::{is_label, label_word};
pub(super) use title::names;
