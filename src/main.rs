//! The command `awesome-lint`.

fn main() {}
