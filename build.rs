//! Says how the program is linked.

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    let is = |variable: &str, value: &str| std::env::var(variable).is_ok_and(|own| own == value);
    // A program that may lie anywhere in memory is patched at 15,000 places before its first line runs, most of them in
    // tables of HTML entities: a third of the time that `--version` takes. That it may lie anywhere guards against
    // errors of memory, which safe Rust does not have.
    let is_patched_at_start = is("CARGO_CFG_TARGET_OS", "linux") && is("CARGO_CFG_TARGET_ENV", "gnu");
    if is_patched_at_start && is("PROFILE", "release") {
        println!("cargo::rustc-link-arg-bins=-no-pie");
    }
}
