//! A page or a fragment of HTML: its text, line by line, with what the markup says about each line.
//!
//! One pass over the tags keeps a stack of open elements; text is gathered into lines at block boundaries. The lines go through the
//! same model as pasted text, with a push from the markup: navigation, footers and link lists lose, paragraphs and the article's own
//! element gain. Metadata comes from JSON-LD, OpenGraph and marked-up bylines and dates first, then from what can be seen.
//! Scripts, styles, comments and hidden elements never reach the text.

use self::metadata::Told;
use self::tokens::{Tag, Token, Tokens};
use super::lines::Line;
use super::model::{Model, State};
use super::page::Page;
use super::{Reading, blocks, date, hashing, language, names, overrule, warn, word_map};
use crate::analysis::{Article, Block, BlockKind, Published, Text};
use crate::error::Error;
use crate::options::Options;
use crate::text::Span;

mod metadata;
mod tokens;

/// Whether an input of unknown form is HTML: it starts like it and has markup of blocks.
pub(super) fn looks_like(input: &str) -> bool {
    let start = input.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    if !start.starts_with('<') {
        return false;
    }
    let head: String = start.chars().take(4000).collect::<String>().to_ascii_lowercase();
    [
        "<!doctype html",
        "<html",
        "<body",
        "<head",
        "<p>",
        "<p ",
        "<div",
        "<article",
        "<section",
        "<meta",
        "<table",
        "<ul",
        "<h1",
        "<h2",
        "<blockquote",
        "<br",
        "<!--startfragment",
    ]
    .iter()
    .any(|mark| head.contains(mark))
}

/// An element that is open.
struct Element {
    name: String,
    /// Nothing below it is shown.
    hidden: bool,
    link: bool,
    /// What the elements around a line say for it, or against it, in the model's units.
    push: i32,
    quote: bool,
    caption: bool,
}

/// What an element's text is wanted for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Capture {
    Heading,
    Author,
    Date,
}

/// How deep captures may stand within one another.
const MOST_CAPTURES: usize = 4;

/// A line being gathered.
#[derive(Default)]
struct Open {
    text: String,
    linked: usize,
    space: bool,
    /// Whether one label ended and the next began since the last text, as between an author's name and the day.
    seam: Seam,
}

/// Where text stands between two neighbouring labels, which a page sets apart by its styles alone.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Seam {
    #[default]
    None,
    Ended,
    Between,
}

/// Elements that label things rather than mark up words of a sentence.
fn is_label(name: &str) -> bool {
    matches!(name, "span" | "a" | "time" | "label" | "small" | "cite")
}

/// What the markup says about a finished line.
#[derive(Clone)]
struct Hint {
    push: i32,
    tag: &'static str,
}

#[derive(Default)]
struct Builder {
    text: String,
    lines: Vec<Line>,
    hints: Vec<Hint>,
    open: Open,
    gap: bool,
    stack: Vec<Element>,
    told: Told,
    headings: Vec<String>,
    /// Each with the line it stands on.
    authors: Vec<(usize, String)>,
    dates: Vec<String>,
    /// What is being captured, with the depth of its element; innermost last.
    captures: Vec<(Capture, usize, String)>,
    /// A document that an editor or a mail program wrote: all of it is content.
    document: bool,
}

/// Elements that end a line, and whether an empty line is drawn around them.
fn block(name: &str) -> Option<bool> {
    Some(match name {
        "p" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "ul" | "ol" | "dl" | "blockquote" | "figure" | "pre"
        | "table" | "hr" => true,
        "div" | "li" | "section" | "article" | "main" | "header" | "footer" | "nav" | "aside" | "form" | "fieldset"
        | "tr" | "dt" | "dd" | "figcaption" | "address" | "body" | "html" | "head" | "br" | "option" | "button"
        | "video" | "audio" | "details" | "summary" | "caption" | "tbody" | "thead" | "center" | "legend"
        | "picture" | "dialog" | "menu" => false,
        _ => return None,
    })
}

fn is_void(name: &str) -> bool {
    matches!(
        name,
        "br" | "hr"
            | "img"
            | "input"
            | "meta"
            | "link"
            | "wbr"
            | "source"
            | "track"
            | "area"
            | "base"
            | "col"
            | "embed"
            | "param"
    )
}

/// Elements whose content is no text of the page.
fn is_unseen(name: &str) -> bool {
    matches!(
        name,
        "template"
            | "svg"
            | "math"
            | "select"
            | "object"
            | "canvas"
            | "audio"
            | "video"
            | "datalist"
            | "dialog"
            | "head"
    )
}

/// What class and id names say, in the model's units. Own list, from how pages name their parts.
fn named_push(names: &str) -> i32 {
    const AGAINST: [&str; 44] = [
        "nav",
        "menu",
        "footer",
        "sidebar",
        "side-bar",
        "related",
        "recommend",
        "promo",
        "newsletter",
        "subscribe",
        "signup",
        "sign-up",
        "social",
        "share",
        "sharing",
        "comment",
        "disqus",
        "cookie",
        "consent",
        "gdpr",
        "advert",
        "ad-",
        "sponsor",
        "outbrain",
        "taboola",
        "breadcrumb",
        "popup",
        "modal",
        "banner",
        "widget",
        "tags",
        "tag-list",
        "author-bio",
        "authorbio",
        "about-author",
        "more-",
        "most-read",
        "mostread",
        "trending",
        "popular",
        "toolbar",
        "pagination",
        "paywall",
        "masthead",
    ];
    const FOR: [&str; 14] = [
        "article-body",
        "articlebody",
        "article__body",
        "article-content",
        "article__content",
        "entry-content",
        "post-content",
        "post-body",
        "story-body",
        "storybody",
        "story-content",
        "body-copy",
        "rich-text",
        "content-body",
    ];
    let names = names.to_ascii_lowercase();
    if FOR.iter().any(|name| names.contains(name)) {
        return 30;
    }
    if AGAINST.iter().any(|name| names.contains(name)) { -35 } else { 0 }
}

impl Builder {
    fn read(&mut self, html: &str) {
        self.gap = true;
        for token in Tokens::new(html) {
            match token {
                Token::Text(text) => self.text(text),
                Token::Open(tag) => self.open(&tag),
                Token::Close(name) => self.close(&name),
                Token::Raw(tag, content) => self.raw(&tag, content),
            }
        }
        self.finish_line();
        self.finish_capture(0);
    }

    fn raw(&mut self, tag: &Tag<'_>, content: &str) {
        match tag.name.as_str() {
            "script" if tag.attribute("type").is_some_and(|kind| kind.to_ascii_lowercase().contains("ld+json")) => {
                self.told.json_ld(content)
            }
            "title" if self.told.head_title.is_none() => {
                self.told.head_title = Some(collapse(&tokens::decode(content)))
            }
            _ => {}
        }
    }

    fn text(&mut self, raw: &str) {
        let top = self.stack.last();
        if top.is_some_and(|element| element.hidden) {
            return;
        }
        let linked = top.is_some_and(|element| element.link);
        let text = tokens::decode(raw);
        for c in text.chars() {
            if c.is_whitespace() && c != '\u{a0}' || c == '\u{ad}' {
                self.open.space |= c != '\u{ad}';
                continue;
            }
            let glued = std::mem::take(&mut self.open.seam) == Seam::Between
                && !self.document
                && (c.is_uppercase() || c.is_numeric())
                && self.open.text.ends_with(|before: char| before.is_lowercase() || before.is_numeric());
            if (self.open.space || glued) && !self.open.text.is_empty() {
                self.open.text.push(' ');
            }
            self.open.space = false;
            self.open.text.push(c);
            self.open.linked += usize::from(linked);
        }
        for (_, _, captured) in &mut self.captures {
            if captured.len() < 400 {
                captured.push_str(&text);
            }
        }
    }

    fn open(&mut self, tag: &Tag<'_>) {
        let name = tag.name.as_str();
        if name == "meta" {
            let key = tag.attribute("property").or_else(|| tag.attribute("name")).or_else(|| tag.attribute("itemprop"));
            if let (Some(key), Some(content)) = (key, tag.attribute("content")) {
                self.told.meta(&key, &content);
            }
            return;
        }
        if let Some(gap) = block(name) {
            self.finish_line();
            self.gap |= gap;
            // A paragraph ends where the next block begins; so does an item.
            if name != "br" {
                let closes: &[&str] = match name {
                    "li" => &["li", "p"],
                    "tr" => &["tr", "td", "th", "p"],
                    "dt" | "dd" => &["dt", "dd", "p"],
                    "option" => &["option"],
                    _ => &["p"],
                };
                while self.stack.last().is_some_and(|top| closes.contains(&top.name.as_str())) {
                    self.pop();
                }
            }
        }
        if matches!(name, "td" | "th") {
            // Cells of a row stand on one line, as they do when a table is copied.
            while self.stack.last().is_some_and(|top| matches!(top.name.as_str(), "td" | "th" | "p")) {
                self.pop();
            }
            if !self.open.text.is_empty() {
                self.open.text.truncate(self.open.text.trim_end().len());
                self.open.text.push('\t');
                self.open.space = false;
            }
        }
        if is_void(name) {
            return;
        }
        if is_label(name) && self.open.seam == Seam::Ended {
            self.open.seam = Seam::Between;
        }
        let attribute = |name: &str| tag.attribute(name);
        let (class, id) = (attribute("class").unwrap_or_default(), attribute("id").unwrap_or_default());
        if id.starts_with("docs-internal-guid") || class.starts_with("Mso") || class.starts_with("gmail_") {
            self.document = true;
        }
        let style = attribute("style").unwrap_or_default().to_ascii_lowercase().replace(' ', "");
        let above = self.stack.last();
        let hidden = above.is_some_and(|element| element.hidden)
            || (is_unseen(name) && name != "head")
            || attribute("hidden").is_some()
            || style.contains("display:none")
            || style.contains("visibility:hidden");
        let own = match name {
            "nav" => -120,
            "footer" => -90,
            "aside" | "form" | "button" => -70,
            "figcaption" => -80,
            "header" | "address" => -25,
            "article" | "main" => 15,
            _ => 0,
        };
        // The document's own element is named for the kind of page, not for a part of it.
        let named = if matches!(name, "html" | "body" | "p") { 0 } else { named_push(&format!("{class} {id}")) };
        let push = (above.map_or(0, |element| element.push) + own + named).clamp(-200, 60);
        let rel = attribute("rel").unwrap_or_default();
        let property = attribute("itemprop").unwrap_or_default();
        let lower = class.to_ascii_lowercase();
        let author = rel.contains("author")
            || property == "author"
            || (matches!(name, "a" | "span" | "p" | "div")
                && (lower.contains("byline")
                    || lower.contains("author-name")
                    || lower.contains("author__name")
                    || lower.split_whitespace().any(|class| matches!(class, "author" | "authors"))));
        let capture = match name {
            "h1" => Some(Capture::Heading),
            "time" => Some(Capture::Date),
            _ if author => Some(Capture::Author),
            _ if property == "datePublished" => Some(Capture::Date),
            _ => None,
        };
        if capture == Some(Capture::Date)
            && let Some(date) = attribute("datetime").or_else(|| attribute("content"))
        {
            self.dates.push(date);
        }
        let element = Element {
            name: name.to_owned(),
            hidden,
            link: name == "a" || name == "button" || above.is_some_and(|element| element.link),
            push,
            quote: name == "blockquote" || above.is_some_and(|element| element.quote),
            caption: name == "figcaption" || above.is_some_and(|element| element.caption),
        };
        if let Some(kind) = capture
            && self.captures.len() < MOST_CAPTURES
            && !hidden
        {
            self.captures.push((kind, self.stack.len(), String::new()));
        }
        self.stack.push(element);
    }

    fn close(&mut self, name: &str) {
        if let Some(gap) = block(name) {
            self.finish_line();
            self.gap |= gap;
        }
        if is_label(name) && self.open.seam == Seam::None {
            self.open.seam = Seam::Ended;
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
        while self.captures.last().is_some_and(|(_, at, _)| *at >= depth)
            && let Some((kind, _, text)) = self.captures.pop()
        {
            let text = collapse(&text);
            if text.is_empty() {
                continue;
            }
            match kind {
                Capture::Heading => self.headings.push(text),
                Capture::Author => self.authors.push((self.lines.len(), text)),
                Capture::Date => self.dates.push(text),
            }
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
        let (push, tag) = match self.stack.last() {
            None => (0, ""),
            Some(top) => {
                let mut push = top.push;
                let tag = if top.caption {
                    "figcaption"
                } else if let Some(element) =
                    self.stack.iter().rev().take(12).find(|element| block(&element.name).is_some())
                {
                    match element.name.as_str() {
                        "h1" => "h1",
                        "h2" | "h3" | "h4" | "h5" | "h6" => "h2",
                        "li" => "li",
                        "p" if self.in_item() => "li",
                        "p" => "p",
                        _ => "",
                    }
                } else {
                    ""
                };
                let letters = text.chars().filter(|c| !c.is_whitespace()).count().max(1);
                let density = open.linked * 100 / letters;
                push += match tag {
                    "p" => 25,
                    "h2" => 8,
                    "li" => 5,
                    _ => 0,
                };
                push -= match density {
                    0..=40 => 0,
                    41..=75 => 20,
                    // A whole line that is a link and shouts leads elsewhere.
                    _ if !text.chars().any(char::is_lowercase) && letters > 15 => 95,
                    _ => 55,
                };
                (push, if top.quote && tag != "h2" { "blockquote" } else { tag })
            }
        };
        self.hints.push(Hint { push, tag });
    }
}

fn collapse(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Letters and digits alone, for comparing titles that differ in marks.
fn bare(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Reads HTML.
///
/// # Errors
/// `empty_input` when no text is in it.
pub(super) fn read(html: &str, options: &Options, model: &Model) -> Result<Reading, Error> {
    let mut builder = Builder::default();
    builder.read(html);
    let Builder { text, lines, hints, told, headings, authors, dates, document, .. } = builder;
    if lines.is_empty() {
        return Err(Error::empty_input());
    }
    let mut article = Article::default();
    let mut warnings = Vec::new();
    if options.clean {
        let headline = if document { None } else { headline_line(&text, &lines, &told, &headings, options) };
        let page = Page::with_headline(&text, &lines, headline);
        let mut states = if document {
            vec![State::Body; lines.len()]
        } else {
            let mut push: Vec<i32> = hints.iter().map(|hint| hint.push).collect();
            if let Some(body) = &told.body {
                push_told(&text, &lines, body, &mut push);
            }
            // What stands above the page's own headline is another article's, or none's.
            push.iter_mut().take(headline.unwrap_or(0)).for_each(|push| *push -= ABOVE_HEADLINE);
            let mut states = model.decode(&page, &push);
            settle_by_markup(&page, &hints, headline, &mut states);
            states
        };
        overrule(&page, &mut states);
        let mut roles = super::metadata::find(&text, &lines, &page, &states, options, &mut article);
        for (index, hint) in hints.iter().enumerate() {
            let Some(role) = roles.get_mut(index) else { break };
            let body = states.get(index) == Some(&State::Body);
            match (hint.tag, *role) {
                ("figcaption", None) => *role = Some(BlockKind::Caption),
                ("h2", None) if body => *role = Some(BlockKind::Heading),
                ("li", None) if body => *role = Some(BlockKind::ListItem),
                ("blockquote", None) if body => *role = Some(BlockKind::Blockquote),
                _ => {}
            }
        }
        let seen = Seen { headings, authors, dates };
        settle(&text, &lines, &states, &mut roles, &told, &seen, options, &mut article);
        article.blocks = blocks::make(&text, &lines, &page, &states, &roles);
    } else {
        let paragraph = |line: &Line| Block {
            start: line.span.start,
            end: line.span.end,
            kind: BlockKind::Paragraph,
            reason: None,
        };
        article.blocks = lines.iter().map(paragraph).collect();
        super::metadata::find_unseen(options, &mut article);
    }
    article.language = language::guess(&text, &article.blocks);
    warn(&text, &article, &mut warnings);
    Ok(Reading { text, article, warnings })
}

/// How much speaks against lines above the headline, in the model's units.
const ABOVE_HEADLINE: i32 = 80;

/// What the markup is sure of: nothing above the page's headline is its article, and a heading right above a paragraph goes with it.
fn settle_by_markup(page: &Page, hints: &[Hint], headline: Option<usize>, states: &mut [State]) {
    let headline = headline.unwrap_or(0);
    if states.iter().skip(headline).any(|state| *state == State::Body) {
        states.iter_mut().take(headline).for_each(|state| *state = State::Before);
    }
    for index in 1..states.len() {
        let inserted = states.get(index) == Some(&State::Aside) && states.get(index + 1) == Some(&State::Body);
        let heading = hints.get(index).is_some_and(|hint| hint.tag == "h2" && hint.push >= 0)
            && hints.get(index + 1).is_some_and(|hint| hint.tag == "p");
        let plain = page.shapes.get(index).is_some_and(|shape| shape.kinds.is_empty() && !shape.date);
        let prose = page.shapes.get(index + 1).is_some_and(super::page::Shape::is_prose);
        if inserted
            && heading
            && plain
            && prose
            && let Some(state) = states.get_mut(index)
        {
            *state = State::Body;
        }
    }
}

/// The line of the page's main heading, when the page's head names the same title.
fn headline_line(text: &str, lines: &[Line], told: &Told, headings: &[String], options: &Options) -> Option<usize> {
    let outside = told.titles(options.url.as_deref());
    let wanted = bare(headings.iter().find(|heading| is_told_title(heading, &outside))?);
    lines.iter().position(|line| bare(line.span.of(text)) == wanted)
}

/// Whether a heading says what the page's head says, and not just the name of the outlet or the section that stands there too.
fn is_told_title(heading: &str, outside: &[String]) -> bool {
    let words = heading.split_whitespace().count();
    let heading = bare(heading);
    heading.chars().count() > 8
        && outside.iter().any(|title| {
            let title = bare(title);
            title.contains(&heading) && (words >= 4 || heading.len() * 2 > title.len())
                || heading.contains(&title) && title.len() > 8
        })
}

/// Lines that the page itself gives as the article's body in JSON-LD gain; the others lose a little.
fn push_told(text: &str, lines: &[Line], body: &str, push: &mut [i32]) {
    let mut shingles: word_map::WordMap<()> = word_map::WordMap::default();
    let hashes = |text: &str| {
        let mut hashes = Vec::new();
        hashing::each(text, |word| hashes.push(word.hash));
        hashes
    };
    let shingle = |window: &[u32]| window.iter().fold(7, |hash, word| hashing::mix(hash, *word));
    let body = hashes(body);
    if body.len() < 60 {
        return;
    }
    body.windows(4).for_each(|window| {
        shingles.insert(shingle(window), ());
    });
    for (line, push) in lines.iter().zip(push) {
        let own = hashes(line.span.of(text));
        if own.len() < 8 {
            continue;
        }
        let shared = own.windows(4).filter(|window| shingles.contains_key(&shingle(window))).count();
        *push += if shared * 10 >= (own.len() - 3) * 8 {
            80
        } else if shared == 0 {
            -15
        } else {
            10
        };
    }
}

/// What was marked up where a reader sees it.
struct Seen {
    headings: Vec<String>,
    authors: Vec<(usize, String)>,
    dates: Vec<String>,
}

/// Metadata by the page's own word where it gives it; what was found in the text otherwise.
#[expect(clippy::too_many_arguments, reason = "one step of one function, split for reading")]
fn settle(
    text: &str,
    lines: &[Line],
    states: &[State],
    roles: &mut [Option<BlockKind>],
    told: &Told,
    seen: &Seen,
    options: &Options,
    article: &mut Article,
) {
    let url = options.url.as_deref();
    let outside = told.titles(url);
    let heading = seen.headings.iter().find(|heading| is_told_title(heading, &outside)).or_else(|| {
        let only = seen.headings.iter().filter(|heading| heading.split_whitespace().count() >= 3);
        only.clone().next().filter(|_| outside.is_empty() || only.count() == 1)
    });
    let title = heading
        .map(|heading| Told::without_outlet(heading, url))
        .or_else(|| outside.iter().find(|title| title.split_whitespace().count() >= 2).cloned());
    if let Some(title) = title {
        let wanted = bare(&title);
        let end = states.iter().rposition(|state| *state == State::Body).unwrap_or(lines.len());
        let place = lines.iter().take(end + 1).position(|line| bare(line.span.of(text)) == wanted);
        if let Some(place) = place {
            for (index, role) in roles.iter_mut().enumerate() {
                if *role == Some(BlockKind::Title) && index != place {
                    *role = None;
                }
            }
            if let Some(role) = roles.get_mut(place) {
                *role = Some(BlockKind::Title);
            }
        }
        article.title =
            Some(Text { value: title, span: place.and_then(|place| lines.get(place)).map(|line| line.span) });
    }

    let outlets: Vec<String> =
        [&told.site_name, &told.publisher].into_iter().flatten().map(|name| bare(name)).collect();
    let is_outlet = |name: &String| {
        let name = bare(name);
        outlets.contains(&name) || told.organizations.iter().any(|outlet| bare(outlet) == name)
    };
    let parsed = |lines: &mut dyn Iterator<Item = &String>| {
        let mut names: Vec<String> = Vec::new();
        for line in lines {
            for span in names::parse(line).map(|byline| byline.names).unwrap_or_default() {
                let name = span.of(line).to_owned();
                if !names.contains(&name) && names.len() < 6 {
                    names.push(name);
                }
            }
        }
        names
    };
    // A person whom the head names, then whom the page shows, then the outlet that signs.
    let mut authors: Vec<String> = told.authors.iter().filter(|name| !is_outlet(name)).cloned().collect();
    if authors.is_empty() {
        // Teasers of other articles are signed too: what stands at the head of the article comes first.
        let first = states.iter().position(|state| *state == State::Body).unwrap_or(lines.len());
        let title = roles.iter().position(|role| *role == Some(BlockKind::Title)).unwrap_or(first);
        let head = title.min(first).saturating_sub(8)..first + 5;
        authors = parsed(&mut seen.authors.iter().filter(|(line, _)| head.contains(line)).map(|(_, name)| name));
        if authors.is_empty() && article.authors.is_empty() {
            authors = parsed(&mut seen.authors.iter().map(|(_, name)| name));
        }
    }
    let listed = parsed(&mut told.meta_authors.iter());
    if authors.is_empty() && article.authors.is_empty() {
        authors = if listed.is_empty() { told.meta_authors.clone() } else { listed.clone() };
        authors.retain(|name| told.authors.is_empty() || !is_outlet(name));
        if authors.is_empty() {
            authors.clone_from(&told.authors);
        }
    }
    // The list in the head may name more of the authors than the line that was seen.
    let known: Vec<&String> = if authors.is_empty() {
        article.authors.iter().map(|author| &author.value).collect()
    } else {
        authors.iter().collect()
    };
    if listed.len() > known.len() && known.iter().all(|name| listed.contains(name)) {
        authors = listed;
    }
    if !authors.is_empty() {
        let placed = |name: &String| Text { value: name.clone(), span: place_of(name, text, lines, states) };
        article.authors = authors.iter().map(placed).collect();
    }

    // What names the author at the head of the article is its byline, whatever else the line holds.
    let first = states.iter().position(|state| *state == State::Body).unwrap_or(0);
    for index in first.saturating_sub(6)..first {
        let Some(line) = lines.get(index).map(|line| line.span.of(text)) else { break };
        let names_author = line.split_whitespace().count() <= 12
            && article.authors.iter().any(|author| !author.value.is_empty() && line.contains(&author.value));
        if names_author && let Some(role @ None) = roles.get_mut(index) {
            *role = Some(BlockKind::Byline);
        }
    }

    let given = [told.published.as_deref(), told.meta_published.as_deref()];
    let given = given
        .into_iter()
        .flatten()
        .chain(seen.dates.first().map(String::as_str))
        .find_map(|value| date::find(value).map(|found| found.value));
    if let Some(value) = given {
        let span = article
            .published
            .as_ref()
            .filter(|seen| seen.value.get(..10) == value.get(..10))
            .and_then(|seen| seen.span);
        article.published = Some(Published { value, span });
    }
    let publisher = told.site_name.clone().or_else(|| told.publisher.clone());
    if let Some(value) = publisher {
        article.publisher = Some(Text { value: collapse(&value), span: None });
    }
    if let Some(section) = &told.section {
        article.section = Some(Text { value: collapse(section), span: None });
    }
}

/// Where a name stands outside the body; `None` when it does not.
fn place_of(name: &str, text: &str, lines: &[Line], states: &[State]) -> Option<Span> {
    lines.iter().zip(states).filter(|(_, state)| **state != State::Body).find_map(|(line, _)| {
        let at = line.span.of(text).find(name)?;
        Some(Span::new(line.span.start + at, line.span.start + at + name.len()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_looks_like_html() {
        assert!(looks_like("  <!DOCTYPE html><html>"));
        assert!(looks_like("<meta charset='utf-8'><p>One.</p>"));
        assert!(!looks_like("<3 this town"));
        assert!(!looks_like("Text with a <p> in it"));
    }

    #[test]
    fn deep_broken_and_hostile_pages_end() {
        let options = Options::default();
        let model = &crate::models::shipped().article;
        let deep =
            format!("{}The harbour was closed for the night.{}", "<div><b><i>".repeat(10_000), "</div>".repeat(5_000));
        let reading = read(&deep, &options, model).unwrap();
        assert_eq!(reading.text, "The harbour was closed for the night.");
        assert!(read(&"<p>".repeat(100_000), &options, model).is_err());
        let nulls = read("<p>a\0b</p><script>x</script><style>y</style><p hidden>z</p>", &options, model).unwrap();
        assert_eq!(nulls.text, "ab");
        assert!(read(&"<a href='".repeat(50_000), &options, model).is_err());
    }
}
