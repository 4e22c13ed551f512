//! Suggestions for misspelt words ("Did you mean").

/// Returns the candidate that `word` is most likely a misspelling of.
#[must_use]
pub(crate) fn closest<'c>(word: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    let word = word.to_lowercase();
    let score = |candidate: &str| {
        let candidate = candidate.to_lowercase();
        // In a short word, one mistake is a large part of it.
        let slip = word.len() > 2 && strsim::osa_distance(&word, &candidate) == 1;
        strsim::jaro_winkler(&word, &candidate).max(if slip { 0.81 } else { 0.0 })
    };
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
        let words = ["rules", "explain", "fix", "date-format", "date-future", "README.md"];
        for (word, expected) in [
            ("date-fromat", Some("date-format")),
            ("rule", Some("rules")),
            ("readme.md", Some("README.md")),
            ("REAMDE.md", Some("README.md")),
            ("fxi", Some("fix")),
            ("fx", None),
            ("link-empty", None),
            ("", None),
            ("茶", None),
        ] {
            assert_eq!(closest(word, words), expected, "{word}");
        }
    }
}
