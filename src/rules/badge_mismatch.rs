//! `badge-mismatch`: a badge shows or links to another repository or paper than its entry.

use crate::{
    diagnostic::Severity,
    edit::{Edit, Fix, Phase},
    hosts::{ArxivId, ImageKind, Repository, Target, pages_owner},
    list::{Badge, Entry, Link},
    rule::{Check, Context, Fixes, Rule},
};

pub(super) static RULE: Rule = Rule {
    severity: Severity::Error,
    fixes: Fixes::Sometimes,
    checks: &[Check::Badge(check)],
    ..rule!("badge-mismatch")
};

fn check(badge: &Badge, cx: &mut Context) {
    match badge.shows {
        ImageKind::Repository { repository, .. } => check_repository(badge, &repository, cx),
        ImageKind::Arxiv(id) => check_paper(badge, id, cx),
        ImageKind::Badge | ImageKind::Picture => {}
    }
}

fn check_repository(badge: &Badge, shown: &Repository, cx: &mut Context) {
    let name = format!("{}/{}", shown.owner, shown.name);
    if let Some(link) = cx.list.link_around(badge) {
        if agrees(link, shown) {
            return;
        }
        match link.target {
            Target::Repository(linked) => {
                let linked_name = format!("{}/{}", linked.owner, linked.name);
                let fix = image_for(badge, &linked_name);
                let finding = cx.report(badge.range, format!("the badge shows `{name}` but links to `{linked_name}`"));
                finding.help("use the same repository in both: the badge describes one and leads to another");
                if let Some(edit) = fix {
                    finding.fix(Fix::needs_review(Phase::Content, format!("show `{linked_name}`"), vec![edit]));
                }
            }
            _ if badge.entry.is_some() => {
                let url = format!("https://github.com/{name}");
                let edit = link.destination.map(|destination| Edit::replace(destination, url.clone()));
                let message = format!("the badge shows the repository `{name}` but links to `{}`", link.url);
                let finding = cx.report(badge.range, message);
                finding.help("link to the repository that the badge shows");
                if let Some(edit) = edit {
                    finding.fix(Fix::needs_review(Phase::Content, format!("link to `{url}`"), vec![edit]));
                }
            }
            _ => {}
        }
        return;
    }
    let Some(entry) = badge.entry.map(|id| cx.list.entry(id)) else { return };
    let own = cx.list.links_of(entry).iter().filter(|link| link.badge.is_none());
    let mut other = None;
    for link in own {
        if agrees(link, shown) {
            return;
        }
        if let Target::Repository(repository) = link.target {
            other.get_or_insert((repository, link.range));
        }
    }
    if let Some((repository, at)) = other {
        let linked = format!("{}/{}", repository.owner, repository.name);
        cx.report(badge.range, format!("the badge shows `{name}` but the entry links to `{linked}`"))
            .label(at, "the entry's link")
            .help("show the repository of the entry: the badge describes another one");
    }
}

/// Whether a link leads to the repository, to a page in it, or to a page whose URL names it.
fn agrees(link: &Link, shown: &Repository) -> bool {
    match link.target {
        Target::Repository(linked) => linked.same(shown),
        Target::Empty | Target::Anchor(_) => true,
        _ => {
            let owner = pages_owner(link.url).is_some_and(|owner| owner.eq_ignore_ascii_case(shown.owner));
            let named = format!("{}/{}", shown.owner, shown.name).to_ascii_lowercase();
            owner || link.url.to_ascii_lowercase().contains(&named)
        }
    }
}

/// Returns the edit that makes a badge's image show another repository or paper.
fn image_for(badge: &Badge, subject: &str) -> Option<Edit> {
    let template = badge.template?;
    Some(Edit::replace(badge.destination?, template.render(subject)))
}

fn check_paper(badge: &Badge, shown: Option<ArxivId>, cx: &mut Context) {
    let link = cx.list.link_around(badge);
    let linked = link.and_then(|link| link.target.arxiv());
    if let (Some(shown), Some(linked)) = (shown, linked)
        && !shown.same(&linked)
    {
        cx.report(badge.range, format!("the badge shows paper `{}` but links to `{}`", shown.plain(), linked.id))
            .help("use the same paper in both: one of the two was most likely pasted from another entry");
        return;
    }
    let Some(named) = linked.or(shown) else { return };
    let Some(entry) = badge.entry.map(|id| cx.list.entry(id)) else { return };
    let papers: Vec<(ArxivId, &Link)> = cx
        .list
        .links_of(entry)
        .iter()
        .filter(|link| link.badge.is_none())
        .filter_map(|link| Some((link.target.arxiv()?, link)))
        .collect();
    let Some(&(own, own_link)) = papers.first() else { return };
    if papers.iter().any(|(id, _)| id.same(&named)) {
        return;
    }
    if has_its_badge(entry, badge, &papers, cx) {
        return;
    }
    let edit = link.filter(|_| shown.is_none()).and_then(|link| {
        let destination = link.destination?;
        let at = cx.text(destination).find(named.id)?;
        let start = usize::from(destination.start()) + at;
        Some(Edit::replace(crate::range(start, start + named.id.len()), own.id))
    });
    let does = if linked.is_some() { "links to" } else { "shows" };
    let message = format!("the badge {does} paper `{}` but the entry links to `{}`", named.plain(), own.id);
    let finding = cx.report(badge.range, message);
    finding
        .label(own_link.range, "the entry's link")
        .help("use the same paper in both: one of the two was most likely pasted from another entry");
    if let Some(edit) = edit {
        finding.fix(Fix::needs_review(Phase::Content, format!("link the badge to `{}`", own.id), vec![edit]));
    }
}

/// Whether another badge of the entry is for its paper. Then this one is for a second paper, as of a model with two
/// versions.
fn has_its_badge(entry: &Entry, badge: &Badge, papers: &[(ArxivId, &Link)], cx: &Context) -> bool {
    let badges = &cx.list.badges[entry.badges.start as usize..entry.badges.end as usize];
    let mut others = badges.iter().filter(|other| other.range != badge.range);
    others.any(|other| {
        let linked = cx.list.link_around(other).and_then(|link| link.target.arxiv());
        match (linked, other.shows) {
            (Some(named), ImageKind::Arxiv(_)) | (_, ImageKind::Arxiv(Some(named))) => {
                papers.iter().any(|(id, _)| id.same(&named))
            }
            _ => false,
        }
    })
}
