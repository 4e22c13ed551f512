//! Runs the rules on a list: each check is called for each node of its kind, in document order.

mod yields;

use std::{
    iter,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
};

use crate::{
    TextRange,
    config::{self, Config, Level},
    conventions::Conventions,
    diagnostic::Diagnostic,
    edit::Phase,
    files::Files,
    fork_join::ForkJoin,
    list::{Coverage, Generated, GeneratedKind, List},
    markdown::Tree,
    rule::{Check, Context, Rule, SkippedFixes},
    rules::{NAMES, RULES},
    source::Source,
    suppress::Suppressions,
};

/// The options of a run.
#[derive(Debug, Clone)]
pub struct Options {
    /// The rules to run, in any order.
    pub rules: Vec<&'static Rule>,
    /// The day of the run. Without it, no date is in the future.
    pub today: Option<chrono::NaiveDate>,
    /// The files next to the list. Without them, relative links are not checked.
    pub files: Option<Files>,
    /// The configuration; empty by default.
    pub config: Arc<Config>,
    /// Splits the work between two threads. Without it, one thread does all of it.
    pub join: Option<ForkJoin>,
}

impl Default for Options {
    fn default() -> Self {
        Self { rules: RULES.to_vec(), today: None, files: None, config: Arc::default(), join: None }
    }
}

/// The result of a run.
#[derive(Debug, Clone, Default)]
pub struct Findings {
    /// The findings, sorted by place, then by rule.
    pub diagnostics: Vec<Diagnostic>,
    /// The number of findings that are suppressed by comments, or by the configuration of sections.
    pub suppressed: usize,
    /// Numbers about the list.
    pub coverage: Coverage,
}

/// Reads a list and runs the rules on it.
#[must_use]
pub fn lint(source: &Source, options: &Options) -> Findings {
    lint_tree(source, &Tree::parse_with(source, options.join), options)
}

/// Like [`lint`], for a list whose Markdown is already parsed.
#[must_use]
pub fn lint_tree(source: &Source, tree: &Tree, options: &Options) -> Findings {
    let list = List::read_with(source, tree, options.join);
    let conventions = Conventions::learn_with(&list, &options.config);
    run(&list, &conventions, options)
}

/// Runs the rules on a list that is already read.
#[must_use]
pub fn run<'t>(list: &'t List<'t>, conventions: &Conventions<'t>, options: &Options) -> Findings {
    let config = &*options.config;
    let rules: Vec<&'static Rule> = options.rules.iter().copied().filter(|rule| config.runs(rule.name)).collect();
    let mut findings = Findings { coverage: list.coverage(), ..Findings::default() };
    let Some(&first) = rules.first() else { return findings };
    let (today, files) = (options.today, options.files.as_ref());
    let context = || Context {
        list,
        conventions,
        config,
        today,
        files,
        rules: &rules,
        names: &NAMES,
        rule: first,
        diagnostics: Vec::new(),
    };
    let mut cx = context();
    match options.join {
        None => check_all(rules.iter().copied(), &mut cx),
        Some(join) => {
            // A thread that finishes a rule takes the next one. The findings are sorted below.
            let taken = AtomicUsize::new(0);
            let check_some = || {
                let mut cx = context();
                check_all(iter::from_fn(|| rules.get(taken.fetch_add(1, Ordering::Relaxed)).copied()), &mut cx);
                cx.diagnostics
            };
            let (found, also_found) = join.both(check_some, check_some);
            cx.diagnostics = found;
            cx.diagnostics.extend(also_found);
        }
    }
    yields::drop_yielded(&rules, &mut cx.diagnostics);
    let sections = config.sections_of(list);
    let mut off = Suppressions::read(list, config, &sections, &NAMES);
    findings.suppressed += off.apply(&mut cx.diagnostics);
    let mut diagnostics = std::mem::take(&mut cx.diagnostics);
    let skipped = skip_fixes(&list.generated, &rules, &mut diagnostics);
    if !skipped.is_empty() || off.comments().iter().any(|comment| comment.own) {
        for &rule in &rules {
            cx.rule = rule;
            for check in rule.checks {
                match check {
                    Check::SkippedFixes(check) => skipped.iter().for_each(|part| check(part, &mut cx)),
                    Check::Comment(check) => {
                        off.comments().iter().filter(|comment| comment.own).for_each(|one| check(one, &mut cx));
                    }
                    _ => {}
                }
            }
        }
        findings.suppressed += off.apply(&mut cx.diagnostics);
        skip_fixes(&list.generated, &rules, &mut cx.diagnostics);
        diagnostics.append(&mut cx.diagnostics);
    }
    set_levels(list, config, &sections, &mut diagnostics);
    diagnostics.sort_by_key(|found| (found.range.start(), found.range.end(), found.rule));
    findings.diagnostics = diagnostics;
    findings
}

/// Calls the checks of a rule for each node of their kind.
fn check_all(rules: impl Iterator<Item = &'static Rule>, cx: &mut Context) {
    let list = cx.list;
    for rule in rules {
        cx.rule = rule;
        for check in rule.checks {
            match check {
                Check::List(check) => check(cx),
                Check::Section(check) => list.sections.iter().for_each(|node| check(node, cx)),
                Check::Group(check) => list.groups.iter().for_each(|node| check(node, cx)),
                Check::Entry(check) => list.entries.iter().for_each(|node| check(node, cx)),
                Check::Link(check) => list.links.iter().for_each(|node| check(node, cx)),
                Check::Badge(check) => list.badges.iter().for_each(|node| check(node, cx)),
                Check::Date(check) => list.dates.iter().for_each(|node| check(node, cx)),
                Check::SkippedFixes(_) | Check::Comment(_) => {}
            }
        }
    }
}

/// Sets the severity of findings as configured for the section that contains them.
fn set_levels(list: &List, config: &Config, parts: &[Option<&config::Section>], diagnostics: &mut [Diagnostic]) {
    for found in diagnostics {
        let section = list.sections.partition_point(|section| section.range.start() <= found.range.start());
        let part = section.checked_sub(1).and_then(|at| parts.get(at).copied().flatten());
        let level = part.and_then(|part| part.rules.level(found.rule)).or_else(|| config.rules.level(found.rule));
        found.severity = level.and_then(Level::severity).unwrap_or(found.severity);
    }
}

/// Removes the fixes that would edit generated parts, and counts them for each part.
///
/// A rule that writes what the generator would write keeps its fixes: see [`Rule::writes`].
fn skip_fixes<'t>(
    generated: &[Generated<'t>],
    rules: &[&Rule],
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<SkippedFixes<'t>> {
    let mut skipped: Vec<_> = generated.iter().map(|&generated| SkippedFixes { generated, fixes: 0 }).collect();
    if skipped.is_empty() {
        return skipped;
    }
    diagnostics.retain_mut(|diagnostic| {
        let Some(fix) = &diagnostic.fix else { return true };
        let writes = rules.iter().find(|rule| rule.name == diagnostic.rule).and_then(|rule| rule.writes);
        let owner = skipped.iter_mut().find(|part| {
            let touches = |edit: TextRange| {
                let within = part.generated.range;
                let is_all = part.generated.kind == GeneratedKind::File;
                (is_all || edit.start() < within.end())
                    && (edit.end() > within.start() || edit.start() >= within.start())
            };
            writes != Some(part.generated.kind) && fix.edits.iter().any(|edit| touches(edit.range()))
        });
        let Some(owner) = owner else { return true };
        // The maintainer cannot change the layout of a generated part.
        let is_inside = owner.generated.range.contains_range(diagnostic.range);
        if is_inside && owner.generated.kind != GeneratedKind::File && fix.phase == Phase::Layout {
            return false;
        }
        owner.fixes += 1;
        diagnostic.fix = None;
        true
    });
    skipped.retain(|part| part.fixes > 0);
    skipped
}

impl Rule {
    /// Returns the first sentence of the page: the paragraph below its title.
    #[must_use]
    pub fn summary(&self) -> &'static str {
        self.page.lines().skip(1).find(|line| !line.trim().is_empty()).unwrap_or_default().trim()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn layout_is_left_to_a_generator_in_its_part_alone() {
        for (ours, theirs, expected) in [
            ("\n", " \n", &[][..]),
            // The lines are one finding, which begins before the generated part.
            ("\r\n", "\n", &[("line-endings", false), ("generated-file", false)]),
        ] {
            let part = format!("<!-- START doctoc -->{ours}- [A](#a){theirs}<!-- END doctoc -->");
            let text = format!("# Tea\n\nOurs:{ours}{ours}{part}\n\n## A\n\n- [b](https://example.org/b)\n");
            let found = lint(&Source::new(&text).unwrap(), &Options::default()).diagnostics;
            let found: Vec<_> = found.iter().map(|found| (found.rule, found.fix.is_some())).collect();
            assert_eq!(found, expected, "{text:?}");
        }
    }
}
