//! Splits a URL into its parts without validating it.

use std::borrow::Cow;

use memchr::{memchr, memchr2, memchr3};

use crate::text::strip_suffix_ignore_case;

/// The parts of a URL as written. Joined again, they are the URL byte for byte.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct UrlParts<'s> {
    /// `https`; empty if the URL has no scheme.
    pub scheme: &'s str,
    /// The text before the authority: `https://`, `//`, `mailto:` or nothing.
    pub prefix: &'s str,
    /// The text between `//` and the path: user, host and port.
    pub authority: &'s str,
    /// The authority without user and port.
    pub host: &'s str,
    /// The path with its leading slash.
    pub path: &'s str,
    /// The text after `?`; none if there is no `?`.
    pub query: Option<&'s str>,
    /// The text after `#`; none if there is no `#`.
    pub fragment: Option<&'s str>,
}

impl<'s> UrlParts<'s> {
    /// Splits any text; text that is not a URL becomes a path.
    #[must_use]
    pub fn split(url: &'s str) -> Self {
        let scheme = scheme(url);
        let after = if scheme.is_empty() { 0 } else { scheme.len() + 1 };
        let slashes = if url[after..].starts_with("//") { 2 } else { 0 };
        let (prefix, rest) = url.split_at(after + slashes);
        let authority_end =
            if slashes == 0 { 0 } else { memchr3(b'/', b'?', b'#', rest.as_bytes()).unwrap_or(rest.len()) };
        let (authority, rest) = rest.split_at(authority_end);
        let (path, query, fragment) = match memchr2(b'?', b'#', rest.as_bytes()) {
            None => (rest, None, None),
            Some(_) => {
                let (rest, fragment) = cut(rest, b'#');
                let (path, query) = cut(rest, b'?');
                (path, query, fragment)
            }
        };
        Self { scheme, prefix, authority, host: host(authority), path, query, fragment }
    }

    /// Returns whether it names a web page: `http:`, `https:`, or only a host.
    #[must_use]
    pub fn is_web(&self) -> bool {
        !self.authority.is_empty()
            && (self.scheme.is_empty()
                || self.scheme.eq_ignore_ascii_case("https")
                || self.scheme.eq_ignore_ascii_case("http"))
    }

    /// Returns the value of the first parameter with this name, as written.
    #[must_use]
    pub fn param(&self, name: &str) -> Option<&'s str> {
        params(self.query?).find_map(|(key, value, _)| (key == name).then_some(value))
    }

    /// Joins the parts again.
    #[must_use]
    pub fn join(&self) -> String {
        let mut url = String::with_capacity(self.prefix.len() + self.authority.len() + self.path.len() + 64);
        for part in [self.prefix, self.authority, self.path] {
            url.push_str(part);
        }
        if let Some(query) = self.query {
            url.push('?');
            url.push_str(query);
        }
        if let Some(fragment) = self.fragment {
            url.push('#');
            url.push_str(fragment);
        }
        url
    }
}

/// Returns the name, the value and the whole text of each parameter of a query.
pub(super) fn params(query: &str) -> impl Iterator<Item = (&str, &str, &str)> {
    query.split('&').map(|param| match memchr(b'=', param.as_bytes()) {
        Some(at) => (&param[..at], &param[at + 1..], param),
        None => (param, "", param),
    })
}

/// Returns a host name in lowercase letters, for lookup in a table. A name that is not ASCII is in no table and becomes
/// empty.
pub(super) fn lower_host(host: &str) -> Cow<'_, str> {
    if !host.is_ascii() {
        Cow::Borrowed("")
    } else if host.bytes().any(|byte| byte.is_ascii_uppercase()) {
        Cow::Owned(host.to_ascii_lowercase())
    } else {
        Cow::Borrowed(host)
    }
}

/// Returns the byte offset of a slice of `whole`.
pub(super) fn offset_in(whole: &str, part: &str) -> usize {
    let offset = part.as_ptr() as usize - whole.as_ptr() as usize;
    debug_assert!(offset + part.len() <= whole.len(), "`part` is a slice of `whole`");
    offset
}

/// Decodes percent-encoding such as `%20`. A broken escape is kept as it is.
#[must_use]
pub fn percent_decoded(text: &str) -> Cow<'_, str> {
    if memchr(b'%', text.as_bytes()).is_none() {
        return Cow::Borrowed(text);
    }
    let bytes = text.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let byte = match (bytes[at], hex(bytes, at + 1), hex(bytes, at + 2)) {
            (b'%', Some(high), Some(low)) => {
                at += 2;
                high * 16 + low
            }
            (byte, ..) => byte,
        };
        decoded.push(byte);
        at += 1;
    }
    String::from_utf8(decoded).map_or(Cow::Borrowed(text), Cow::Owned)
}

fn hex(bytes: &[u8], at: usize) -> Option<u8> {
    char::from(*bytes.get(at)?).to_digit(16).map(|digit| digit as u8)
}

/// Returns the scheme; its grammar is that of RFC 3986, section 3.1.
fn scheme(url: &str) -> &str {
    if url.starts_with("https:") {
        return &url[..5];
    }
    let bytes = url.as_bytes();
    if !bytes.first().is_some_and(u8::is_ascii_alphabetic) {
        return "";
    }
    let end = bytes.iter().position(|byte| !(byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.')));
    match end {
        Some(end) if bytes[end] == b':' => &url[..end],
        _ => "",
    }
}

fn host(authority: &str) -> &str {
    // Nearly every authority is only a host.
    if memchr2(b'@', b':', authority.as_bytes()).is_none() {
        return authority;
    }
    let host = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
    // The colons of an IPv6 address are inside brackets.
    match host.rsplit_once(':') {
        Some((name, port)) if !port.contains(']') => name,
        _ => host,
    }
}

fn cut(text: &str, separator: u8) -> (&str, Option<&str>) {
    match memchr(separator, text.as_bytes()) {
        Some(at) => (&text[..at], Some(&text[at + 1..])),
        None => (text, None),
    }
}

/// Removes `.svg`, `.json` or `.png`.
pub(super) fn without_extension(text: &str) -> (&str, &str) {
    for extension in [".svg", ".json", ".png"] {
        if let Some(stem) = strip_suffix_ignore_case(text, extension) {
            return (stem, &text[stem.len()..]);
        }
    }
    (text, "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn splits() {
        // URL; scheme, host, path, query, fragment
        let cases = [
            ("https://example.org/a/b?c=d&e#f", ("https", "example.org", "/a/b", Some("c=d&e"), Some("f"))),
            ("http://user:pass@Example.org:8080", ("http", "Example.org", "", None, None)),
            ("//example.org/a", ("", "example.org", "/a", None, None)),
            ("https://example.org?x=/y", ("https", "example.org", "", Some("x=/y"), None)),
            ("https://example.org#x?y", ("https", "example.org", "", None, Some("x?y"))),
            ("http://[2001:db8::1]:80/a", ("http", "[2001:db8::1]", "/a", None, None)),
            ("http://[2001:db8::1]/a", ("http", "[2001:db8::1]", "/a", None, None)),
            ("mailto:a@example.org?subject=b", ("mailto", "", "a@example.org", Some("subject=b"), None)),
            ("docs/a.md#b", ("", "", "docs/a.md", None, Some("b"))),
            ("#b", ("", "", "", None, Some("b"))),
            ("?b", ("", "", "", Some("b"), None)),
            ("", ("", "", "", None, None)),
            ("://", ("", "", "://", None, None)),
            ("https://", ("https", "", "", None, None)),
            ("https://例え.テスト/路径?问=答#段", ("https", "例え.テスト", "/路径", Some("问=答"), Some("段"))),
            ("é:x", ("", "", "é:x", None, None)),
            ("a/b:c", ("", "", "a/b:c", None, None)),
        ];
        for (url, expected) in cases {
            let parts = UrlParts::split(url);
            assert_eq!((parts.scheme, parts.host, parts.path, parts.query, parts.fragment), expected, "{url}");
            assert_eq!(parts.join(), url);
        }
    }

    #[test]
    fn decodes() {
        let cases = [
            ("a%20b", "a b"),
            ("%E4%B8%AD", "中"),
            ("100%", "100%"),
            ("%zz", "%zz"),
            ("%e", "%e"),
            ("%ff", "%ff"),
            ("中%2F", "中/"),
        ];
        for (text, expected) in cases {
            assert_eq!(percent_decoded(text), expected, "{text}");
        }
    }

    #[test]
    fn finds_parameters() {
        let parts = UrlParts::split("https://example.org/?a=1&b&c=x=y&a=2");
        assert_eq!(parts.param("a"), Some("1"));
        assert_eq!(parts.param("b"), Some(""));
        assert_eq!(parts.param("c"), Some("x=y"));
        assert_eq!(parts.param("d"), None);
    }
}
