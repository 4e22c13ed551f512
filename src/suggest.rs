//! "Did you mean".

/// The candidate that `word` is most likely a misspelling of.
#[must_use]
pub(crate) fn closest<'c>(word: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    let word = word.to_lowercase();
    let score = |candidate: &str| strsim::jaro_winkler(&word, &candidate.to_lowercase());
    candidates
        .into_iter()
        .map(|candidate| (score(candidate), candidate))
        .filter(|&(score, _)| score > 0.8)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn misspellings_find_their_word() {
        let words = ["rules", "explain", "date-format", "date-future", "README.md"];
        for (word, expected) in [
            ("date-fromat", Some("date-format")),
            ("rule", Some("rules")),
            ("readme.md", Some("README.md")),
            ("REAMDE.md", Some("README.md")),
            ("link-empty", None),
            ("", None),
            ("茶", None),
        ] {
            assert_eq!(closest(word, words), expected, "{word}");
        }
    }
}
