//! Any text: every rule runs without a panic, and what it reports fits the text.

#![no_main]

#[path = "../../tests/common/mod.rs"]
mod common;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let findings = common::lint_text(text);
    if let Err(broken) = common::in_bounds(text, &findings) {
        panic!("{broken}");
    }
});
