//! URLs that the grammar of a known host rules out.

use super::Malformed;
use crate::{
    hosts::{
        ArxivId, Repository,
        arxiv::{self, ArxivUrl, Flaw},
        parts::UrlParts,
        sites::Site,
    },
    suggest::closest,
    text::strip_prefix_ignore_case,
};

pub(super) fn defect(url: &str, parts: &UrlParts, site: Site) -> Option<Malformed> {
    match site {
        Site::Github => repository(parts),
        Site::Arxiv | Site::ArxivMirror => folder(parts).or_else(|| identifier(url, parts, site)),
        Site::ArxivView | Site::HuggingFace | Site::Doi => identifier(url, parts, site),
        _ => None,
    }
}

/// Finds `github.com//octo/tool` and `github.com/https://github.com/octo/tool`.
fn repository(parts: &UrlParts) -> Option<Malformed> {
    let path = parts.path.strip_prefix('/')?;
    if strip_prefix_ignore_case(path, "https://github.com/").is_some() {
        let rest = UrlParts { prefix: "", authority: "", path, ..*parts }.join();
        return Some(Malformed::new("is two URLs in one").or_repair(rest));
    }
    // Later in the path, text inside the repository is kept as it is.
    let head = path.match_indices('/').nth(2).map_or(path, |(at, _)| &path[..at]);
    if !head.contains("//") && !head.starts_with('/') {
        return None;
    }
    let single = with_single_slashes(parts.path);
    let defect = Malformed::new("has `//` where GitHub has `/`");
    let repaired = UrlParts { path: &single, ..*parts }.join();
    Some(if Repository::of_path(&single).is_some() { defect.or_repair(repaired) } else { defect })
}

pub(super) fn with_single_slashes(path: &str) -> String {
    let mut single = String::with_capacity(path.len());
    for c in path.chars() {
        if c != '/' || !single.ends_with('/') {
            single.push(c);
        }
    }
    single
}

/// Checks whether the folder before an identifier is missing, doubled, or followed by an extra slash.
fn folder(parts: &UrlParts) -> Option<Malformed> {
    if parts.path.contains("//") {
        let single = with_single_slashes(parts.path);
        let repaired = UrlParts { path: &single, ..*parts };
        let names_paper = ArxivUrl::of(&repaired, Site::Arxiv).is_some();
        return names_paper.then(|| Malformed::new("has `//` where arXiv has `/`").or_repair(repaired.join()));
    }
    let path = parts.path.strip_prefix('/')?;
    let (token, rest) = arxiv::token(path);
    let (id, extension) = arxiv::without_extension(token);
    if ArxivId::parse(id).is_some() && rest.trim_matches('/').is_empty() {
        let folder = if extension.is_empty() { "abs" } else { "pdf" };
        let path = format!("/{folder}/{token}");
        let repaired = UrlParts { path: &path, ..*parts }.join();
        return Some(Malformed::new(format!("has no `{folder}/` before the identifier")).or_repair(repaired));
    }
    for folder in ["abs", "pdf", "html"] {
        let twice = path.strip_prefix(folder).and_then(|path| path.strip_prefix('/'));
        let again = twice.and_then(|path| path.strip_prefix(folder)).filter(|path| path.starts_with('/'));
        if again.is_some() {
            let path = &parts.path[folder.len() + 1..];
            let repaired = UrlParts { path, ..*parts }.join();
            return Some(Malformed::new(format!("has `{folder}/` twice")).or_repair(repaired));
        }
    }
    None
}

fn identifier(url: &str, parts: &UrlParts, site: Site) -> Option<Malformed> {
    let place = arxiv::place(parts, site)?;
    // Older papers in that folder have no archive in the path.
    if parts.path.starts_with("/ftp/") {
        return None;
    }
    let (token, _) = arxiv::token(place.token);
    let (id, _) = arxiv::without_extension(token);
    let flaw = ArxivId::check(id).err()?;
    if id.is_empty() {
        return Some(Malformed::new("names no paper"));
    }
    Some(match flaw {
        Flaw::Digits { found, expected } => Malformed::new(format!(
            "has {found} digits after the dot of its arXiv identifier; those of that month have {expected}"
        )),
        Flaw::Month => Malformed::new("has an impossible month in its arXiv identifier"),
        Flaw::Zero => Malformed::new("has the number zero in its arXiv identifier"),
        Flaw::Version => {
            let defect = Malformed::new("has an impossible version after its arXiv identifier");
            match id.strip_suffix(['v', 'V']) {
                // The page of all versions links to each of them.
                Some(whole) => defect.or_repair(url.replacen(id, whole, 1)),
                None => defect,
            }
        }
        Flaw::Shape => match longest_identifier(id) {
            Some(whole) if is_encoded_space(&id[whole.len()..]) => {
                Malformed::new(format!("has a stray `{}` after its arXiv identifier", &id[whole.len()..]))
                    .or_repair(url.replacen(id, whole, 1))
            }
            _ => match mistyped_ending(id) {
                Some((whole, ending)) => Malformed::new(format!("ends in `{ending}` instead of `.pdf`"))
                    .or_repair(url.replacen(id, &format!("{whole}.pdf"), 1)),
                None => Malformed::new(format!("has no valid arXiv identifier: `{id}`")),
            },
        },
    })
}

/// Splits an identifier from an ending that is a misspelling of `.pdf`.
fn mistyped_ending(text: &str) -> Option<(&str, &str)> {
    let (id, ending) = text.split_at(text.rfind('.')?);
    ArxivId::parse(id)?;
    closest(&ending[1..], ["pdf"]).map(|_| (id, ending))
}

/// Returns the identifier at the start of a text.
fn longest_identifier(text: &str) -> Option<&str> {
    let end = text.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '.' | '/' | '-')))?;
    ArxivId::parse(&text[..end]).map(|_| &text[..end])
}

/// Returns whether a text consists of encoded spaces and closing brackets, such as `%20`.
fn is_encoded_space(text: &str) -> bool {
    let mut rest = text;
    while let Some(after) = ["%20", "%C2%A0", "%5D", "%E2%80%8B", "%EF%BC%89"]
        .iter()
        .find_map(|escape| strip_prefix_ignore_case(rest, escape))
    {
        rest = after;
    }
    rest.is_empty()
}
