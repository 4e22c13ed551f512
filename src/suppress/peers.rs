//! Maps the names of rules of other linters to our rules that find the same mistakes.
//!
//! The names are those of <https://github.com/sindresorhus/awesome-lint/tree/main/rules>, of the rules of
//! <https://github.com/remarkjs/remark-lint> that it runs, and of those that lists run next to it. A rule that is not
//! here has no counterpart, so comments that name it have no effect.

use std::sync::LazyLock;

use crate::words;

/// The name of their rule, and the names of ours.
static RULES: LazyLock<Vec<(&str, Vec<&str>)>> = LazyLock::new(|| {
    let rules = words::read_pairs(include_str!("peers.txt"));
    rules.map(|(theirs, ours)| (theirs, ours.split(' ').collect())).collect()
});

/// Returns our rules for a rule of another linter. The name may have the prefix under which that linter reports it.
pub(super) fn rules(name: &str) -> &'static [&'static str] {
    let name = name.strip_prefix("remark-lint:").unwrap_or(name);
    RULES.iter().find(|(theirs, _)| *theirs == name).map_or(&[], |(_, ours)| ours)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::find;

    #[test]
    fn every_counterpart_is_a_rule() {
        for (theirs, ours) in &*RULES {
            assert!(!ours.is_empty() && ours.iter().all(|name| find(name).is_some()), "{theirs}: {ours:?}");
        }
    }

    #[test]
    fn names_with_and_without_prefix() {
        assert_eq!(rules("double-link"), ["link-duplicate"]);
        assert_eq!(rules("remark-lint:double-link"), ["link-duplicate"]);
        assert_eq!(rules("table-pipe-alignment"), [""; 0]);
    }
}
