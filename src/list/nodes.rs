//! The first pass over the Markdown tree: collects links, images, anchors and sections with their positions.

use rustc_hash::FxHashSet;

use super::{
    Badge, Heading, Link, LinkId, List, Section, SectionId, SectionRole,
    generated::Regions,
    heading::{Slugger, heading_content, heading_text, html_headings},
    html,
};
use crate::{
    TextRange, TextSize, hosts,
    markdown::{Kind, LinkStyle, NodeRef},
    text::on_one_line,
};

impl<'t> List<'t> {
    /// Reads links, images, anchors and sections.
    pub(super) fn read_nodes(&mut self) {
        let tree = self.tree;
        let mut slugger = Slugger::default();
        let mut regions = Regions::default();
        self.open_section(None, 0, TextSize::default());
        let mut top_end = 0;
        // The link around the current node, up to the node where it ends; and the HTML anchor that is still open.
        let mut link: Option<(LinkId, NodeRef)> = None;
        let mut html_link = None;
        let mut defined = FxHashSet::default();
        let mut image_end = 0;
        // The block that was entered last: all images in one paragraph share it.
        let mut block = 0;
        for node in tree.nodes() {
            if node.kind().is_block() {
                block = node.index();
            }
            let top = node.index() >= top_end;
            if top {
                top_end = node.end();
                html_link = None;
            }
            let kind = node.kind();
            match kind {
                Kind::CodeBlock | Kind::HtmlBlock => self.opaque.push(node.range()),
                Kind::Code | Kind::Html if node.text().contains('\n') => self.opaque.push(node.range()),
                _ => {}
            }
            if node.index() < image_end {
                continue;
            }
            match kind {
                Kind::Link(_) => {
                    self.push_link(node, &mut defined);
                    link = Some((self.links.len() as LinkId - 1, node));
                }
                Kind::Image(_) => {
                    image_end = node.end();
                    let around = link.filter(|(_, around)| node.index() < around.end());
                    self.push_image(node, around, html_link, block);
                }
                Kind::Html | Kind::HtmlBlock => {
                    let base = usize::from(node.range().start());
                    if node.kind() == Kind::HtmlBlock || node.text().starts_with("<!--") {
                        regions.read(node.text(), base, tree.text.len());
                    }
                    let mut headings = Vec::new();
                    if node.kind() == Kind::HtmlBlock {
                        headings = html_headings(node.text(), base);
                    }
                    let mut headings = headings.into_iter().peekable();
                    for tag in html::tags(node.text(), base) {
                        if let Some((level, mut heading)) =
                            headings.next_if(|(_, heading)| heading.range.start() <= tag.range.start())
                        {
                            heading.slug = slugger.next(&heading.text, &mut self.anchors);
                            if top {
                                self.open_section(Some(heading), level, tag.range.start());
                            }
                        }
                        self.read_tag(&tag, &mut html_link, block);
                    }
                }
                Kind::Heading(level) => {
                    let text = heading_text(node);
                    let slug = slugger.next(&text, &mut self.anchors);
                    if top {
                        let text = on_one_line(&text);
                        let (range, content) = (node.range(), heading_content(node));
                        let heading = Heading { range, content, text, slug, html: false };
                        self.open_section(Some(heading), level, range.start());
                    }
                }
                _ => {}
            }
        }
        self.close_section(TextSize::of(self.source.text));
        self.generated = regions.found;
    }

    fn open_section(&mut self, heading: Option<Heading>, level: u8, at: TextSize) {
        self.close_section(at);
        let mut parent = self.sections.len().checked_sub(1).map(|last| last as SectionId);
        while let Some(above) = parent {
            if self.section(above).level < level {
                break;
            }
            parent = self.section(above).parent;
        }
        let range = TextRange::empty(at);
        self.sections.push(Section { heading, level, parent, range, role: SectionRole::Entries });
    }

    fn close_section(&mut self, at: TextSize) {
        if let Some(last) = self.sections.last_mut() {
            last.range = TextRange::new(last.range.start(), at);
        }
    }

    /// Adds a link; `defined` holds the targets from definitions that earlier links use.
    fn push_link(&mut self, node: NodeRef<'t, 't>, defined: &mut FxHashSet<Option<TextRange>>) {
        let Some(data) = node.link() else { return };
        let repeats = data.style == LinkStyle::Reference && !defined.insert(data.destination);
        let (target, needs_no_url_check) = hosts::target_and_plain(&data.url);
        self.links.push(Link {
            id: self.links.len() as LinkId,
            repeats,
            range: node.range(),
            label: data.label,
            destination: data.destination,
            style: data.style,
            html: false,
            url: &data.url,
            target,
            needs_no_url_check,
            badge: None,
            entry: None,
            section: self.sections.len() as SectionId - 1,
        });
    }

    fn push_image(
        &mut self,
        node: NodeRef<'t, 't>,
        around: Option<(LinkId, NodeRef)>,
        html_link: Option<LinkId>,
        block: u32,
    ) {
        let Some(data) = node.link() else { return };
        let shows = hosts::shows(&data.url);
        let alone = around.is_none_or(|(_, link)| link.end() == node.end() && link.index() + 1 == node.index());
        let link = around.map(|(id, _)| id).or(html_link);
        // A link in the alternative text keeps the brackets around the image from being a link.
        let bare = !node.descendants().any(|inner| matches!(inner.kind(), Kind::Link(_)));
        self.push_badge(Badge {
            id: 0,
            range: around.filter(|_| alone).map_or(node.range(), |(_, link)| link.range()),
            image: node.range(),
            alt: data.label,
            destination: data.destination,
            html: false,
            plain: alone && bare && html_link.is_none() && data.style == LinkStyle::Inline && !data.titled,
            url: &data.url,
            shows,
            template: hosts::template_of(&data.url, &shows),
            link,
            entry: None,
            block,
        });
    }

    fn push_badge(&mut self, mut badge: Badge<'t>) {
        badge.id = self.badges.len() as u32;
        if let Some(link) = badge.link {
            self.links[link as usize].badge = Some(badge.id);
        }
        self.badges.push(badge);
    }

    fn read_tag(&mut self, tag: &html::Tag<'t>, html_link: &mut Option<LinkId>, block: u32) {
        if tag.closing {
            if let Some(id) = html_link.take_if(|_| tag.is("a")) {
                let link = &mut self.links[id as usize];
                if link.badge.is_none() {
                    link.label = TextRange::new(link.range.end(), tag.range.start());
                }
            }
            return;
        }
        for name in ["id", "name"] {
            if let Some((id, _)) = tag.attribute(name) {
                self.anchors.add_id(id, tag.range);
            }
        }
        if tag.is("a") {
            let Some((url, destination)) = tag.attribute("href") else { return };
            let id = self.links.len() as LinkId;
            let (target, needs_no_url_check) = hosts::target_and_plain(url);
            *html_link = Some(id);
            self.links.push(Link {
                id,
                range: tag.range,
                label: TextRange::empty(tag.range.end()),
                destination: Some(destination),
                style: LinkStyle::Inline,
                html: true,
                repeats: false,
                url,
                target,
                needs_no_url_check,
                badge: None,
                entry: None,
                section: self.sections.len() as SectionId - 1,
            });
        } else if tag.is("img") {
            let Some((url, destination)) = tag.attribute("src") else { return };
            let shows = hosts::shows(url);
            let end = TextRange::empty(tag.range.end());
            self.push_badge(Badge {
                id: 0,
                range: tag.range,
                image: tag.range,
                alt: tag.attribute("alt").map_or(end, |(_, place)| place),
                destination: Some(destination),
                html: true,
                plain: false,
                url,
                shows,
                template: hosts::template_of(url, &shows),
                link: *html_link,
                entry: None,
                block,
            });
        }
    }
}
