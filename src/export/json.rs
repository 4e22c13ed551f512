//! The JSON format. Its schema is `export.schema.json`, which is generated from the types.

use super::Export;

/// Returns one document with one key per line, so that the diff of two exports is readable.
#[must_use]
pub fn write(export: &Export) -> String {
    serde_json::to_string_pretty(export).expect("structs of strings and numbers are always JSON") + "\n"
}

#[cfg(test)]
mod tests {
    use schemars::{generate::SchemaSettings, transform::Transform as _};

    use super::super::Export;

    /// To write the schema: `UPDATE_EXPECT=1 cargo test --lib export`.
    #[test]
    fn the_schema_is_current() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/export.schema.json");
        let mut schema = SchemaSettings::draft07().for_serialize().into_generator().into_root_schema_for::<Export>();
        // Schemars keeps the line breaks of doc comments.
        let mut in_one_line = |schema: &mut schemars::Schema| {
            if let Some(text) = schema.get("description").and_then(|text| text.as_str()) {
                let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
                schema.insert("description".to_owned(), text.into());
            }
        };
        schemars::transform::RecursiveTransform(&mut in_one_line).transform(&mut schema);
        let schema = serde_json::to_string_pretty(&schema).unwrap() + "\n";
        if std::env::var_os("UPDATE_EXPECT").is_some() {
            std::fs::write(path, &schema).unwrap();
        }
        let found = std::fs::read_to_string(path).unwrap_or_default().replace("\r\n", "\n");
        assert_eq!(found, schema, "export.schema.json is not current; UPDATE_EXPECT=1");
    }
}
