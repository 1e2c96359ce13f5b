//! The outlet: after the headline, or as its pages speak of themselves around the article.

use super::finder::Finder;
use crate::analysis::Article;
use crate::hashing;
use crate::lexicon::{self, class, phrase};
use crate::rules::article as rule;
use crate::text::Span;

impl Finder<'_> {
    /// The outlet, by how its pages speak of themselves around the article: "More stories from X", "© 2023 X".
    pub(super) fn publisher(&self, article: &mut Article) {
        if article.publisher.is_some() {
            return;
        }
        let aside = (0..self.lines.len())
            .filter(|index| !self.is_body(*index) && self.shape(*index).is_some_and(|shape| shape.chars <= 200));
        let leads = phrase::SELF_NAMING_WORD.map(hashing::hash);
        let mut owner = None;
        for index in aside {
            let line = self.line(index);
            // All leads of [`self_named`] hold one of these as a word; almost no line does.
            let named = self.page.words_of(index, &self.page.words).iter().any(|word| leads.contains(word));
            let itself = || Some(line).filter(|_| named).and_then(self_named);
            if let Some(span) = self.rules.find(rule::OUTLET_NAMES_ITSELF, itself) {
                let start = self.span(index).start;
                article.publisher = Some(self.part(Span::new(start + span.start, start + span.end)));
                return;
            }
            if owner.is_none()
                && let Some(span) = self.rules.find(rule::COPYRIGHT_HOLDER, || copyright(line))
            {
                let start = self.span(index).start;
                owner = Some(Span::new(start + span.start, start + span.end));
            }
        }
        article.publisher = owner.map(|span| self.part(span));
    }
}

/// The host of an address, without "www.".
pub(in crate::article) fn host(url: &str) -> Option<&str> {
    let rest = url.split_once("://")?.1;
    let host = rest.split(['/', '?', '#', ':']).next()?.trim_start_matches("www.");
    (host.contains('.') && host.len() > 3).then_some(host)
}

/// "More stories from X", "Skip to more X sites".
fn self_named(line: &str) -> Option<Span> {
    let lower = line.to_ascii_lowercase();
    let (at, lead) = phrase::SELF_NAMING.iter().find_map(|lead| Some((lower.find(lead)?, lead)))?;
    let start = at + lead.len();
    let rest = line.get(start..)?;
    let end = phrase::SELF_NAMING_END.iter().find_map(|end| rest.find(end)).unwrap_or(rest.len());
    let name = rest.get(..end)?.trim_end_matches([' ', '.', ':', '»', '›']);
    is_outlet(name).then(|| Span::new(start, start + name.len()))
}

fn is_outlet(name: &str) -> bool {
    let words: Vec<&str> = name.split_whitespace().collect();
    (1..=5).contains(&words.len())
        && words.iter().all(|word| {
            word.starts_with(|c: char| c.is_uppercase() || c.is_numeric())
                || lexicon::lexeme(word).is(class::OUTLET_JOINT)
        })
}

/// "© 2023 X. All rights reserved."
fn copyright(line: &str) -> Option<Span> {
    let lower = line.to_ascii_lowercase();
    let at = line
        .find('©')
        .map(|at| at + '©'.len_utf8())
        .or_else(|| phrase::COPYRIGHT.iter().find_map(|word| Some(lower.find(word)? + word.len())))?;
    let mut start = at;
    let skip =
        |c: char| c.is_whitespace() || c.is_ascii_digit() || matches!(c, '-' | '–' | ',' | '.' | '©' | '(' | ')');
    loop {
        let rest = line.get(start..)?;
        let trimmed = rest.trim_start_matches(skip);
        let trimmed = phrase::COPYRIGHT_SKIPPED.iter().find_map(|word| trimmed.strip_prefix(word)).unwrap_or(trimmed);
        if trimmed.len() == rest.len() {
            break;
        }
        start = line.len() - trimmed.len();
    }
    let rest = line.get(start..)?;
    let end = rest.find(['|', '.', '·', '(', '©', '/']).unwrap_or(rest.len());
    let cut = rest.get(..end)?;
    let lower = cut.to_ascii_lowercase();
    let end = phrase::HOLDER_END.iter().filter_map(|cut| lower.find(cut)).min().unwrap_or(cut.len());
    let name = cut
        .get(..end)?
        .trim_end_matches(|c: char| c.is_whitespace() || c.is_ascii_digit() || matches!(c, '-' | '–' | ','));
    (is_outlet(name) && name.len() >= 2).then(|| Span::new(start, start + name.len()))
}

/// A headline and the outlet after it: "... – The Diplomat", "... | BBC News".
pub(in crate::article) fn split_publisher(text: &str, line: Span, url: Option<&str>) -> Option<(Span, Span)> {
    let whole = line.of(text);
    for separator in [" | ", " – ", " — ", " - ", " · ", " :: ", " • "] {
        let Some(at) = whole.rfind(separator) else { continue };
        let (head, tail) = (whole.get(..at).unwrap_or(""), whole.get(at + separator.len()..).unwrap_or(""));
        let name = tail.trim();
        if head.split_whitespace().count() < 3 || !is_outlet(name) && !is_domain(name) || name.len() >= head.len() {
            continue;
        }
        // A dash may be part of the headline; an outlet after it shows by its name or by coming again.
        let told = matches!(separator, " | " | " :: ")
            || is_domain(name)
            || sounds_like_outlet(name)
            || text.matches(name).nth(1).is_some()
            || url.and_then(host).is_some_and(|host| host.starts_with(&as_in_address(name)));
        if told {
            let start = line.start + at + separator.len();
            return Some((Span::new(line.start, line.start + at).trim(text), Span::new(start, line.end).trim(text)));
        }
    }
    None
}

/// An outlet's name as addresses have it: "thecoastpost" without its article.
fn as_in_address(name: &str) -> String {
    let glued = name.to_lowercase().replace([' ', '\''], "");
    phrase::ADDRESS_ARTICLE.iter().fold(glued, |name, article| name.replace(article, ""))
}

fn is_domain(name: &str) -> bool {
    !name.contains(' ') && phrase::OUTLET_DOMAIN.iter().any(|end| name.to_lowercase().ends_with(end))
}

fn sounds_like_outlet(name: &str) -> bool {
    let lower = name.to_lowercase();
    phrase::OUTLET_ARTICLE.iter().any(|the| name.starts_with(the))
        || lower.split_whitespace().any(|word| lexicon::lexeme(word).is(class::OUTLET_WORD))
}

/// Whether a line is an outlet's name and nothing else: "The New York Times".
pub(super) fn sounds_like_outlet_alone(line: &str) -> bool {
    let words = line.split_whitespace().count();
    (2..=5).contains(&words) && is_outlet(line.trim()) && sounds_like_outlet(line.trim())
}

/// "Opinion | The harbour deserves better": the section and the headline.
pub(super) fn split_section(text: &str, title: Span) -> Option<(Span, Span)> {
    let (head, rest) = title.of(text).split_once(" | ").filter(|(_, rest)| rest.split_whitespace().count() >= 3)?;
    let listed = phrase::SECTION.iter().any(|name| head.eq_ignore_ascii_case(name));
    let section = Span::new(title.start, title.start + head.len());
    listed.then(|| (section, Span::new(title.end - rest.len(), title.end)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn publishers_after_headlines() {
        let split = |text: &'static str| {
            split_publisher(text, Span::new(0, text.len()), None)
                .map(|(title, outlet)| (title.of(text), outlet.of(text)))
        };
        assert_eq!(
            split("Harbour closed after storm – The Coast Post"),
            Some(("Harbour closed after storm", "The Coast Post"))
        );
        assert_eq!(split("Harbour closed after storm | Coastline"), Some(("Harbour closed after storm", "Coastline")));
        assert_eq!(split("Harbour closed after storm – nobody hurt"), None);
        let section = |text: &'static str| split_section(text, Span::new(0, text.len())).map(|(span, _)| span.of(text));
        assert_eq!(section("Opinion | The harbour deserves better"), Some("Opinion"));
        assert_eq!(section("Harbour | The storm that closed it"), None);
    }

    #[test]
    fn outlets_that_name_themselves() {
        let named = |line: &'static str| self_named(line).or_else(|| copyright(line)).map(|span| span.of(line));
        assert_eq!(named("More stories from Coast Post"), Some("Coast Post"));
        assert_eq!(named("© 2023 Coast Media Inc. All rights reserved."), Some("Coast Media"));
        assert_eq!(named("Copyright 2021-2023 by The Coast Post | Privacy"), Some("The Coast Post"));
        assert_eq!(named("© copyright holders may write to us"), None);
    }
}
