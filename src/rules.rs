//! The rules. Each rule has a file here, a page of the same name in `rules/`, a `mod` line and a row in [`RULES`].

use crate::rule::Rule;

/// Makes the record of a rule that is a warning without fixes, with its name and its page in `rules/`.
macro_rules! rule {
    ($name:literal) => {
        crate::rule::Rule::new($name, include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/rules/", $name, ".md")))
    };
}

mod back_link;
mod badge_alt;
mod badge_malformed;
mod badge_mismatch;
mod badge_missing;
mod badge_order;
mod badge_style;
mod balanced_punctuation;
mod blank_lines;
mod code_fence;
mod contents_stale;
mod date_ambiguous;
mod date_before_paper;
mod date_format;
mod date_future;
mod date_impossible;
mod date_missing;
mod emphasis_marker;
mod entry_capital;
mod entry_duplicate;
mod entry_marker_space;
mod entry_order;
mod entry_period;
mod entry_repeats_name;
mod entry_separator;
mod entry_shape;
mod final_newline;
mod generated_file;
mod heading_duplicate;
mod heading_level;
mod heading_punctuation;
mod heading_space;
mod heading_style;
mod heading_title;
mod invisible_character;
mod line_endings;
mod link_anchor;
mod link_bare;
mod link_brackets;
mod link_canonical;
mod link_duplicate;
mod link_empty;
mod link_label;
mod link_malformed;
mod link_mismatch;
mod link_paper_form;
mod link_reference;
mod link_relative;
mod link_retired_host;
mod link_scheme;
mod link_text;
mod list_indent;
mod list_marker;
mod no_entries;
mod product_name;
mod readme_size;
mod repeated_punctuation;
mod section_empty;
mod suppression_unknown;
mod suppression_unused;
mod table_cells;
mod thematic_break;
mod trailing_whitespace;
mod venue_spelling;

/// Every rule, in the order of `rules/README.md`. The order does not change the findings.
pub static RULES: &[&Rule] = &[
    &no_entries::RULE,
    &link_empty::RULE,
    &link_malformed::RULE,
    &link_mismatch::RULE,
    &link_scheme::RULE,
    &link_canonical::RULE,
    &link_anchor::RULE,
    &link_relative::RULE,
    &link_reference::RULE,
    &link_duplicate::RULE,
    &link_text::RULE,
    &link_label::RULE,
    &link_brackets::RULE,
    &link_paper_form::RULE,
    &link_bare::RULE,
    &link_retired_host::RULE,
    &badge_mismatch::RULE,
    &badge_malformed::RULE,
    &badge_missing::RULE,
    &badge_order::RULE,
    &badge_style::RULE,
    &badge_alt::RULE,
    &date_format::RULE,
    &date_impossible::RULE,
    &date_before_paper::RULE,
    &date_future::RULE,
    &date_missing::RULE,
    &date_ambiguous::RULE,
    &entry_order::RULE,
    &entry_marker_space::RULE,
    &entry_separator::RULE,
    &entry_period::RULE,
    &entry_capital::RULE,
    &entry_duplicate::RULE,
    &entry_repeats_name::RULE,
    &entry_shape::RULE,
    &venue_spelling::RULE,
    &invisible_character::RULE,
    &repeated_punctuation::RULE,
    &balanced_punctuation::RULE,
    &product_name::RULE,
    &contents_stale::RULE,
    &back_link::RULE,
    &table_cells::RULE,
    &section_empty::RULE,
    &heading_title::RULE,
    &heading_level::RULE,
    &heading_duplicate::RULE,
    &heading_space::RULE,
    &heading_punctuation::RULE,
    &heading_style::RULE,
    &list_marker::RULE,
    &list_indent::RULE,
    &emphasis_marker::RULE,
    &code_fence::RULE,
    &thematic_break::RULE,
    &blank_lines::RULE,
    &trailing_whitespace::RULE,
    &final_newline::RULE,
    &line_endings::RULE,
    &generated_file::RULE,
    &suppression_unknown::RULE,
    &suppression_unused::RULE,
    &readme_size::RULE,
];

/// The names of [`RULES`], in their order: configuration files and suppression comments may use them.
pub static NAMES: [&str; RULES.len()] = {
    let mut names = [""; RULES.len()];
    let mut at = 0;
    while at < RULES.len() {
        names[at] = RULES[at].name;
        at += 1;
    }
    names
};

/// Returns the rule with a name.
#[must_use]
pub fn find(name: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.name == name).copied()
}

#[cfg(test)]
mod tests {
    use std::{fs, path::Path};

    use super::*;

    #[test]
    fn rules_yield_to_rules_and_never_in_a_circle() {
        for rule in RULES {
            // Every rule that it yields to, directly or not.
            let mut above = rule.yields_to.to_vec();
            let mut at = 0;
            while let Some(name) = above.get(at) {
                let other = find(name).unwrap_or_else(|| panic!("{} yields to `{name}`, which is no rule", rule.name));
                assert_ne!(other.name, rule.name, "{above:?} yield to each other");
                for next in other.yields_to {
                    if !above.contains(next) {
                        above.push(next);
                    }
                }
                at += 1;
            }
        }
    }

    #[test]
    fn no_rule_names_the_module_of_another() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/rules");
        let modules: Vec<String> = RULES.iter().map(|rule| rule.name.replace('-', "_")).collect();
        for module in &modules {
            let parts = fs::read_dir(folder.join(module)).into_iter().flatten();
            let files = parts.map(|part| part.unwrap().path()).chain([folder.join(format!("{module}.rs"))]);
            let text: String = files.map(|file| fs::read_to_string(file).unwrap()).collect();
            let is_named = |other: &&String| {
                let paths = [format!("super::{other}"), format!("rules::{other}")];
                *other != module && paths.iter().any(|path| text.contains(path))
            };
            assert_eq!(modules.iter().find(is_named), None, "{module}");
        }
    }
}
