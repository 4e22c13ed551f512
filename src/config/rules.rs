//! The table of rules: for each a level, or a table with its level and options.

use std::collections::BTreeMap;

#[cfg(test)]
use schemars::JsonSchema;
use serde::Deserialize;

use super::{
    Level,
    values::{Kilobytes, UrlGlob},
};

/// The levels and options of rules.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(from = "Table")]
pub struct Rules {
    levels: Levels,
    /// Options of `link-duplicate`.
    pub link_duplicate: LinkDuplicate,
    /// Options of `product-name`.
    pub product_name: ProductName,
    /// Options of `readme-size`.
    pub readme_size: ReadmeSize,
}

/// The names of rules with options, and their options in the order of the rule's page.
pub const OPTIONS: [(&str, &[&str]); 3] =
    [("link-duplicate", &["allow"]), ("product-name", &["ignore", "names"]), ("readme-size", &["limit"])];

/// Options of `link-duplicate`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(
    deny_unknown_fields,
    rename_all = "kebab-case",
    default,
    expecting = "a level (`off`, `info`, `warning`, `error`) or a table"
)]
pub struct LinkDuplicate {
    level: Option<Level>,
    /// URLs that may be listed several times, as patterns: `*` matches any text.
    pub allow: Vec<UrlGlob>,
}

/// Options of `product-name`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(
    deny_unknown_fields,
    rename_all = "kebab-case",
    default,
    expecting = "a level (`off`, `info`, `warning`, `error`) or a table"
)]
pub struct ProductName {
    level: Option<Level>,
    /// Spellings that are allowed in this list, with the same upper and lower case: `["Github"]`.
    pub ignore: Vec<Word>,
    /// Additional names: `["PostGIS"]`. The same name with other upper and lower case is reported.
    pub names: Vec<Word>,
}

/// Options of `readme-size`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(
    deny_unknown_fields,
    rename_all = "kebab-case",
    default,
    expecting = "a level (`off`, `info`, `warning`, `error`) or a table"
)]
pub struct ReadmeSize {
    level: Option<Level>,
    /// The maximum size of the file, in kilobytes of 1000 bytes. The default is what GitHub shows.
    pub limit: Option<Kilobytes>,
}

/// A word of ASCII letters.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(try_from = "String")]
pub struct Word(#[cfg_attr(test, schemars(regex(pattern = "^[A-Za-z]+$")))] String);

impl Word {
    /// Returns the word.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Word {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphabetic()) {
            return Ok(Self(text));
        }
        Err(format!("`{text}` is not one word of the letters A to Z"))
    }
}

/// The levels of rules.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
pub struct Levels(BTreeMap<String, Level>);

impl Levels {
    /// Returns the level of a rule, or `None` if the configuration does not set it.
    #[must_use]
    pub fn level(&self, rule: &str) -> Option<Level> {
        // Most lists have no configuration.
        if self.0.is_empty() { None } else { self.0.get(rule).copied() }
    }
}

impl Rules {
    /// Returns the level of a rule, or `None` if the configuration does not set it.
    #[must_use]
    pub fn level(&self, rule: &str) -> Option<Level> {
        self.levels.level(rule)
    }

    /// Removes the level of a rule, so that its default applies.
    pub fn reset(&mut self, rule: &str) {
        self.levels.0.remove(rule);
    }

    pub(super) fn over(mut self, base: Self) -> Self {
        for (rule, level) in base.levels.0 {
            self.levels.0.entry(rule).or_insert(level);
        }
        self.link_duplicate.allow.extend(base.link_duplicate.allow);
        self.product_name.ignore.extend(base.product_name.ignore);
        self.product_name.names.extend(base.product_name.names);
        self.readme_size.limit = self.readme_size.limit.or(base.readme_size.limit);
        self
    }
}

/// The table of a rule without options.
#[derive(Deserialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(
    deny_unknown_fields,
    rename_all = "kebab-case",
    expecting = "a level (`off`, `info`, `warning`, `error`) or a table"
)]
struct Plain {
    /// The rule's level.
    level: Level,
}

/// The table of rules as normalised by [`super::read`].
#[derive(Default, Deserialize)]
#[serde(rename_all = "kebab-case", default, expecting = "a table of rules")]
struct Table {
    #[serde(rename = "")]
    plain: BTreeMap<String, Plain>,
    link_duplicate: LinkDuplicate,
    product_name: ProductName,
    readme_size: ReadmeSize,
}

impl From<Table> for Rules {
    fn from(table: Table) -> Self {
        let Table { plain, mut link_duplicate, mut product_name, mut readme_size } = table;
        let levels = [link_duplicate.level.take(), product_name.level.take(), readme_size.level.take()];
        let with_options =
            OPTIONS.iter().zip(levels).filter_map(|((rule, _), level)| Some(((*rule).to_owned(), level?)));
        let plain = plain.into_iter().map(|(rule, Plain { level })| (rule, level));
        Self { levels: Levels(with_options.chain(plain).collect()), link_duplicate, product_name, readme_size }
    }
}

#[cfg(test)]
mod schema {
    //! The schemas of the tables of rules. They have a key for each rule, which cannot be derived.

    use std::borrow::Cow;

    use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

    use super::{Level, Levels, LinkDuplicate, Plain, ProductName, ReadmeSize, Rules};
    use crate::rules::RULES;

    impl JsonSchema for Rules {
        fn schema_name() -> Cow<'static, str> {
            "Rules".into()
        }

        fn json_schema(generator: &mut SchemaGenerator) -> Schema {
            let level = generator.subschema_for::<Level>();
            let mut properties = serde_json::Map::new();
            for rule in RULES {
                let table = match rule.name {
                    "link-duplicate" => generator.subschema_for::<LinkDuplicate>(),
                    "product-name" => generator.subschema_for::<ProductName>(),
                    "readme-size" => generator.subschema_for::<ReadmeSize>(),
                    _ => generator.subschema_for::<Plain>(),
                };
                let schema = json_schema!({ "description": rule.summary(), "anyOf": [level, table] });
                properties.insert(rule.name.to_owned(), schema.to_value());
            }
            json_schema!({ "type": "object", "properties": properties, "additionalProperties": false })
        }
    }

    impl JsonSchema for Levels {
        fn schema_name() -> Cow<'static, str> {
            "Levels".into()
        }

        fn json_schema(generator: &mut SchemaGenerator) -> Schema {
            let level = generator.subschema_for::<Level>();
            let properties: serde_json::Map<_, _> =
                RULES.iter().map(|rule| (rule.name.to_owned(), level.clone().to_value())).collect();
            json_schema!({ "type": "object", "properties": properties, "additionalProperties": false })
        }
    }
}
