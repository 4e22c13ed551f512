//! Impossible hosts.

use url::ParseError;

use super::Malformed;
use crate::{
    hosts::{Target, parts::UrlParts, target},
    text::strip_prefix_ignore_case,
};

/// Hosts that are pasted so often that the name of an owner gets attached to them.
const STICKY: &[&str] =
    &["github.com", "arxiv.org", "openreview.net", "youtube.com", "doi.org", "gitlab.com", "raw.githubusercontent.com"];
/// Top-level domains that begin with `com` or `org`.
const LONGER_ENDINGS: &[&str] = &["munity", "pany", "pare", "puter", "sec", "anic", "work"];

pub(super) fn defect(url: &str, parts: &UrlParts) -> Option<Malformed> {
    if parts.authority.contains(char::is_whitespace) {
        let joined: String = parts.authority.split_whitespace().collect();
        let repaired = UrlParts { authority: &joined, ..*parts }.join();
        return Some(Malformed::new("has a space in its host's name").or_repair(repaired));
    }
    // The common case, which needs no parser: not a number in any notation, no port, nothing to decode.
    let plain = parts.authority.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_'));
    let last = parts.host.rsplit('.').next().unwrap_or_default();
    if plain && last.len() < parts.host.len() && last.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return glued(parts);
    }
    match url::Url::parse(url) {
        Ok(parsed) if parsed.domain().is_some_and(|domain| !domain.contains('.') && domain != "localhost") => {
            Some(Malformed::new(format!("has no full stop in its host's name `{}`", parts.host)))
        }
        // A URL relative to the page's scheme: the parser needs a base for it.
        Ok(_) | Err(ParseError::RelativeUrlWithoutBase) => None,
        Err(error) => Some(Malformed::new(explain(error))),
    }
}

fn explain(error: ParseError) -> String {
    match error {
        ParseError::EmptyHost => "names no host".to_owned(),
        ParseError::InvalidPort => "has an invalid port".to_owned(),
        ParseError::InvalidIpv4Address | ParseError::InvalidIpv6Address => {
            "has an invalid IP address as its host".to_owned()
        }
        ParseError::IdnaError | ParseError::InvalidDomainCharacter => "has an invalid host name".to_owned(),
        error => format!("cannot be read: {error}"),
    }
}

/// Returns whether a host may be a known one with text attached.
pub(in crate::hosts) fn is_sticky(host: &str) -> bool {
    STICKY.iter().any(|known| strip_prefix_ignore_case(host, known).is_some())
}

/// Finds text attached to a known host: `github.comOcto/tool`.
fn glued(parts: &UrlParts) -> Option<Malformed> {
    let (known, rest) =
        STICKY.iter().find_map(|known| strip_prefix_ignore_case(parts.host, known).map(|rest| (*known, rest)))?;
    let stuck = rest.starts_with(|c: char| c.is_ascii_alphanumeric())
        && !rest.contains('.')
        && !LONGER_ENDINGS.iter().any(|ending| rest.eq_ignore_ascii_case(ending));
    if !stuck {
        return None;
    }
    let defect = Malformed::new(format!("has no `/` after `{known}`"));
    let path = format!("/{rest}{}", parts.path);
    let repaired = UrlParts { authority: known, host: known, path: &path, ..*parts }.join();
    Some(match target(&repaired) {
        Target::Page => defect,
        _ => defect.or_repair(repaired),
    })
}
