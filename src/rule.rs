//! The definition of a rule: a name, a page, and functions that each check one kind of node.

use std::borrow::Cow;

use memchr::memchr2;

use crate::{
    TextRange,
    config::Config,
    conventions::Conventions,
    diagnostic::{Diagnostic, Label, Severity},
    edit::Fix,
    files::Files,
    list::{Badge, Date, Entry, EntryGroup, Generated, GeneratedKind, Link, List, Section},
    suppress::Comment,
    text::on_one_line,
};

/// How many findings of a rule have a fix.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fixes {
    /// None.
    Never,
    /// Some.
    Sometimes,
    /// All.
    Always,
}

/// One rule. Its file contains this record and the functions that it names.
#[derive(Debug)]
pub struct Rule {
    /// The name in kebab case with the topic first, which is also the name of its page.
    pub name: &'static str,
    /// The severity of its findings, unless a finding sets its own.
    pub severity: Severity,
    /// How many of its findings have a fix.
    pub fixes: Fixes,
    /// The names of the rules that it yields to: a finding that overlaps one of theirs is dropped.
    pub yields_to: &'static [&'static str],
    /// Its page in `rules/`: the specification, in Markdown.
    pub page: &'static str,
    /// The functions that check the list.
    pub checks: &'static [Check],
    /// The kind of generated part that its fixes may edit, because they write what the generator would write.
    pub writes: Option<GeneratedKind>,
}

impl Rule {
    /// A rule with a name and a page: a warning without fixes, until its record says otherwise.
    #[must_use]
    pub const fn new(name: &'static str, page: &'static str) -> Self {
        Self { name, severity: Severity::Warning, fixes: Fixes::Never, page, checks: &[], yields_to: &[], writes: None }
    }
}

/// A function of a rule, by the kind of node that it checks. It is called once for each node, in document order.
#[derive(Debug, Clone, Copy)]
pub enum Check {
    /// Called once for the whole list.
    List(fn(&mut Context)),
    /// Each section, and the part before the first heading.
    Section(fn(&Section, &mut Context)),
    /// Each group of entries.
    Group(fn(&EntryGroup, &mut Context)),
    /// Each entry.
    Entry(fn(&Entry, &mut Context)),
    /// Each link, inside and outside entries.
    Link(fn(&Link, &mut Context)),
    /// Each badge.
    Badge(fn(&Badge, &mut Context)),
    /// Each date.
    Date(fn(&Date, &mut Context)),
    /// Each generated part in which fixes were skipped, after all other checks.
    SkippedFixes(fn(&SkippedFixes, &mut Context)),
    /// Each suppression comment with its effects, after all other checks.
    Comment(fn(&Comment, &mut Context)),
}

/// Fixes that are skipped because a generator would overwrite them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SkippedFixes<'t> {
    /// The generated part that they would edit.
    pub generated: Generated<'t>,
    /// Their number.
    pub fixes: usize,
}

/// The input of a rule, and the findings that it reports.
pub struct Context<'c, 't> {
    /// The list.
    pub list: &'t List<'t>,
    /// The conventions of the list.
    pub conventions: &'c Conventions<'t>,
    /// The configuration.
    pub config: &'c Config,
    /// The day of the run. None where it is unknown.
    pub today: Option<chrono::NaiveDate>,
    /// The files next to the list. None where they are unknown.
    pub files: Option<&'c Files>,
    /// The rules of this run.
    pub rules: &'c [&'static Rule],
    /// The names of all rules.
    pub names: &'c [&'static str],
    pub(crate) rule: &'static Rule,
    pub(crate) diagnostics: Vec<Diagnostic>,
}

impl<'t> Context<'_, 't> {
    /// Returns the text of a range.
    #[must_use]
    pub fn text(&self, range: TextRange) -> &'t str {
        &self.list.source.text[range]
    }

    /// Reports a finding. Help, labels and a fix can be added to the returned value.
    pub fn report(&mut self, range: TextRange, message: impl Into<String>) -> &mut Diagnostic {
        self.diagnostics.push(Diagnostic {
            rule: self.rule.name,
            severity: self.rule.severity,
            message: one_line(message.into().into()).into_owned(),
            help: None,
            range,
            labels: Vec::new(),
            fix: None,
        });
        self.diagnostics.last_mut().expect("one was pushed in the line above")
    }
}

/// Puts a message on one line: the text that it quotes can have several.
fn one_line(text: Cow<'static, str>) -> Cow<'static, str> {
    if memchr2(b'\n', b'\r', text.as_bytes()).is_some() { on_one_line(&text).into() } else { text }
}

impl Diagnostic {
    /// Adds a line that says what to do.
    pub fn help(&mut self, help: impl Into<Cow<'static, str>>) -> &mut Self {
        self.help = Some(one_line(help.into()));
        self
    }

    /// Adds a label at another place that belongs to the finding.
    pub fn label(&mut self, range: TextRange, message: impl Into<Cow<'static, str>>) -> &mut Self {
        self.labels.push(Label { range, message: one_line(message.into()) });
        self
    }

    /// Adds a fix.
    pub fn fix(&mut self, fix: Fix) -> &mut Self {
        self.fix = Some(fix);
        self
    }

    /// Overrides the severity of the rule.
    pub fn severity(&mut self, severity: Severity) -> &mut Self {
        self.severity = severity;
        self
    }
}
