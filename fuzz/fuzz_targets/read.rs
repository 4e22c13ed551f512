//! Any bytes: no panic, and every node, entry and date is within its parent.

#![no_main]

#[path = "../../tests/common/mod.rs"]
mod common;

use awesome_lint::{conventions::Conventions, list::List, markdown::Tree, offset, source::Source};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let Ok(source) = Source::from_bytes(data) else { return };
    if let Err(broken) = common::nested(source.text) {
        panic!("{broken}");
    }
    let tree = Tree::parse(&source);
    // Panics where a range cuts a character.
    assert!(tree.nodes().all(|node| node.text().len() == usize::from(node.range().len())));
    let list = List::read(&source, &tree);
    let _ = Conventions::learn(&list);
    for at in (0..=data.len()).filter(|&at| source.text.is_char_boundary(at)).step_by(7) {
        assert_eq!(source.position(offset(at)).offset, at);
    }
});
