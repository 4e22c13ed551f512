//! A scheme that is missing, mistyped or doubled.

use std::sync::LazyLock;

use super::Malformed;
use crate::{
    hosts::{
        canonical::secure,
        parts::{UrlParts, lower_host},
        sites::{HOST_ENDINGS, is_known},
    },
    text::strip_prefix_ignore_case,
    words,
};

/// Common typing mistakes in `http` and `https` in lowercase letters, and the intended schemes.
static MISTYPED: LazyLock<Vec<(&str, &str)>> =
    LazyLock::new(|| words::read_pairs(include_str!("mistyped.txt")).collect());

/// The length in bytes of the longest of [`MISTYPED`] with a mark or two.
const LONGEST: usize = 16;

pub(super) fn defect(url: &str) -> Option<Malformed> {
    let after = strip_prefix_ignore_case(url, "https://").or_else(|| strip_prefix_ignore_case(url, "http://"));
    match after {
        Some(rest) => doubled(url, rest),
        None => mistyped(url).or_else(|| stray_start(url)).or_else(|| missing(url)),
    }
}

/// Finds `https://https://x`, `https://https//x`, `https://https:/x`, and an extra slash.
fn doubled(url: &str, rest: &str) -> Option<Malformed> {
    let outer = &url[..url.len() - rest.len()];
    if rest.starts_with('/') {
        let meant = rest.trim_start_matches('/');
        let written = &url[..url.len() - meant.len()];
        return Some(no_beginning(written).or_repair(format!("{outer}{meant}")));
    }
    let (inner, meant) = scheme_at_start(rest)?;
    let defect = Malformed::new("has its scheme twice");
    let repair = format!("{inner}://{meant}");
    if strip_prefix_ignore_case(outer, inner).is_some_and(|after| after == "://") {
        return Some(defect.or_repair(repair));
    }
    // Both are equally good if the host serves both schemes.
    let secured = if inner == "https" { secure(&format!("http://{meant}")) } else { secure(&repair) };
    Some(match secured {
        Some(repair) => defect.or_repair(repair),
        None => defect,
    })
}

/// Finds `htps://x`, `https:/x`, `https//x`, `http:s//x`; also `http:http://x`.
fn mistyped(url: &str) -> Option<Malformed> {
    let (meant_scheme, meant) = scheme_at_start(url)?;
    if meant.starts_with(char::is_whitespace) {
        let repair = format!("{meant_scheme}://{}", meant.trim_start().trim_start_matches('/'));
        return Some(Malformed::new("has a space in its scheme").or_repair(repair));
    }
    if strip_prefix_ignore_case(meant, "https://").or_else(|| strip_prefix_ignore_case(meant, "http://")).is_some() {
        return Some(Malformed::new("has its scheme twice").or_repair(meant));
    }
    let written = &url[..url.len() - meant.len()];
    let repair = format!("{meant_scheme}://{meant}");
    Some(no_beginning(written).or_repair(secure(&repair).unwrap_or(repair)))
}

fn no_beginning(written: &str) -> Malformed {
    Malformed::new(format!("has a wrong scheme: `{written}` instead of `https://`"))
}

/// Returns a prefix that is intended as a scheme, and the text after it. A file can have the name `http`, so a colon or
/// two slashes are required.
fn scheme_at_start(text: &str) -> Option<(&'static str, &str)> {
    let mut letters = [0; LONGEST];
    let mut length = 0;
    let mut colon = false;
    let mut end = 0;
    for (at, c) in text.char_indices() {
        match c {
            'a'..='z' | 'A'..='Z' if length < LONGEST && (!colon || text[at..].starts_with("s//")) => {
                letters[length] = c.to_ascii_lowercase() as u8;
                length += 1;
            }
            ':' | ';' | '：' | '；' | '.' if !colon && at > 0 => colon = true,
            _ => break,
        }
        end = at + c.len_utf8();
    }
    let word = std::str::from_utf8(&letters[..length]).ok()?;
    let (_, meant) = MISTYPED.iter().find(|(mistyped, _)| *mistyped == word)?;
    let rest = text[end..].trim_start_matches(['/', '\\', '／']);
    let slashes = text.len() - end - rest.len();
    // `http:` alone, as in `http:example.org`, is a scheme; `https.` or `htt.` is a scheme only before two slashes.
    let has_colon = colon && (text[..end].ends_with(':') || slashes >= 2);
    ((has_colon || slashes >= 2) && !rest.is_empty()).then_some((*meant, rest))
}

/// Pairs of marks around a URL; marks without a partner only come before it.
const AROUND: &[(char, Option<char>)] = &[
    ('(', Some(')')),
    ('[', Some(']')),
    ('{', Some('}')),
    ('<', Some('>')),
    ('"', Some('"')),
    ('\'', Some('\'')),
    ('`', Some('`')),
    ('*', Some('*')),
    ('（', Some('）')),
    ('【', Some('】')),
    ('「', Some('」')),
    ('《', Some('》')),
    ('“', Some('”')),
    ('‘', Some('’')),
    (':', None),
    ('：', None),
];

/// Checks for `(https://x)`, and for a whole Markdown link.
fn stray_start(url: &str) -> Option<Malformed> {
    let (first, partner) = AROUND.iter().find(|(first, _)| url.starts_with(*first))?;
    let rest = &url[first.len_utf8()..];
    if !is_web_start(rest) {
        return None;
    }
    if let Some((label, target)) = rest.strip_suffix(')').and_then(|link| link.split_once("](")) {
        let defect = Malformed::new("is a whole Markdown link");
        return Some(if label == target { defect.or_repair(target) } else { defect });
    }
    let inner = partner.and_then(|partner| rest.strip_suffix(partner)).unwrap_or(rest);
    Some(Malformed::new(format!("begins with a stray `{first}`")).or_repair(inner))
}

pub(super) fn is_web_start(text: &str) -> bool {
    strip_prefix_ignore_case(text, "https://").or_else(|| strip_prefix_ignore_case(text, "http://")).is_some()
}

/// Checks for `github.com/x`, `www.x.org`, `a@example.org`: intended as a page or an address, but parsed as a file's
/// name.
fn missing(url: &str) -> Option<Malformed> {
    let first = &url[..memchr::memchr3(b'/', b'?', b'#', url.as_bytes()).unwrap_or(url.len())];
    if !first.contains('.') || first.starts_with('.') || first.contains(char::is_whitespace) {
        return None;
    }
    if let Some((user, host)) = first.split_once('@') {
        let is_address = first.len() == url.len()
            && !user.is_empty()
            && user.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'-' | b'+'))
            && is_host_name(host);
        return is_address.then(|| {
            let defect = Malformed::new("has no `mailto:`, so it leads into the list's own repository");
            defect.or_repair(format!("mailto:{url}"))
        });
    }
    // Text that looks like a scheme may be a host with a port.
    let host = first.split_once(':').map_or(first, |(host, port)| {
        if !port.is_empty() && port.bytes().all(|byte| byte.is_ascii_digit()) { host } else { "" }
    });
    if !is_host_name(host) {
        return None;
    }
    let lower = lower_host(host);
    let lower: &str = &lower;
    let has_www = lower.strip_prefix("www.").is_some_and(|rest| rest.contains('.'));
    // `a.dev` alone can be a file, but `a.com/b` cannot.
    let is_host = has_www || is_known(lower) || has_host_ending(lower, first.len() < url.len());
    if !is_host {
        return None;
    }
    let defect = Malformed::new("has no `https://`, so it leads into the list's own repository");
    Some(match secure(&format!("http://{url}")) {
        Some(repair) => defect.or_repair(repair),
        None => defect,
    })
}

fn has_host_ending(host: &str, has_path: bool) -> bool {
    let ending = host.rsplit('.').next().unwrap_or_default();
    HOST_ENDINGS.contains(&ending) && (has_path || ending == "com" || ending == "org")
}

fn is_host_name(host: &str) -> bool {
    let mut labels = 0;
    host.split('.').all(|label| {
        labels += 1;
        !label.is_empty() && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    }) && labels > 1
}

/// Returns the position of a second URL after the first letters, if there is one that does not belong there.
pub(super) fn second_url(parts: &UrlParts, url: &str) -> Option<usize> {
    let from = parts.prefix.len() + parts.authority.len();
    let found = memchr::memmem::find(&url.as_bytes()[from..], b"://")? + from;
    let before = &url[..found];
    let start = before.len() - before.bytes().rev().take_while(u8::is_ascii_alphabetic).count();
    let word = &url[start..found];
    // Archives and redirectors have a URL in their path or query, after a mark.
    ["https", "http"].into_iter().find_map(|scheme| {
        let at = start + word.len().checked_sub(scheme.len())?;
        let glued = url.get(at..found)?.eq_ignore_ascii_case(scheme)
            && url[from..at].ends_with(|c: char| c.is_alphanumeric() || c == ',' || c == ')' || c == ']');
        glued.then_some(at)
    })
}
