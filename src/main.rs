//! The command `awesome-lint`.

fn main() -> std::process::ExitCode {
    awesome_lint::cli::main()
}
