//! What the names of elements, their classes and their attributes say.

use super::tokens::Tag;

/// An element that is open.
pub(super) struct Element {
    pub(super) name: String,
    /// Nothing below it is shown.
    pub(super) hidden: bool,
    pub(super) link: bool,
    /// What the elements around a line say for it, or against it, in the model's units.
    pub(super) push: i32,
    pub(super) quote: bool,
    pub(super) caption: bool,
    /// The innermost container that it stands in or is.
    pub(super) container: usize,
}

impl Element {
    /// The element that a start tag opens within another one.
    pub(super) fn of_tag(tag: &Tag<'_>, names: &PartNames, outer: Option<&Self>, unveils: bool) -> Self {
        let name = tag.name.as_str();
        let push = outer.map_or(0, |outer| outer.push) + kind_push(name) + names.push(name);
        Self {
            name: name.to_owned(),
            hidden: outer.is_some_and(|outer| outer.hidden) || is_hidden(tag, unveils),
            link: matches!(name, "a" | "button") || outer.is_some_and(|outer| outer.link),
            push: push.clamp(-200, 60),
            quote: name == "blockquote" || outer.is_some_and(|outer| outer.quote),
            caption: name == "figcaption" || outer.is_some_and(|outer| outer.caption),
            container: outer.map_or(0, |outer| outer.container),
        }
    }
}

/// The class and the id of an element.
pub(super) struct PartNames {
    class: String,
    id: String,
}

impl PartNames {
    /// Those that a start tag gives.
    pub(super) fn of_tag(tag: &Tag<'_>) -> Self {
        let attribute = |name: &str| tag.attribute(name).unwrap_or_default();
        Self { class: attribute("class"), id: attribute("id") }
    }

    /// Whether an editor or a mail program names the parts of its documents so.
    pub(super) fn are_an_editors(&self) -> bool {
        self.id.starts_with("docs-internal-guid") || self.class.starts_with("Mso") || self.class.starts_with("gmail_")
    }

    /// What they say for the text within, in the model's units. The document's own element is named for the kind of page, not for a part of
    /// it.
    fn push(&self, element: &str) -> i32 {
        if matches!(element, "html" | "body" | "p") { 0 } else { named_push(&format!("{} {}", self.class, self.id)) }
    }

    /// Whether the class is that of a byline or of an author's name.
    fn name_an_author(&self) -> bool {
        let class = self.class.to_ascii_lowercase();
        AUTHOR_CLASSES.iter().any(|part| class.contains(part))
            || class.split_whitespace().any(|class| matches!(class, "author" | "authors"))
    }
}

/// Parts of classes of an author's name.
const AUTHOR_CLASSES: [&str; 3] = ["byline", "author-name", "author__name"];

/// What the kind of an element says for the text within, in the model's units.
fn kind_push(name: &str) -> i32 {
    match name {
        "nav" => -120,
        "footer" => -90,
        "aside" | "form" | "button" => -70,
        "figcaption" => -80,
        "header" | "address" => -25,
        "article" | "main" => 15,
        _ => 0,
    }
}

/// Whether nothing within an element is shown, or is to be read.
fn is_hidden(tag: &Tag<'_>, unveils: bool) -> bool {
    if is_unseen(&tag.name) && tag.name != "head" {
        return !(unveils && tag.name == "template");
    }
    // What is folded away under a heading, or under the head of a tab, is there to be opened.
    let opens = || tag.attribute("role").is_some_and(|role| matches!(role.as_str(), "region" | "tabpanel"));
    // React sends what was not ready at first at the end of the page, and a script moves it to its place.
    let moved = || tag.attribute("id").is_some_and(|id| id.starts_with("S:"));
    !unveils && (tag.attribute("hidden").is_some() || styles_hide(tag)) && !opens() && !moved()
}

/// Whether the style of an element hides it.
fn styles_hide(tag: &Tag<'_>) -> bool {
    let style = tag.attribute("style").unwrap_or_default().to_ascii_lowercase().replace(' ', "");
    style.contains("display:none") || style.contains("visibility:hidden")
}

/// What an element's text is wanted for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Capture {
    Heading,
    Author,
    Date,
}

impl Capture {
    /// What the text within an element is wanted for.
    pub(super) fn of_tag(tag: &Tag<'_>, names: &PartNames) -> Option<Self> {
        let property = tag.attribute("itemprop").unwrap_or_default();
        match tag.name.as_str() {
            "h1" => Some(Self::Heading),
            "time" => Some(Self::Date),
            _ if names_author(tag, &property, names) => Some(Self::Author),
            _ if property == "datePublished" => Some(Self::Date),
            _ => None,
        }
    }
}

/// Whether an element holds the name of an author.
fn names_author(tag: &Tag<'_>, property: &str, names: &PartNames) -> bool {
    property == "author"
        || tag.attribute("rel").is_some_and(|rel| rel.contains("author"))
        || matches!(tag.name.as_str(), "a" | "span" | "p" | "div") && names.name_an_author()
}

/// Elements that label things rather than mark up words of a sentence.
pub(super) fn is_label(name: &str) -> bool {
    matches!(name, "span" | "a" | "time" | "label" | "small" | "cite")
}

/// Elements that end a line, and whether an empty line is drawn around them.
pub(super) fn block(name: &str) -> Option<bool> {
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

/// Elements that hold parts of a page.
pub(super) fn is_container(name: &str) -> bool {
    matches!(name, "div" | "section" | "article" | "main" | "td")
}

pub(super) fn is_void(name: &str) -> bool {
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

/// Whether an element is a cell of a table.
pub(super) fn is_cell(name: &str) -> bool {
    matches!(name, "td" | "th")
}

/// The open elements that end where a block begins: a paragraph, and an item before the next one.
pub(super) fn ended_by(name: &str) -> &'static [&'static str] {
    match name {
        "br" => &[],
        "li" => &["li", "p"],
        "tr" => &["tr", "td", "th", "p"],
        "dt" | "dd" => &["dt", "dd", "p"],
        "option" => &["option"],
        "td" | "th" => &["td", "th", "p"],
        _ => &["p"],
    }
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
