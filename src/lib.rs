//! A linter and formatter for awesome lists.
//!
//! Data flows in one direction, each module one step further. The modules are in layers, and each imports only lower
//! layers (ARCHITECTURE.md has the details):
//!
//! ```text
//! bytes ─ source ─→ Source ─ markdown ─→ Tree ─ list ─→ List ─ conventions ─→ Conventions
//!       ─ lint + rules ─→ [Diagnostic] ─ fix + guard ─→ text ─ report ─→ what a person reads
//! ```
//!
//! The core does no input or output, reads no clock and starts no threads: today's date is an argument. The feature
//! `cli` (on by default) adds the command line and the reports.

mod characters;
#[cfg(feature = "cli")]
pub mod cli;
pub mod config;
pub mod conventions;
pub mod dates;
pub mod diagnostic;
pub mod edit;
pub mod export;
pub mod files;
pub mod fix;
pub mod fork_join;
pub mod guard;
pub mod hosts;
pub mod lint;
pub mod list;
pub mod markdown;
pub mod people;
#[cfg(feature = "cli")]
pub mod report;
pub mod rule;
pub mod rules;
pub mod source;
mod suggest;
pub mod suppress;
pub mod text;
pub mod venues;
pub mod votes;
mod words;

pub use text_size::{TextRange, TextSize};

/// Returns the range of bytes `start..end`.
///
/// # Panics
/// If an offset does not fit in 32 bits; [`source::Source`] accepts no text of that size.
#[must_use]
pub fn range(start: usize, end: usize) -> TextRange {
    TextRange::new(offset(start), offset(end))
}

/// Returns a byte offset.
///
/// # Panics
/// If it does not fit in 32 bits, see [`range`].
#[must_use]
pub fn offset(at: usize) -> TextSize {
    TextSize::try_from(at).expect("Source admits no text of 4 GiB or more")
}
