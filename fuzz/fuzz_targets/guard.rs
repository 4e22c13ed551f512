//! Any text and any edits: the guard does not panic, and accepts no lost word as a change of layout.

#![no_main]

#[path = "../../tests/common/mod.rs"]
mod common;
mod hook;

use arbitrary::Arbitrary;
use awesome_lint::{
    edit::{Edit, Phase, splice},
    guard::verify,
    range,
};
use libfuzzer_sys::fuzz_target;

#[derive(Debug, Arbitrary)]
struct Change<'d> {
    /// Bytes between the edit before and this one.
    skip: u8,
    /// Bytes that are replaced.
    length: u8,
    content: &'d str,
}

#[derive(Debug, Arbitrary)]
struct Input<'d> {
    phase: u8,
    changes: Vec<Change<'d>>,
    text: &'d str,
}

fuzz_target!(init: hook::ignore_caught_panics(), |input: Input| {
    let text = input.text;
    let boundary = |at: usize| (at.min(text.len())..=text.len()).find(|&at| text.is_char_boundary(at)).unwrap_or(0);
    let mut at = 0;
    let mut edits = Vec::new();
    for change in input.changes.iter().take(16) {
        let start = boundary(at + usize::from(change.skip));
        at = boundary(start + usize::from(change.length));
        edits.push(Edit::replace(range(start, at), change.content));
        // Two insertions at one place have no order.
        at += 1;
    }
    edits.sort();
    edits.dedup();
    let Ok(after) = splice(text, &edits) else { return };
    let phase = [Phase::Content, Phase::Order, Phase::Layout][usize::from(input.phase) % 3];
    if verify(text, &after, &edits, phase).is_ok() && phase == Phase::Layout {
        // The number written on an item need not be the one shown, and a task's tick has two letter cases.
        let (before, behind) = (text.to_lowercase(), after.to_lowercase());
        for (word, count) in common::words(&before).iter().filter(|(word, _)| !word.bytes().all(|b| b.is_ascii_digit())) {
            assert_eq!(common::words(&behind).get(word), Some(count), "the word {word:?} in {after:?}");
        }
    }
});
