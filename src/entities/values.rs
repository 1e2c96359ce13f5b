//! Dates, times, money, shares and amounts by grammar, each with its normalised value.
//!
//! The grammar is a handful of regular expressions (linear time) over one sentence at a time; what they capture is computed here.
//! Spans follow OntoNotes: the whole expression ("earlier this week", "$200 million") without a leading preposition or article.
//! Relative dates count from the day of publication; without one they have no value.

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::sync::LazyLock;

use regex_automata::meta::{Config, Regex};
use regex_automata::util::captures;

use super::calendar::{self, month, plus_days, plus_months, weekday, year};
use crate::analysis::{EntityType, Value};
use crate::lexicon::{self, class, phrase};
use crate::options::Date;
use crate::text::{Document, Span};

/// A value found in the text.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Found {
    pub(super) span: Span,
    pub(super) kind: EntityType,
    pub(super) value: Option<Value>,
    pub(super) confidence: f64,
    pub(super) found_by: &'static str,
}

const MONTH: &str = "(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan\\.?|Feb\\.?|Mar\\.?|Apr\\.?|Jun\\.?|Jul\\.?|Aug\\.?|Sept?\\.?|Oct\\.?|Nov\\.?|Dec\\.?)";
const WEEKDAY: &str = "(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)";
const YEAR: &str = "(?:1[0-9]|20)[0-9]{2}";
const DIGITS: &str = "[0-9]{1,3}(?:,[0-9]{2,3})+(?:\\.[0-9]+)?|[0-9]+(?:\\.[0-9]+)?";
const COUNT: &str = "[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+";
const NUMBER_WORD: &str = "(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[- ](?:one|two|three|four|five|six|seven|eight|nine))?(?: hundred)?|hundred";
const SCALE: &str = "million|billion|trillion|thousand|hundred|crore|lakh|lac|bn|mn|tn|m|b|k|M|B|K";
const CALENDAR_UNIT: &str = "days?|weeks?|fortnights?|months?|quarters?|years?|decades?|centur(?:y|ies)";

/// Compiled when a sentence first passes the cheap test before it; a test compiles all of them, so that none is ever missing.
type Pattern = LazyLock<Option<Regex>>;

/// Compiles without a search for literals to look for first: the tests before the patterns do that work, and the search for literals
/// costs more than an article's sentences take to be read without them.
fn compile(pattern: &str) -> Option<Regex> {
    Regex::builder().configure(Config::new().auto_prefilter(false)).build(pattern).ok()
}

/// What a pattern found in a sentence.
struct Captures<'t> {
    text: &'t str,
    groups: captures::Captures,
}

impl<'t> Captures<'t> {
    /// Where a group stands; 0 is the whole.
    fn span(&self, group: usize) -> Option<Span> {
        self.groups.get_group(group).map(|span| Span::new(span.start, span.end))
    }
}

/// "$200 million", "Rs 5 crore".
static MONEY: Pattern = LazyLock::new(|| {
    compile(&format!(
        "(US ?\\$|AU?\\$|CA?\\$|NZ\\$|HK\\$|NT\\$|S\\$|R\\$|\\$|€|£|¥|₹|₨|₽|₩|₪|₺|₦|₱|₫|₴|₡|\\bRs\\.?|\\bTk\\.?|\\bRM|\\bKSh|\\b(?:USD|EUR|GBP|JPY|CNY|RMB|INR|PKR|AUD|CAD|CHF|NZD|AED|SAR|BDT|NGN|KES|ZAR))\\s?({DIGITS})(?:[\\s-]?({SCALE})\\b)?(?: (?:US )?dollars)?"
    ))
});

const CURRENCY_WORD: &str = "dollars?|bucks|cents?|euros?|pounds?(?: sterling)?|pence|yen|yuan|renminbi|rupees?|roubles?|rubles?|baht|ringgit|rupiah|pesos?|reais|rand|naira|shillings?|dirhams?|dinars?|riyals?|rials?|shekels?|liras?|francs?|kroner|kronor|krona|krone|zloty|forint|hryvnia|taka|birr|cedis?|kwacha";

/// "200 million dollars".
static MONEY_WORDS: Pattern = LazyLock::new(|| {
    compile(&format!(
        "\\b(?:({DIGITS})|({NUMBER_WORD}))(?:[\\s-]?({SCALE}))?[\\s-](?:(US|U\\.S\\.|American|Australian|Canadian|Hong Kong|New Zealand|Singapore|Pakistani|Indian|Sri Lankan|Egyptian|Mexican|Argentine|Philippine|Swiss|Kenyan|Danish|Norwegian|Kuwaiti|Iraqi|Saudi|Qatari|Emirati)\\s)?({CURRENCY_WORD})\\b"
    ))
});

/// "5 per cent".
static PERCENT: Pattern = LazyLock::new(|| {
    compile(&format!(
        "(?:\\b({DIGITS})|\\b({NUMBER_WORD}))[\\s-]?(%|(?:per ?cent|percent|pct)\\b|percentage[\\s-]points?\\b)"
    ))
});

/// "10:30 a.m.".
static TIME: Pattern = LazyLock::new(|| {
    compile(
        "\\b([0-9]{1,2})(?:[:.]([0-9]{2}))?\\s?(a\\.m\\.|p\\.m\\.|am\\b|pm\\b|AM\\b|PM\\b|A\\.M\\.|P\\.M\\.|o['’]clock\\b)|\\b([01]?[0-9]|2[0-3]):([0-5][0-9])(?::[0-5][0-9])?\\b|\\b(noon|midnight)\\b",
    )
});

/// "August 3, 2021".
static DATE: Pattern = LazyLock::new(|| {
    compile(&format!(
        "\\b({YEAR})-([0-9]{{2}})-([0-9]{{2}})\\b|\\b([0-9]{{1,2}})/([0-9]{{1,2}})/({YEAR})\\b|\\b(?:({WEEKDAY}),? (?:the )?)?(?:({MONTH}) ([0-9]{{1,2}})(?:st|nd|rd|th)?\\b(?:\\s?[-–]\\s?([0-9]{{1,2}})\\b)?(?:,? ({YEAR})\\b)?|([0-9]{{1,2}})(?:st|nd|rd|th)?(?:\\s?[-–]\\s?([0-9]{{1,2}}))?(?: of)? ({MONTH})(?:[ ,]|\\b)(?:,? ?({YEAR})\\b)?)|\\b(?:(early|late|mid)[- ])?({MONTH})(?: of)?,? ({YEAR})\\b"
    ))
});

/// "2021", "the 1990s".
static YEARS: Pattern =
    LazyLock::new(|| compile(&format!("\\b({YEAR})(?:(s)\\b|[-–/]({YEAR}|[0-9]{{2}})\\b)?|['’]([2-9]0)s\\b")));

/// "last week", "Tuesday".
static RELATIVE: Pattern = LazyLock::new(|| {
    compile(&format!(
        "(?i:\\b(?:(earlier|later|late|early) )?(last|this|next|past|previous|coming) (week|month|year|quarter|weekend|summer|spring|winter|autumn|fall|decade|century)\\b)|(?i:\\b(?:the )?(?:past|last|next|previous|coming) (?:(few|several|couple of|{COUNT}|{NUMBER_WORD}) )(days?|weeks?|months?|quarters?|years?|decades?)\\b)|\\b((?:last|next|this) )?({WEEKDAY}|(?:last|next|this) {MONTH})\\b|(?i:\\b(yesterday|today|tomorrow)\\b)|(?i:\\b(?:(a|an|one|{COUNT}|{NUMBER_WORD}|several|few) )(days?|weeks?|months?|years?|decades?) (ago|earlier|later)\\b)|\\b({MONTH})"
    ))
});

/// "20 years".
static DURATION: Pattern = LazyLock::new(|| {
    compile(&format!(
        "(?i:\\b(?:({DIGITS})|({NUMBER_WORD})|(several|few|many))(?: more)?[ -](?:calendar |consecutive |straight |full )?({CALENDAR_UNIT})(-long|long)?\\b)|\\b(day|week|month|year|decade)s?-?long\\b"
    ))
});

/// "5 miles".
static QUANTITY: Pattern = LazyLock::new(|| {
    let mut units: Vec<&str> = phrase::UNIT_WORD.into_iter().filter(|unit| unit.len() > 1).collect();
    units.sort_unstable_by_key(|unit| (std::cmp::Reverse(unit.len()), *unit));
    let units = units.join("|");
    compile(&format!(
        "\\b(?:({DIGITS})|({NUMBER_WORD}))(?:[\\s-]({SCALE}))?[\\s-]?(?:square |cubic |nautical )?({units})\\b"
    ))
});

/// Values of the whole document, in text order, not overlapping.
pub(super) fn find(document: &Document<'_>, published: Option<Date>) -> Vec<Found> {
    let mut all = Vec::new();
    for sentence in &document.sentences {
        let reader = Reader {
            text: document.str(sentence.span),
            offset: sentence.span.start,
            published,
            future: OnceCell::new(),
        };
        if !reader.text.bytes().any(|byte| byte.is_ascii_digit()) && !reader.has_word_of_time() {
            continue;
        }
        // By start; what is found first keeps its place.
        let mut found: BTreeMap<usize, Found> = BTreeMap::new();
        let mut take = |possible: bool, pattern: &Pattern, read: &dyn Fn(&Captures<'_>, Span) -> Option<Found>| {
            let Some(regex) = Some(pattern).filter(|_| possible).and_then(|pattern| pattern.as_ref()) else { return };
            for groups in regex.captures_iter(reader.text) {
                let captures = Captures { text: reader.text, groups };
                let Some(span) = captures.span(0) else { continue };
                if let Some(mut one) = read(&captures, span)
                    && found.range(..one.span.end).next_back().is_none_or(|(_, other)| other.span.end <= one.span.start)
                {
                    one.span = one.span.trim(reader.text);
                    found.insert(one.span.start, one);
                }
            }
        };
        let signs = Signs::of(reader.text);
        take(signs.money, &MONEY, &|captures, span| Some(reader.money(captures, span)));
        take(signs.money_words, &MONEY_WORDS, &|captures, span| reader.money_words(captures, span));
        take(signs.percent, &PERCENT, &|captures, span| reader.percent(captures, span));
        take(signs.time, &TIME, &|_, span| Some(reader.made(span, EntityType::Time, None, 0.85, "time of day")));
        take(signs.date, &DATE, &|captures, span| reader.date(captures, span));
        take(signs.relative, &RELATIVE, &|captures, span| reader.relative(captures, span));
        take(signs.duration, &DURATION, &|captures, span| reader.duration(captures, span));
        take(signs.quantity, &QUANTITY, &|captures, span| reader.quantity(captures, span));
        take(signs.year, &YEARS, &|captures, span| reader.year(captures, span));
        all.extend(found.into_values().map(|mut one| {
            one.span = Span::new(one.span.start + reader.offset, one.span.end + reader.offset);
            one
        }));
    }
    all
}

/// What a sentence must show for each pattern to find anything in it: patterns are dear to compile, and most sentences need few.
struct Signs {
    money: bool,
    money_words: bool,
    percent: bool,
    time: bool,
    date: bool,
    year: bool,
    relative: bool,
    duration: bool,
    quantity: bool,
}

impl Signs {
    fn of(text: &str) -> Self {
        const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
        const CURRENCIES: [&str; 33] = [
            "$", "€", "£", "¥", "₹", "₨", "₽", "₩", "₪", "₺", "₦", "₱", "₫", "₴", "₡", "Rs", "Tk", "RM", "KSh", "USD",
            "EUR", "GBP", "JPY", "CNY", "INR", "PKR", "AUD", "CAD", "CHF", "NZD", "AED", "SAR", "BDT",
        ];
        const LENGTHS: [&str; 8] = ["day", "week", "fortnight", "month", "quarter", "year", "decade", "centur"];
        const SEASONS: [&str; 6] = ["summer", "spring", "winter", "autumn", "fall", "morrow"];
        let lower = text.to_ascii_lowercase();
        let has = |words: &[&str]| words.iter().any(|word| text.contains(word));
        let has_lower = |words: &[&str]| words.iter().any(|word| lower.contains(word));
        let bytes = text.as_bytes();
        let digit_then = |after: &dyn Fn(&[u8]) -> bool| {
            bytes
                .iter()
                .enumerate()
                .any(|(at, byte)| byte.is_ascii_digit() && after(bytes.get(at + 1..).unwrap_or(&[])))
        };
        let digit = digit_then(&|_| true);
        let month = has(&MONTHS);
        let length = has_lower(&LENGTHS);
        Self {
            money: digit && (has(&CURRENCIES) || has(&["NGN", "KES", "ZAR"])),
            // The stems stand behind a space or a hyphen, so that "recent" is none.
            money_words: CURRENCY_WORD.split('|').map(|word| word.split(['?', '(']).next().unwrap_or(word)).any(
                |stem| {
                    let stem = stem.trim_end_matches('s');
                    lower.match_indices(stem).any(|(at, _)| {
                        let before = lower.get(..at).and_then(|head| head.chars().next_back());
                        before.is_some_and(|before| !before.is_alphanumeric())
                    })
                },
            ),
            percent: has(&["%", "pct", "percent", "per cent"]),
            time: digit_then(&|rest| {
                let next = rest.iter().find(|byte| !byte.is_ascii_whitespace());
                next.is_some_and(|next| b"aApPo:\xc2\xe2".contains(next))
            }) || has(&["noon", "midnight"]),
            date: digit && month || digit_then(&|rest| matches!(rest, [b'-' | b'/', ..])),
            year: digit_then(&|rest| rest.iter().take(3).filter(|byte| byte.is_ascii_digit()).count() == 3)
                || digit && has(&["0s"]),
            relative: month || length || has_lower(&SEASONS),
            duration: length,
            quantity: text.split(|c: char| !c.is_alphanumeric()).any(|word| {
                // "5km"
                lexicon::lexeme(word.trim_start_matches(|c: char| c.is_ascii_digit())).is(class::UNIT)
            }),
        }
    }
}

/// "5 crore" is 50 million.
fn scale(word: Option<&str>) -> f64 {
    match word {
        Some("hundred") => 1e2,
        Some("thousand" | "k" | "K") => 1e3,
        Some("lakh" | "lac") => 1e5,
        Some("million" | "mn" | "m" | "M") => 1e6,
        Some("crore") => 1e7,
        Some("billion" | "bn" | "b" | "B") => 1e9,
        Some("trillion" | "tn") => 1e12,
        _ => 1.0,
    }
}

/// "1,200.5", "twenty-one", "three hundred".
fn number(text: &str) -> Option<f64> {
    if text.starts_with(|c: char| c.is_ascii_digit()) {
        return text.replace(',', "").parse().ok();
    }
    const SMALL: &[&str] = &[
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
    ];
    const TENS: &[&str] = &["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
    let lower = text.to_lowercase();
    let mut sum = 0.0;
    for part in lower.split([' ', '-']) {
        if let Some(small) = SMALL.iter().position(|word| *word == part) {
            sum += small as f64;
        } else if let Some(tens) = TENS.iter().position(|word| *word == part) {
            sum += 20.0 + 10.0 * tens as f64;
        } else if part == "hundred" {
            sum = if sum == 0.0 { 100.0 } else { sum * 100.0 };
        } else if matches!(part, "a" | "an") {
            sum += 1.0;
        } else {
            return None;
        }
    }
    Some(sum)
}

fn group<'t>(captures: &Captures<'t>, index: usize) -> Option<&'t str> {
    captures.span(index).map(|span| span.of(captures.text))
}

fn month_number(word: &str) -> Option<u32> {
    lexicon::lexeme(&word.trim_end_matches('.').to_lowercase()).month()
}

fn days(first: Date, last: Date) -> Option<Value> {
    (first <= last).then(|| Value::Date { start: first.to_string(), end: last.to_string() })
}

fn day(date: Option<Date>) -> Option<Value> {
    date.and_then(|date| days(date, date))
}

/// When something is, by its verb.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Tense {
    Past,
    Future,
}

struct Reader<'t> {
    text: &'t str,
    offset: usize,
    published: Option<Date>,
    /// Whether the sentence speaks of what will be, once somebody asked.
    future: OnceCell<bool>,
}

impl Reader<'_> {
    /// A quick look whether the expensive patterns can find anything.
    fn has_word_of_time(&self) -> bool {
        const STEMS: &[&str] = &[
            "day",
            "week",
            "month",
            "year",
            "decade",
            "centur",
            "yesterday",
            "tomorrow",
            "noon",
            "midnight",
            "weekend",
            "summer",
            "spring",
            "winter",
            "autumn",
            "percent",
            "per cent",
            "dollar",
            "euro",
            "pound",
            "rupee",
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
            "mile",
            "kilomet",
            "met",
            "hour",
            "minute",
            "hectare",
            "acre",
            "tonne",
            "ton",
            "litre",
            "liter",
            "feet",
            "foot",
            "Jan.",
            "Feb.",
            "Aug.",
            "Sept.",
            "Oct.",
            "Nov.",
            "Dec.",
            "quarter",
        ];
        STEMS.iter().any(|stem| self.text.contains(stem)) || self.text.contains("Today") || self.text.contains("Last")
    }

    fn made(
        &self,
        span: Span,
        kind: EntityType,
        value: Option<Value>,
        confidence: f64,
        found_by: &'static str,
    ) -> Found {
        Found { span, kind, value, confidence, found_by }
    }

    /// The word before a position, lower case.
    fn word_before(&self, at: usize) -> String {
        let before = self.text.get(..at).unwrap_or("").trim_end();
        before.rsplit([' ', '(', '\u{a0}']).next().unwrap_or("").to_lowercase()
    }

    /// What follows a position.
    fn rest(&self, at: usize) -> &str {
        self.text.get(at..).unwrap_or("")
    }

    fn money(&self, captures: &Captures<'_>, span: Span) -> Found {
        let sign = group(captures, 1).unwrap_or("").replace(' ', "");
        let amount = group(captures, 2).and_then(number).unwrap_or(0.0) * scale(group(captures, 3));
        let currency = lexicon::lexeme(sign.as_str()).currency().flatten().map(str::to_owned);
        self.made(
            span,
            EntityType::Money,
            Some(Value::Money { amount: clean(amount), currency }),
            0.95,
            "currency sign",
        )
    }

    fn money_words(&self, captures: &Captures<'_>, span: Span) -> Option<Found> {
        let amount = number(group(captures, 1).or(group(captures, 2))?)? * scale(group(captures, 3));
        let word = group(captures, 5)?;
        // "20 pounds" is as often a weight.
        let weight = word.starts_with("pound") && group(captures, 3).is_none() && !word.contains("sterling");
        let currency = match group(captures, 4) {
            Some("US" | "U.S." | "American") if word.starts_with("dollar") => Some("USD"),
            Some("Australian") => Some("AUD"),
            Some("Canadian") => Some("CAD"),
            Some("Hong Kong") => Some("HKD"),
            Some("New Zealand") => Some("NZD"),
            Some("Singapore") => Some("SGD"),
            Some("Pakistani") => Some("PKR"),
            Some("Indian") => Some("INR"),
            Some("Sri Lankan") => Some("LKR"),
            Some("Egyptian") => Some("EGP"),
            Some("Mexican") => Some("MXN"),
            Some("Argentine") => Some("ARS"),
            Some("Philippine") => Some("PHP"),
            Some("Swiss") => Some("CHF"),
            Some("Kenyan") => Some("KES"),
            Some("Danish") => Some("DKK"),
            Some("Norwegian") => Some("NOK"),
            Some("Kuwaiti") => Some("KWD"),
            Some("Iraqi") => Some("IQD"),
            Some("Saudi") => Some("SAR"),
            Some("Qatari") => Some("QAR"),
            Some("Emirati") => Some("AED"),
            _ => lexicon::lexeme(word).currency().flatten(),
        };
        let cents = matches!(word, "cent" | "cents" | "pence");
        let amount = if cents { amount / 100.0 } else { amount };
        let value = Value::Money { amount: clean(amount), currency: currency.map(str::to_owned) };
        Some(self.made(span, EntityType::Money, Some(value), if weight { 0.55 } else { 0.9 }, "currency word"))
    }

    fn percent(&self, captures: &Captures<'_>, span: Span) -> Option<Found> {
        let amount = number(group(captures, 1).or(group(captures, 2))?)?;
        let unit = if group(captures, 3)?.starts_with("percentage") { "percentage_point" } else { "percent" };
        Some(self.made(
            span,
            EntityType::Percent,
            Some(Value::Percent { amount, unit: unit.to_owned() }),
            0.97,
            "percent",
        ))
    }

    fn quantity(&self, captures: &Captures<'_>, span: Span) -> Option<Found> {
        let amount = number(group(captures, 1).or(group(captures, 2))?)? * scale(group(captures, 3));
        let unit = lexicon::lexeme(group(captures, 4)?).unit()?;
        let whole = self.text.get(span.start..span.end).unwrap_or("");
        let prefix = ["square", "cubic", "nautical"].into_iter().find(|prefix| whole.contains(prefix));
        let unit = prefix.map_or_else(|| unit.to_owned(), |prefix| format!("{prefix} {unit}"));
        // "one second", "a foot in": words too common to be sure of.
        let vague = matches!(unit.as_str(), "second" | "foot" | "degree" | "yard") && group(captures, 1).is_none();
        (!vague).then(|| {
            self.made(span, EntityType::Quantity, Some(Value::Quantity { amount: clean(amount), unit }), 0.85, "unit")
        })
    }

    fn date(&self, captures: &Captures<'_>, span: Span) -> Option<Found> {
        let whole = |index: usize| group(captures, index).and_then(|digits| digits.parse::<u32>().ok());
        let year_of = |index: usize| group(captures, index).and_then(|digits| digits.parse::<i32>().ok());
        if let Some(year) = year_of(1) {
            return Some(self.made(
                span,
                EntityType::Date,
                Some(day(Date::new(year, whole(2)?, whole(3)?))?),
                0.98,
                "date",
            ));
        }
        if let (Some(a), Some(b), Some(year)) = (whole(4), whole(5), year_of(6)) {
            // 03/04 may be either order; 13/04 and 04/13 are clear.
            let date = match (a > 12, b > 12) {
                (true, false) => Date::new(year, b, a),
                (false, true) => Date::new(year, a, b),
                _ if a == b => Date::new(year, a, b),
                _ => None,
            };
            return Some(self.made(span, EntityType::Date, day(date), 0.9, "date"));
        }
        let month_day = group(captures, 8).or(group(captures, 14));
        if let Some(name) = month_day {
            let number = month_number(name)?;
            let (first, last, year) = if group(captures, 8).is_some() {
                (whole(9)?, whole(10), year_of(11))
            } else {
                (whole(12)?, whole(13), year_of(15))
            };
            if !(1..=31).contains(&first) {
                return None;
            }
            let mut span = span;
            if group(captures, 15).is_none() && group(captures, 14).is_some() {
                // What the pattern took behind the month to look for a year goes back.
                let end = captures.span(14).map_or(span.end, |month| month.end);
                span = Span::new(span.start, end);
            }
            let on = |year: i32| Date::new(year, number, first);
            let date = match year {
                Some(year) => on(year),
                None => self.published.and_then(|anchor| nearest(anchor, on, self.tense(span))),
            };
            let end = match (last, date) {
                (Some(last), Some(date)) => Date::new(date.year(), number, last),
                (None, date) => date,
                _ => None,
            };
            let value = date.zip(end).and_then(|(first, last)| days(first, last));
            return Some(self.made(span, EntityType::Date, value, 0.97, "date"));
        }
        let (name, year) = (group(captures, 17)?, year_of(18)?);
        let (first, last) = month(year, month_number(name)?)?;
        Some(self.made(span, EntityType::Date, part_of(group(captures, 16), first, last), 0.96, "date"))
    }

    fn relative(&self, captures: &Captures<'_>, span: Span) -> Option<Found> {
        let made = |span: Span, value: Option<Value>, confidence: f64| {
            Some(self.made(span, EntityType::Date, value, confidence, "relative date"))
        };
        if let (Some(which), Some(unit)) = (group(captures, 2), group(captures, 3)) {
            let (which, unit) = (which.to_lowercase(), unit.to_lowercase());
            let value = self.published.and_then(|anchor| stretch(anchor, &which, &unit, group(captures, 1)));
            return made(span, value, if unit == "fall" || unit == "spring" { 0.7 } else { 0.92 });
        }
        if let Some(unit) = group(captures, 5) {
            let count = group(captures, 4).and_then(number);
            let whole = self.text.get(span.start..span.end).unwrap_or("").to_lowercase();
            let back = !whole.contains("next ") && !whole.contains("coming ");
            let value = self.published.zip(count).and_then(|(anchor, count)| {
                let other = shift(anchor, if back { -count } else { count }, unit)?;
                if back { days(other, anchor) } else { days(anchor, other) }
            });
            let skip = if whole.starts_with("the ") { 4 } else { 0 };
            return made(Span::new(span.start + skip, span.end), value, 0.9);
        }
        if let Some(name) = group(captures, 7) {
            let which = group(captures, 6).map(str::trim);
            if let Some((which, name)) = name.split_once(' ') {
                let number = month_number(name)?;
                let value = self.published.and_then(|anchor| {
                    let at = |year| month(year, number).map(|(first, _)| first);
                    let found = match which {
                        "last" => latest(anchor, at),
                        "next" => at(anchor.year()).filter(|first| *first > anchor).or_else(|| at(anchor.year() + 1)),
                        _ => at(anchor.year()),
                    }?;
                    month(found.year(), number).and_then(|(first, last)| days(first, last))
                });
                return made(span, value, 0.93);
            }
            let target = i64::from(lexicon::lexeme(&name.to_lowercase()).weekday()?);
            let value = self.published.and_then(|anchor| {
                let back = (weekday(anchor) - target).rem_euclid(7);
                let ahead = self.tense(span).map_or_else(|| self.speaks_of_future(), |tense| tense == Tense::Future);
                day(match which {
                    Some("next") => plus_days(anchor, 7 - back),
                    Some("last") => plus_days(anchor, if back == 0 { -7 } else { -back }),
                    // News looks back, unless the sentence speaks of what will be.
                    _ if ahead && back > 0 => plus_days(anchor, 7 - back),
                    _ => plus_days(anchor, -back),
                })
            });
            return made(span, value, 0.95);
        }
        if let Some(word) = group(captures, 8) {
            let shift = match word.to_lowercase().as_str() {
                "yesterday" => -1,
                "tomorrow" => 1,
                _ => 0,
            };
            if self.rest(span.end).starts_with("'s") && shift == 0 || word == "TODAY" {
                return None;
            }
            let value = self.published.and_then(|anchor| day(plus_days(anchor, shift)));
            // "today" is as often "nowadays".
            return made(span, value, if shift == 0 { 0.7 } else { 0.93 });
        }
        if let (Some(count), Some(unit), Some(direction)) =
            (group(captures, 9), group(captures, 10), group(captures, 11))
        {
            let value = (direction == "ago").then_some(()).and(self.published).zip(number(count)).and_then(
                |(anchor, count)| {
                    let other = shift(anchor, -count, unit)?;
                    let years = unit.starts_with("year") || unit.starts_with("decade");
                    let months = unit.starts_with("month");
                    let (first, last) = if years {
                        year(other.year())?
                    } else if months {
                        month(other.year(), other.month())?
                    } else {
                        (other, other)
                    };
                    days(first, last)
                },
            );
            return made(span, value, 0.88);
        }
        let name = group(captures, 12)?;
        // A month alone: abbreviations and the words "may", "march" need a preposition before them.
        let before = self.word_before(span.start);
        let preposition = matches!(
            before.as_str(),
            "in" | "since"
                | "by"
                | "until"
                | "till"
                | "from"
                | "of"
                | "during"
                | "before"
                | "after"
                | "early"
                | "late"
                | "mid"
                | "to"
                | "through"
                | "and"
                | "for"
                | "between"
                | "every"
                | "last"
                | "next"
                | "this"
        );
        let unsure = matches!(name, "May" | "March" | "August" | "April" | "June")
            || name.ends_with('.')
            || name.len() <= 4 && !matches!(name, "July" | "June");
        let rest = self.rest(span.end);
        let begins_name = rest.strip_prefix(' ').and_then(|rest| rest.chars().next()).is_some_and(char::is_uppercase);
        let inside_word = rest.starts_with(|c: char| c.is_alphanumeric());
        if inside_word
            || (unsure && !preposition)
            || begins_name && !preposition
            || (span.start > 0
                && self.text.get(..span.start).is_some_and(|before| before.ends_with('-') && !before.ends_with("mid-")))
        {
            return None;
        }
        let number = month_number(name)?;
        let value = self.published.and_then(|anchor| {
            // The month of the anchor is both: compared by its own day.
            let found = nearest(anchor, |year| Date::new(year, number, anchor.day().min(28)), self.tense(span))?;
            month(found.year(), number).and_then(|(first, last)| days(first, last))
        });
        made(span, value, if unsure { 0.8 } else { 0.93 })
    }

    /// What the verb before a date says of when it is: "died in March", "will be released in March".
    fn tense(&self, span: Span) -> Option<Tense> {
        // Forms that need no look at their ending; of regular ones, those that look ahead.
        const PAST: &[&str] = &[
            "was", "were", "had", "did", "been", "began", "became", "broke", "came", "died", "fell", "found", "gave",
            "got", "held", "hit", "led", "left", "lost", "made", "met", "ran", "rose", "saw", "sent", "shot", "spoke",
            "struck", "took", "went", "won", "wrote", "said", "told",
        ];
        const FUTURE: &[&str] = &["will", "shall", "due", "scheduled", "expected", "planned", "slated", "proposed"];
        // What stands behind these may be before or after.
        const OPEN: &[&str] = &["is", "are", "has", "have", "and", "but", "that", "which", "who"];
        const BEFORE_PLAIN_FORMS: &[&str] =
            &["be", "to", "will", "would", "could", "may", "might", "can", "should", "must", "shall", "not"];
        // How far from a date its verb is looked for, in words.
        const REACH: usize = 8;
        let before = self.text.get(..span.start)?;
        let apart = |c: char| !c.is_alphanumeric() && c != '-';
        let mut words = before.rsplit(apart).filter(|word| !word.is_empty()).peekable();
        let mut behind = "";
        for _ in 0..REACH {
            let word = words.next()?;
            let in_small_letters = |word: &str| word.starts_with(char::is_lowercase);
            if FUTURE.contains(&word) {
                return Some(Tense::Future);
            }
            // "plans to open in March"
            let infinitive = word == "to" && in_small_letters(behind) && behind != "the" && behind != "a";
            if infinitive || OPEN.contains(&word) {
                return None;
            }
            let plain = words.peek().is_some_and(|before| BEFORE_PLAIN_FORMS.contains(before));
            let regular = word.len() > 4 && word.ends_with("ed") && !word.ends_with("eed") && in_small_letters(word);
            if !plain && (PAST.contains(&word) || regular && word != "hundred") {
                return Some(Tense::Past);
            }
            behind = word;
        }
        None
    }

    fn speaks_of_future(&self) -> bool {
        const SIGNS: &[&str] = &[
            "will ",
            "to be held",
            "scheduled",
            "due to",
            "is expected",
            "are expected",
            "going to",
            "plans to",
            "is set to",
            "'ll ",
        ];
        *self.future.get_or_init(|| SIGNS.iter().any(|sign| self.text.contains(sign)))
    }

    fn duration(&self, captures: &Captures<'_>, span: Span) -> Option<Found> {
        // "a 74-year-old man" is an age.
        if self.rest(span.end).starts_with([' ', '-']) && self.rest(span.end + 1).starts_with("old") {
            return None;
        }
        let count = group(captures, 1).or(group(captures, 2)).and_then(number);
        let unit = group(captures, 4).map(|unit| singular(&unit.to_lowercase()));
        let value = count.zip(unit).map(|(amount, unit)| Value::Quantity { amount, unit });
        Some(self.made(span, EntityType::Date, value, 0.85, "duration"))
    }

    fn year(&self, captures: &Captures<'_>, span: Span) -> Option<Found> {
        if let Some(decade) = group(captures, 4) {
            let first = 1900 + decade.parse::<i32>().ok()?;
            let value = year(first).zip(year(first + 9)).and_then(|((start, _), (_, end))| days(start, end));
            return Some(self.made(span, EntityType::Date, value, 0.85, "decade"));
        }
        let first = group(captures, 1)?.parse::<i32>().ok()?;
        if group(captures, 2).is_some() {
            let span_years = if first % 100 == 0 { 99 } else { 9 };
            let value = year(first).zip(year(first + span_years)).and_then(|((start, _), (_, end))| days(start, end));
            return (first % 10 == 0).then(|| self.made(span, EntityType::Date, value, 0.93, "decade"));
        }
        let rest = self.rest(span.end);
        let before = self.text.get(..span.start).unwrap_or("");
        let glued = before.ends_with(|c: char| {
            c.is_alphanumeric() || matches!(c, '$' | '€' | '£' | '.' | ',' | '-' | '/' | '#' | '_' | ':')
        }) || rest.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '%' | '_'))
            || rest.starts_with("-")
                && group(captures, 3).is_none()
                && rest.chars().nth(1).is_some_and(|c| c.is_ascii_digit())
            || rest.starts_with([',', '.', ':']) && rest.chars().nth(1).is_some_and(|c| c.is_ascii_digit());
        if glued {
            return None;
        }
        if let Some(second) = group(captures, 3) {
            let mut last = second.parse::<i32>().ok()?;
            if last < 100 {
                last += first / 100 * 100;
            }
            let value = year(first).zip(year(last)).and_then(|((start, _), (_, end))| days(start, end));
            return (last > first && last - first < 100)
                .then(|| self.made(span, EntityType::Date, value, 0.85, "year"));
        }
        let word = self.word_before(span.start);
        let preposition = matches!(
            word.as_str(),
            "in" | "since"
                | "by"
                | "until"
                | "till"
                | "from"
                | "during"
                | "of"
                | "for"
                | "before"
                | "after"
                | "late"
                | "early"
                | "mid"
                | "to"
                | "and"
                | "the"
                | "between"
                | "around"
                | "through"
                | "year"
                | "circa"
                | "fiscal"
                | "his"
                | "her"
                | "their"
                | "a"
                | "its"
        );
        let modern = (1900..=2050).contains(&first);
        // "2000 people", "1,500 of them": a count when a plural follows.
        let next = rest.trim_start().split([' ', ',', '.', ';', ')']).next().unwrap_or("");
        let plural = next.len() > 3
            && next.ends_with('s')
            && next.chars().all(char::is_lowercase)
            && !matches!(
                next,
                "elections" | "was" | "has" | "his" | "its" | "this" | "polls" | "protests" | "riots" | "games"
            );
        let strong = matches!(word.as_str(), "in" | "since" | "during" | "year" | "until" | "early" | "late" | "mid");
        let bracket = before.ends_with('(');
        let opens = modern && matches!(before.trim_end().chars().next_back(), None | Some(','));
        let likely = (modern || strong) && (preposition || bracket || opens) && (strong || !plural);
        if !likely {
            return None;
        }
        let value = year(first).and_then(|(start, end)| days(start, end));
        Some(self.made(span, EntityType::Date, value, if strong { 0.95 } else { 0.75 }, "year"))
    }
}

/// No tail of binary fractions: 1.1 million is 1100000.
fn clean(amount: f64) -> f64 {
    (amount * 100.0).round() / 100.0
}

fn singular(unit: &str) -> String {
    match unit {
        "centuries" | "century" => "century".to_owned(),
        other => other.trim_end_matches('s').to_owned(),
    }
}

/// The yearly day that is nearest to the anchor, on the side that the verb speaks of.
fn nearest(anchor: Date, on: impl Fn(i32) -> Option<Date>, tense: Option<Tense>) -> Option<Date> {
    (-1..=1)
        .filter_map(|shift| on(anchor.year() + shift))
        .filter(|date| match tense {
            Some(Tense::Past) => *date <= anchor,
            Some(Tense::Future) => *date >= anchor,
            None => true,
        })
        .min_by_key(|date| (calendar::day_number(*date) - calendar::day_number(anchor)).abs())
}

/// The latest of the yearly days that is before the anchor.
fn latest(anchor: Date, on: impl Fn(i32) -> Option<Date>) -> Option<Date> {
    (-1..=0)
        .rev()
        .filter_map(|shift| on(anchor.year() + shift))
        .find(|date| (date.year(), date.month()) < (anchor.year(), anchor.month()))
}

fn shift(anchor: Date, count: f64, unit: &str) -> Option<Date> {
    let whole = count as i64;
    if whole.abs() > 100_000 {
        return None;
    }
    match singular(&unit.to_lowercase()).as_str() {
        "day" => plus_days(anchor, whole),
        "week" => plus_days(anchor, 7 * whole),
        "month" => plus_months(anchor, whole),
        "quarter" => plus_months(anchor, 3 * whole),
        "year" => plus_months(anchor, 12 * whole),
        "decade" => plus_months(anchor, 120 * whole),
        _ => None,
    }
}

/// "last week", "earlier this month", "the past year".
fn stretch(anchor: Date, which: &str, unit: &str, part: Option<&str>) -> Option<Value> {
    let back = match which {
        "last" | "previous" => -1,
        "next" | "coming" => 1,
        "past" => {
            let start = match unit {
                "week" => plus_days(anchor, -7),
                "month" => plus_months(anchor, -1),
                "quarter" => plus_months(anchor, -3),
                "year" => plus_months(anchor, -12),
                "decade" => plus_months(anchor, -120),
                _ => None,
            }?;
            return days(start, anchor);
        }
        _ => 0,
    };
    let (first, last) = match unit {
        "week" => {
            let monday = plus_days(anchor, 1 - weekday(anchor) + 7 * back)?;
            (monday, plus_days(monday, 6)?)
        }
        "weekend" => {
            let saturday = plus_days(anchor, 6 - weekday(anchor) + 7 * back)?;
            (saturday, plus_days(saturday, 1)?)
        }
        "month" => {
            let there = plus_months(Date::new(anchor.year(), anchor.month(), 1)?, back)?;
            month(there.year(), there.month())?
        }
        "quarter" => {
            let begin = Date::new(anchor.year(), (anchor.month() - 1) / 3 * 3 + 1, 1)?;
            let first = plus_months(begin, 3 * back)?;
            (first, plus_days(plus_months(first, 3)?, -1)?)
        }
        "year" => year(anchor.year() + i32::try_from(back).ok()?)?,
        _ => return None,
    };
    match (part, back) {
        (Some("earlier" | "Earlier"), 0) => days(first, anchor.min(last)),
        (Some("later" | "Later"), 0) => days(anchor.max(first), last),
        _ => part_of(part, first, last),
    }
}

/// "early", "mid" and "late" narrow a stretch to its third.
fn part_of(part: Option<&str>, first: Date, last: Date) -> Option<Value> {
    let length = calendar::day_number(last) - calendar::day_number(first) + 1;
    match part.map(str::to_lowercase).as_deref() {
        Some("early") => days(first, plus_days(first, length / 3 - i64::from(length >= 3))?),
        Some("late") => days(plus_days(last, -(length / 3 - i64::from(length >= 3)))?, last),
        Some("mid") => days(plus_days(first, length / 3)?, plus_days(last, -(length / 3))?),
        _ => days(first, last),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pattern_compiles() {
        for pattern in [&MONEY, &MONEY_WORDS, &PERCENT, &TIME, &DATE, &YEARS, &RELATIVE, &DURATION, &QUANTITY] {
            assert!(pattern.is_some());
        }
    }

    #[test]
    fn numbers_in_digits_and_words() {
        for (text, value) in
            [("1,200.5", 1200.5), ("twenty-one", 21.0), ("three hundred", 300.0), ("a", 1.0), ("12", 12.0)]
        {
            assert_eq!(number(text), Some(value), "{text}");
        }
        assert_eq!(number("some"), None);
    }
}
