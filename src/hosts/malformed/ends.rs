//! Spaces, invisible characters and stray marks copied from the text around a URL.

use super::{Malformed, has_plain_identifiers, scheme::second_url};
use crate::{
    characters::{is_invisible, is_joiner},
    hosts::{parts::UrlParts, sites::Site},
};

pub(super) fn defect(url: &str, parts: &UrlParts, site: Site) -> Option<Malformed> {
    if let Some(at) = second_url(parts, url) {
        let twice = url[..at] == url[at..];
        let defect = Malformed::new("is two URLs in one");
        return Some(if twice { defect.or_repair(&url[at..]) } else { defect });
    }
    let plain = url.bytes().all(|byte| byte.is_ascii_graphic());
    let space = if plain { None } else { inner_space(url) };
    space.or_else(|| stray_end(url, parts, site))
}

fn inner_space(url: &str) -> Option<Malformed> {
    // Joiners are needed inside emoji and some scripts.
    let is_needless = |c: char| is_invisible(c) && !is_joiner(c);
    if url.contains(is_needless) {
        let cleaned: String = url.chars().filter(|c| !is_needless(*c)).collect();
        return Some(Malformed::new("holds an invisible character").or_repair(cleaned));
    }
    let (at, space) = url.char_indices().find(|(_, c)| c.is_whitespace() || c.is_control())?;
    let rest = &url[at..];
    if rest.contains("://") {
        return Some(Malformed::new("is two URLs in one"));
    }
    let defect = Malformed::new("has a space inside");
    if rest.trim().is_empty() {
        return Some(defect.or_repair(url.trim_end()));
    }
    // A browser encodes it in the same way.
    let all_plain = space == ' ' && rest.chars().all(|c| c == ' ' || !(c.is_whitespace() || c.is_control()));
    Some(if all_plain { defect.or_repair(url.replace(' ', "%20")) } else { defect })
}

/// Marks at the end that close a bracket which the URL does not open, or that end a sentence.
fn stray_end(url: &str, parts: &UrlParts, site: Site) -> Option<Malformed> {
    let mut kept = url;
    while let Some(last) = kept.chars().next_back() {
        let before = &kept[..kept.len() - last.len_utf8()];
        if !is_stray(last, kept, before, parts, site) {
            break;
        }
        kept = before;
    }
    let stray = &url[kept.len()..];
    if stray.is_empty() {
        return None;
    }
    let defect = Malformed::new(format!("ends in a stray `{stray}`"));
    // A repository's name may end in a full stop, although few do.
    let unsure = site == Site::Github && stray.contains('.');
    Some(if unsure { defect } else { defect.or_repair(kept) })
}

fn is_stray(last: char, kept: &str, before: &str, parts: &UrlParts, site: Site) -> bool {
    match last {
        '>' | '<' | '"' | '`' | '”' | '“' => true,
        // A title in such a script may end like this.
        '。' | '，' | '、' | '；' | '：' => before.ends_with(|c: char| c.is_ascii()),
        '.' | ',' | ';' if parts.fragment.is_none() => {
            // A full stop after a host or a folder has no effect.
            let closes = before.chars().next_back().is_some_and(|mark| is_unopened(mark, before));
            is_name(site, parts) || closes || (ends_whole(before, parts) && (last != '.' || ends_in_file(before)))
        }
        mark => is_unopened(mark, kept),
    }
}

/// Brackets that a URL may contain in pairs.
const BRACKETS: &[(char, char)] =
    &[('(', ')'), ('[', ']'), ('{', '}'), ('（', '）'), ('【', '】'), ('「', '」'), ('《', '》')];

/// Returns whether a mark closes a bracket that the text does not open.
fn is_unopened(mark: char, text: &str) -> bool {
    BRACKETS
        .iter()
        .find(|(_, close)| *close == mark)
        .is_some_and(|(open, close)| text.matches(*close).count() > text.matches(*open).count())
}

/// Returns whether the URL ends in a name whose grammar does not allow the mark.
fn is_name(site: Site, parts: &UrlParts) -> bool {
    match site {
        Site::Github => parts.query.is_none() && parts.path.matches('/').count() == 2,
        _ => has_plain_identifiers(site),
    }
}

/// File extensions; text after one is not part of the name.
const ENDINGS: &[&str] = &[".html", ".htm", ".pdf", ".php", ".md", ".txt", ".png", ".jpg", ".svg", ".zip", ".aspx"];

/// Returns whether a URL is complete: a host, a folder, or a file with an extension.
fn ends_whole(url: &str, parts: &UrlParts) -> bool {
    // The mark may have been parsed as part of the host.
    let is_host = url.len() <= parts.prefix.len() + parts.authority.len();
    parts.query.is_none() && (is_host || url.ends_with('/') || ends_in_file(url))
}

fn ends_in_file(url: &str) -> bool {
    ENDINGS.iter().any(|ending| url.ends_with(ending))
}
