//! The text of a page, line by line, with what the markup says of each line: one pass over the tags, with a stack of open elements.

use super::elements::{
    Capture, Dated, Element, Marked, PartNames, block, ended_by, is_cell, is_container, is_label, is_void,
};
use super::metadata::Told;
use super::tokens::{Tag, Token, Tokens};
use super::wording::collapse;
use crate::article::lines::Line;
use crate::article::mending::Mended;
use crate::article::original::Original;
use crate::article::references;
use crate::text::Span;

/// How deep captures may stand within one another.
const MOST_CAPTURES: usize = 6;

/// How many letters a label has at least, when the next one is set apart from it though both are in capitals.
const LABEL: usize = 3;

/// A line being gathered.
#[derive(Default)]
struct Open {
    text: String,
    linked: usize,
    /// How many of its letters stand in captions.
    captioned: usize,
    space: bool,
    /// Whether one label ended and the next began since the last text, as between an author's name and the day.
    seam: Seam,
    /// Whether it is two links that meet there.
    links: bool,
    /// How many letters and digits stand since the last label began or ended.
    since_label: usize,
}

impl Open {
    /// Whether a label that begins with `c` stands right after another one that must be set apart from it.
    fn is_glued_to(&self, c: char) -> bool {
        let last = self.text.chars().next_back().unwrap_or(' ');
        let shouted = || last.is_uppercase() && c.is_uppercase() && self.since_label >= LABEL;
        (c.is_uppercase() || c.is_numeric()) && (last.is_lowercase() || last.is_numeric() || shouted())
    }
}

/// Where text stands between two neighbouring labels, which a page sets apart by its styles alone.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Seam {
    #[default]
    None,
    Ended,
    Between,
}

/// What a finished line is by its markup.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LineMarkup {
    Caption,
    Title,
    Heading,
    Item,
    Paragraph,
    Quote,
    Other,
}

/// What the markup says about a finished line.
#[derive(Clone)]
pub(super) struct Hint {
    /// For it, or against it, in the model's units.
    pub(super) push: i32,
    pub(super) markup: LineMarkup,
    /// The innermost container around it, by its index in [`Builder::containers`].
    pub(super) container: usize,
}

/// Where markup names authors.
pub(super) struct MarkedAuthor {
    /// The line that it stands on, or the one below.
    pub(super) line: usize,
    pub(super) marked: Marked,
    /// What stands in elements of its own is on a line of its own.
    pub(super) text: String,
}

/// Where markup names a day.
pub(super) struct MarkedDay {
    /// The line that it stands on, or the one below.
    pub(super) line: usize,
    pub(super) dated: Dated,
    /// What its attributes give.
    pub(super) given: Option<String>,
    pub(super) text: String,
}

/// The text of an element that is being captured.
struct Captured {
    what: Capture,
    /// How deep its element stands.
    depth: usize,
    given: Option<String>,
    text: String,
}

/// What has been gathered of a page.
#[derive(Default)]
pub(super) struct Builder {
    pub(super) text: String,
    pub(super) lines: Vec<Line>,
    pub(super) hints: Vec<Hint>,
    open: Open,
    gap: bool,
    stack: Vec<Element>,
    /// The elements that hold parts of the page, each with the one around it; the first stands for the page and is around itself.
    pub(super) containers: Vec<usize>,
    pub(super) told: Told,
    pub(super) headings: Vec<String>,
    pub(super) authors: Vec<MarkedAuthor>,
    pub(super) days: Vec<MarkedDay>,
    /// What is being captured; innermost last.
    captures: Vec<Captured>,
    /// Whether what the page hides is read too.
    unveils: bool,
    /// How much was passed over as hidden, in bytes.
    pub(super) veiled: usize,
    /// A document that an editor or a mail program wrote: all of it is content.
    pub(super) document: bool,
}

/// The least letters of a line that is a link and shouts.
const SHOUTED: usize = 15;

impl Builder {
    /// Gathers all of a page.
    pub(super) fn of_page(html: &str) -> Self {
        Self { gap: true, containers: vec![0], ..Self::default() }.gathered(html)
    }

    /// Gathers all of a page, also what it hides until a script shows it, and what it has for readers without scripts.
    pub(super) fn of_unveiled_page(html: &str) -> Self {
        Self { gap: true, containers: vec![0], unveils: true, ..Self::default() }.gathered(html)
    }

    fn gathered(mut self, html: &str) -> Self {
        for token in Tokens::new(html) {
            match token {
                Token::Raw(tag, content) if self.unveils && tag.name == "noscript" => {
                    Tokens::new(content).for_each(|token| self.take(token))
                }
                token => self.take(token),
            }
        }
        self.finish_line();
        self.finish_capture(0);
        self
    }

    fn take(&mut self, token: Token<'_>) {
        match token {
            Token::Text(text) => self.text(text),
            Token::Open(tag) => self.open(&tag),
            Token::Close(name) => self.close(&name),
            Token::Raw(tag, content) => self.raw(&tag, content),
        }
    }

    /// Adds a text that the page does not show as its last lines.
    pub(super) fn add_unseen(&mut self, text: &str) {
        for line in text.lines() {
            self.open.text.push_str(&collapse(line));
            self.gap = true;
            self.finish_line();
        }
    }

    /// Takes a text made whole in the place of the one that it was made of, which it hands back.
    pub(super) fn read_instead(&mut self, mended: Mended) -> Original {
        let Mended { text, original, .. } = mended;
        self.lines.iter_mut().for_each(|line| line.span = original.where_read(line.span).trim(&text));
        self.text = text;
        original
    }

    fn raw(&mut self, tag: &Tag<'_>, content: &str) {
        match tag.name.as_str() {
            "script" if tag.attribute("type").is_some_and(|kind| kind.to_ascii_lowercase().contains("ld+json")) => {
                self.told.json_ld(content)
            }
            "noscript" => self.veiled += content.len(),
            "title" if self.told.head_title.is_none() => {
                self.told.head_title = Some(collapse(&references::decode(content)))
            }
            _ => {}
        }
    }

    fn text(&mut self, raw: &str) {
        let top = self.stack.last();
        if top.is_some_and(|element| element.hidden) {
            self.veiled += raw.len();
            return;
        }
        let linked = top.is_some_and(|element| element.link);
        let captioned = top.is_some_and(|element| element.caption);
        let text = references::decode(raw);
        // Whether the text begins another label.
        let mut apart = false;
        for c in text.chars() {
            if c.is_whitespace() && c != '\u{a0}' || c == '\u{ad}' {
                self.open.space |= c != '\u{ad}';
                continue;
            }
            let between = std::mem::take(&mut self.open.seam) == Seam::Between;
            let glued = between && !self.document && self.open.is_glued_to(c);
            apart |= between && self.open.links || glued && !self.open.space;
            self.open.links = false;
            if between {
                self.open.since_label = 0;
            }
            self.open.since_label += usize::from(c.is_alphanumeric());
            if (self.open.space || glued) && !self.open.text.is_empty() {
                self.open.text.push(' ');
            }
            self.open.space = false;
            self.open.text.push(c);
            self.open.linked += usize::from(linked);
            self.open.captioned += usize::from(captioned);
        }
        if self.captures.is_empty() {
            return;
        }
        if apart {
            self.divide_captures();
        }
        let text = text.replace(['\n', '\r'], " ");
        for captured in &mut self.captures {
            if captured.text.len() < 400 {
                captured.text.push_str(&text);
            }
        }
    }

    /// What follows stands on a line of its own in what is captured.
    fn divide_captures(&mut self) {
        self.captures.iter_mut().for_each(|captured| captured.text.push('\n'));
    }

    fn open(&mut self, tag: &Tag<'_>) {
        let name = tag.name.as_str();
        if name == "meta" {
            return self.meta(tag);
        }
        if let (true, Some(relation), Some(target)) = (name == "link", tag.attribute("rel"), tag.attribute("href")) {
            self.told.link(&relation, &target);
        }
        if let Some(gap) = block(name) {
            self.finish_line();
            self.divide_captures();
            self.gap |= gap;
            self.end_open(ended_by(name));
        }
        if is_cell(name) {
            self.begin_cell(name);
        }
        if is_void(name) {
            return;
        }
        if is_label(name) {
            if self.open.seam == Seam::Ended {
                self.open.seam = Seam::Between;
                self.open.links &= name == "a";
            } else if self.open.seam == Seam::None {
                self.open.since_label = 0;
            }
        }
        let names = PartNames::of_tag(tag);
        self.document |= names.are_an_editors();
        let mut element = Element::of_tag(tag, &names, self.stack.last(), self.unveils);
        if is_container(name) {
            self.containers.push(std::mem::replace(&mut element.container, self.containers.len()));
        }
        // Who is quoted has not written it.
        let quoted = |capture: &Capture| element.quote && matches!(capture, Capture::Author(_));
        // A teaser in an aside has its own author and its own day.
        let beside = |capture: &Capture| element.beside && *capture != Capture::Heading;
        let wanted = |capture: &Capture| !quoted(capture) && !beside(capture);
        if let Some(capture) = Capture::of_tag(tag, &names).filter(wanted) {
            self.begin_capture(capture, tag, element.hidden);
        }
        self.stack.push(element);
    }

    /// Hands a `meta` tag to what the head says.
    fn meta(&mut self, tag: &Tag<'_>) {
        let key = tag.attribute("property").or_else(|| tag.attribute("name")).or_else(|| tag.attribute("itemprop"));
        if let (Some(key), Some(content)) = (key, tag.attribute("content")) {
            self.told.meta(&key, &content);
        }
    }

    /// Closes the innermost elements as long as they are among `names`.
    fn end_open(&mut self, names: &[&str]) {
        while self.stack.last().is_some_and(|top| names.contains(&top.name.as_str())) {
            self.pop();
        }
    }

    /// Cells of a row stand on one line, as they do when a table is copied.
    fn begin_cell(&mut self, name: &str) {
        self.end_open(ended_by(name));
        if !self.open.text.is_empty() {
            self.open.text.truncate(self.open.text.trim_end().len());
            self.open.text.push('\t');
            self.open.space = false;
        }
    }

    /// Notes the text of the element that is about to open; a day may also stand in its attributes.
    fn begin_capture(&mut self, what: Capture, tag: &Tag<'_>, hidden: bool) {
        let given = matches!(what, Capture::Day(_))
            .then(|| tag.attribute("datetime").or_else(|| tag.attribute("content")))
            .flatten();
        let captured = Captured { what, depth: self.stack.len(), given, text: String::new() };
        if self.captures.len() < MOST_CAPTURES && !hidden {
            self.captures.push(captured);
        } else if captured.given.is_some() {
            self.keep(captured);
        }
    }

    fn close(&mut self, name: &str) {
        if let Some(gap) = block(name) {
            self.finish_line();
            self.divide_captures();
            self.gap |= gap;
        }
        if is_label(name) && self.open.seam == Seam::None {
            self.open.seam = Seam::Ended;
            self.open.links = name == "a";
        }
        // An end tag without its start is passed over; how far up the start may be is bounded.
        let from = self.stack.len().saturating_sub(512);
        if let Some(at) = self.stack.iter().skip(from).rposition(|element| element.name == name) {
            let at = from + at;
            // A stray inline end tag must not close the blocks around it.
            let crosses =
                block(name).is_none() && self.stack.iter().skip(at + 1).any(|element| block(&element.name).is_some());
            if !crosses {
                while self.stack.len() > at {
                    self.pop();
                }
            }
        }
    }

    fn pop(&mut self) {
        self.stack.pop();
        self.finish_capture(self.stack.len());
    }

    fn finish_capture(&mut self, depth: usize) {
        while self.captures.last().is_some_and(|captured| captured.depth >= depth)
            && let Some(captured) = self.captures.pop()
        {
            self.keep(captured);
        }
    }

    /// Keeps what was captured.
    fn keep(&mut self, captured: Captured) {
        let Captured { what, given, text, .. } = captured;
        let line = self.lines.len();
        match what {
            Capture::Heading if !text.trim().is_empty() => self.headings.push(collapse(&text)),
            Capture::Author(marked) if !text.trim().is_empty() => {
                let lines: Vec<String> = text.lines().map(collapse).filter(|line| !line.is_empty()).collect();
                self.authors.push(MarkedAuthor { line, marked, text: lines.join("\n") });
            }
            Capture::Day(dated) if given.is_some() || !text.trim().is_empty() => {
                self.days.push(MarkedDay { line, dated, given, text: collapse(&text) });
            }
            _ => {}
        }
    }

    /// Whether the open paragraph is an item's only frame, as editors write them.
    fn in_item(&self) -> bool {
        let mut blocks = self.stack.iter().rev().take(12).filter(|element| block(&element.name).is_some());
        blocks.next().is_some() && blocks.next().is_some_and(|element| element.name == "li")
    }

    /// Ends the line that is being gathered.
    fn finish_line(&mut self) {
        let open = std::mem::take(&mut self.open);
        let text = open.text.trim();
        if text.is_empty() {
            return;
        }
        if !self.text.is_empty() {
            self.text.push_str("\n\n");
        }
        let start = self.text.len();
        self.text.push_str(text);
        let span = Span::new(start, self.text.len());
        self.lines.push(Line { span, after_gap: std::mem::take(&mut self.gap), joined: false });
        let captioned = open.captioned == text.chars().filter(|c| !c.is_whitespace()).count();
        self.hints.push(self.hint(text, open.linked, captioned));
    }

    /// What the open elements say of the line that ends; `linked`: how many of its letters stand in links; `captioned`: whether all of them
    /// stand in captions.
    fn hint(&self, text: &str, linked: usize, captioned: bool) -> Hint {
        let Some(top) = self.stack.last() else { return Hint { push: 0, markup: LineMarkup::Other, container: 0 } };
        let markup = if top.caption || captioned { LineMarkup::Caption } else { self.innermost_block() };
        let own = match markup {
            LineMarkup::Paragraph => 25,
            LineMarkup::Heading => 8,
            LineMarkup::Item => 5,
            _ => 0,
        };
        let quoted = top.quote && markup != LineMarkup::Heading;
        Hint {
            push: top.push + own - against_links(text, linked),
            markup: if quoted { LineMarkup::Quote } else { markup },
            container: top.container,
        }
    }

    /// What the innermost block around the line that ends makes of it.
    fn innermost_block(&self) -> LineMarkup {
        let mut around = self.stack.iter().rev().take(12);
        let innermost = around.find(|element| block(&element.name).is_some());
        match innermost.map_or("", |element| element.name.as_str()) {
            "h1" => LineMarkup::Title,
            "h2" | "h3" | "h4" | "h5" | "h6" => LineMarkup::Heading,
            "li" => LineMarkup::Item,
            "p" if self.in_item() => LineMarkup::Item,
            "p" => LineMarkup::Paragraph,
            _ => LineMarkup::Other,
        }
    }
}

/// What links in a line say against it, in the model's units.
fn against_links(text: &str, linked: usize) -> i32 {
    let letters = text.chars().filter(|c| !c.is_whitespace()).count().max(1);
    match linked * 100 / letters {
        0..=40 => 0,
        41..=75 => 20,
        // A whole line that is a link and shouts leads elsewhere.
        _ if !text.chars().any(char::is_lowercase) && letters > SHOUTED => 95,
        _ => 55,
    }
}
