//! The table of rules: for each a level, or a table with its level and options.

use std::{collections::BTreeMap, fmt, marker::PhantomData};

#[cfg(test)]
use schemars::JsonSchema;
use serde::{
    Deserialize, Deserializer,
    de::{self, MapAccess, Visitor, value::MapAccessDeserializer},
};

use super::{
    Level,
    values::{Kilobytes, UrlGlob},
};
use crate::{rule::Rule, rules};

/// The levels and options of rules.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rules {
    levels: Levels,
    /// Options of `link-duplicate`.
    pub link_duplicate: LinkDuplicate,
    /// Options of `product-name`.
    pub product_name: ProductName,
    /// Options of `readme-size`.
    pub readme_size: ReadmeSize,
}

/// The options of each rule that has some, in the order of its page.
pub const OPTIONS: [(&str, &[&str]); 3] =
    [("link-duplicate", &["allow"]), ("product-name", &["ignore", "names"]), ("readme-size", &["limit"])];

/// Options of `link-duplicate`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct LinkDuplicate {
    level: Option<Level>,
    /// URLs that may be listed several times, as patterns: `*` stands for any text.
    pub allow: Vec<UrlGlob>,
}

/// Options of `product-name`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct ProductName {
    level: Option<Level>,
    /// Spellings that are fine here, letter by letter: `["Github"]`.
    pub ignore: Vec<Word>,
    /// More names as they are spelled: `["PostGIS"]`. Other letter cases of them are then misspelled.
    pub names: Vec<Word>,
}

/// Options of `readme-size`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct ReadmeSize {
    level: Option<Level>,
    /// The largest size of the file, in kilobytes of 1000 bytes; without it, what GitHub shows.
    pub limit: Option<Kilobytes>,
}

/// A word of ASCII letters.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(try_from = "String")]
pub struct Word(#[cfg_attr(test, schemars(regex(pattern = "^[A-Za-z]+$")))] String);

impl Word {
    /// Its letters.
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
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Levels(BTreeMap<&'static str, Level>);

impl Levels {
    /// The level of a rule.
    #[must_use]
    pub fn level(&self, rule: &str) -> Option<Level> {
        // Most lists have no configuration, and most configurations few rules.
        if self.0.is_empty() { None } else { self.0.get(rule).copied() }
    }

    /// The rules that have one, with it.
    pub fn all(&self) -> impl Iterator<Item = (&'static str, Level)> {
        self.0.iter().map(|(rule, level)| (*rule, *level))
    }

    /// Whether no rule has one.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl Rules {
    /// The level of a rule.
    #[must_use]
    pub fn level(&self, rule: &str) -> Option<Level> {
        self.levels.level(rule)
    }

    /// Whether all rules have their own levels.
    #[must_use]
    pub fn has_no_levels(&self) -> bool {
        self.levels.is_empty()
    }

    /// Gives a rule its own level.
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

/// The name of a rule; any other is an error at its place in the file.
struct Name(&'static Rule);

impl<'de> Deserialize<'de> for Name {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let name = String::deserialize(deserializer)?;
        rules::find(&name).map(Self).ok_or_else(|| de::Error::custom(format!("unknown rule `{name}`")))
    }
}

/// Either a level, or a table.
struct Setting<T>(Result<Level, T>);

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Setting<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Either<T>(PhantomData<T>);
        impl<'de, T: Deserialize<'de>> Visitor<'de> for Either<T> {
            type Value = Setting<T>;

            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("a level (`off`, `info`, `warning`, `error`) or a table")
            }

            fn visit_str<E: de::Error>(self, level: &str) -> Result<Self::Value, E> {
                Level::deserialize(de::value::StrDeserializer::new(level)).map(|level| Setting(Ok(level)))
            }

            fn visit_map<A: MapAccess<'de>>(self, table: A) -> Result<Self::Value, A::Error> {
                T::deserialize(MapAccessDeserializer::new(table)).map(|options| Setting(Err(options)))
            }
        }
        deserializer.deserialize_any(Either(PhantomData))
    }
}

/// The table of a rule without options.
#[derive(Deserialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Plain {
    /// The rule's level.
    level: Level,
}

impl<'de> Deserialize<'de> for Rules {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Table)
    }
}

struct Table;

impl<'de> Visitor<'de> for Table {
    type Value = Rules;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a table of rules")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Rules, A::Error> {
        /// Reads what is said of a rule with options.
        fn options<'de, A: MapAccess<'de>, T: Deserialize<'de>>(
            map: &mut A,
            into: &mut T,
            level: fn(&T) -> Option<Level>,
        ) -> Result<Option<Level>, A::Error> {
            match map.next_value::<Setting<T>>()?.0 {
                Ok(level) => Ok(Some(level)),
                Err(own) => {
                    let level = level(&own);
                    *into = own;
                    Ok(level)
                }
            }
        }
        let mut rules = Rules::default();
        while let Some(Name(rule)) = map.next_key()? {
            let level = match rule.name {
                "link-duplicate" => options(&mut map, &mut rules.link_duplicate, |own| own.level)?,
                "product-name" => options(&mut map, &mut rules.product_name, |own| own.level)?,
                "readme-size" => options(&mut map, &mut rules.readme_size, |own| own.level)?,
                _ => match map.next_value::<Setting<Plain>>()?.0 {
                    Ok(level) | Err(Plain { level }) => Some(level),
                },
            };
            if let Some(level) = level {
                rules.levels.0.insert(rule.name, level);
            }
        }
        Ok(rules)
    }
}

impl<'de> Deserialize<'de> for Levels {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Each;
        impl<'de> Visitor<'de> for Each {
            type Value = Levels;

            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("a table of rules and their levels")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Levels, A::Error> {
                let mut levels = Levels::default();
                while let Some(Name(rule)) = map.next_key()? {
                    levels.0.insert(rule.name, map.next_value()?);
                }
                Ok(levels)
            }
        }
        deserializer.deserialize_map(Each)
    }
}

#[cfg(test)]
mod schema {
    //! The tables of rules have a key for each rule, which no derive knows.

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
