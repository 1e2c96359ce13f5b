//! Years alone, decades and centuries: "2021", "the 1990s", "2019-20", "the 19th century".

use super::super::pieces::PieceKind;
use super::grammar::{Grammar, Point};
use super::when::When;
use crate::entities::calendar::Period;
use crate::lexicon::{class, lexeme, word};
use crate::rules::values as rule;

impl Grammar<'_, '_> {
    /// Decades, centuries and stretches of years.
    pub(super) fn of_years(&self, at: usize) -> Option<Point> {
        self.century(at).or_else(|| self.decade(at)).or_else(|| self.stretch_of_years(at))
    }

    /// "'90s"
    pub(super) fn short_decade(&self, at: usize) -> Option<Point> {
        let (tens, _) = self.digits(at + 1).filter(|(tens, length)| *length == 2 && tens % 10 == 0 && *tens >= 20)?;
        if !self.is_apostrophe(at) || !self.row.is_glued(at + 1) || !self.is_plural(at + 2) {
            return None;
        }
        let first = 1900 + i32::try_from(tens).ok()?;
        Some(Point::new(When::Years(first, first + 9), rule::SHORT_DECADE, 0.85, at..at + 3))
    }

    /// The "s" of "1990s"
    fn is_plural(&self, at: usize) -> bool {
        self.is_tail(at) && self.row.text(at) == PLURAL && !self.is_tail(at + 1)
    }

    /// "the 1990s", "the 1900s"
    pub(super) fn decade(&self, at: usize) -> Option<Point> {
        let first = self.year_number(at).filter(|first| first % 10 == 0 && self.is_plural(at + 1))?;
        let length = if first % 100 == 0 && first < 2000 { 99 } else { 9 };
        Some(Point::new(When::Years(first, first + length), rule::DECADE, 0.93, at..at + 2))
    }

    /// "the 19th century", "the twentieth century"
    fn century(&self, at: usize) -> Option<Point> {
        let (nth, end) = self.ordinal(at).filter(|(nth, _)| *nth > 0)?;
        let (_, end) = self.period(self.after_hyphen(end)).filter(|(period, _)| *period == Period::Century)?;
        // "20th Century Fox"
        let titled =
            |at: usize| self.row.kind(at) == Some(PieceKind::Word) && self.row.text(at).starts_with(char::is_uppercase);
        if titled(end - 1) && titled(end) && !lexeme(self.row.text(end)).is(class::BEFORE_ERA) {
            return None;
        }
        let first = i32::try_from(nth).ok()? * 100 - 100;
        let before_era = lexeme(self.row.text(end)).is(class::BEFORE_ERA);
        let (when, end) =
            if before_era { (When::Unknown, end + 1) } else { (When::Years(first.max(1), first + 99), end) };
        Some(Point::new(when, rule::CENTURY, 0.93, at..end))
    }

    /// "2019-20", "2015–2018"
    fn stretch_of_years(&self, at: usize) -> Option<Point> {
        let first = self.year_number(at)?;
        let dash = (self.row.is_dash(at + 1) || self.row.text(at + 1) == "/")
            && self.row.is_glued(at + 1)
            && self.row.is_glued(at + 2);
        let (second, length) = self.digits(at + 2).filter(|(_, length)| dash && matches!(length, 2 | 4))?;
        let second = i32::try_from(second).ok()?;
        let last = if length == 2 { second + first / 100 * 100 } else { self.year_number(at + 2)? };
        if self.is_tail(at + 3) || self.goes_on(at + 3, true) || last <= first || last - first >= 100 {
            return None;
        }
        Some(Point::new(When::Years(first, last), rule::STRETCH_OF_YEARS, 0.85, at..at + 3))
    }

    /// Whether more of a number or a word is glued to the end of a year: "2000%", "2000-1".
    fn goes_on(&self, at: usize, ranges: bool) -> bool {
        let mark = if self.row.is_glued(at) { self.row.text(at) } else { "" };
        let digits = self.row.is_glued(at + 1) && self.row.text(at + 1).starts_with(|c: char| c.is_ascii_digit());
        matches!(mark, "%" | "_") || digits && (mark == ":" || mark == "." || !ranges && (mark == "-" || mark == "/"))
    }

    /// "in 2021"
    pub(super) fn year_alone(&self, at: usize) -> Option<Point> {
        let year = self.whole_year(at).filter(|_| !self.goes_on(at + 1, false))?;
        let opener = self.row.word_before(at);
        let sure = opener.is(class::SURE_YEAR_PREPOSITION);
        let modern = (1900..=2050).contains(&year);
        let before = at.checked_sub(1).map_or("", |before| self.row.text(before));
        let opens = modern && (at == 0 || before == ",");
        let introduced = opener.is(class::YEAR_PREPOSITION) || before == "(" && self.row.is_glued(at) || opens;
        if !(modern || sure) || !introduced {
            return None;
        }
        if !sure && self.sentence.rules.when(rule::COUNT_NOT_YEAR, || self.is_count_of_years(at)) {
            return None;
        }
        Some(Point::new(When::year(year), rule::YEAR_ALONE, if sure { 0.95 } else { 0.75 }, at..at + 1))
    }

    /// "2000 workers": a count when a plural follows.
    pub(super) fn is_count_of_years(&self, at: usize) -> bool {
        let next = self.row.text(at + 1);
        !self.row.is_glued(at + 1)
            && next.len() > 3
            && next.ends_with(PLURAL)
            && next.chars().all(char::is_lowercase)
            && !self.row.word(at + 1).is(class::NOT_COUNTED)
    }

    /// Whether "from" or the like stands before a range that begins at a piece.
    pub(super) fn is_from(&self, at: usize) -> bool {
        let the = at.checked_sub(1).filter(|the| self.row.word(*the) == word::THE);
        self.row.word_before(the.unwrap_or(at)) == word::FROM
    }
}

const PLURAL: &str = "s";
