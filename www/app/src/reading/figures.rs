//! What the charts draw: tone along the text, days on a line, places on a map, whose words they are, how hard they are to read.
//!
//! Sums and orders only, of what the engine found. Each figure keeps the way back to its words.

use newsglass_analysis::{Analysis, BlockKind, EntityType, Value};

use super::tone_words::ToneWord;
use super::voices::Voice;
use crate::breath::Breath;
use crate::language;
use crate::order;
use crate::segments::{TextIndex, count_words};

/// Most columns that the chart of tone has; a longer text shares a column among several paragraphs.
const COLUMNS: usize = 36;

/// Words a minute: what adults read silently of English non-fiction on average (M. Brysbaert, 2019, "How many words do we read per
/// minute?", Journal of Memory and Language 109).
pub(crate) const WORDS_A_MINUTE: usize = 238;

/// What the figures are made of.
#[derive(Clone, Copy)]
pub(super) struct Found<'a> {
    pub(super) analysis: &'a Analysis,
    /// Finds the bytes of offsets in the text of the analysis.
    pub(super) index: &'a TextIndex,
    pub(super) tone_words: &'a [ToneWord],
    pub(super) voices: &'a [Voice],
    /// Words of the article, without what was set aside.
    pub(super) words: usize,
}

/// The numbers of one reading.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Figures {
    /// Tone from the first paragraph to the last.
    pub(crate) tone: Vec<ToneColumn>,
    /// Days and stretches of days, earliest first.
    pub(crate) days: Vec<DayMark>,
    /// The day of publication, counted as in [`DayMark`].
    pub(crate) published: Option<i64>,
    /// Places with their coordinates, most salient first.
    pub(crate) places: Vec<PlaceMark>,
    /// Whose words the article is made of.
    pub(crate) shares: Shares,
    /// Letters and digits of the sentences.
    pub(crate) letters: usize,
    /// Words of the sentences.
    pub(crate) words: usize,
}

/// The marked words of a paragraph, or of several neighbours, added up.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct ToneColumn {
    /// Index of the first paragraph's block.
    pub(crate) block: usize,
    /// Number of the first paragraph, from 1.
    pub(crate) first: usize,
    /// Number of the last.
    pub(crate) last: usize,
    /// How it begins.
    pub(crate) opening: String,
    /// The writer's own words: praise and blame apart, both 0 or more.
    pub(crate) own: (f64, f64),
    /// Words of those quoted, likewise.
    pub(crate) quoted: (f64, f64),
}

/// A day, or a stretch of days, that the text names.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct DayMark {
    /// Index into the entities.
    pub(crate) entity: usize,
    /// First day, counted from 1970-01-01.
    pub(crate) first: i64,
    /// Last day.
    pub(crate) last: i64,
    /// What the text calls it.
    pub(crate) words: String,
    /// How often it is named.
    pub(crate) times: usize,
}

/// A place and where it lies.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct PlaceMark {
    /// Index into the entities.
    pub(crate) entity: usize,
    /// Its name in the text.
    pub(crate) name: String,
    /// Its Wikidata item.
    pub(crate) item: String,
    /// ISO 3166 code of the country that it is or lies in; empty where there is none.
    pub(crate) country: String,
    /// Degrees north.
    pub(crate) lat: f64,
    /// Degrees east.
    pub(crate) lon: f64,
    /// How often it is named.
    pub(crate) times: usize,
}

/// Words by whose they are.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Shares {
    /// The writer's own.
    pub(crate) own: usize,
    /// Of speakers with a name.
    pub(crate) named: usize,
    /// Of speakers whose name the article keeps back.
    pub(crate) unnamed: usize,
    /// Quoted, but the speaker was not found.
    pub(crate) unknown: usize,
}

impl DayMark {
    /// For the eye: "14 Feb 2025".
    pub(crate) fn label(&self, analysis: &Analysis) -> String {
        match analysis.entities.get(self.entity).and_then(|entity| entity.value.as_ref()) {
            Some(Value::Date { start, end }) => language::days(start, end),
            _ => String::new(),
        }
    }
}

impl Shares {
    fn new(words: usize, voices: &[Voice]) -> Self {
        let sum = |of: fn(&Voice) -> bool| voices.iter().filter(|voice| of(voice)).map(|voice| voice.words).sum();
        let named: usize = sum(|voice| voice.name.is_some() && !voice.anonymous);
        let unnamed: usize = sum(|voice| voice.name.is_some() && voice.anonymous);
        let unknown: usize = sum(|voice| voice.name.is_none());
        Self { own: words.saturating_sub(named + unnamed + unknown), named, unnamed, unknown }
    }

    /// All words.
    pub(crate) fn all(&self) -> usize {
        self.own + self.named + self.unnamed + self.unknown
    }

    /// Words that are somebody's but the writer's.
    pub(crate) fn quoted(&self) -> usize {
        self.all() - self.own
    }
}

impl Figures {
    /// Adds up what was found.
    pub(super) async fn new(found: Found<'_>, breath: &mut Breath) -> Self {
        let analysis = found.analysis;
        let (mut letters, mut words) = (0, 0);
        for sentence in &analysis.sentences {
            let sentence = found.index.slice(&analysis.text, sentence.start, sentence.end);
            letters += sentence.chars().filter(|character| character.is_alphanumeric()).count();
            words += count_words(sentence);
            breath.take().await;
        }
        Self {
            tone: tone(found),
            days: days(analysis),
            published: analysis.article.published.as_ref().and_then(|published| day_number(&published.value)),
            places: places(analysis),
            shares: Shares::new(found.words, found.voices),
            letters,
            words,
        }
    }

    /// Minutes to read it in, at least 1.
    pub(crate) fn minutes(&self) -> usize {
        self.words.div_ceil(WORDS_A_MINUTE).max(1)
    }

    /// The Automated Readability Index (R. J. Senter and E. A. Smith, 1967), about the American school grade that can read it; `None`
    /// for less than a paragraph.
    pub(crate) fn readability(&self, sentences: usize) -> Option<f64> {
        (self.words >= 60 && sentences >= 3).then(|| {
            let (letters, words, sentences) = (self.letters as f64, self.words as f64, sentences as f64);
            4.71 * letters / words + 0.5 * words / sentences - 21.43
        })
    }
}

fn tone(Found { analysis, index, tone_words, .. }: Found<'_>) -> Vec<ToneColumn> {
    let blocks = &analysis.article.blocks;
    let counts =
        |kind| matches!(kind, BlockKind::Subtitle | BlockKind::Paragraph | BlockKind::ListItem | BlockKind::Blockquote);
    let paragraphs: Vec<usize> =
        (0..blocks.len()).filter(|index| blocks.get(*index).is_some_and(|block| counts(block.kind))).collect();
    if paragraphs.is_empty() {
        return Vec::new();
    }
    let share = paragraphs.len().div_ceil(COLUMNS);
    let mut columns: Vec<ToneColumn> = paragraphs
        .chunks(share)
        .enumerate()
        .map(|(column, indexes)| {
            let block = indexes.first().copied().unwrap_or_default();
            let opening = blocks.get(block).map(|block| index.slice(&analysis.text, block.start, block.end));
            let first = column * share + 1;
            ToneColumn {
                block,
                first,
                last: first + indexes.len() - 1,
                opening: shorten(opening.unwrap_or_default(), 48),
                ..ToneColumn::default()
            }
        })
        .collect();
    for word in tone_words {
        let block = blocks.partition_point(|block| block.end <= word.start);
        let Ok(paragraph) = paragraphs.binary_search(&block) else { continue };
        let Some(column) = columns.get_mut(paragraph / share) else { continue };
        let side = if word.quote.is_some() { &mut column.quoted } else { &mut column.own };
        if word.weight < 0.0 {
            side.1 -= word.weight;
        } else {
            side.0 += word.weight;
        }
    }
    columns
}

/// The first words of `text`, up to about `most` characters, whole words only.
pub(crate) fn shorten(text: &str, most: usize) -> String {
    let mut out = String::new();
    for word in text.split_whitespace() {
        if !out.is_empty() {
            if out.chars().count() + word.chars().count() + 1 > most {
                out.push('\u{2026}');
                break;
            }
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

fn days(analysis: &Analysis) -> Vec<DayMark> {
    let mut days: Vec<DayMark> = analysis
        .entities
        .iter()
        .enumerate()
        .filter_map(|(entity, found)| {
            let Some(Value::Date { start, end }) = &found.value else { return None };
            let (first, last) = (day_number(start)?, day_number(end)?);
            Some(DayMark { entity, first, last, words: found.name.clone(), times: found.mentions.len() })
        })
        .collect();
    order::sort_by_key(&mut days, |day| (day.first, day.last, day.entity));
    days
}

fn places(analysis: &Analysis) -> Vec<PlaceMark> {
    let marks = analysis.entities.iter().enumerate().filter_map(|(entity, found)| {
        let link = found.link.as_ref()?;
        let (lat, lon) = link.lat.zip(link.lon)?;
        let is_place = matches!(found.kind, EntityType::Place | EntityType::Facility);
        // A dateline shouts.
        let name = if found.name.chars().any(char::is_lowercase) { &found.name } else { &link.label };
        is_place.then(|| PlaceMark {
            entity,
            name: name.clone(),
            item: link.wikidata.clone(),
            country: link.country.clone().unwrap_or_default(),
            lat,
            lon,
            times: found.mentions.len(),
        })
    });
    marks.collect()
}

/// Year, month and day of "2025-02-14"; what follows is ignored.
fn date_parts(iso: &str) -> Option<(i64, i64, i64)> {
    let mut parts = iso.get(..10)?.split('-');
    let mut next = || parts.next()?.parse::<i64>().ok();
    let (year, month, day) = (next()?, next()?, next()?);
    ((1..=12).contains(&month) && (1..=31).contains(&day)).then_some((year, month, day))
}

/// Days since 1970-01-01.
fn day_number(iso: &str) -> Option<i64> {
    date_parts(iso).map(|(year, month, day)| day_counted(year, month, day))
}

/// Days since 1970-01-01 in the Gregorian calendar, after the usual count of days in years that begin with March.
pub(crate) fn day_counted(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let month = (month + 9) % 12;
    let of_year = (153 * month + 2) / 5 + day - 1;
    365 * year + year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400) + of_year - 719_468
}

/// A day, counted from 1970-01-01, as "2025-02-14": the other way round.
pub(crate) fn day_written(number: i64) -> String {
    let shifted = number + 719_468;
    let era = shifted.div_euclid(146_097);
    let of_era = shifted.rem_euclid(146_097);
    let year = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month + 2) / 5 + 1;
    let (month, next) = if month < 10 { (month + 3, 0) } else { (month - 9, 1) };
    format!("{:04}-{month:02}-{day:02}", year + era * 400 + next)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted_over_leap_years_and_centuries() {
        assert_eq!(day_number("1970-01-01"), Some(0));
        assert_eq!(day_number("2000-03-01"), Some(11_017));
        assert_eq!(day_number("1969-12-31T10:00"), Some(-1));
        assert_eq!(day_number("2024-12-31").zip(day_number("2024-01-01")).map(|(a, b)| a - b), Some(365));
        assert_eq!(day_number("2024-13-01"), None);
        assert_eq!(day_number("soon"), None);
    }

    #[test]
    fn a_day_is_written_as_it_was_read() {
        for day in ["1970-01-01", "2000-02-29", "2024-12-31", "1899-03-01", "0476-09-04"] {
            assert_eq!(day_written(day_number(day).unwrap()), day);
        }
    }

    #[test]
    fn an_opening_keeps_whole_words() {
        assert_eq!(shorten("one two three", 8), "one two\u{2026}");
        assert_eq!(shorten(" one\n two ", 8), "one two");
        assert_eq!(shorten("incomprehensibilities", 5), "incomprehensibilities");
    }

    #[test]
    fn readability_is_the_published_formula() {
        let figures = Figures { letters: 500, words: 100, ..Figures::default() };
        assert!((figures.readability(5).unwrap() - (4.71 * 5.0 + 0.5 * 20.0 - 21.43)).abs() < 1e-9);
        assert_eq!(Figures { letters: 50, words: 10, ..Figures::default() }.readability(5), None);
        assert_eq!(Figures { words: 239, ..Figures::default() }.minutes(), 2);
    }
}
