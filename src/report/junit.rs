//! JUnit XML, as CI servers read it: a suite for each file, a case for each finding.
//! <https://github.com/testmoapp/junitxml>

use std::io::{self, Write};

use quick_xml::{
    Writer,
    events::{BytesDecl, BytesText, Event},
};

use super::{Checked, Report, Style, Totals, visible};

/// One document for all files.
#[derive(Debug, Clone, Copy)]
pub struct Junit {
    /// The options of the report.
    pub style: Style,
}

impl Report for Junit {
    fn file(&self, file: &Checked) -> String {
        let path = visible(file.path);
        let shown: Vec<_> = file.findings.diagnostics.iter().filter(|found| self.style.shows(found)).collect();
        let mut writer = Writer::new(Vec::new());
        let failures = shown.len().to_string();
        // Servers would not show a suite without cases.
        let tests = shown.len().max(1).to_string();
        let attributes =
            [("name", &*path), ("tests", &tests), ("failures", &failures), ("errors", "0"), ("skipped", "0")];
        let suite = writer.create_element("testsuite").with_attributes(attributes);
        let written = suite.write_inner_content(|writer| {
            if shown.is_empty() {
                let case = [("name", "awesome-lint"), ("classname", &*path)];
                writer.create_element("testcase").with_attributes(case).write_empty()?;
            }
            for found in &shown {
                let at = file.source.position(found.range.start());
                let place = format!("line {}, column {}", at.line, at.column);
                let name = format!("{} ({place})", found.rule);
                let case = [("name", &*name), ("classname", &*path)];
                let message = visible(&found.message);
                let mut text = format!("{path}:{}:{}: {message}", at.line, at.column);
                if let Some(help) = &found.help {
                    text = format!("{text}\n{}", visible(help));
                }
                writer.create_element("testcase").with_attributes(case).write_inner_content(|writer| {
                    let failure = [("message", &*message), ("type", found.severity.name())];
                    let failure = writer.create_element("failure").with_attributes(failure);
                    failure.write_text_content(BytesText::new(&text)).map(|_| ())
                })?;
            }
            Ok(())
        });
        written.expect("a vector takes all that is written to it");
        String::from_utf8(writer.into_inner()).expect("what is written is text")
    }

    fn write(&self, out: &mut dyn Write, files: &[&str], totals: &Totals) -> io::Result<()> {
        let mut writer = Writer::new(&mut *out);
        writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
        let failures = totals.at_least(self.style.shown).to_string();
        let attributes = [("name", "awesome-lint"), ("failures", &*failures)];
        writer.create_element("testsuites").with_attributes(attributes).write_inner_content(|writer| {
            // Each suite is XML already.
            files.iter().try_for_each(|file| writer.write_event(Event::Text(BytesText::from_escaped(*file))))
        })?;
        out.write_all(b"\n")
    }
}
