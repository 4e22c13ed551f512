//! What a rule is: a name, a page, and plain functions that look at one kind of node each.

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

/// Whether a rule's findings come with a fix.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fixes {
    /// None of them.
    Never,
    /// Some of them.
    Sometimes,
    /// Each of them.
    Always,
}

/// One rule. Its file holds this record as a constant and the functions it names.
#[derive(Debug)]
pub struct Rule {
    /// Kebab case, topic first; also the name of its page.
    pub name: &'static str,
    /// Of its findings, where a finding does not say otherwise.
    pub severity: Severity,
    /// Whether its findings come with a fix.
    pub fixes: Fixes,
    /// The names of the rules that it steps back for: its findings are dropped where they overlap one of theirs.
    pub yields_to: &'static [&'static str],
    /// Its page in `rules/`: the specification, in Markdown.
    pub page: &'static str,
    /// What it looks at.
    pub checks: &'static [Check],
    /// The kind of generated part that its fixes may edit, since they write what the generator would.
    pub writes: Option<GeneratedKind>,
}

impl Rule {
    /// The fields that few rules have: `..Rule::DEFAULT`.
    pub const DEFAULT: Self = Self {
        name: "",
        severity: Severity::Warning,
        fixes: Fixes::Never,
        page: "",
        checks: &[],
        yields_to: &[],
        writes: None,
    };
}

/// A function of a rule and the kind of node it is called for, each node once and in document order.
#[derive(Debug, Clone, Copy)]
pub enum Check {
    /// Once for the whole list.
    List(fn(&mut Context)),
    /// Each section, also the part before the first heading.
    Section(fn(&Section, &mut Context)),
    /// Each group of entries.
    Group(fn(&EntryGroup, &mut Context)),
    /// Each entry.
    Entry(fn(&Entry, &mut Context)),
    /// Each link, wherever it stands.
    Link(fn(&Link, &mut Context)),
    /// Each badge.
    Badge(fn(&Badge, &mut Context)),
    /// Each date.
    Date(fn(&Date, &mut Context)),
    /// Each generated part in which fixes of other findings were skipped; after all other checks.
    SkippedFixes(fn(&SkippedFixes, &mut Context)),
    /// Each comment for this program that switches rules on or off, with what came of it; after all other checks.
    Comment(fn(&Comment, &mut Context)),
}

/// Fixes that are not offered since they would edit what a generator writes anew.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SkippedFixes<'t> {
    /// The part that they would edit.
    pub generated: Generated<'t>,
    /// How many they are.
    pub fixes: usize,
}

/// What a rule may look at, and where it reports.
pub struct Context<'c, 't> {
    /// The list.
    pub list: &'t List<'t>,
    /// What this list does.
    pub conventions: &'c Conventions<'t>,
    /// What the user has asked for.
    pub config: &'c Config,
    /// The day of the run, where it is known.
    pub today: Option<chrono::NaiveDate>,
    /// The files beside the list, where they are known.
    pub files: Option<&'c Files>,
    /// The rules of this run.
    pub rules: &'c [&'static Rule],
    /// The names of all rules.
    pub names: &'c [&'static str],
    pub(crate) rule: &'static Rule,
    pub(crate) diagnostics: Vec<Diagnostic>,
}

impl<'t> Context<'_, 't> {
    /// The text of a range.
    #[must_use]
    pub fn text(&self, range: TextRange) -> &'t str {
        &self.list.source.text[range]
    }

    /// Reports a finding; what is returned takes help, labels and a fix.
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

/// What a message quotes can span lines; the message itself does not.
fn one_line(text: Cow<'static, str>) -> Cow<'static, str> {
    if memchr2(b'\n', b'\r', text.as_bytes()).is_some() { on_one_line(&text).into() } else { text }
}

impl Diagnostic {
    /// Says what to do about it.
    pub fn help(&mut self, help: impl Into<Cow<'static, str>>) -> &mut Self {
        self.help = Some(one_line(help.into()));
        self
    }

    /// Points at another place that belongs to it.
    pub fn label(&mut self, range: TextRange, message: impl Into<Cow<'static, str>>) -> &mut Self {
        self.labels.push(Label { range, message: one_line(message.into()) });
        self
    }

    /// Says how to mend it.
    pub fn fix(&mut self, fix: Fix) -> &mut Self {
        self.fix = Some(fix);
        self
    }

    /// Gives it another severity than its rule's.
    pub fn severity(&mut self, severity: Severity) -> &mut Self {
        self.severity = severity;
        self
    }
}
