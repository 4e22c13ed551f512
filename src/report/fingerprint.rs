//! Fingerprints of findings, which stay the same when other parts of the list change.

use std::collections::HashMap;

use sha2::{Digest, Sha256};

use super::Checked;
use crate::{diagnostic::Diagnostic, text::line_start};

/// Computes the fingerprints of the findings of one file, in order.
///
/// A fingerprint is a hash of the file, the rule and the text of the line. It contains neither the line number, which
/// changes when lines are added above, nor the message, which may contain numbers about the rest of the list. Findings
/// that are equal in all of these differ by their position in this sequence.
pub(super) struct Fingerprints<'c> {
    file: &'c Checked<'c>,
    seen: HashMap<(&'static str, &'c str), usize>,
}

impl<'c> Fingerprints<'c> {
    pub(super) fn new(file: &'c Checked<'c>) -> Self {
        Self { file, seen: HashMap::new() }
    }

    /// Returns the fingerprint of the next finding: 64 hexadecimal digits.
    pub(super) fn next(&mut self, finding: &Diagnostic) -> String {
        let text = self.file.source.text;
        let start = usize::from(finding.range.start());
        let from = line_start(text, start);
        let line = text[from..].lines().next().unwrap_or_default().trim();
        let before = self.seen.entry((finding.rule, line)).or_default();
        let mut hasher = Sha256::new();
        for part in [self.file.path.replace('\\', "/").as_str(), finding.rule, line, &before.to_string()] {
            hasher.update(part);
            hasher.update([0]);
        }
        *before += 1;
        hasher.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{diagnostic::Severity, lint::Findings, range, source::Source};

    fn finding(rule: &'static str, start: usize) -> Diagnostic {
        let (severity, message) = (Severity::Warning, String::new());
        Diagnostic { rule, severity, message, help: None, range: range(start, start), labels: Vec::new(), fix: None }
    }

    fn fingerprints(text: &str, findings: &[Diagnostic]) -> Vec<String> {
        let source = Source::new(text).unwrap();
        let all = Findings::default();
        let file = Checked { path: "a.md", source: &source, findings: &all };
        let mut fingerprints = Fingerprints::new(&file);
        findings.iter().map(|finding| fingerprints.next(finding)).collect()
    }

    #[test]
    fn they_follow_the_text_of_a_line_and_tell_equal_ones_apart() {
        let short = fingerprints("- a\n- a\n", &[finding("x", 2), finding("x", 6), finding("y", 6)]);
        let long = fingerprints("- new\n\n- a\n- a\n", &[finding("x", 9), finding("x", 13), finding("y", 13)]);
        assert_eq!(short, long);
        assert!(short[0] != short[1] && short[1] != short[2]);
        assert!(short.iter().all(|one| one.len() == 64 && one.bytes().all(|byte| byte.is_ascii_hexdigit())));
    }
}
