//! How often each rule found something, in place of the findings.

use std::{cmp::Reverse, fmt::Write as _};

use super::{Checked, Report, Style, Totals, closing};

/// One line a rule, the most frequent first.
#[derive(Debug, Clone, Copy)]
pub struct Statistics {
    /// What is shown.
    pub style: Style,
}

impl Report for Statistics {
    fn file(&self, _: &Checked) -> String {
        String::new()
    }

    fn document(&self, _: &[&str], totals: &Totals) -> String {
        let mut rules: Vec<_> = totals.rules.iter().filter(|(_, rule)| rule.found > 0).collect();
        rules.sort_by_key(|(name, rule)| (Reverse(rule.found), **name));
        let width = rules.iter().map(|(name, _)| name.len()).max().unwrap_or(0);
        let mut out = String::new();
        for (name, rule) in rules {
            let fix = if rule.fixable > 0 { format!("  {} with `--fix`", rule.fixable) } else { String::new() };
            let name = if fix.is_empty() { (*name).to_owned() } else { format!("{name:width$}") };
            let _ = writeln!(out, "{:6}  {name}{fix}", rule.found);
        }
        if !self.style.quiet {
            out.push_str(&closing(totals, &self.style));
        }
        out
    }
}
