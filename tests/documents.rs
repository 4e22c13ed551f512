//! Checks the examples in `docs`: configurations can be read, and comments have an effect.

use std::{fs, path::Path};

use awesome_lint::{
    config::Config,
    files::Files,
    lint::{Options, lint},
    source::Source,
};

/// Returns the fences of a page: the text after the backticks, and the content.
fn fences(page: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut open: Option<(String, String)> = None;
    for line in page.lines() {
        match (open.take(), line.strip_prefix("```")) {
            (None, Some(info)) => open = Some((info.to_owned(), String::new())),
            (Some(done), Some(_)) => found.push(done),
            (Some((info, text)), None) => open = Some((info, format!("{text}{line}\n"))),
            (None, None) => {}
        }
    }
    found
}

fn examples(kind: &str) -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs");
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("the folder is part of the checkout").flatten() {
        let page = fs::read_to_string(entry.path()).expect("pages are text").replace("\r\n", "\n");
        let name = entry.file_name().to_string_lossy().into_owned();
        let fences = fences(&page).into_iter().filter(|(info, _)| info == kind);
        found.extend(fences.map(|(_, text)| (name.clone(), text)));
    }
    found
}

#[test]
fn configurations_can_be_read() {
    let found = examples("toml");
    assert!(found.len() > 5, "{found:?}");
    for (page, text) in found {
        if let Err(error) = Config::parse(&text, None, &awesome_lint::rules::NAMES) {
            panic!("{page}: {error:?}\n{text}");
        }
    }
}

#[test]
fn comments_have_their_effect() {
    let found = examples("md suppressed");
    assert!(found.len() > 1, "{found:?}");
    let options = Options { files: Some(Files::new(|_| Some(false))), ..Options::default() };
    for (page, text) in found {
        let findings = |text: &str| lint(&Source::new(text).expect("examples are small"), &options);
        let with = findings(&text);
        let left: Vec<_> = with.diagnostics.iter().map(|found| (found.rule, &found.message)).collect();
        assert!(left.is_empty(), "{page}: {left:?}");
        // Each comment is needed.
        for (at, _) in text.match_indices("<!--") {
            let comment = &text[at..text[at..].find("-->").map_or(text.len(), |end| at + end)];
            let without = format!("{}<!-- not{}", &text[..at], &text[at + 4..]);
            let ends = comment.contains(" enable ") || comment.contains("lint enable");
            assert!(ends || !findings(&without).diagnostics.is_empty(), "{page}: `{comment}` has no effect");
        }
    }
}
