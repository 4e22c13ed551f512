//! The number of findings of each rule, instead of the findings.

use std::{
    cmp::Reverse,
    io::{self, Write},
};

use super::{Checked, Report, Style, Totals, closing};

/// One line per rule, the most frequent first.
#[derive(Debug, Clone, Copy)]
pub struct Statistics {
    /// The options of the report.
    pub style: Style,
}

impl Report for Statistics {
    fn file(&self, _: &Checked) -> String {
        String::new()
    }

    fn write(&self, out: &mut dyn Write, _: &[&str], totals: &Totals) -> io::Result<()> {
        let mut rules: Vec<_> = totals.rules.iter().filter(|(_, rule)| rule.found > 0).collect();
        rules.sort_by_key(|(name, rule)| (Reverse(rule.found), **name));
        let width = rules.iter().map(|(name, _)| name.len()).max().unwrap_or(0);
        for (name, rule) in rules {
            let fix = match (rule.fixable, rule.fixable_unsafely) {
                (0, 0) => String::new(),
                (safe, 0) => format!("  {safe} with `--fix`"),
                (0, reviewed) => format!("  {reviewed} with `--fix --unsafe-fixes`"),
                (safe, more) => format!("  {safe} with `--fix`, {more} more with `--fix --unsafe-fixes`"),
            };
            let name = if fix.is_empty() { (*name).to_owned() } else { format!("{name:width$}") };
            writeln!(out, "{:6}  {name}{fix}", rule.found)?;
        }
        if !self.style.quiet {
            out.write_all(closing(totals, &self.style).as_bytes())?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{diagnostic::Severity, report::RuleTotals};

    #[test]
    fn fixes_that_need_review_are_counted_apart() {
        let rule = |found, fixable, fixable_unsafely| RuleTotals { found, fixable, fixable_unsafely, fixed: 0 };
        let rules = [("a", rule(4, 0, 0)), ("b-c", rule(3, 1, 2)), ("d", rule(2, 0, 1)), ("e", rule(1, 1, 0))];
        let totals = Totals { rules: rules.into(), ..Totals::default() };
        let style = Style { shown: Severity::Info, quiet: true, colour: false, width: None };
        assert_eq!(
            Statistics { style }.document(&[], &totals),
            "     4  a\n     \
             3  b-c  1 with `--fix`, 2 more with `--fix --unsafe-fixes`\n     \
             2  d    1 with `--fix --unsafe-fixes`\n     \
             1  e    1 with `--fix`\n"
        );
    }
}
