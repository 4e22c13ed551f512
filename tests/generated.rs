//! Checks the documents: generated parts are current, and everything that they name exists.
//!
//! Parts between `<!-- begin NAME -->` and `<!-- end NAME -->` are updated by `UPDATE_EXPECT=1 cargo test`.
#![cfg(feature = "cli")]

#[path = "common/picture.rs"]
mod picture;

use std::{
    collections::{BTreeSet, HashSet},
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use awesome_lint::{
    config::Preset,
    list::List,
    markdown::{Kind, NodeRef, Tree},
    rule::{Fixes, Rule},
    rules::RULES,
    source::Source,
    votes::{Quorum, criteria},
};

/// The list whose findings README.md counts.
const COUNTED: &str = "fixtures/lists/badge-lines/README.md";

/// The list in the picture of a run, and the commands.
const SHOWN: &str = "fixtures/lists/tea-papers/README.md";
const RUNS: [&[&str]; 2] = [&["README.md"], &["--fix", "--unsafe-fixes", "README.md"]];

#[test]
fn the_readme_is_current() {
    let mut table = head("");
    for rule in RULES {
        table.push_str(&row(rule, "rules/"));
    }
    current("README.md", "rules", &table);
    current("README.md", "counts", &run(&["--statistics", COUNTED]));
}

#[test]
fn the_numbers_in_the_architecture_are_current() {
    let mut table = String::from("| convention | who votes | votes | share | compared with |\n|---|---|---|---|---|\n");
    for one in criteria::ALL {
        let or = |number: fn(&Quorum) -> String| one.quorums.iter().map(number).collect::<Vec<_>>().join(" or ");
        let (votes, share) = (
            or(|quorum| format!("{}{}", quorum.votes, if quorum.for_it { " for it" } else { "" })),
            or(|quorum| quorum.share.to_string()),
        );
        let _ = writeln!(table, "| {} | {} | {votes} | {share} | {} |", one.convention, one.voters, one.compared_with);
    }
    current("ARCHITECTURE.md", "criteria", &table);
}

/// To update the picture: `UPDATE_EXPECT=1 cargo test --test generated`.
#[test]
fn the_picture_shows_a_run() {
    let drawn = picture::svg(&shown(true), "A list is checked, then fixed", 100);
    current_file("docs/picture.svg", &drawn);
    // The words in the picture are the program's output.
    assert_eq!(picture::words(&read("docs/picture.svg")), shown(false));
}

/// Returns the program's terminal output for the commands of the picture, in sequence.
fn shown(coloured: bool) -> String {
    let folder = tempfile::tempdir().expect("there is a place for temporary files");
    fs::write(folder.path().join("README.md"), read(SHOWN)).expect("the folder was just made");
    let mut shown = String::new();
    for args in RUNS {
        let mut command = Command::new(env!("CARGO_BIN_EXE_awesome-lint"));
        command.args(args).current_dir(folder.path());
        command.env_remove("NO_COLOR").env_remove("CLICOLOR_FORCE");
        command.env(if coloured { "CLICOLOR_FORCE" } else { "NO_COLOR" }, "1");
        let output = command.output().expect("the program was built for this test");
        assert_eq!(String::from_utf8_lossy(&output.stderr), "");
        let printed = String::from_utf8(output.stdout).expect("reports are UTF-8");
        let command = format!("awesome-lint {}", args.join(" "));
        let command =
            if coloured { format!("\x1b[32m$\x1b[0m \x1b[1m{command}\x1b[0m") } else { format!("$ {command}") };
        shown.push_str(&format!("{command}\n{}\n\n", printed.trim_end()));
    }
    shown.truncate(shown.trim_end().len() + 1);
    shown
}

/// Checks `SUMMARY.md`, the contents of the site that `tests/scripts/site.sh` builds.
#[test]
fn the_contents_of_the_site_are_current() {
    let mut chapters: Vec<String> = documents().into_iter().filter(|file| !file.starts_with("rules/")).collect();
    chapters.retain(|file| file != "README.md" && file != "SUMMARY.md");
    let (use_it, inside): (Vec<String>, Vec<String>) = chapters.into_iter().partition(|file| file.starts_with("docs/"));
    let list =
        |files: Vec<String>| files.iter().map(|file| format!("- [{}]({file})\n", title(file))).collect::<String>();
    let rules: String = RULES.iter().map(|rule| format!("  - [{0}](rules/{0}.md)\n", rule.name)).collect();
    let summary = format!(
        "# Summary\n\n<!-- Written by `UPDATE_EXPECT=1 cargo test --test generated`. -->\n\n\
         [awesome-lint](README.md)\n\n# Using it\n\n{}- [Rules](rules/README.md)\n{rules}\n# Inside\n\n{}",
        list(use_it),
        list(inside)
    );
    current_file("SUMMARY.md", &summary);
}

/// Returns the title of a document, without marks.
fn title(file: &str) -> String {
    let text = read(file);
    let title = text.lines().next().and_then(|line| line.strip_prefix("# "));
    title.unwrap_or_else(|| panic!("{file} does not begin with its title")).replace('`', "")
}

/// Runs the rules on links and layout on the documents themselves.
#[test]
fn the_documents_pass_their_own_rules() {
    let rules = "link-anchor,link-brackets,link-canonical,link-empty,link-malformed,link-reference,link-relative,\
        link-scheme,link-text,heading-duplicate,heading-level,heading-punctuation,heading-space,table-cells,\
        trailing-whitespace,blank-lines,final-newline,line-endings,list-marker,invisible-character";
    let mut command = command();
    command.args(["--isolated", "--quiet", "--output-format", "concise", "--select", rules]).args(documents());
    let output = command.output().expect("the program was built for this test");
    let printed = format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert_eq!(printed, "");
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn the_architecture_names_all_modules() {
    let text = read("ARCHITECTURE.md");
    let (_, modules) = text.split_once("\n## The modules\n").expect("it has a chapter on modules");
    let modules = modules.split_once("\n## ").map_or(modules, |(modules, _)| modules);
    let mut seen = 0;
    for entry in fs::read_dir(root().join("src")).expect("the folder is part of the checkout").flatten() {
        let path = entry.path();
        let name = path.file_stem().expect("files have names").to_string_lossy().into_owned();
        if name == "lib" || name == "main" {
            continue;
        }
        // The name is in bold at the start of its paragraph: **`fix`**, **`rule`, `rules` and `lint`.**
        let described = modules.split("\n\n").any(|paragraph| {
            let bold = paragraph.trim_start().strip_prefix("**").and_then(|rest| rest.split_once("**"));
            bold.is_some_and(|(bold, _)| bold.contains(&format!("`{name}`")))
        });
        assert!(described, "ARCHITECTURE.md has no paragraph on `{name}`");
        seen += 1;
    }
    assert!(seen > 15, "only {seen} modules were seen");
}

/// Checks that both tables of tests name each harness and each script, and nothing else.
#[test]
fn the_contributing_page_names_all_tests() {
    let page = read("CONTRIBUTING.md");
    let rows = page.lines().filter_map(|line| line.strip_prefix("| `tests/")?.split_once("` |"));
    let named: BTreeSet<String> = rows.map(|(name, _)| format!("tests/{name}")).collect();
    let mut present = BTreeSet::new();
    for (folder, extension) in [("tests", "rs"), ("tests/scripts", "sh")] {
        for entry in fs::read_dir(root().join(folder)).expect("the folder is part of the checkout").flatten() {
            let path = entry.path();
            // `tools.sh` is part of the other scripts.
            if path.extension().is_some_and(|found| found == extension) && !path.ends_with("tools.sh") {
                present.insert(format!("{folder}/{}", entry.file_name().to_string_lossy()));
            }
        }
    }
    assert_eq!(named, present);
}

/// The list in docs/export.md.
const EXPORTED: &str = "fixtures/cli/export.in/README.md";

#[test]
fn the_page_on_exports_is_current() {
    current("docs/export.md", "list", &format!("```markdown\n{}```\n", read(EXPORTED)));
    for format in ["json", "csv", "bibtex"] {
        current("docs/export.md", format, &run(&["export", "--output-format", format, EXPORTED]));
    }
}

#[test]
fn the_page_of_the_preset_is_current() {
    let text = Preset::Awesome.text();
    // The first line is for readers of the file alone.
    let text = text.split_once("\n\n").map_or(text, |(_, rest)| rest);
    current("docs/preset-awesome.md", "awesome", &format!("```toml\n{text}```\n"));
}

#[test]
fn the_index_of_rules_is_current() {
    let mut index = String::new();
    let mut topics: Vec<&str> = Vec::new();
    for rule in RULES {
        let topic = topic(rule);
        if topics.last() != Some(&topic) {
            assert!(!topics.contains(&topic), "`{}` is separated from the other rules of its topic", rule.name);
            topics.push(topic);
            let _ = write!(index, "\n## {topic}\n{}", head("\n"));
        }
        index.push_str(&row(rule, ""));
    }
    current("rules/README.md", "rules", index.trim_start());
}

/// Checks that the names of rules begin with their topic.
fn topic(rule: &Rule) -> &'static str {
    match rule.name.split('-').next() {
        Some("no") => "The whole list",
        Some("link") => "Links",
        Some("badge") => "Badges",
        Some("date") => "Dates",
        Some("entry") => "Entries",
        _ => "Structure and layout",
    }
}

fn head(before: &str) -> String {
    format!("{before}| rule | finds | severity | fix |\n|---|---|---|---|\n")
}

fn row(rule: &Rule, folder: &str) -> String {
    let (name, severity) = (rule.name, rule.severity.name());
    format!("| [{name}]({folder}{name}.md) | {} | {severity} | {} |\n", rule.summary().replace('|', "\\|"), fix(rule))
}

/// Returns whether a rule has fixes, and whether they need review according to the examples of its page.
fn fix(rule: &Rule) -> String {
    let often = match rule.fixes {
        Fixes::Never => return "–".to_owned(),
        Fixes::Sometimes => "sometimes",
        Fixes::Always => "always",
    };
    let review = match (rule.page.contains("\n```md fixed"), rule.page.contains("\n```md unsafe")) {
        (_, false) => "",
        (true, true) => ", some need review",
        (false, true) => ", needs review",
    };
    format!("{often}{review}")
}

/// A command and its output.
fn run(args: &[&str]) -> String {
    let output = command().args(args).output().expect("the program was built for this test");
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    let printed = String::from_utf8(output.stdout).expect("reports are UTF-8");
    // Git reports this as an error at the end of a line.
    let lines: Vec<&str> = printed.trim_end().lines().map(str::trim_end).collect();
    format!("```text\n$ awesome-lint {}\n{}\n```\n", args.join(" "), lines.join("\n"))
}

fn command() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_awesome-lint"));
    command.current_dir(root()).env("NO_COLOR", "1").env_remove("CLICOLOR_FORCE");
    command
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Checks that a file is current, or updates it.
fn current_file(file: &str, generated: &str) {
    let path = root().join(file);
    if path.exists() && read(file) == generated {
        return;
    }
    assert!(std::env::var_os("UPDATE_EXPECT").is_some(), "{file} is not current; UPDATE_EXPECT=1");
    fs::write(path, generated).expect("the checkout can be written");
}

/// Checks that a part of a document is current, or updates it.
fn current(file: &str, name: &str, generated: &str) {
    // Two tests may update one document.
    static WRITING: std::sync::Mutex<()> = std::sync::Mutex::new(());
    let _one_at_a_time = WRITING.lock();
    let (path, text) = (root().join(file), read(file));
    let (begin, end) = (format!("<!-- begin {name} -->\n"), format!("<!-- end {name} -->\n"));
    let part = text.split_once(&begin).and_then(|(before, rest)| Some((before, rest.split_once(&end)?)));
    let Some((before, (found, after))) = part else { panic!("{file} has no part `{name}`") };
    let expected = format!("\n{generated}\n");
    if found == expected {
        return;
    }
    assert!(std::env::var_os("UPDATE_EXPECT").is_some(), "{file}: the part `{name}` is not current; UPDATE_EXPECT=1");
    fs::write(path, format!("{before}{begin}{expected}{end}{after}")).expect("the checkout can be written");
}

fn read(file: &str) -> String {
    // Git may check out text files with CRLF.
    fs::read_to_string(root().join(file)).unwrap_or_else(|error| panic!("{file}: {error}")).replace("\r\n", "\n")
}

/// Returns the documents, as paths from the root.
fn documents() -> Vec<String> {
    let mut found = Vec::new();
    for folder in ["", "docs/", "rules/"] {
        for entry in fs::read_dir(root().join(folder)).expect("the folder is part of the checkout").flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            if Path::new(&name).extension().is_some_and(|extension| extension == "md") {
                found.push(format!("{folder}{name}"));
            }
        }
    }
    found.sort();
    found
}

#[test]
fn links_between_documents_lead_somewhere() {
    let mut seen = 0;
    for file in documents() {
        let text = read(&file);
        let source = Source::new(&text).expect("documents are small");
        let tree = Tree::parse(&source);
        for link in tree.nodes().filter_map(NodeRef::link) {
            let url = &*link.url;
            if url.contains("://") || url.starts_with("mailto:") {
                continue;
            }
            let (path, anchor) = url.split_once('#').map_or((url, None), |(path, anchor)| (path, Some(anchor)));
            let folder = Path::new(&file).parent().unwrap_or(Path::new(""));
            let target = if path.is_empty() { PathBuf::from(&file) } else { folder.join(path) };
            assert!(root().join(&target).exists(), "{file}: `{url}` leads to no file");
            if let Some(anchor) = anchor {
                let target = target.to_string_lossy();
                assert!(has_anchor(&read(&target), anchor), "{file}: `{url}` leads to no heading of {target}");
            }
            seen += 1;
        }
    }
    assert!(seen > RULES.len(), "only {seen} links were seen");
}

fn has_anchor(text: &str, anchor: &str) -> bool {
    let source = Source::new(text).expect("documents are small");
    List::read(&source, &Tree::parse(&source)).anchors.has(anchor)
}

#[test]
fn options_in_the_documents_exist() {
    let mut known = HashSet::new();
    for args in
        [&["help"][..], &["--help"], &["help", "rules"], &["help", "explain"], &["help", "export"], &["help", "init"]]
    {
        let output = command().args(args).output().expect("the program was built for this test");
        known.extend(options(&String::from_utf8_lossy(&output.stdout)));
    }
    assert!(known.contains("--fix") && known.contains("-v"), "{known:?}");
    let mut seen = HashSet::new();
    for file in documents() {
        let text = read(&file);
        let source = Source::new(&text).expect("documents are small");
        let tree = Tree::parse(&source);
        for span in tree.nodes().filter(|node| node.kind() == Kind::Code).map(|node| node.text().trim_matches('`')) {
            // Cargo has its own options, and a comment in HTML has none.
            if span.starts_with("cargo ") || span.contains(" cargo ") || span.starts_with("<!--") {
                continue;
            }
            for option in options(span) {
                assert!(known.contains(&option), "{file}: `{span}` names an option that --help does not know");
                seen.insert(option);
            }
        }
    }
    assert!(seen.len() > 10, "only {seen:?} were seen");
}

/// Checks that each command in a fence is accepted by the program: with `--help` at the end, it prints its help.
/// Options before that are read first, so a wrong one is an error. Pipes and comments belong to the shell.
#[test]
fn commands_in_the_documents_are_taken() {
    let mut seen = 0;
    for file in documents() {
        for line in read(&file).lines() {
            let Some(words) = line.strip_prefix("$ awesome-lint") else { continue };
            let words = words.split(['#', '<', '>', '|']).next().unwrap_or_default();
            let output = command().args(words.split_whitespace()).arg("--help").output();
            let output = output.expect("the program was built for this test");
            assert!(output.status.success(), "{file}: {line}\n{}", String::from_utf8_lossy(&output.stderr));
            // A path may be anything, and so may the example of an unknown command.
            if let Some(path) = words.split_whitespace().find(|word| word.starts_with("fixtures/")) {
                assert!(root().join(path).exists(), "{file}: {line}");
            }
            seen += 1;
        }
    }
    assert!(seen > 10, "only {seen} were seen");
}

/// Returns whether a word has the form of an option: `--fix`, `-v`.
fn options(text: &str) -> HashSet<String> {
    let is_option = |word: &&str| match word.strip_prefix("--") {
        Some(name) => name.starts_with(|c: char| c.is_ascii_lowercase()),
        None => word.len() == 2 && word.starts_with('-') && word.ends_with(|c: char| c.is_ascii_alphabetic()),
    };
    let words = text.split(|c: char| !(c.is_ascii_alphanumeric() || c == '-'));
    words.filter(is_option).map(str::to_owned).collect()
}
