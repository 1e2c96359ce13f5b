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
    /// It is a caption with all that stands in it; what is only named one may be a box with a caption among other things.
    figcaption: bool,
    /// It is no part of the article, but one beside it.
    pub(super) beside: bool,
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
            caption: name == "figcaption"
                || block(name).is_none() && outer.is_some_and(|outer| outer.caption)
                || outer.is_some_and(|outer| outer.figcaption)
                || names.name_a_caption(),
            figcaption: name == "figcaption" || outer.is_some_and(|outer| outer.figcaption),
            beside: matches!(name, "aside" | "nav" | "footer") || outer.is_some_and(|outer| outer.beside),
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

impl PartNames {
    /// Whether the class may be that of an author's name: its last part says so, or the last but one before "name" or "link".
    fn likely_name_an_author(&self) -> bool {
        const NAMES: [&str; 3] = ["author", "authors", "byline"];
        const KINDS: [&str; 4] = ["name", "names", "link", "links"];
        let stems = ["author", "byline"];
        self.has_a_class_of(&stems)
            && self.classes().any(|parts| match parts.as_slice() {
                [.., part] if NAMES.contains(&part.as_str()) => !parts.iter().any(|part| part.starts_with("comment")),
                [.., part, kind] => NAMES.contains(&part.as_str()) && KINDS.contains(&kind.as_str()),
                _ => false,
            })
    }

    /// Whether the class is that of a picture's caption or credit: "wp-caption-text", "photo__credit".
    fn name_a_caption(&self) -> bool {
        const PICTURES: [&str; 5] = ["photo", "image", "img", "picture", "media"];
        let has = |parts: &[String], words: &[&str]| parts.iter().any(|part| words.contains(&part.as_str()));
        self.has_a_class_of(&["caption", "credit"])
            && self.classes().any(|parts| {
                let slides = has(&parts, &["carousel", "slide", "slider"]);
                let captioned = has(&parts, &["caption", "figcaption"]) && !slides;
                captioned || has(&parts, &["credit", "credits"]) && has(&parts, &PICTURES)
            })
    }

    /// Whether the class is that of a day, and of which.
    fn name_a_day(&self) -> Option<Dated> {
        const DAYS: [&str; 8] =
            ["date", "dates", "datetime", "dateline", "timestamp", "published", "pubdate", "posted"];
        const PUBLISHED: [&str; 5] = ["published", "publish", "pubdate", "posted", "created"];
        const UPDATED: [&str; 6] = ["updated", "update", "modified", "changed", "datemodified", "lastmod"];
        const STEMS: [&str; 6] = ["date", "pub", "posted", "timestamp", "modified", "changed"];
        if !self.has_a_class_of(&STEMS) {
            return None;
        }
        let of_day = |parts: &[String], words: &[&str]| parts.iter().any(|part| words.contains(&part.as_str()));
        let class = self.classes().find(|parts| of_day(parts, &DAYS) || of_day(parts, &UPDATED))?;
        Some(match () {
            () if of_day(&class, &UPDATED) => Dated::Updated,
            () if of_day(&class, &PUBLISHED) => Dated::Published,
            () => Dated::Unsaid,
        })
    }

    /// Whether one of some parts of words stands in the class, in any case.
    fn has_a_class_of(&self, stems: &[&str]) -> bool {
        let bytes = self.class.as_bytes();
        let stands = |stem: &&str| bytes.windows(stem.len()).any(|part| part.eq_ignore_ascii_case(stem.as_bytes()));
        !bytes.is_empty() && stems.iter().any(stands)
    }

    /// The words of each class: "article", "publish", "date" of "article__publishDate".
    fn classes(&self) -> impl Iterator<Item = Vec<String>> {
        self.class.split_whitespace().map(|class| {
            let mut parts = vec![String::new()];
            let mut small = false;
            for c in class.chars().take(80) {
                if !c.is_ascii_alphabetic() || small && c.is_ascii_uppercase() {
                    parts.push(String::new());
                }
                if let (true, Some(part)) = (c.is_ascii_alphabetic(), parts.last_mut()) {
                    part.push(c.to_ascii_lowercase());
                }
                small = c.is_ascii_lowercase();
            }
            parts.retain(|part| !part.is_empty());
            parts
        })
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
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Capture {
    Heading,
    Author(Marked),
    Day(Dated),
}

/// How surely markup names an author.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Marked {
    /// By a property, a relation or the class of a byline.
    Surely,
    /// By another class, or by a link to what an author wrote.
    Likely,
}

/// Of what a marked day is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Dated {
    Published,
    Unsaid,
    Updated,
}

impl Capture {
    /// What the text within an element is wanted for.
    pub(super) fn of_tag(tag: &Tag<'_>, names: &PartNames) -> Option<Self> {
        let property = tag.attribute("itemprop").unwrap_or_default();
        let properties = || property.split_whitespace();
        match tag.name.as_str() {
            "h1" => Some(Self::Heading),
            "html" | "body" | "main" | "article" => None,
            _ if properties().any(|property| property == "datePublished") => Some(Self::Day(Dated::Published)),
            _ if property == "dateModified" => Some(Self::Day(Dated::Updated)),
            "time" if tag.attribute("pubdate").is_some() => Some(Self::Day(Dated::Published)),
            "time" => Some(Self::Day(names.name_a_day().unwrap_or(Dated::Unsaid))),
            _ if names_author(tag, &property, names) => Some(Self::Author(Marked::Surely)),
            _ if names.likely_name_an_author() || links_to_author(tag) => Some(Self::Author(Marked::Likely)),
            _ => names.name_a_day().map(Self::Day),
        }
    }
}

/// Whether an element holds the name of an author.
fn names_author(tag: &Tag<'_>, property: &str, names: &PartNames) -> bool {
    property == "author"
        || tag.attribute("rel").is_some_and(|rel| rel.contains("author"))
        || matches!(tag.name.as_str(), "a" | "span" | "p" | "div") && names.name_an_author()
}

/// Whether an element is a link to what an author wrote.
fn links_to_author(tag: &Tag<'_>) -> bool {
    const PATHS: [&str; 5] = ["/author/", "/authors/", "/contributor/", "/contributors/", "/reporters/"];
    tag.name == "a" && tag.attribute("href").is_some_and(|to| PATHS.iter().any(|path| to.contains(path)))
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
