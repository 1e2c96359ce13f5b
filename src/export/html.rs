//! The annotated article as one HTML file, to keep, to send and to print: the text with names, quotes and tone marked, then who speaks,
//! who is named, and the words that carry tone, each with links back to its place.
//!
//! It needs nothing else: no script, no font, no image. Its own policy (a `meta` element) allows its one style sheet, known by its hash,
//! and pictures that stand in it (the signs of kinds, as the app has them), so that even a text that was made to attack the page could fetch
//! and run nothing; and every word of the article is escaped. The words inside `<article>` are the text of the blocks, character for
//! character; the signs before names and the speakers in the margin are drawn by the style sheet and are not copied with the text.

use std::fmt::Write;

use super::tongue::{Tongue, key};
use super::voices::{Voice, voices};
use super::words::{GROUPS, about_quote, address, mention_kind, one_line, quote_form, quoted, tone, value_in_words};
use crate::analysis::{
    Analysis, Block, BlockKind, Entity, EntityType, Evidence, Mention, MentionKind, Quote, QuoteKind,
};
use crate::options::web_address;
use crate::text::Span;

const STYLE: &str = include_str!("html/page.css");

/// SHA-256 of [`STYLE`] in base64, by which the page's policy knows it; a test says when it changed.
const STYLE_HASH: &str = "pSmXqONpqQMzHrCm3zaB03CceDz1nAH3EkTVEi3Btzg=";

/// How many words are shown that moved the tone of the article.
const EVIDENCE_SHOWN: usize = 24;

/// The page. Offsets are bytes; `source` is where the article was read, instead of the address that the analysis has.
pub(super) fn page(analysis: &Analysis, tongue: &Tongue<'_>, source: Option<&str>) -> String {
    let mut out = Page { html: String::new(), marks: Marks::new(analysis), analysis, tongue };
    out.head();
    out.warnings();
    out.source(source.or_else(|| address(&analysis.article)));
    out.legend();
    out.article();
    out.summary();
    out.speakers();
    out.names();
    out.tone();
    out.html.push_str("</body>\n</html>\n");
    out.html
}

struct Page<'a> {
    html: String,
    marks: Marks<'a>,
    analysis: &'a Analysis,
    tongue: &'a Tongue<'a>,
}

impl<'a> Page<'a> {
    /// A text of the page in the reader's language.
    fn say(&self, text: &str) -> String {
        escaped(self.tongue.t(text))
    }

    fn head(&mut self) {
        let title = self
            .analysis
            .article
            .title
            .as_ref()
            .map_or(self.tongue.t("Untitled article"), |title| title.value.as_str());
        let caution = self.say("Annotated by Newsglass, a program: check what it found before you rely on it.");
        let _ = write!(
            self.html,
            "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-{STYLE_HASH}'; img-src data:; base-uri 'none'; form-action 'none'\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <meta name=\"color-scheme\" content=\"light dark\">\n<meta name=\"referrer\" content=\"no-referrer\">\n\
             <meta name=\"generator\" content=\"Newsglass {}\">\n<title>{}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>\n\
             <p class=\"made\">{caution}</p>\n",
            language_tag(self.tongue.language),
            env!("CARGO_PKG_VERSION"),
            escaped(&one_line(title)),
        );
    }

    /// What to know before anything else.
    fn warnings(&mut self) {
        for warning in &self.analysis.warnings {
            let message = warning.in_words(&self.analysis.article, |text| self.tongue.t(text).to_owned());
            let _ = writeln!(self.html, "<p class=\"note\">{} {}</p>", self.say("Note:"), escaped(&message));
        }
    }

    /// Where the article comes from: publisher, day, address.
    fn source(&mut self, address: Option<&str>) {
        let article = &self.analysis.article;
        let mut facts = Vec::new();
        facts.extend(article.publisher.as_ref().map(|publisher| escaped(&one_line(&publisher.value))));
        facts.extend(article.published.as_ref().map(|published| escaped(&one_line(&published.value))));
        if let Some(address) = address.and_then(web_address) {
            let address = escaped(address);
            facts.push(format!("<a href=\"{address}\" rel=\"noopener noreferrer\">{address}</a>"));
        }
        if !facts.is_empty() {
            let source = self.say("Source:");
            let _ = writeln!(self.html, "<p class=\"source\">{source} {}</p>", facts.join(" \u{b7} "));
        }
    }

    /// What the marks mean that are in the text.
    fn legend(&mut self) {
        let mut entries: Vec<String> = Vec::new();
        for kind in GROUPS.iter().flat_map(|(_, kinds)| kinds.iter()) {
            if self.marks.mentions.iter().any(|marked| marked.what.0.kind == *kind) {
                let kind = kind.as_str();
                entries.push(format!("<span class=\"e {kind}\">{}</span>", self.say(kind)));
            }
        }
        if self.marks.mentions.iter().any(|marked| marked.what.2.kind != MentionKind::Name) {
            entries
                .push(format!("<span class=\"e person pronoun\">{}</span>", self.say("another word for one of them")));
        }
        for kind in [QuoteKind::Direct, QuoteKind::Mixed, QuoteKind::Indirect] {
            if self.marks.quotes.iter().any(|marked| marked.what.quote.kind == kind) {
                let words = match kind {
                    QuoteKind::Direct => key("quoted word for word"),
                    QuoteKind::Mixed => key("quoted in part word for word"),
                    QuoteKind::Indirect => key("quoted in other words"),
                };
                entries.push(format!("<span class=\"{}\">{}</span>", quote_class(kind), self.say(words)));
            }
        }
        for (below, class, words) in [(false, "t", key("praise")), (true, "t negative", key("blame"))] {
            if self.marks.tones.iter().any(|marked| (marked.what.weight < 0.0) == below) {
                entries.push(format!("<span class=\"{class}\">{}</span>", self.say(words)));
            }
        }
        if !entries.is_empty() {
            let heading = self.say("The marks in the text:");
            let entries: String = entries.iter().map(|entry| format!("<li>{entry}</li>\n")).collect();
            let _ = write!(
                self.html,
                "<section class=\"legend\" aria-labelledby=\"legend\">\n<h2 id=\"legend\">{heading}</h2>\n<ul>\n{entries}</ul>\n</section>\n"
            );
        }
    }

    fn article(&mut self) {
        let language = language_tag(&self.analysis.article.language.code);
        let _ = writeln!(self.html, "<article lang=\"{language}\">");
        let blocks = &self.analysis.article.blocks;
        let has_title = blocks.iter().any(|block| block.kind == BlockKind::Title);
        if let Some(title) = self.analysis.article.title.as_ref().filter(|_| !has_title) {
            // Known from the markup of the page only. Its own element, for the text has no such words.
            let _ = writeln!(self.html, "<h1 dir=\"auto\">{}</h1>", escaped(&one_line(&title.value)));
        }
        let mut titled = !has_title;
        for run in blocks.chunk_by(|one, next| together(one) && one.kind == next.kind) {
            match run.first().map(|block| block.kind) {
                Some(BlockKind::Boilerplate) => self.aside(run),
                Some(BlockKind::ListItem) => {
                    self.html.push_str("<ul>\n");
                    run.iter().for_each(|block| self.block(block, "<li dir=\"auto\">", "</li>"));
                    self.html.push_str("</ul>\n");
                }
                _ => run.iter().for_each(|block| match block.kind {
                    BlockKind::Title if !std::mem::replace(&mut titled, true) => {
                        self.block(block, "<h1 dir=\"auto\">", "</h1>");
                    }
                    BlockKind::Heading => self.block(block, "<h2 dir=\"auto\">", "</h2>"),
                    BlockKind::Blockquote => self.block(block, "<blockquote><p dir=\"auto\">", "</p></blockquote>"),
                    BlockKind::Title | BlockKind::Subtitle => {
                        self.block(block, "<p class=\"subtitle\" dir=\"auto\">", "</p>")
                    }
                    BlockKind::Byline => self.block(block, "<p class=\"byline\" dir=\"auto\">", "</p>"),
                    BlockKind::Dateline => self.block(block, "<p class=\"dateline\" dir=\"auto\">", "</p>"),
                    BlockKind::Caption => self.block(block, "<p class=\"caption\" dir=\"auto\">", "</p>"),
                    _ => self.block(block, "<p dir=\"auto\">", "</p>"),
                }),
            }
        }
        self.html.push_str("</article>\n");
    }

    fn aside(&mut self, run: &[Block]) {
        let mut reasons: Vec<&str> = Vec::new();
        for reason in run.iter().filter_map(|block| block.reason.as_deref()) {
            let reason = self.tongue.t(reason);
            if !reasons.contains(&reason) && reasons.len() < 4 {
                reasons.push(reason);
            }
        }
        let summary = escaped(&self.tongue.fill("Set aside: {0}", &[&reasons.join("; ")]));
        let _ = writeln!(self.html, "<details><summary>{summary}</summary>");
        run.iter().for_each(|block| self.block(block, "<p dir=\"auto\">", "</p>"));
        self.html.push_str("</details>\n");
    }

    fn block(&mut self, block: &Block, open: &str, close: &str) {
        match (block.kind, open.strip_suffix('>')) {
            (kind, Some(element)) if kind != BlockKind::Title => {
                self.html.push_str(element);
                self.heard(block);
                self.html.push('>');
            }
            _ => self.html.push_str(open),
        }
        let mut at = block.start;
        // Where the quote begins that is open: quote outside, name inside, tone innermost.
        let mut heard = None;
        while at < block.end {
            let marks = self.marks.at(at);
            let end = marks.until.min(block.end);
            let words = escaped(Span::new(at, end).of(&self.analysis.text));
            let hears = marks.quote.map(|quote| quote.start);
            if hears != heard {
                self.html.push_str(if heard.is_some() { "</span>" } else { "" });
                if let Some(quote) = &marks.quote {
                    self.open_quote(quote, at);
                }
                heard = hears;
            }
            self.piece(&marks, &words);
            at = end;
        }
        self.html.push_str(if heard.is_some() { "</span>" } else { "" });
        self.html.push_str(close);
        self.html.push('\n');
    }

    /// Who speaks in a block, as an attribute of its element: the style sheet writes it in the margin, and it is no part of the text.
    fn heard(&mut self, block: &Block) {
        let first = self.marks.quotes.partition_point(|marked| marked.span.end <= block.start);
        let within = self.marks.quotes.iter().skip(first).take_while(|marked| marked.span.start < block.end);
        let mut names: Vec<String> = Vec::new();
        for speaker in within.filter_map(|marked| marked.what.quote.speaker.as_ref()) {
            let name = one_line(speaker.name.as_deref().unwrap_or(&speaker.text));
            if !names.contains(&name) {
                names.push(name);
            }
        }
        if !names.is_empty() {
            let _ = write!(self.html, " data-heard=\"{}\"", escaped(&names.join(", ")));
        }
    }

    fn open_quote(&mut self, Part { number, quote, start, is_first }: &Part<'a>, at: usize) {
        let speaker = quote.speaker.as_ref();
        let who = speaker
            .map_or(self.tongue.t("speaker not found"), |speaker| speaker.name.as_deref().unwrap_or(&speaker.text));
        let id = if *is_first && *start == at { format!(" id=\"tq{number}\"") } else { String::new() };
        let kind = self.tongue.t(quote_form(quote.kind));
        let title = escaped(&self.tongue.fill("quote ({0}): {1}", &[kind, &one_line(who)]));
        let class = quote_class(quote.kind);
        let _ = write!(self.html, "<span class=\"{class}\"{id} title=\"{title}\">");
    }

    fn piece(&mut self, marks: &At<'a>, words: &str) {
        let html = &mut self.html;
        if let Some((entity, index, mention, begins)) = marks.mention {
            let id = if begins { format!(" id=\"{}-{index}\"", entity.id) } else { String::new() };
            let (kind, how) = (entity.kind.as_str(), mention_kind(mention.kind));
            let called = escaped(self.tongue.t(kind));
            let name = escaped(&one_line(&entity.name));
            let _ = write!(html, "<a class=\"e {kind} {how}\"{id} href=\"#{}\" title=\"{name}, {called}\">", entity.id);
        }
        if let Some(evidence) = marks.tone {
            let side = if evidence.weight < 0.0 { "t negative" } else { "t" };
            let _ = write!(
                html,
                "<span class=\"{side}\" title=\"{}\">",
                escaped(&one_line(&self.tongue.why(&evidence.why)))
            );
        }
        html.push_str(words);
        html.push_str(if marks.tone.is_some() { "</span>" } else { "" });
        html.push_str(if marks.mention.is_some() { "</a>" } else { "" });
    }

    fn summary(&mut self) {
        let sentences = super::words::summary(self.analysis);
        if sentences.is_empty() {
            return;
        }
        let heading = self.say("In its own words");
        let _ = write!(self.html, "<section aria-labelledby=\"about\">\n<h2 id=\"about\">{heading}</h2>\n<ul>\n");
        for sentence in sentences {
            let _ = writeln!(self.html, "<li dir=\"auto\">{}</li>", escaped(&sentence));
        }
        self.html.push_str("</ul>\n</section>\n");
    }

    fn speakers(&mut self) {
        let voices = voices(self.analysis);
        if voices.is_empty() {
            return;
        }
        let heading = self.say("Who says what");
        let _ = writeln!(self.html, "<section aria-labelledby=\"quotes\">\n<h2 id=\"quotes\">{heading}</h2>");
        for voice in &voices {
            self.voice(voice);
        }
        self.html.push_str("</section>\n");
    }

    fn voice(&mut self, voice: &Voice<'_>) {
        let name = voice.name.map_or_else(|| self.say("Speaker not found"), |name| escaped(&one_line(name)));
        let flag = voice.anonymous.then(|| format!(" <span class=\"flag\">{}</span>", self.say("unnamed source")));
        let flag = flag.unwrap_or_default();
        let _ = writeln!(self.html, "<h3 dir=\"auto\">{name}{flag}</h3>");
        let role = voice.entity.and_then(|entity| entity.role.as_deref());
        let role = role.map_or_else(String::new, |role| format!("{}, ", escaped(&one_line(role))));
        let words = self.tongue.plural(voice.words, "{0} word|{0} words");
        let quotes = self.tongue.plural(voice.quotes.len(), "in {0} quote|in {0} quotes");
        let shares = escaped(&format!("{words} {quotes}"));
        let _ = writeln!(self.html, "<p class=\"note\">{role}{shares}</p>");
        for &(number, quote) in &voice.quotes {
            let note = about_quote(quote, voice.name, self.tongue);
            let back = if self.marks.shown_quotes.binary_search(&number).is_ok() {
                format!(" <a class=\"back\" href=\"#tq{number}\">{}</a>", self.say("in the text"))
            } else {
                String::new()
            };
            let _ = writeln!(
                self.html,
                "<blockquote id=\"q{number}\"><p dir=\"auto\">{}</p></blockquote>\n<p class=\"note\">{}{back}</p>",
                escaped(&quoted(self.analysis, quote)),
                escaped(&note),
            );
        }
    }

    fn names(&mut self) {
        if self.analysis.entities.is_empty() {
            return;
        }
        let heading = self.say("Names, dates and amounts");
        let _ = writeln!(self.html, "<section aria-labelledby=\"names\">\n<h2 id=\"names\">{heading}</h2>");
        for (heading, kinds) in GROUPS {
            self.group(heading, kinds);
        }
        self.html.push_str("</section>\n");
    }

    fn group(&mut self, heading: &str, kinds: &[EntityType]) {
        let mut members = self.analysis.entities.iter().filter(|entity| kinds.contains(&entity.kind)).peekable();
        if members.peek().is_none() {
            return;
        }
        let tongue = self.tongue;
        let _ = write!(self.html, "<h3>{}</h3>\n<ul class=\"names\">\n", self.say(heading));
        for entity in members {
            let mut note = String::new();
            if let Some(found) = &entity.value {
                let _ = write!(note, " = {}", value_in_words(found, tongue));
            }
            if let Some(role) = &entity.role {
                let _ = write!(note, ", {}", one_line(role));
            }
            if !entity.aliases.is_empty() {
                let _ = write!(note, "; {}", tongue.fill("also {0}", &[&one_line(&entity.aliases.join(", "))]));
            }
            if let Some(found) = entity.sentiment.as_ref().filter(|found| !found.evidence.is_empty()) {
                let _ = write!(note, "; {}", tongue.fill("tone {0}", &[&tone(found, tongue)]));
            }
            if let Some(link) = &entity.link {
                let _ = write!(note, "; Wikidata {}", link.wikidata);
            }
            let _ = write!(
                self.html,
                "<li id=\"{}\"><strong dir=\"auto\">{}</strong>{}<span class=\"note places\">{}:",
                entity.id,
                escaped(&one_line(&entity.name)),
                escaped(&note),
                escaped(&tongue.plural(entity.mentions.len(), "{0} mention|{0} mentions"))
            );
            for index in 1..=entity.mentions.len() {
                if self.marks.shown_mentions.binary_search(&(entity.id, index)).is_ok() {
                    let _ = write!(self.html, " <a href=\"#{}-{index}\">{index}</a>", entity.id);
                }
            }
            self.html.push_str("</span></li>\n");
        }
        self.html.push_str("</ul>\n");
    }

    fn tone(&mut self) {
        if let Some(found) = self.analysis.sentiment.as_ref().filter(|found| !found.evidence.is_empty()) {
            let tongue = self.tongue;
            let whole = tongue.fill("The article as a whole: {0}. The words that weigh most:", &[&tone(found, tongue)]);
            let _ = write!(
                self.html,
                "<section aria-labelledby=\"tone\">\n<h2 id=\"tone\">{}</h2>\n<p>{}</p>\n<ul class=\"names\">\n",
                self.say("Tone"),
                escaped(&whole)
            );
            for evidence in found.evidence.iter().take(EVIDENCE_SHOWN) {
                let _ = writeln!(
                    self.html,
                    "<li><strong dir=\"auto\">{}</strong> <span class=\"note\">{}, {}</span></li>",
                    escaped(&one_line(&evidence.text)),
                    tongue.decimals(evidence.weight, true),
                    escaped(&one_line(&tongue.why(&evidence.why)))
                );
            }
            self.html.push_str("</ul>\n</section>\n");
        }
        self.html.push_str("</main>\n");
    }
}

/// The class that draws the line of a quote.
fn quote_class(kind: QuoteKind) -> &'static str {
    match kind {
        QuoteKind::Direct => "q",
        QuoteKind::Mixed => "q mixed",
        QuoteKind::Indirect => "q indirect",
    }
}

/// A language code as far as it can stand in an attribute; English for one that is unknown.
fn language_tag(code: &str) -> &str {
    let is_code = (2..=8).contains(&code.len()) && code.bytes().all(|byte| byte.is_ascii_lowercase());
    if is_code && code != "und" { code } else { "en" }
}

/// Whether blocks of this kind share one element with their neighbours.
fn together(block: &Block) -> bool {
    matches!(block.kind, BlockKind::Boilerplate | BlockKind::ListItem)
}

/// A stretch of text and what it is.
struct Marked<T> {
    span: Span,
    what: T,
}

/// A part of a quote.
#[derive(Clone, Copy)]
struct Part<'a> {
    /// The quote's number, from 1.
    number: usize,
    quote: &'a Quote,
    start: usize,
    /// Whether the quote begins with it.
    is_first: bool,
}

/// What is marked in the text: per layer in text order, and none over another of its layer.
struct Marks<'a> {
    quotes: Vec<Marked<Part<'a>>>,
    mentions: Vec<Marked<(&'a Entity, usize, &'a Mention)>>,
    tones: Vec<Marked<&'a Evidence>>,
    /// How far each layer has been read: the text is asked in order.
    read: [usize; 3],
    /// Numbers of the quotes that begin in the text, in order.
    shown_quotes: Vec<usize>,
    /// Entities and numbers of the mentions that are marked, in order.
    shown_mentions: Vec<(crate::EntityId, usize)>,
}

/// What holds at a place, and up to where.
struct At<'a> {
    until: usize,
    quote: Option<Part<'a>>,
    /// The number of the mention among the entity's, and whether it begins here.
    mention: Option<(&'a Entity, usize, &'a Mention, bool)>,
    tone: Option<&'a Evidence>,
}

impl<'a> Marks<'a> {
    fn new(analysis: &'a Analysis) -> Self {
        let quotes = analysis.quotes.iter().enumerate().flat_map(|(index, quote)| {
            let part = move |(part, span): (usize, &Span)| {
                let part = Part { number: index + 1, quote, start: span.start, is_first: part == 0 };
                Marked { span: *span, what: part }
            };
            quote.parts.iter().enumerate().map(part)
        });
        let mentions = analysis.entities.iter().flat_map(|entity| {
            let mention = move |(index, mention): (usize, &'a Mention)| Marked {
                span: mention.span(),
                what: (entity, index + 1, mention),
            };
            entity.mentions.iter().enumerate().map(mention)
        });
        let tones = analysis.sentiment.iter().flat_map(|tone| &tone.evidence);
        let tones = tones.map(|evidence| Marked { span: Span::new(evidence.start, evidence.end), what: evidence });
        // Only what lies in one block can be marked: a mark does not reach over the end of an element.
        let blocks = &analysis.article.blocks;
        let (quotes, mentions, tones) = (
            flat(quotes.collect(), blocks, false),
            flat(mentions.collect(), blocks, true),
            flat(tones.collect(), blocks, true),
        );
        let mut shown_quotes: Vec<usize> =
            quotes.iter().filter(|marked| marked.what.is_first).map(|marked| marked.what.number).collect();
        let mut shown_mentions: Vec<(crate::EntityId, usize)> =
            mentions.iter().map(|marked| (marked.what.0.id, marked.what.1)).collect();
        shown_quotes.sort_unstable();
        shown_mentions.sort_unstable();
        Self { quotes, mentions, tones, read: [0; 3], shown_quotes, shown_mentions }
    }

    /// What holds at `at`. Places are asked in rising order.
    fn at(&mut self, at: usize) -> At<'a> {
        let mut until = usize::MAX;
        let [quotes, mentions, tones] = &mut self.read;
        let quote = here(&self.quotes, quotes, at, &mut until);
        let mention = here(&self.mentions, mentions, at, &mut until);
        let tone = here(&self.tones, tones, at, &mut until);
        At {
            until: until.max(at + 1),
            quote: quote.map(|marked| marked.what),
            mention: mention.map(|marked| {
                let (entity, index, mention) = marked.what;
                (entity, index, mention, marked.span.start == at)
            }),
            tone: tone.map(|marked| marked.what),
        }
    }
}

/// The mark of a layer that holds at `at`; brings `until` down to where that changes.
fn here<'m, T>(layer: &'m [Marked<T>], read: &mut usize, at: usize, until: &mut usize) -> Option<&'m Marked<T>> {
    while layer.get(*read).is_some_and(|marked| marked.span.end <= at) {
        *read += 1;
    }
    let marked = layer.get(*read)?;
    let holds = marked.span.start <= at;
    *until = (*until).min(if holds { marked.span.end } else { marked.span.start });
    holds.then_some(marked)
}

/// In text order, the longer first, without those that begin inside another, are empty or do not begin in a block; with `whole`, without
/// those that reach over the end of their block.
fn flat<T>(mut marks: Vec<Marked<T>>, blocks: &[Block], whole: bool) -> Vec<Marked<T>> {
    marks.sort_by_key(|marked| (marked.span.start, std::cmp::Reverse(marked.span.end)));
    let mut free_from = 0;
    let mut block = 0;
    marks.retain(|marked| {
        while blocks.get(block).is_some_and(|block| block.end <= marked.span.start) {
            block += 1;
        }
        let inside = blocks
            .get(block)
            .is_some_and(|block| block.start <= marked.span.start && (!whole || marked.span.end <= block.end));
        let keep = inside && marked.span.start >= free_from && !marked.span.is_empty();
        if keep {
            free_from = marked.span.end;
        }
        keep
    });
    marks
}

/// For element content and for attributes in quotation marks. A carriage return would be read as a line end, and what no HTML can hold
/// (U+0000) is shown as what stands for it.
fn escaped(words: &str) -> String {
    let mut out = String::with_capacity(words.len() + words.len() / 8);
    for character in words.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\r' => out.push_str("&#13;"),
            '\0' => out.push(char::REPLACEMENT_CHARACTER),
            other => out.push(other),
        }
    }
    out
}
