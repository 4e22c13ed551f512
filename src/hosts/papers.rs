//! Papers outside arXiv: digital object identifiers, OpenReview, the ACL Anthology.

use super::{parts::UrlParts, sites::Site};
use crate::text::strip_suffix_ignore_case;

/// Returns a digital object identifier as written, without its resolver: `10.1000/182`.
///
/// The grammar: <https://www.doi.org/the-identifier/resources/handbook/>, section 2.2.
pub(super) fn doi<'s>(parts: &UrlParts<'s>, site: Site) -> Option<&'s str> {
    let path = parts.path.strip_prefix('/')?;
    let doi = match site {
        Site::Doi => path,
        Site::Acm => {
            let path = path.strip_prefix("doi/")?;
            ["abs/", "pdf/", "full/", "fullHtml/", "epdf/", "book/"]
                .iter()
                .find_map(|form| path.strip_prefix(form))
                .unwrap_or(path)
        }
        _ => return None,
    };
    let after = doi.strip_prefix("10.")?;
    let (registrant, name) = after.split_once('/').or_else(|| after.split_once("%2F"))?;
    let is_registrant = !registrant.is_empty() && registrant.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    (is_registrant && !name.is_empty()).then_some(doi)
}

/// Returns the identifier of a submission to OpenReview; identifiers are case-sensitive.
pub(super) fn submission<'s>(parts: &UrlParts<'s>) -> Option<&'s str> {
    if !matches!(parts.path, "/forum" | "/pdf" | "/attachment") {
        return None;
    }
    let id = parts.param("id")?;
    is_submission(id).then_some(id)
}

pub(super) fn is_submission(id: &str) -> bool {
    id.len() >= 5 && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
}

/// Returns the identifier of a paper of the ACL Anthology: `2022.acl-long.577` or `P18-1001`.
///
/// The grammar: <https://aclanthology.org/info/ids/>.
pub(super) fn anthology<'s>(parts: &UrlParts<'s>, site: Site) -> Option<&'s str> {
    let path = parts.path.trim_end_matches('/');
    let last = match site {
        Site::Anthology => path.strip_prefix('/')?.trim_start_matches("papers/"),
        // `/anthology/P18-1001` and `/anthology/P/P18/P18-1001.pdf`.
        Site::AclWeb => path.strip_prefix("/anthology/")?.rsplit('/').next()?,
        _ => return None,
    };
    let id = [".pdf", ".bib"].iter().find_map(|ending| strip_suffix_ignore_case(last, ending)).unwrap_or(last);
    is_anthology_id(id).then_some(id)
}

pub(super) fn is_anthology_id(id: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let mut pieces = id.split('.');
    match (pieces.next(), pieces.next(), pieces.next(), pieces.next()) {
        (Some(year), Some(volume), Some(number), None) => {
            year.len() == 4
                && digits(year)
                && digits(number)
                && volume.split_once('-').is_some_and(|(venue, name)| {
                    let is_word = |text: &str| {
                        !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
                    };
                    is_word(venue) && is_word(name)
                })
        }
        (Some(old), None, ..) => {
            let bytes = old.as_bytes();
            bytes.len() == 8
                && bytes[0].is_ascii_alphabetic()
                && bytes[3] == b'-'
                && bytes[1..3].iter().chain(&bytes[4..]).all(u8::is_ascii_digit)
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Target, target};

    #[test]
    fn reads_papers() {
        let cases = [
            ("https://doi.org/10.1000/ABC.1(2)", Target::Doi("10.1000/ABC.1(2)")),
            ("http://dx.doi.org/10.1000/182", Target::Doi("10.1000/182")),
            ("https://doi.org/10.1000%2F182", Target::Doi("10.1000%2F182")),
            ("https://dl.acm.org/doi/10.1145/1.2", Target::Doi("10.1145/1.2")),
            ("https://dl.acm.org/doi/pdf/10.1145/1.2?download=true", Target::Doi("10.1145/1.2")),
            ("https://doi.org/10.48550/ARXIV.2401.0001", Target::Doi("10.48550/ARXIV.2401.0001")),
            ("https://doi.org/11.1000/182", Target::Page),
            ("https://doi.org/10.1000", Target::Page),
            ("https://openreview.net/forum?id=aB3_-xyz12&noteId=q", Target::OpenReview("aB3_-xyz12")),
            ("https://openreview.net/pdf?id=aB3_-xyz12", Target::OpenReview("aB3_-xyz12")),
            ("https://openreview.net/attachment?id=aB3_-xyz12&name=pdf", Target::OpenReview("aB3_-xyz12")),
            ("https://openreview.net/group?id=Venue.cc/2024", Target::Page),
            ("https://openreview.net/forum?id=a.b", Target::Page),
            ("https://aclanthology.org/2022.acl-long.577/", Target::Anthology("2022.acl-long.577")),
            ("https://aclanthology.org/P18-1001.pdf", Target::Anthology("P18-1001")),
            ("https://www.aclweb.org/anthology/P/P18/P18-1001.pdf", Target::Anthology("P18-1001")),
            ("https://www.aclweb.org/anthology/2020.acl-main.1/", Target::Anthology("2020.acl-main.1")),
            ("https://aclanthology.info/papers/P18-1001", Target::Anthology("P18-1001")),
            ("https://aclanthology.org/venues/acl/", Target::Page),
            ("https://aclanthology.org/volumes/2022.acl-long/", Target::Page),
            ("https://aclanthology.org/", Target::Page),
            ("https://www.aclweb.org/portal/", Target::Page),
        ];
        for (url, expected) in cases {
            assert_eq!(target(url), expected, "{url}");
        }
    }
}
