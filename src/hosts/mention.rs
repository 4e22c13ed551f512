//! Targets that a text names, such as the text of a link.

use memchr::{memchr, memchr2};

use super::{ArxivId, Paper, Target};
use crate::text::strip_prefix_ignore_case;

/// The length of the shortest text that names a target, in bytes: `0704.0001`.
const SHORTEST: usize = 9;

/// Returns whether a text is only a URL, or an identifier of arXiv, and names another paper, repository or video than
/// `target`. Parts of a repository are not compared.
#[must_use]
pub fn names_another(text: &str, target: &Target) -> bool {
    if text.len() < SHORTEST || !matches!(target, Target::Paper(_) | Target::Repository(_) | Target::Video(_)) {
        return false;
    }
    let text = text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '`' | '*' | '[' | ']' | '<' | '>' | '\\'));
    let number = strip_prefix_ignore_case(text, "arxiv").map_or(text, |rest| rest.trim_start_matches([':', ' ']));
    // Most texts of links are words.
    if memchr(b' ', number.as_bytes()).is_some() || memchr2(b'.', b'/', number.as_bytes()).is_none() {
        return false;
    }
    if let Some(id) = ArxivId::parse(number) {
        return differ(&Target::Paper(Paper::Arxiv(id)), target);
    }
    // Escapes and shortened URLs are not read.
    if text.contains(|c: char| c.is_whitespace() || matches!(c, '\\' | '…')) || text.contains("...") {
        return false;
    }
    if text.contains("://") {
        return differ(&super::target(text), target);
    }
    text.contains('/') && differ(&super::target(&format!("https://{text}")), target)
}

/// Returns whether both are of one kind, papers also of one registry, and not the same.
fn differ(one: &Target, other: &Target) -> bool {
    match (one, other) {
        (Target::Paper(one), Target::Paper(other)) => one.registry() == other.registry() && !one.same(other),
        (Target::Repository(one), Target::Repository(other)) => !one.same(other),
        (Target::Video(one), Target::Video(other)) => one != other,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::{super::target, *};

    #[test]
    fn texts_name_targets() {
        let paper = "https://arxiv.org/abs/2401.00001";
        let repository = "https://github.com/octo/tool/tree/main";
        for (text, url, expected) in [
            ("https://arxiv.org/abs/2401.00002", paper, true),
            ("`http://export.arxiv.org/pdf/2401.00002v3.pdf`", paper, true),
            ("arxiv.org/abs/2401.00002", paper, true),
            ("[arXiv:2401.00002]", paper, true),
            ("\\[arXiv:2401.00002\\]", paper, true),
            ("arXiv 2401.00002v1", paper, true),
            ("2401.00002", paper, true),
            ("https://doi.org/10.48550/arXiv.2401.00002", paper, true),
            ("hep-th/9901002", "https://arxiv.org/abs/hep-th/9901001", true),
            ("https://doi.org/10.1000/a", "https://doi.org/10.1000/b", true),
            ("https://openreview.net/forum?id=aaaab", "https://openreview.net/forum?id=aaaaB", true),
            ("https://github.com/octo/Other", repository, true),
            ("https://youtu.be/abcdefghijk", "https://www.youtube.com/watch?v=abcdefghijK", true),
            // The same target.
            ("https://arxiv.org/pdf/2401.00001v2", paper, false),
            ("arXiv: 2401.00001", paper, false),
            ("github.com/Octo/Tool", repository, false),
            ("https://doi.org/10.1000/a(1)", "https://doi.org/10.1000/a%281%29", false),
            ("https://youtu.be/abcdefghijk?t=3", "https://www.youtube.com/watch?v=abcdefghijk", false),
            // Nothing that can be compared.
            ("https://doi.org/10.1000/a", paper, false),
            ("https://arxiv.org/abs/2401.00002", repository, false),
            ("https://arxiv.org/abs/2401.00002 and more", paper, false),
            ("https://arxiv.org/list/cs.CL/recent", paper, false),
            ("https://github.com/octo/to...", repository, false),
            ("https://github.com/octo/to…", repository, false),
            ("https://github.com/octo/a\\_b", repository, false),
            ("octo/other", repository, false),
            ("Tea and/or Water", paper, false),
            ("v1.2 and 3.4", paper, false),
            ("", paper, false),
        ] {
            assert_eq!(names_another(text, &target(url)), expected, "{text} {url}");
        }
    }
}
