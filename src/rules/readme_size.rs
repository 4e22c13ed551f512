//! `readme-size`: the file is so large that GitHub does not show all of it, or soon will not.

use crate::{
    config::Kilobytes,
    range,
    rule::{Check, Context, Rule},
};

pub(super) static RULE: Rule = Rule { checks: &[Check::List(check)], ..rule!("readme-size") };

/// The size in bytes from which a list should be split.
const WARN: usize = 450_000;
/// The number of bytes of a README that GitHub shows.
/// <https://docs.github.com/en/repositories/managing-your-repositorys-settings-and-features/customizing-your-repository/about-readmes>
const SHOWN: usize = 500 * 1024;

fn check(cx: &mut Context) {
    let source = cx.list.source;
    let limit = cx.config.rules.readme_size.limit.map(Kilobytes::bytes);
    if source.text.len() <= limit.unwrap_or(WARN) {
        return;
    }
    // Git may store the file with different line endings from the disk, so each counts as one byte.
    let mut size = 0;
    let mut cut = None;
    for line in source.lines() {
        let text = &source.text[line.clone()];
        size += text.len() - usize::from(text.ends_with("\r\n"));
        if size > limit.unwrap_or(SHOWN) && cut.is_none() {
            cut = Some(range(line.start, line.start + text.trim_end().len()));
        }
    }
    let kilobytes = size / 1000;
    if let Some((cut, limit)) = cut.zip(limit) {
        let allowed = limit / 1000;
        cx.report(cut, format!("the file has {kilobytes} kB: the configuration allows {allowed} kB, up to about here"))
            .help("split the list, or raise the limit");
    } else if let Some(cut) = cut {
        cx.report(cut, format!("the file has {kilobytes} kB: GitHub shows it up to about here"))
            .help("split the list: readers do not see the rest");
    } else if size > WARN && limit.is_none() {
        let line = source.text.lines().next().unwrap_or_default();
        let message = format!("the file has {kilobytes} kB: GitHub shows the first {} kB of a README", SHOWN / 1000);
        cx.report(range(0, line.len()), message).help("split the list before its end is cut off");
    }
}
