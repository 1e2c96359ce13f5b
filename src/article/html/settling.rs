//! Metadata by the page's own word where it gives it; what was found in the text otherwise.

use super::metadata::Told;
use super::told::is_told_title;
use super::wording::{bare, collapse};
use crate::analysis::{Article, BlockKind, Published, Text};
use crate::article::lines::Line;
use crate::article::model::State;
use crate::article::{date, names};
use crate::rules::{Rules, article as rule};
use crate::text::Span;

/// What was marked up where a reader sees it.
pub(super) struct Seen<'p> {
    pub(super) headings: &'p [String],
    /// Each with the line it stands on.
    pub(super) authors: &'p [(usize, String)],
    pub(super) dates: &'p [String],
}

/// What the metadata of a page is settled by.
pub(super) struct Settling<'p> {
    pub(super) rules: &'p Rules,
    pub(super) text: &'p str,
    pub(super) lines: &'p [Line],
    pub(super) states: &'p [State],
    pub(super) told: &'p Told,
    pub(super) seen: &'p Seen<'p>,
    /// The address of the page.
    pub(super) url: Option<&'p str>,
}

/// Authors are at most so many.
const MOST_AUTHORS: usize = 6;

impl Settling<'_> {
    /// Settles the metadata of `article`, and which lines they stand on.
    pub(super) fn settle(&self, roles: &mut [Option<BlockKind>], article: &mut Article) {
        self.title(roles, article);
        self.authors(roles, article);
        self.bylines(roles, article);
        self.published(article);
        self.outlet(article);
    }

    fn line(&self, index: usize) -> Option<&str> {
        self.lines.get(index).map(|line| line.span.of(self.text))
    }

    /// The first line of the body.
    fn first(&self) -> Option<usize> {
        self.states.iter().position(|state| *state == State::Body)
    }

    /// A heading that the head of the page names too, or the only one; else the first title of the head that is no single word.
    fn title(&self, roles: &mut [Option<BlockKind>], article: &mut Article) {
        let outside = self.told.titles(self.url);
        let headings = self.seen.headings;
        let heading = headings.iter().find(|heading| is_told_title(heading, &outside)).or_else(|| {
            let only = headings.iter().filter(|heading| heading.split_whitespace().count() >= 3);
            only.clone().next().filter(|_| outside.is_empty() || only.count() == 1)
        });
        let title = || {
            let heading = heading.map(|heading| Told::without_outlet(heading, self.url));
            heading.or_else(|| outside.iter().find(|title| title.split_whitespace().count() >= 2).cloned())
        };
        let Some(title) = self.rules.find(rule::TOLD_TITLE, title) else { return };
        let place = self.title_line(&title);
        if let Some(place) = place {
            mark_title(place, roles);
        }
        article.title =
            Some(Text { value: title, span: place.and_then(|place| self.lines.get(place)).map(|line| line.span) });
    }

    /// The line that a title stands on, not below the article.
    fn title_line(&self, title: &str) -> Option<usize> {
        let wanted = bare(title);
        let end = self.states.iter().rposition(|state| *state == State::Body).unwrap_or(self.lines.len());
        self.lines.iter().take(end + 1).position(|line| bare(line.span.of(self.text)) == wanted)
    }

    /// A person whom the head names, then whom the page shows, then the outlet that signs.
    fn authors(&self, roles: &[Option<BlockKind>], article: &mut Article) {
        let told = self.told;
        let mut authors: Vec<String> = told.authors.iter().filter(|name| !self.is_outlet(name)).cloned().collect();
        let unseen = article.authors.is_empty();
        if authors.is_empty() {
            authors = self.seen_authors(roles, unseen);
        }
        let listed = self.names_in(told.meta_authors.iter());
        if authors.is_empty() && unseen {
            authors = if listed.is_empty() { told.meta_authors.clone() } else { listed.clone() };
            authors.retain(|name| told.authors.is_empty() || !self.is_outlet(name));
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
        if self.rules.when(rule::TOLD_AUTHORS, || !authors.is_empty()) {
            let placed = |name: &String| Text { value: name.clone(), span: self.place_of(name) };
            article.authors = authors.iter().map(placed).collect();
        }
    }

    /// The authors that the page shows. Teasers of other articles are signed too: what stands at the head of the article comes first, and
    /// `anywhere` what stands elsewhere.
    fn seen_authors(&self, roles: &[Option<BlockKind>], anywhere: bool) -> Vec<String> {
        let first = self.first().unwrap_or(self.lines.len());
        let title = roles.iter().position(|role| *role == Some(BlockKind::Title)).unwrap_or(first);
        let head = title.min(first).saturating_sub(8)..first + 5;
        let authors = self.seen.authors;
        let at_head = self.names_in(authors.iter().filter(|(line, _)| head.contains(line)).map(|(_, name)| name));
        if at_head.is_empty() && anywhere { self.names_in(authors.iter().map(|(_, name)| name)) } else { at_head }
    }

    /// Whether a name is that of the outlet, or of another organization that signs.
    fn is_outlet(&self, name: &str) -> bool {
        let name = bare(name);
        let outlets = [&self.told.site_name, &self.told.publisher].into_iter().flatten();
        outlets.chain(&self.told.organizations).any(|outlet| bare(outlet) == name)
    }

    /// What names the author at the head of the article is its byline, whatever else the line holds.
    fn bylines(&self, roles: &mut [Option<BlockKind>], article: &Article) {
        let first = self.first().unwrap_or(0);
        for index in first.saturating_sub(6)..first {
            let Some(line) = self.line(index) else { break };
            let names_author = line.split_whitespace().count() <= 12
                && article.authors.iter().any(|author| !author.value.is_empty() && line.contains(&author.value));
            if names_author && let Some(role @ None) = roles.get_mut(index) {
                *role = Some(BlockKind::Byline);
            }
        }
    }

    /// The day that the head gives, then the first that is marked up.
    fn published(&self, article: &mut Article) {
        let given = [self.told.published.as_deref(), self.told.meta_published.as_deref()];
        let mut given = given.into_iter().flatten().chain(self.seen.dates.first().map(String::as_str));
        let day = || given.find_map(|value| date::find(value).map(|found| found.value));
        let Some(value) = self.rules.find(rule::TOLD_DAY, day) else { return };
        let seen = article.published.as_ref().filter(|seen| seen.value.get(..10) == value.get(..10));
        let span = seen.and_then(|seen| seen.span);
        article.published = Some(Published { value, span });
    }

    /// The outlet and the section that the head names.
    fn outlet(&self, article: &mut Article) {
        let told = |value: &String| Text { value: collapse(value), span: None };
        if let Some(outlet) = self.told.site_name.as_ref().or(self.told.publisher.as_ref()) {
            article.publisher = Some(told(outlet));
        }
        if let Some(section) = &self.told.section {
            article.section = Some(told(section));
        }
    }

    /// Where a name stands outside the body; `None` when it does not.
    fn place_of(&self, name: &str) -> Option<Span> {
        self.lines.iter().zip(self.states).filter(|(_, state)| **state != State::Body).find_map(|(line, _)| {
            let at = line.span.of(self.text).find(name)?;
            Some(Span::new(line.span.start + at, line.span.start + at + name.len()))
        })
    }

    /// The names in some bylines, each once.
    fn names_in<'l>(&self, bylines: impl Iterator<Item = &'l String>) -> Vec<String> {
        let mut names: Vec<String> = Vec::new();
        for line in bylines {
            for span in names::parse(self.rules, line).map(|byline| byline.names).unwrap_or_default() {
                let name = span.of(line).to_owned();
                if !names.contains(&name) && names.len() < MOST_AUTHORS {
                    names.push(name);
                }
            }
        }
        names
    }
}

/// Makes one line, and no other, the title.
fn mark_title(place: usize, roles: &mut [Option<BlockKind>]) {
    for (index, role) in roles.iter_mut().enumerate() {
        if index == place {
            *role = Some(BlockKind::Title);
        } else if *role == Some(BlockKind::Title) {
            *role = None;
        }
    }
}
