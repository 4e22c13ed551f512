//! The check: reads the files, runs the rules, applies fixes and prints the report.

use std::path::Path;

use super::{
    Failure, Status,
    args::{CheckArgs, FailOn, OutputFormat, When},
    beside::files_beside,
    config::Configs,
    console,
    diff::{self, Reader},
    files::{self, Input},
    progress, rules,
    since::Since,
    threads, write,
};
use crate::{
    diagnostic::Severity,
    edit::Applicability,
    fix,
    fork_join::ForkJoin,
    lint::{self, Findings, Options},
    report::{
        self, Checked, Concise, Full, Github, Gitlab, Json, Junit, Rdjson, Report, Sarif, Statistics, Style, Totals,
    },
    rule::Rule,
    source::Source,
};

/// What a run does with fixes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mode {
    /// Reports findings only.
    Lint,
    /// Applies fixes.
    Fix,
    /// Prints what fixes would change.
    Diff,
    /// Prints the names of the files that fixes would change.
    Check,
}

/// The state that all files of a run share.
struct Run<'a> {
    args: &'a CheckArgs,
    mode: Mode,
    accept: Applicability,
    options: Options,
    report: Box<dyn Report>,
    configs: Configs,
    since: Option<Since>,
    /// Whether the report has colours.
    colour: bool,
}

/// The result of one file.
#[derive(Default)]
struct Done {
    /// Its part of the output.
    output: String,
    /// `None` if the file could not be read.
    totals: Option<Totals>,
    /// The fixed text, if it goes to standard output.
    text: Option<String>,
    /// Whether the fixes change the file.
    changed: bool,
    /// The number of findings on unchanged lines, which are not reported.
    unchanged: usize,
    /// Lines for standard error.
    notes: Vec<String>,
    warnings: Vec<String>,
    error: Option<String>,
}

/// Checks the files that `args` name.
pub(super) fn run(args: &CheckArgs) -> Result<Status, Failure> {
    let rules = rules::choose(&args.select, &args.ignore)?;
    if args.stdin_filename.is_some() && !args.paths.iter().any(|path| files::is_stdin(path)) {
        return Err(Failure("`--stdin-filename` needs `-` as the path".to_owned()));
    }
    let (inputs, problems) = files::find(&args.paths)?;
    if let Some(output) = &args.output_file {
        files::refuse_as_output(&inputs, output)?;
    }
    threads::with_second(threads::are_worth_two(&inputs), |join| check(args, inputs, &problems, rules, join))
}

fn check(
    args: &CheckArgs,
    mut inputs: Vec<Input>,
    problems: &[String],
    rules: Vec<&'static Rule>,
    join: Option<ForkJoin>,
) -> Result<Status, Failure> {
    let configs = match Configs::read(&inputs, &args.config, args.stdin_filename.as_deref(), &args.select) {
        Ok(configs) => configs,
        Err(problem) => {
            if args.watch {
                console::clear();
            }
            return Ok(problem.print(args.color));
        }
    };
    let is_stdin = inputs == [Input::Stdin];
    let excluded = configs.exclude(&mut inputs, &args.paths, args.force_exclude);
    let since = args.changed_since.as_deref();
    let since = since.map(|revision| Since::new(revision, &inputs, args.stdin_filename.as_deref())).transpose()?;
    let mode = match args {
        CheckArgs { diff: true, .. } => Mode::Diff,
        CheckArgs { check: true, .. } => Mode::Check,
        CheckArgs { fix: true, .. } => Mode::Fix,
        _ => Mode::Lint,
    };
    if excluded > 0 && is_stdin && mode == Mode::Fix {
        // An editor that asks for the fixed text gets its text back unchanged.
        let bytes = Input::Stdin.read().map_err(Failure)?;
        let source = Source::from_bytes(&bytes).map_err(|error| Failure(format!("<stdin>: {error}")))?;
        return console::print(source.text);
    }
    if excluded > 0 && inputs.is_empty() && !args.quiet {
        let files = report::count(excluded, "file is", "files are");
        console::note(args.color, &format!("nothing to check: {files} excluded by the configuration"));
    }
    // The fixed text of standard input is alone on standard output, so the report goes to standard error.
    let to_stderr = mode == Mode::Fix && inputs == [Input::Stdin];
    let colour = if args.output_file.is_some() {
        args.color == When::Always
    } else if to_stderr {
        console::colours(args.color, &std::io::stderr())
    } else {
        console::colours(args.color, &std::io::stdout())
    };
    let run = Run {
        args,
        mode,
        accept: if args.unsafe_fixes { Applicability::Unsafe } else { Applicability::Safe },
        // UTC, so that the result does not depend on the user's time zone and no time zone file is read.
        options: Options { rules, today: Some(chrono::Utc::now().date_naive()), join, ..Options::default() },
        report: report(args, colour),
        configs,
        since,
        colour,
    };
    let done: Vec<Done> = match inputs.as_slice() {
        few @ ([] | [_]) => few.iter().map(|input| run.file(input)).collect(),
        many => progress::with(many.len(), !args.quiet, |tick| {
            threads::in_parallel(many, |input| {
                let done = run.file(input);
                tick();
                done
            })
        })?,
    };
    run.print(problems, &done)
}

fn report(args: &CheckArgs, colour: bool) -> Box<dyn Report> {
    let shown = if args.verbose || args.fail_on == FailOn::Info { Severity::Info } else { Severity::Warning };
    let style = Style { shown, quiet: args.quiet, colour, width: None };
    match args.output_format {
        _ if args.statistics => Box::new(Statistics { style }),
        OutputFormat::Full => {
            let width = if args.output_file.is_some() { None } else { console::width() };
            Box::new(Full::new(Style { width, ..style }))
        }
        OutputFormat::Concise => Box::new(Concise { style }),
        OutputFormat::Json => Box::new(Json),
        OutputFormat::Sarif => Box::new(Sarif { style }),
        OutputFormat::Github => Box::new(Github { style }),
        OutputFormat::Gitlab => Box::new(Gitlab { style }),
        OutputFormat::Junit => Box::new(Junit { style }),
        OutputFormat::Rdjson => Box::new(Rdjson { style }),
    }
}

impl Run<'_> {
    fn file(&self, input: &Input) -> Done {
        let name = match (input, &self.args.stdin_filename) {
            (Input::Stdin, Some(name)) => name.into(),
            _ => input.name(),
        };
        let mut done = Done::default();
        if let Err(error) = self.read_and_check(input, &name, &mut done) {
            done.error = Some(format!("{name}: {error}"));
        }
        done
    }

    fn read_and_check(&self, input: &Input, name: &str, done: &mut Done) -> Result<(), String> {
        let bytes = input.read()?;
        let source = Source::from_bytes(&bytes).map_err(|error| error.to_string())?;
        let mut options = self.options.clone();
        if let Input::File(path) = input {
            options.files = Some(files_beside(path));
        }
        if let Some(found) = self.configs.of(input) {
            options.config = found.config.clone();
        }
        if self.mode == Mode::Lint {
            let mut findings = lint::lint(&source, &options);
            self.keep_changed(input, &source, &mut findings, done)?;
            self.report(name, &source, &findings, &[], done);
            return Ok(());
        }
        let outcome = fix::fix(source.text, &options, self.accept);
        done.changed = outcome.text != source.text;
        done.notes.extend(outcome.notes.iter().map(|note| format!("{name}: {note}")));
        done.warnings.extend(
            outcome
                .refused
                .iter()
                .map(|refused| format!("{name}: a fix of {} was refused: {}", refused.rule, refused.reason)),
        );
        if !outcome.cycle.is_empty() {
            let rules = outcome.cycle.join(", ");
            done.warnings.push(format!("{name}: the fixes of {rules} undo each other; `--ignore` one of them"));
        }
        if self.mode == Mode::Diff && done.changed {
            done.output = diff::unified(name, source.text, &outcome.text, self.reader());
        }
        if self.mode == Mode::Check && done.changed {
            done.output = format!("{}\n", report::visible(name));
        }
        if self.mode != Mode::Fix {
            done.totals = Some(Totals::of(&outcome.findings, &outcome.applied));
            return Ok(());
        }
        match input {
            Input::Stdin => {}
            Input::File(path) => save(path, &bytes, &outcome.text)?,
        }
        let fixed = Source::new(&outcome.text).map_err(|error| error.to_string())?;
        self.report(name, &fixed, &outcome.findings, &outcome.applied, done);
        if *input == Input::Stdin {
            done.text = Some(outcome.text);
        }
        Ok(())
    }

    /// Removes the findings on lines that have not changed since the revision of `--changed-since`.
    fn keep_changed(
        &self,
        input: &Input,
        source: &Source,
        findings: &mut Findings,
        done: &mut Done,
    ) -> Result<(), String> {
        let Some(since) = &self.since else { return Ok(()) };
        let path = match (input, &self.args.stdin_filename) {
            (Input::File(path), _) => path,
            (Input::Stdin, name) => Path::new(name.as_deref().unwrap_or_default()),
        };
        let changes = since.changes(path, source.text)?;
        let all = findings.diagnostics.len();
        findings.diagnostics.retain(|found| changes.touch(source.text, found));
        done.unchanged = all - findings.diagnostics.len();
        Ok(())
    }

    fn reader(&self) -> Reader {
        if self.colour || console::is_terminal() { Reader::Person { colour: self.colour } } else { Reader::Program }
    }

    fn report(
        &self,
        path: &str,
        source: &Source,
        findings: &Findings,
        fixed: &[(&'static str, usize)],
        done: &mut Done,
    ) {
        if self.args.verbose && findings.suppressed > 0 {
            let findings = report::count(findings.suppressed, "finding is", "findings are");
            done.notes.push(format!("{path}: {findings} suppressed by comments or the configuration"));
        }
        done.output = self.report.file(&Checked { path, source, findings });
        done.totals = Some(Totals::of(findings, fixed));
    }

    /// Prints the results in the order of the files. Errors come last, where they are noticed.
    fn print(&self, problems: &[String], done: &[Done]) -> Result<Status, Failure> {
        let colour = self.args.color;
        let mut totals = Totals::default();
        done.iter().filter_map(|done| done.totals.as_ref()).for_each(|one| totals.add(one));
        totals.unread = problems.len() + done.iter().filter(|done| done.error.is_some()).count();
        if self.args.watch {
            // Clear as late as possible, so that the screen does not flicker.
            console::clear();
        }
        let printed = self.print_report(done, &totals);
        if !self.args.quiet {
            done.iter().flat_map(|done| &done.warnings).for_each(|warning| console::warn(colour, warning));
            done.iter().flat_map(|done| &done.notes).for_each(|note| console::note(colour, note));
            let unchanged = done.iter().map(|done| done.unchanged).sum();
            if let (Some(since), 1..) = (&self.since, unchanged) {
                let findings = report::count(unchanged, "finding", "findings");
                let revision = since.revision();
                console::note(colour, &format!("{findings} on lines unchanged since `{revision}` not shown"));
            }
        }
        for problem in problems.iter().chain(done.iter().filter_map(|done| done.error.as_ref())) {
            console::error(colour, problem);
        }
        printed?;
        Ok(if totals.unread > 0 { Status::Failed } else { self.status(done, &totals) })
    }

    fn print_report(&self, done: &[Done], totals: &Totals) -> Result<(), Failure> {
        let outputs: Vec<&str> =
            done.iter().filter(|done| done.totals.is_some()).map(|done| done.output.as_str()).collect();
        let text = done.iter().find_map(|done| done.text.as_deref());
        match self.mode {
            // If no file could be read, there is nothing to report, but formats for programs must stay well-formed.
            _ if totals.files == 0 && !self.args.output_format.is_for_programs() => {}
            Mode::Diff | Mode::Check => {
                console::print_with(|out| outputs.iter().try_for_each(|part| out.write_all(part.as_bytes())))?;
                if !self.args.quiet {
                    console::say(&would_change(done, totals));
                }
            }
            _ => {
                if let Some(text) = text {
                    console::print(text)?;
                }
                match (&self.args.output_file, text) {
                    (Some(file), _) => files::write_output(file, &self.report.document(&outputs, totals))?,
                    (None, Some(_)) => console::say(&self.report.document(&outputs, totals)),
                    (None, None) => {
                        console::print_with(|out| self.report.write(out, &outputs, totals))?;
                    }
                }
            }
        }
        Ok(())
    }

    fn status(&self, done: &[Done], totals: &Totals) -> Status {
        let left = match (self.mode, self.args.fail_on) {
            _ if self.args.exit_zero => false,
            (Mode::Diff | Mode::Check, _) => done.iter().any(|done| done.changed),
            (_, FailOn::Never) => false,
            (_, FailOn::Error) => totals.at_least(Severity::Error) > 0,
            (_, FailOn::Warning) => totals.at_least(Severity::Warning) > 0,
            (_, FailOn::Info) => totals.at_least(Severity::Info) > 0,
        };
        if left { Status::Found } else { Status::Clean }
    }
}

fn save(path: &Path, old: &[u8], new: &str) -> Result<(), String> {
    write::replace(path, old, new.as_bytes()).map_err(|error| error.to_string())
}

/// Returns the line after a diff or after the names of files.
fn would_change(done: &[Done], totals: &Totals) -> String {
    let files = done.iter().filter(|done| done.changed).count();
    if files == 0 {
        return "nothing to fix\n".to_owned();
    }
    let files = report::count(files, "file", "files");
    let made = report::count(totals.fixed(), "fix", "fixes");
    format!("{files} would change, {made}: {}\n", report::fixes(totals))
}
