//! `awesome-lint.schema.json`, with which editors complete and check the file. It is generated from the types that read
//! the file.

use schemars::generate::SchemaSettings;

use super::file::File;

/// Uses the draft that TOML editors support (<https://www.schemastore.org>).
#[test]
fn the_schema_is_current() {
    let schema = SchemaSettings::draft07().into_generator().into_root_schema_for::<File>();
    let expected = serde_json::to_string_pretty(&schema).unwrap() + "\n";
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/awesome-lint.schema.json");
    let found = std::fs::read_to_string(file).unwrap_or_default().replace("\r\n", "\n");
    if found == expected {
        return;
    }
    assert!(std::env::var_os("UPDATE_EXPECT").is_some(), "awesome-lint.schema.json is not current; UPDATE_EXPECT=1");
    std::fs::write(file, expected).unwrap();
}
