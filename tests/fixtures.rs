//! Checks whole lists: each folder of `fixtures/lists` holds `README.md`, its `findings.txt`, and `fixed.md` if `--fix`
//! changes the list. `UPDATE_EXPECT=1 cargo test` updates the last two; read the differences before you commit them.

mod common;

use std::{
    fs,
    path::{Path, PathBuf},
};

use libtest_mimic::{Arguments, Failed, Trial};

fn main() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("fixtures/lists");
    let mut trials = Vec::new();
    for entry in fs::read_dir(folder).expect("the fixtures are part of the checkout").flatten() {
        let folder = entry.path();
        let name = entry.file_name().to_string_lossy().into_owned();
        let (one, two) = (folder.clone(), folder);
        trials.push(Trial::test(format!("{name}: findings and fixed text"), move || fixture(&one)));
        trials.push(Trial::test(format!("{name}: both parsers agree"), move || parsers_agree(&two)));
    }
    libtest_mimic::run(&Arguments::from_args(), trials).exit();
}

fn fixture(folder: &Path) -> Result<(), Failed> {
    let text = fs::read_to_string(folder.join("README.md"))?;
    let fixed = common::check_laws(&text)?;
    common::check_crlf(&text, &fixed)?;
    let coverage = common::lint_text(&text).coverage;
    let in_prose = match coverage.dates_in_prose {
        0 => String::new(),
        more => format!(" ({more} more in prose)"),
    };
    let mut findings = format!(
        "{} sections, {} entries, {} links, {} dates{in_prose}, {} badges\n",
        coverage.sections, coverage.entries, coverage.links, coverage.dates, coverage.badges
    );
    for line in common::lines_of(&text) {
        findings.push_str(&line);
        findings.push('\n');
    }
    if fixed != text {
        findings.push_str("after --fix\n");
        for line in common::lines_of(&fixed) {
            findings.push_str(&line);
            findings.push('\n');
        }
    }
    expect(&folder.join("findings.txt"), &findings)?;
    if fixed == text {
        if folder.join("fixed.md").exists() {
            return Err("a fixed.md, but --fix changes nothing".into());
        }
        return Ok(());
    }
    expect(&folder.join("fixed.md"), &fixed)
}

fn expect(file: &Path, actual: &str) -> Result<(), Failed> {
    let expected = fs::read_to_string(file).unwrap_or_default();
    if expected == actual {
        return Ok(());
    }
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        fs::write(file, actual)?;
        return Ok(());
    }
    Err(format!("{} differs; found:\n{actual}", file.display()).into())
}

/// Formats every block, link and image, as each parser reads it.
fn parsers_agree(folder: &Path) -> Result<(), Failed> {
    let text = fs::read_to_string(folder.join("README.md"))?;
    common::parsers::disagreement(&text).map_or(Ok(()), |found| Err(found.into()))
}
