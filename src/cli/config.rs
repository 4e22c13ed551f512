//! Finds and reads the configuration of each list, and prints its errors.

use std::{
    collections::{HashMap, HashSet, hash_map::Entry},
    fs,
    path::{Path, PathBuf},
    sync::Arc,
};

use ignore::gitignore::{Gitignore, GitignoreBuilder};
use miette::{
    GraphicalReportHandler, GraphicalTheme, LabeledSpan, MietteDiagnostic, NamedSource, ThemeCharacters, ThemeStyles,
};

use super::{
    Status,
    args::{ConfigArgs, When},
    console,
    files::{self, Input},
};
use crate::config::{Config, ConfigError, FileGlob, Level};

/// The possible names of a configuration file.
pub(super) const NAMES: [&str; 2] = ["awesome-lint.toml", ".awesome-lint.toml"];

/// The configurations of a run.
#[derive(Debug)]
pub(super) struct Configs {
    /// By the folder of a list, as the user named it.
    folders: HashMap<PathBuf, Arc<Found>>,
    /// The name for standard input.
    stdin: PathBuf,
}

/// A configuration.
#[derive(Debug)]
pub(super) struct Found {
    pub(super) config: Arc<Config>,
    /// The folder that its paths are relative to, with symbolic links resolved; `None` if there is no file.
    folder: Option<PathBuf>,
    exclude: Gitignore,
}

/// The reason why a configuration cannot be read.
#[derive(Debug)]
pub(super) enum Problem {
    /// A message of one line.
    Line(String),
    /// An error inside a file.
    File {
        /// The name of the file, for users.
        name: String,
        text: String,
        error: ConfigError,
    },
}

impl Configs {
    /// Finds and reads the configuration of each input. The rules in `select` run even if it disables them.
    pub(super) fn read(
        inputs: &[Input],
        args: &ConfigArgs,
        stdin: Option<&str>,
        select: &[String],
    ) -> Result<Self, Problem> {
        let mut own = Self { folders: HashMap::new(), stdin: stdin.unwrap_or_default().into() };
        let one = if let Some(file) = &args.config {
            Some(Arc::new(Found::read(file, args, select)?))
        } else if args.isolated {
            Some(Arc::new(Found::none(args, select)))
        } else {
            None
        };
        let mut search = Search { args, select, none: None, known: HashMap::new() };
        for input in inputs {
            let folder = own.path(input).parent().unwrap_or(Path::new("")).to_path_buf();
            if let Entry::Vacant(slot) = own.folders.entry(folder) {
                let found = one.clone().map_or_else(|| search.nearest(slot.key()), Ok)?;
                slot.insert(found);
            }
        }
        Ok(own)
    }

    /// Returns the configuration of an input that was passed to [`Self::read`].
    pub(super) fn of(&self, input: &Input) -> Option<&Found> {
        let folder = self.path(input).parent().unwrap_or(Path::new(""));
        self.folders.get(folder).map(AsRef::as_ref)
    }

    fn path<'i>(&'i self, input: &'i Input) -> &'i Path {
        match input {
            Input::Stdin => &self.stdin,
            Input::File(path) => path,
        }
    }

    /// Removes the inputs that their configuration excludes, and returns how many. Inputs in `named` are only removed
    /// with `force`.
    pub(super) fn exclude(&self, inputs: &mut Vec<Input>, named: &[PathBuf], force: bool) -> usize {
        if self.folders.values().all(|found| found.exclude.is_empty()) {
            return 0;
        }
        let named: HashSet<&Path> = named.iter().map(PathBuf::as_path).collect();
        let before = inputs.len();
        inputs.retain(|input| {
            let path = self.path(input);
            let is_named = *input == Input::Stdin || named.contains(path);
            is_named && !force || self.of(input).is_none_or(|found| !found.excludes(path))
        });
        before - inputs.len()
    }
}

/// Searches folders for configuration files, each folder once.
struct Search<'a> {
    args: &'a ConfigArgs,
    select: &'a [String],
    none: Option<Arc<Found>>,
    known: HashMap<PathBuf, Arc<Found>>,
}

impl Search<'_> {
    /// Returns the configuration for the lists in a folder: from that folder or the nearest one above that has a file,
    /// up to the root of the repository if there is one.
    fn nearest(&mut self, folder: &Path) -> Result<Arc<Found>, Problem> {
        let here = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        // An unreadable folder is reported when the list is read.
        let start = here.canonicalize().unwrap_or_else(|_| here.to_path_buf());
        let mut passed = Vec::new();
        let mut found = None;
        for folder in start.ancestors() {
            found = match self.known.get(folder) {
                Some(known) => Some(known.clone()),
                None => self.in_folder(folder)?,
            };
            if found.is_some() {
                break;
            }
            passed.push(folder.to_path_buf());
            if folder.join(".git").exists() {
                break;
            }
        }
        let found = found.unwrap_or_else(|| {
            let none = || Arc::new(Found::none(self.args, self.select));
            self.none.get_or_insert_with(none).clone()
        });
        self.known.extend(passed.into_iter().map(|folder| (folder, found.clone())));
        Ok(found)
    }

    fn in_folder(&mut self, folder: &Path) -> Result<Option<Arc<Found>>, Problem> {
        let mut files = NAMES.iter().map(|name| folder.join(name)).filter(|file| file.symlink_metadata().is_ok());
        let Some(file) = files.next() else { return Ok(None) };
        if let Some(other) = files.next() {
            let (file, other) = (shown(&file), shown(&other));
            return Err(Problem::Line(format!("both {file} and {other} exist; delete one of them")));
        }
        let found = Arc::new(Found::read(&file, self.args, self.select)?);
        self.known.insert(folder.to_path_buf(), found.clone());
        Ok(Some(found))
    }
}

impl Found {
    /// Returns the configuration to use if there is no file.
    fn none(args: &ConfigArgs, select: &[String]) -> Self {
        let config = args.preset.map(|preset| Config::preset(preset.into())).unwrap_or_default();
        Self { config: Arc::new(with_selected(config, select)), folder: None, exclude: Gitignore::empty() }
    }

    fn read(file: &Path, args: &ConfigArgs, select: &[String]) -> Result<Self, Problem> {
        let name = shown(file);
        let line = |why: String| Problem::Line(format!("{name}: {why}"));
        let bytes = fs::read(file).map_err(|error| line(files::why(&error, file)))?;
        let text = String::from_utf8(bytes).map_err(|_| line("not UTF-8; save the file as UTF-8".to_owned()))?;
        let config = match Config::parse(&text, args.preset.map(Into::into), &crate::rules::NAMES) {
            Ok(config) => config,
            Err(error) => return Err(Problem::File { name, text, error }),
        };
        let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let folder = folder.canonicalize().unwrap_or_else(|_| folder.to_path_buf());
        let mut exclude = GitignoreBuilder::new(&folder);
        for pattern in config.exclude.iter().map(FileGlob::text) {
            let added = exclude.add_line(None, pattern);
            added.map_err(|error| line(format!("`{pattern}` in `exclude` is not a valid pattern: {error}")))?;
        }
        let exclude = exclude.build().map_err(|error| line(format!("`exclude`: {error}")))?;
        Ok(Self { config: Arc::new(with_selected(config, select)), folder: Some(folder), exclude })
    }

    /// Whether the configuration excludes a file.
    fn excludes(&self, path: &Path) -> bool {
        let Some(folder) = self.folder.as_ref().filter(|_| !self.exclude.is_empty()) else { return false };
        let (Some(name), parent) = (path.file_name(), path.parent().unwrap_or(Path::new(""))) else { return false };
        let parent = if parent.as_os_str().is_empty() { Path::new(".") } else { parent };
        let Ok(parent) = parent.canonicalize() else { return false };
        let path = parent.join(name);
        let inside = path.strip_prefix(folder);
        inside.is_ok_and(|path| self.exclude.matched_path_or_any_parents(path, false).is_ignore())
    }
}

/// Enables the selected rules that the configuration disables: a user who selects a rule wants its findings.
fn with_selected(mut config: Config, select: &[String]) -> Config {
    for rule in select.iter().map(|name| name.trim()) {
        if config.rules.level(rule) == Some(Level::Off) {
            config.rules.reset(rule);
        }
    }
    config
}

/// Returns a path relative to the current folder if it is inside it.
fn shown(path: &Path) -> String {
    let here = std::env::current_dir().and_then(|here| here.canonicalize());
    let inside = here.ok().and_then(|here| path.strip_prefix(here).ok().map(Path::to_path_buf));
    inside.unwrap_or_else(|| path.to_path_buf()).display().to_string()
}

impl Problem {
    /// Prints the problem to standard error.
    pub(super) fn print(&self, when: When) -> Status {
        match self {
            Self::Line(line) => console::error(when, line),
            Self::File { name, text, error } => {
                let colour = console::colours(when, &std::io::stderr());
                console::say(&drawn(name, text, error, colour));
            }
        }
        Status::Failed
    }
}

/// Draws the lines of an error with the wrong text underlined.
fn drawn(name: &str, text: &str, error: &ConfigError, colour: bool) -> String {
    let styles = if colour { ThemeStyles::ansi() } else { ThemeStyles::none() };
    let theme = GraphicalTheme { characters: ThemeCharacters::unicode(), styles };
    let handler = GraphicalReportHandler::new_themed(theme)
        .with_width(100)
        .with_wrap_lines(false)
        .with_links(false)
        .without_cause_chain()
        .without_syntax_highlighting();
    let mut diagnostic = MietteDiagnostic::new(crate::report::visible(&error.message).into_owned())
        .with_label(LabeledSpan::new_with_span(None, error.span.clone()));
    diagnostic.help.clone_from(&error.help);
    let source = NamedSource::new(crate::report::visible(name), tame(text));
    let report = miette::Report::new(diagnostic).with_source_code(source);
    let mut out = String::new();
    if handler.render_report(&mut out, report.as_ref()).is_err() {
        out = format!("error: {name}: {}\n", error.message);
    }
    let lines: Vec<&str> = out.lines().map(str::trim_end).collect();
    lines.join("\n").trim_start_matches('\n').to_owned() + "\n"
}

/// Replaces characters that a terminal would act on. Byte offsets stay the same.
fn tame(text: &str) -> String {
    let is_tame =
        |c: char| matches!(c, '\n' | '\t') || crate::report::visible(c.encode_utf8(&mut [0; 4])).chars().eq([c]);
    let shown = |c: char| match c {
        '\r' => " ".to_owned(),
        c if is_tame(c) => c.to_string(),
        c => "?".repeat(c.len_utf8()),
    };
    text.chars().map(shown).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree(files: &[(&str, &str)]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for (file, text) in files {
            let path = folder.path().join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        folder
    }

    const ARGS: ConfigArgs = ConfigArgs { config: None, isolated: false, preset: None };

    /// Returns the order of entries in the configuration of a list.
    fn order(folder: &Path, list: &str, args: &ConfigArgs) -> Option<crate::config::Order> {
        let input = Input::File(folder.join(list));
        let configs = Configs::read(std::slice::from_ref(&input), args, None, &[]).unwrap();
        configs.of(&input).unwrap().config.conventions.order
    }

    #[test]
    fn the_nearest_file_in_the_repository_is_used() {
        use crate::config::Order;
        let folder = tree(&[
            ("awesome-lint.toml", "conventions.order = \"oldest-first\""),
            ("x/README.md", ""),
            ("repository/.git/HEAD", ""),
            ("repository/README.md", ""),
            ("repository/a/.awesome-lint.toml", "conventions.order = \"alphabetical\""),
            ("repository/a/b/README.md", ""),
            ("repository/a/c/awesome-lint.toml", ""),
            ("repository/a/c/README.md", ""),
        ]);
        for (list, expected) in [
            ("x/README.md", Some(Order::OldestFirst)),
            ("repository/README.md", None),
            ("repository/a/b/README.md", Some(Order::Alphabetical)),
            ("repository/a/b/../b/README.md", Some(Order::Alphabetical)),
            // Files further up are not read.
            ("repository/a/c/README.md", None),
        ] {
            assert_eq!(order(folder.path(), list, &ARGS), expected, "{list}");
        }
        let isolated = ConfigArgs { isolated: true, ..ARGS };
        assert_eq!(order(folder.path(), "x/README.md", &isolated), None);
        let other = folder.path().join("repository/a/.awesome-lint.toml");
        let asked = ConfigArgs { config: Some(other), ..ARGS };
        assert_eq!(order(folder.path(), "x/README.md", &asked), Some(Order::Alphabetical));
    }

    #[test]
    fn two_files_in_one_folder_are_an_error() {
        let folder = tree(&[("awesome-lint.toml", ""), (".awesome-lint.toml", ""), ("a/README.md", "")]);
        let input = Input::File(folder.path().join("a/README.md"));
        let problem = Configs::read(&[input], &ARGS, None, &[]).unwrap_err();
        assert!(matches!(&problem, Problem::Line(line) if line.ends_with("delete one of them")), "{problem:?}");
    }

    #[cfg(unix)]
    #[test]
    fn a_broken_link_is_an_error() {
        let folder = tree(&[("README.md", "")]);
        std::os::unix::fs::symlink("gone.toml", folder.path().join("awesome-lint.toml")).unwrap();
        let input = Input::File(folder.path().join("README.md"));
        let problem = Configs::read(&[input], &ARGS, None, &[]).unwrap_err();
        assert!(matches!(&problem, Problem::Line(line) if line.contains("symbolic link is broken")), "{problem:?}");
    }

    #[test]
    fn exclude_patterns_are_relative_to_the_configuration() {
        let folder = tree(&[
            ("awesome-lint.toml", "exclude = [\"vendor/\", \"/top.md\"]"),
            ("README.md", ""),
            ("top.md", ""),
            ("a/top.md", ""),
            ("a/vendor/README.md", ""),
        ]);
        let all: Vec<Input> = ["README.md", "top.md", "a/top.md", "a/vendor/README.md"]
            .map(|file| Input::File(folder.path().join(file)))
            .to_vec();
        let configs = Configs::read(&all, &ARGS, None, &[]).unwrap();
        let named = [folder.path().join("top.md")];
        for (force, left) in [(false, vec![0, 1, 2]), (true, vec![0, 2])] {
            let mut inputs = all.clone();
            assert_eq!(configs.exclude(&mut inputs, &named, force), all.len() - left.len());
            assert_eq!(inputs, left.iter().map(|&at| all[at].clone()).collect::<Vec<_>>());
        }
    }

    #[test]
    fn control_characters_are_not_drawn() {
        let text = "[rules]\ntea\u{1b}[31m\u{202e} = \"off\"\r\n";
        assert_eq!(tame(text).len(), text.len());
        assert_eq!(tame(text), "[rules]\ntea?[31m??? = \"off\" \n");
    }
}
