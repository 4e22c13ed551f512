//! Runs the rule pages: every example of every page in `rules/` is a separate test.
//!
//! A page is `# name`, a summary, `## Why`, and examples in fences:
//!
//! - `md bad`: a list with findings of this rule, followed by
//!   - `text findings`: each as `line:column message`, with a prefix like `info: ` if its severity is not the rule's
//!   - `md fixed`: the list after `--fix` with this rule alone; without this fence, `--fix` changes nothing
//!   - `md unsafe`: the list after `--fix --unsafe-fixes`
//! - `md good`: a list without findings of this rule
//! - `md good without TEXT`: the same, and a list with findings after the text is removed, so that the rule does check
//!   it
//! - `toml config`: the configuration for the examples after it
//!
//! The word `visible` in a fence makes characters visible: `·` a space, `→` a tab, `␍` a carriage return, `⍽` a
//! no-break space, `␣` a zero-width space; `∎` at the end removes the last line ending.
//!
//! The word `x9` in a fence repeats its last line nine times.
//!
//! `UPDATE_EXPECT=1 cargo test` updates the fences `findings`, `fixed` and `unsafe`.

use std::{fs, path::PathBuf, sync::Arc};

use awesome_lint::{
    config::Config,
    edit::Applicability,
    files::Files,
    fix::fix,
    lint::{Options, lint},
    rule::{Check, Fixes, Rule},
    rules::RULES,
    source::Source,
};
use libtest_mimic::{Arguments, Failed, Trial};

fn main() {
    let mut trials = vec![Trial::test("every page has its rule", every_page_has_its_rule)];
    for rule in RULES {
        trials.push(Trial::test(format!("page {}", rule.name), || page(rule)));
    }
    libtest_mimic::run(&Arguments::from_args(), trials).exit();
}

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("rules")
}

/// A rule without a page does not compile; this test finds pages without a rule.
fn every_page_has_its_rule() -> Result<(), Failed> {
    for file in fs::read_dir(folder())? {
        let name = file?.file_name().into_string().map_err(|_| "a file name that is not UTF-8")?;
        let known = name == "README.md" || RULES.iter().any(|rule| format!("{}.md", rule.name) == name);
        ensure(known, || format!("rules/{name} is the page of no rule"))?;
    }
    Ok(())
}

fn page(rule: &'static Rule) -> Result<(), Failed> {
    let file = folder().join(format!("{}.md", rule.name));
    let text = fs::read_to_string(&file)?;
    let update = std::env::var_os("UPDATE_EXPECT").is_some();
    ensure(text.lines().next() == Some(&format!("# {}", rule.name)), || "the title is not the rule's name".into())?;
    ensure(rule.summary().ends_with('.'), || "the summary is no sentence".into())?;
    ensure(text.contains("\n## Why\n"), || "the page does not say why".into())?;
    let fences = Fence::all(&text);
    for needed in ["bad", "good", "findings"] {
        ensure(fences.iter().any(|fence| fence.is(needed)), || format!("no `{needed}` example"))?;
    }
    let shows_fix = fences.iter().any(|fence| fence.is("fixed") || fence.is("unsafe"));
    ensure(shows_fix == (rule.fixes != Fixes::Never), || "`fixed` examples and the rule's `fixes` disagree".into())?;
    if rule.fixes != Fixes::Never && fences.iter().any(|fence| fence.is("unsafe")) {
        ensure(text.contains("\n## Fix safety\n"), || "the page does not say why fixes need review".into())?;
    }

    let mut out = String::new();
    let mut at = 0;
    let (mut problems, mut drift) = (Vec::new(), Vec::new());
    let mut bad: Option<&Fence> = None;
    let mut config = Arc::<Config>::default();
    for (index, fence) in fences.iter().enumerate() {
        let mut expect = |actual: String, what: &str| {
            out.push_str(&text[at..fence.body.start]);
            out.push_str(&actual);
            at = fence.body.end;
            if actual != text[fence.body.clone()] {
                drift.push(format!("{what}, expected:\n{}\nfound:\n{actual}", &text[fence.body.clone()]));
            }
        };
        match fence.kind() {
            "config" => {
                let parsed = Config::parse(&text[fence.body.clone()], None, &awesome_lint::rules::NAMES);
                config = Arc::new(parsed.map_err(|error| format!("the configuration: {error:?}"))?);
            }
            "good" => {
                let found = findings(rule, &config, &fence.content(&text));
                if !found.is_empty() {
                    problems.push(format!("a good example has findings:\n{found}"));
                }
                if let Some(reason) = fence.without() {
                    let other = fence.content(&text).replace(reason, "");
                    if findings(rule, &config, &other).is_empty() {
                        problems.push(format!("a good example has no findings without `{reason}` either:\n{other}"));
                    }
                }
            }
            "bad" => {
                bad = Some(fence);
                let shown =
                    |kind| fences[index + 1..].iter().take_while(|next| !next.is("bad")).any(|next| next.is(kind));
                let source = fence.content(&text);
                if !shown("findings") {
                    problems.push("a bad example without its findings".into());
                }
                if !shown("fixed") && fixed(rule, &config, &source, Applicability::Safe)? != source {
                    problems.push("a bad example that --fix changes has no `fixed` fence".into());
                }
            }
            "findings" => {
                let source = bad.ok_or("findings of no example")?.content(&text);
                let found = findings(rule, &config, &source);
                if found.is_empty() {
                    problems.push("a bad example has no findings".into());
                }
                expect(found, "findings");
            }
            kind @ ("fixed" | "unsafe") => {
                let source = bad.ok_or("a fixed text of no example")?.content(&text);
                let accept = if kind == "fixed" { Applicability::Safe } else { Applicability::Unsafe };
                let new = fixed(rule, &config, &source, accept)?;
                if new == source {
                    problems.push(format!("nothing was fixed for a `{kind}` fence"));
                }
                if fixed(rule, &config, &new, accept)? != new {
                    problems.push("fixing again changes the text again".into());
                }
                expect(fence.shown(&new), "fixed text");
            }
            other => problems.push(format!("unknown fence `{other}`")),
        }
    }
    out.push_str(&text[at..]);
    if update && out != text {
        fs::write(&file, out)?;
        drift.clear();
    }
    problems.extend(drift);
    ensure(problems.is_empty(), || problems.join("\n\n"))
}

fn options(rule: &'static Rule, config: &Arc<Config>) -> Options {
    // Late enough for all examples except that of dates in the future.
    // A rule about the fixes of other rules needs them.
    let about_others = rule.checks.iter().any(|check| matches!(check, Check::SkippedFixes(_) | Check::Comment(_)));
    let rules = if about_others { RULES.to_vec() } else { vec![rule] };
    let today = chrono::NaiveDate::from_ymd_opt(2026, 1, 1);
    Options { rules, today, files: Some(Files::new(is_beside)), config: config.clone(), ..Options::default() }
}

/// The repository in the page of link-relative.
fn is_beside(path: &str) -> Option<bool> {
    let path = path.trim_start_matches("./");
    (!path.starts_with(".."))
        .then(|| ["contributing.md", "docs/", "docs/brewing.md", "media/white tea.png"].contains(&path))
}

fn findings(rule: &'static Rule, config: &Arc<Config>, text: &str) -> String {
    let source = Source::new(text).expect("examples are small");
    let mut out = String::new();
    let mut options = options(rule, config);
    // Findings of a rule that this rule yields to are not reported by this rule.
    options.rules.extend(RULES.iter().filter(|other| rule.yields_to.contains(&other.name)));
    for found in lint(&source, &options).diagnostics.iter().filter(|found| found.rule == rule.name) {
        let at = source.position(found.range.start());
        let severity =
            if found.severity == rule.severity { String::new() } else { format!("{}: ", found.severity.name()) };
        out.push_str(&format!("{}:{} {severity}{}\n", at.line, at.column, found.message));
        assert!(!found.message.ends_with('.'), "a message with a full stop: {}", found.message);
    }
    out
}

fn fixed(rule: &'static Rule, config: &Arc<Config>, text: &str, accept: Applicability) -> Result<String, Failed> {
    let outcome = fix(text, &options(rule, config), accept);
    ensure(outcome.refused.is_empty(), || format!("the guard refused: {:?}", outcome.refused))?;
    ensure(outcome.cycle.is_empty(), || format!("a cycle: {:?}", outcome.cycle))?;
    let left = outcome.findings.diagnostics.iter().filter_map(|found| found.fix.as_ref());
    let left = left.filter(|fix| fix.applicability >= accept).count();
    ensure(left == 0, || "what could be fixed is left after fixing".into())?;
    Ok(outcome.text)
}

/// A fenced block of a page.
struct Fence {
    info: String,
    body: std::ops::Range<usize>,
}

const SYMBOLS: [(char, char); 5] = [('·', ' '), ('→', '\t'), ('␍', '\r'), ('⍽', '\u{a0}'), ('␣', '\u{200b}')];

impl Fence {
    fn all(text: &str) -> Vec<Self> {
        let mut fences = Vec::new();
        let mut at = 0;
        let mut open: Option<(String, String, usize)> = None;
        for line in text.split_inclusive('\n') {
            let start = at;
            at += line.len();
            let trimmed = line.trim_end();
            let ticks = trimmed.len() - trimmed.trim_start_matches('`').len();
            match &open {
                None if ticks >= 3 => open = Some((trimmed[..ticks].into(), trimmed[ticks..].into(), at)),
                Some((fence, info, from)) if trimmed == fence => {
                    fences.push(Self { info: info.clone(), body: *from..start });
                    open = None;
                }
                _ => {}
            }
        }
        fences
    }

    fn kind(&self) -> &str {
        self.info.split(' ').nth(1).unwrap_or_default()
    }

    fn is(&self, kind: &str) -> bool {
        self.kind() == kind
    }

    /// The text that keeps a good example from having findings.
    fn without(&self) -> Option<&str> {
        self.info.split_once(" without ").map(|(_, reason)| reason)
    }

    fn visible(&self) -> bool {
        self.info.split(' ').any(|word| word == "visible")
    }

    fn content(&self, page: &str) -> String {
        let mut text = page[self.body.clone()].to_owned();
        if self.visible() {
            for (symbol, meaning) in SYMBOLS {
                text = text.replace(symbol, &meaning.to_string());
            }
            text = text.replace("∎\n", "");
        }
        if let Some(times) = self.times() {
            let last = text.trim_end_matches('\n').rfind('\n').map_or(0, |at| at + 1);
            text.push_str(&text[last..].repeat(times - 1));
        }
        text
    }

    /// The number of repetitions of the last line.
    fn times(&self) -> Option<usize> {
        self.info.split(' ').find_map(|word| word.strip_prefix('x')?.parse().ok())
    }

    fn shown(&self, text: &str) -> String {
        let mut text = text.to_owned();
        if self.visible() {
            for (symbol, meaning) in SYMBOLS.iter().skip(1) {
                text = text.replace(*meaning, &symbol.to_string());
            }
            let lines = text.split_inclusive('\n').map(|line| {
                let kept = line.trim_end_matches([' ', '\n']);
                let spaces = line[kept.len()..].matches(' ').count();
                format!("{kept}{}{}", "·".repeat(spaces), if line.ends_with('\n') { "\n" } else { "" })
            });
            text = lines.collect();
        }
        if text.ends_with('\n') { text } else { text + "∎\n" }
    }
}

fn ensure(holds: bool, message: impl FnOnce() -> String) -> Result<(), Failed> {
    if holds { Ok(()) } else { Err(message().into()) }
}
