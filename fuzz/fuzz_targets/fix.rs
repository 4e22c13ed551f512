//! Any text: the laws of `tests/common`.

#![no_main]

#[path = "../../tests/common/mod.rs"]
mod common;
mod hook;

use libfuzzer_sys::fuzz_target;

fuzz_target!(init: hook::ignore_caught_panics(), |text: &str| {
    if let Err(broken) = common::check_laws(text).and_then(|fixed| common::check_crlf(text, &fixed)) {
        panic!("{broken}");
    }
});
