//! Metadata by the page's own word where it gives it; what was found in the text otherwise.

use super::builder::{MarkedAuthor, MarkedDay};
use super::elements::{Dated, Marked};
use super::metadata::Told;
use super::people::People;
use super::told::is_told_title;
use super::wording::{bare, collapse};
use crate::analysis::{Article, BlockKind, Published, Text};
use crate::article::lines::Line;
use crate::article::metadata::host;
use crate::article::model::State;
use crate::article::{date, names};
use crate::rules::{Rules, article as rule};
use crate::text::Span;

/// What was marked up where a reader sees it.
pub(super) struct Seen<'p> {
    pub(super) headings: &'p [String],
    pub(super) authors: &'p [MarkedAuthor],
    pub(super) days: &'p [MarkedDay],
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

impl Settling<'_> {
    /// Settles the metadata of `article`, and which lines they stand on.
    pub(super) fn settle(&self, roles: &mut [Option<BlockKind>], article: &mut Article) {
        self.title(roles, article);
        self.authors(roles, article);
        self.bylines(roles, article);
        self.published(roles, article);
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
        let headings = || self.seen.headings.iter().filter(|heading| !self.is_no_headline(heading));
        let heading = headings().find(|heading| is_told_title(heading, &outside) || self.begins_head_title(heading));
        let heading = heading.or_else(|| {
            let only = headings().filter(|heading| heading.split_whitespace().count() >= 3);
            let alone = outside.is_empty() || only.clone().count() == 1;
            only.clone().next().filter(|heading| alone && (outside.is_empty() || share_words(heading, &outside)))
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

    /// Whether a heading is the outlet's name, or a whole paragraph.
    fn is_no_headline(&self, heading: &str) -> bool {
        let own = bare(heading);
        let address = self.told.address();
        let host = self.url.or(address.as_deref()).and_then(host).map(bare).unwrap_or_default();
        let ends_title = |title: &String| {
            let parts = parts_of_title(title);
            let words = |part: &str| part.split_whitespace().count();
            parts.is_some_and(|(head, end)| bare(end) == own && words(end) <= words(head))
        };
        self.is_outlet(heading)
            || heading.split_whitespace().count() > LONGEST
            || !own.is_empty() && host.starts_with(&own)
            || self.told.head_title.iter().chain(&self.told.open_graph_title).any(ends_title)
    }

    /// Whether a heading, as short as it may be, is all that stands before the outlet in the title of the page.
    fn begins_head_title(&self, heading: &str) -> bool {
        let titles = [&self.told.head_title, &self.told.open_graph_title];
        let begins = |title: &String| parts_of_title(title).is_some_and(|(head, _)| bare(head) == bare(heading));
        titles.into_iter().flatten().any(begins)
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
        let read = People::named(article.authors.iter().map(|author| &author.value));
        let mut listed = People::named(told.meta_authors.iter());
        let mut authors = People::named(told.authors.iter());
        authors.retain(|name| !self.is_outlet(name));
        let head = self.head(roles);
        let shown = self.marked(|author| head.contains(&author.line));
        // "KatieS": the account that wrote it into the system, where the page shows a person.
        if authors.is_empty() || authors.are_accounts() && shown.has_whole_name() {
            authors = shown;
        }
        // Who is named in the head and stands there as a byline, and not whom a class seems to name.
        if told.authors.is_empty() && listed.agree_with(&read) && !authors.agree_with(&listed) {
            authors = listed.clone();
        }
        // Teasers of other articles are signed too: what stands elsewhere comes last.
        if authors.is_empty() && read.is_empty() {
            authors = self.marked(|author| author.marked == Marked::Surely);
        }
        if authors.is_empty() && (read.is_empty() || !read.has_whole_name() && !listed.is_empty()) {
            listed.retain(|name| told.authors.is_empty() || !self.is_outlet(name));
            authors = if listed.is_empty() { People::named(told.authors.iter()) } else { listed.clone() };
            // The outlet itself is nobody; an agency that signs is somebody.
            authors.retain(|name| !self.is_own_outlet(name));
        }
        // Another list may name more of the authors.
        let known = if authors.is_empty() { &read } else { &authors };
        let beside = self.marked_beside(known);
        let longer = [listed, beside].into_iter().find(|list| list.go_beyond(known) && list.are_people_beside(known));
        authors = longer.unwrap_or(authors);
        if self.rules.when(rule::TOLD_AUTHORS, || !authors.is_empty()) {
            let placed = |name: &String| Text { value: name.clone(), span: self.place_of(name) };
            article.authors = authors.names().iter().map(placed).collect();
        }
    }

    /// The lines at the head of the article.
    fn head(&self, roles: &[Option<BlockKind>]) -> std::ops::Range<usize> {
        let first = self.first().unwrap_or(self.lines.len());
        let title = roles.iter().position(|role| *role == Some(BlockKind::Title)).unwrap_or(first);
        title.min(first).saturating_sub(8)..first + 5
    }

    /// The authors whom marked parts on the line of a known one, and next to it, name.
    fn marked_beside(&self, known: &People) -> People {
        let named = |author: &&MarkedAuthor| {
            People::marked(self.rules, std::iter::once(author.text.as_str())).agree_with(known)
        };
        let Some(line) = self.seen.authors.iter().find(named).map(|author| author.line) else {
            return People::default();
        };
        let credited = |author: &MarkedAuthor| {
            let lines = [Some(author.line), author.line.checked_sub(1)].into_iter().flatten();
            lines.filter_map(|line| self.line(line)).any(|line| names::credits_another(self.rules, line))
        };
        self.marked(|author| author.line.abs_diff(line) <= 1 && !credited(author))
    }

    /// The authors whom some of the marked parts name.
    fn marked(&self, wanted: impl Fn(&MarkedAuthor) -> bool) -> People {
        let parts = self.seen.authors.iter().filter(|author| wanted(author));
        People::marked(self.rules, parts.map(|author| author.text.as_str()))
    }

    /// Whether a name is that of the outlet of the page.
    fn is_own_outlet(&self, name: &str) -> bool {
        let name = bare(name);
        [&self.told.site_name, &self.told.publisher].into_iter().flatten().any(|outlet| bare(outlet) == name)
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

    /// The day that the head gives, or an earlier one that the page shows; then the first that is marked up.
    fn published(&self, roles: &[Option<BlockKind>], article: &mut Article) {
        let told = self.told;
        let given = [&told.published, &told.meta_published, &told.page_published].into_iter().flatten();
        let given = given.clone().find_map(|value| date::in_value(value));
        let head = self.head(roles);
        let title = roles.iter().position(|role| *role == Some(BlockKind::Title)).unwrap_or(head.start);
        let read = article.published.as_ref().filter(|read| read.span.is_some());
        let shown = || self.marked_day(title, read.is_some(), |day| head.contains(&day.line));
        let elsewhere = || self.day_elsewhere(title);
        let day = || match given {
            // What was moved to another system has the day of that in its head.
            Some(given) => Some(shown().filter(|shown| shown.get(..10) < given.get(..10)).unwrap_or(given)),
            None => shown().or_else(|| match read {
                Some(_) => None,
                None => told.meta_day.as_deref().and_then(date::in_value).or_else(elsewhere),
            }),
        };
        let Some(value) = self.rules.find(rule::TOLD_DAY, day) else { return };
        let seen = article.published.as_ref().filter(|seen| seen.value.get(..10) == value.get(..10));
        let span = seen.and_then(|seen| seen.span);
        article.published = Some(Published { value, span });
    }

    /// The day that some of the marked parts give: of publication, else one of which it is not said what it is of; the nearest to the line
    /// `from`.
    fn marked_day(&self, from: usize, unambiguous: bool, wanted: impl Fn(&MarkedDay) -> bool) -> Option<String> {
        let mut days: Vec<&MarkedDay> = self.seen.days.iter().filter(|day| wanted(day)).collect();
        // What stands above the headline may be of what stands there.
        days.sort_by_key(|day| if day.line > from { day.line - from } else { from - day.line + 4 });
        let value = |day: &&MarkedDay| {
            let given = day.given.as_deref().and_then(date::in_value);
            let seen = || date::find(&day.text).filter(|found| !(unambiguous && found.ambiguous));
            given.or_else(|| seen().map(|found| found.value))
        };
        let of_kind = |kind: Dated| days.iter().filter(|day| self.dated(day) == kind).find_map(value);
        of_kind(Dated::Published).or_else(|| of_kind(Dated::Unsaid))
    }

    /// The day that the page marks somewhere: as that of publication, in an attribute, or alone of its kind; that of a change at last.
    fn day_elsewhere(&self, title: usize) -> Option<String> {
        let of_kind = |kind: Dated, given: bool| {
            self.marked_day(title, true, |day| self.dated(day) == kind && (!given || day.given.is_some()))
        };
        let alone = || {
            let mut days = self.seen.days.iter().filter_map(|day| date::find(&day.text)).map(|found| found.value);
            let first = days.next()?;
            days.all(|day| day.get(..10) == first.get(..10)).then_some(first)
        };
        let changed = || {
            let mut days = self.seen.days.iter().filter_map(|day| day.given.as_deref());
            days.find_map(date::in_value)
        };
        of_kind(Dated::Published, false).or_else(|| of_kind(Dated::Unsaid, true)).or_else(alone).or_else(changed)
    }

    /// Of what a marked day is: the words before it know best.
    fn dated(&self, day: &MarkedDay) -> Dated {
        let on_line = |index: usize| {
            let line = self.line(index).filter(|line| line.len() <= NEAR)?;
            let at = line.find(&day.text).filter(|_| !day.text.is_empty())?;
            let start = date::find(&day.text).map_or(0, |found| found.span.start);
            line.get(..at + start)
        };
        let before = on_line(day.line).or_else(|| on_line(day.line.checked_sub(1)?));
        if before.is_some_and(date::is_of_update) { Dated::Updated } else { day.dated }
    }

    /// The outlet and the section that the head names.
    fn outlet(&self, article: &mut Article) {
        let told = |value: &String| Text { value: collapse(value), span: None };
        let in_title = || self.outlet_in_title(article.title.as_ref()?);
        if let Some(outlet) = self.told.site_name.as_ref().or(self.told.publisher.as_ref()) {
            article.publisher = Some(told(outlet));
        } else if let Some(outlet) = self.rules.find(rule::OUTLET_AFTER_HEADLINE, in_title) {
            article.publisher = Some(told(&outlet));
        }
        if let Some(section) = &self.told.section {
            article.section = Some(told(section));
        }
    }

    /// The outlet in the page's title, after or before the headline.
    fn outlet_in_title(&self, headline: &Text) -> Option<String> {
        let title = self.told.head_title.as_ref()?;
        let (first, last) = parts_of_title(title)?;
        let headline = bare(&headline.value);
        let outlet = if bare(first) == headline { last } else { Some(first).filter(|_| bare(last) == headline)? };
        (1..=5).contains(&outlet.split_whitespace().count()).then(|| outlet.to_owned())
    }

    /// Where a name stands outside the body; `None` when it does not.
    fn place_of(&self, name: &str) -> Option<Span> {
        self.lines.iter().zip(self.states).filter(|(_, state)| **state != State::Body).find_map(|(line, _)| {
            let at = line.span.of(self.text).find(name)?;
            Some(Span::new(line.span.start + at, line.span.start + at + name.len()))
        })
    }
}

/// The longest line, in bytes, in which the words before a day are looked at.
const NEAR: usize = 400;

/// A headline has at most so many words.
const LONGEST: usize = 32;

/// The two parts of a page's title, divided by its last mark: "Harbour closed | The Coast Post".
fn parts_of_title(title: &str) -> Option<(&str, &str)> {
    let marks = [" | ", " – ", " — ", " - ", " · ", " :: ", " • ", " » "];
    let (at, mark) = marks.iter().filter_map(|mark| Some((title.rfind(mark)?, mark))).max()?;
    Some((title.get(..at)?.trim(), title.get(at + mark.len()..)?.trim()))
}

/// Whether a heading has a longer word, or its stem, in common with one of some titles.
fn share_words(heading: &str, titles: &[String]) -> bool {
    let stems = |text: &str| -> Vec<String> {
        let words = text.split_whitespace().map(bare).filter(|word| word.chars().count() >= 4);
        words.map(|word| word.chars().take(5).collect()).collect()
    };
    let own = stems(heading);
    own.is_empty() || titles.iter().any(|title| stems(title).iter().any(|stem| own.contains(stem)))
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
