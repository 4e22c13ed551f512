//! `generated-file`: a part of the file that a generator writes has something to fix.

use crate::{
    list::GeneratedKind,
    rule::{Check, Context, Rule, SkippedFixes},
};

pub(super) static RULE: Rule = Rule { checks: &[Check::SkippedFixes(check)], ..rule!("generated-file") };

fn check(skipped: &SkippedFixes, cx: &mut Context) {
    let part = &skipped.generated;
    let generator = match part.generator {
        "" => "a generator".to_owned(),
        name => format!("`{name}`"),
    };
    let what = match part.kind {
        GeneratedKind::Contents => "this contents list",
        GeneratedKind::Part => "this part",
        GeneratedKind::File => "this file",
    };
    let fixes = match skipped.fixes {
        1 => "1 fix in it is skipped".to_owned(),
        fixes => format!("{fixes} fixes in it are skipped"),
    };
    let help = match part.kind {
        GeneratedKind::Contents => "fix the headings and run the generator again",
        GeneratedKind::Part | GeneratedKind::File => {
            "make the changes in the source of the generator: it overwrites them here"
        }
    };
    cx.report(part.marker, format!("{generator} writes {what}, so {fixes}")).help(help);
}
