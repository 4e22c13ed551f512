//! Reads a configuration file. The names of rules are checked and their settings normalised in the table of the TOML
//! parser, in which every value has its position. serde does the rest.

use std::mem;

use serde::Deserialize;
use toml::{
    Deserializer, Spanned,
    de::{DeTable, DeValue},
};

use super::{ConfigError, file::File, rules::OPTIONS};

/// The key for the rules without options, which is not the name of a rule. `rules.rs` repeats it as a literal for serde.
const PLAIN: &str = "";

/// Reads a file. A rule that is not in `names` is an error.
pub(super) fn read(text: &str, names: Option<&[&str]>) -> Result<File, ConfigError> {
    let in_words = |error| ConfigError::new(&error, text);
    let mut root = DeTable::parse(text).map_err(in_words)?;
    if let Some(names) = names {
        check_names(root.get_ref(), names)?;
    }
    if let Some(rules) = root.get_mut().get_mut("rules") {
        spell_out(rules);
    }
    File::deserialize(Deserializer::from(root)).map_err(in_words)
}

/// Checks the names in the table of rules and in the tables of sections.
fn check_names(root: &DeTable, names: &[&str]) -> Result<(), ConfigError> {
    let sections = root.get("sections").and_then(|sections| sections.get_ref().as_array()).into_iter().flatten();
    let tables = sections.filter_map(|section| section.get_ref().as_table());
    for table in tables.chain([root]) {
        let rules = table.get("rules").and_then(|rules| rules.get_ref().as_table());
        for name in rules.into_iter().flat_map(DeTable::keys) {
            if !names.contains(&&**name.get_ref()) {
                return Err(ConfigError::unknown_rule(name.get_ref(), name.span(), names));
            }
        }
    }
    Ok(())
}

/// Writes `rule = "off"` as `rule = { level = "off" }`, and puts the rules without options into a table of their own.
fn spell_out(rules: &mut Spanned<DeValue>) {
    let span = rules.span();
    let DeValue::Table(rules) = rules.get_mut() else { return };
    let mut plain = DeTable::new();
    for (name, mut setting) in mem::take(rules) {
        if setting.get_ref().is_str() {
            let level = mem::replace(&mut setting, Spanned::new(span.clone(), DeValue::Boolean(false)));
            let key = Spanned::new(level.span(), "level".into());
            setting = Spanned::new(level.span(), DeValue::Table([(key, level)].into_iter().collect()));
        }
        let has_options = OPTIONS.iter().any(|(rule, _)| rule == name.get_ref());
        if has_options { &mut *rules } else { &mut plain }.insert(name, setting);
    }
    rules.insert(Spanned::new(span.clone(), PLAIN.into()), Spanned::new(span, DeValue::Table(plain)));
}
