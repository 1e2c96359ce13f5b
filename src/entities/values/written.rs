//! Values that need no language to be read: digits with the sign of a currency, with a per cent sign, with the symbol of a unit, and days
//! in digits: "1.200 €", "3,5 %", "12 km", "2021-08-03", "3.8.2021", "2021年8月3日".
//!
//! Words beside them are not read: of "3 Mio. €" nothing is said. Where a sign stands before the number ("$3 ...") a word may follow that
//! makes it larger, so that the amount has no value then.

use std::sync::LazyLock;

use regex_automata::meta::Regex;

use super::found::Found;
use super::pattern::{Captures, Pattern, any_of, compile};
use crate::analysis::{EntityType, Value};
use crate::lexicon::{lexeme, phrase};
use crate::options::Date;
use crate::rules::{Rules, values as rule};
use crate::text::{Document, Span};

/// "1.200,50", "1 200", "1'200", "3,5", "12".
const NUMBER: &str = "[0-9]{1,3}(?:[.,'’\u{a0}\u{202f} ][0-9]{3})+(?:[.,][0-9]{1,2})?|[0-9]+(?:[.,][0-9]+)?";

/// The patterns, compiled once.
#[derive(Debug)]
pub(super) struct Patterns {
    money: Pattern,
    percent: Pattern,
    date: Pattern,
    measure: Pattern,
}

impl Default for Patterns {
    fn default() -> Self {
        Self {
            money: LazyLock::new(money),
            percent: LazyLock::new(|| compile(&format!("({NUMBER})[ \u{a0}\u{202f}]?[%％٪]"))),
            date: LazyLock::new(date),
            measure: LazyLock::new(|| {
                compile(&format!("({NUMBER})[ \u{a0}\u{202f}]?({})\\b", any_of(&phrase::UNIT_SYMBOL)))
            }),
        }
    }
}

/// Groups: sign and number; number and sign.
fn money() -> Option<Regex> {
    let sign = any_of(&phrase::CURRENCY_SIGN);
    compile(&format!("({sign})[ \u{a0}\u{202f}]?({NUMBER})|({NUMBER})[ \u{a0}\u{202f}]?({sign})"))
}

/// Groups, three each: year, month, day; the same in Chinese, Japanese and Korean; day, month, year.
fn date() -> Option<Regex> {
    let iso = "((?:1[0-9]|20)[0-9]{2})-([0-9]{2})-([0-9]{2})";
    let east = "([0-9]{4})(?:年|년) ?([0-9]{1,2})(?:月|월) ?([0-9]{1,2})(?:日|일)";
    let points = "([0-9]{1,2})\\. ?([0-9]{1,2})\\. ?((?:1[0-9]|20)[0-9]{2})";
    compile(&[iso, east, points].join("|"))
}

impl Patterns {
    /// Values in text order, not overlapping.
    pub(super) fn find(&self, document: &Document<'_>, language: &str) -> Vec<Found> {
        let mut all = Vec::new();
        for span in document.sentences.iter().map(|sentence| sentence.span) {
            let text = document.str(span);
            if text.bytes().any(|byte| byte.is_ascii_digit()) {
                let sentence = Sentence { text, language, rules: document.rules };
                all.extend(self.of_sentence(&sentence).into_iter().map(|found| {
                    let moved = Span::new(found.span.start + span.start, found.span.end + span.start);
                    Found { span: moved, ..found }
                }));
            }
        }
        all
    }

    fn of_sentence(&self, sentence: &Sentence<'_>) -> Vec<Found> {
        let steps: [(&Pattern, Evaluation); 4] = [
            (&self.date, evaluate_date),
            (&self.money, evaluate_money),
            (&self.percent, percent),
            (&self.measure, measure),
        ];
        let mut found: Vec<Found> = Vec::new();
        for (pattern, evaluate) in steps {
            let Some(regex) = pattern.as_ref() else { continue };
            for groups in regex.captures_iter(sentence.text) {
                let captures = Captures::new(sentence.text, groups);
                let Some(span) = captures.span(0).filter(|span| sentence.is_whole(*span)) else { continue };
                if !found.iter().any(|other| other.span.overlaps(span)) {
                    found.extend(evaluate(sentence, &captures, span));
                }
            }
        }
        found.sort_by_key(|found| found.span.start);
        found
    }
}

/// What makes a value of a match.
type Evaluation = fn(&Sentence<'_>, &Captures<'_>, Span) -> Option<Found>;

/// A sentence in any language.
struct Sentence<'t> {
    text: &'t str,
    language: &'t str,
    rules: &'t Rules,
}

impl Sentence<'_> {
    /// Whether a match is no part of a longer number or word: "1.2.3", "A12%".
    fn is_whole(&self, span: Span) -> bool {
        let before = self.text.get(..span.start).unwrap_or_default();
        let after = self.text.get(span.end..).unwrap_or_default();
        let glued = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '/' | '+');
        let pointed =
            |text: &str| text.strip_suffix(['.', ',']).is_some_and(|rest| rest.ends_with(|c: char| c.is_ascii_digit()));
        !before.ends_with(glued)
            && !pointed(before)
            && !after.starts_with(|c: char| c.is_ascii_digit())
            && !after.strip_prefix(['.', ',']).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
    }

    /// Whether a word or another number follows a position.
    fn goes_on(&self, at: usize) -> bool {
        let rest = self.text.get(at..).unwrap_or_default();
        rest.trim_start().starts_with(char::is_alphanumeric)
    }

    /// What digits come to; `None` where the language leaves it open: "3,500" is three and a half in some places and thousands in others.
    fn number(&self, digits: &str) -> Option<f64> {
        let (point, comma) = (digits.rfind('.'), digits.rfind(','));
        let decimal = match (point, comma) {
            (Some(point), Some(comma)) => Some(point.max(comma)),
            (Some(at), None) | (None, Some(at)) => {
                let sign = digits.get(at..=at)?;
                let one = digits.matches(['.', ',', '\'', '’', ' ', '\u{a0}', '\u{202f}']).count() == 1;
                let groups = digits.len() - at == 4;
                let usual = (sign == ".") == phrase::LANGUAGE_WITH_POINT.contains(&self.language);
                match (one && groups, usual) {
                    (true, true) => return None,
                    (true, false) => None,
                    (false, _) => (digits.matches(sign).count() == 1).then_some(at),
                }
            }
            (None, None) => None,
        };
        let whole: String =
            digits.get(..decimal.unwrap_or(digits.len()))?.chars().filter(char::is_ascii_digit).collect();
        let decimals = decimal.and_then(|at| digits.get(at + 1..)).unwrap_or("0");
        format!("{whole}.{decimals}").parse().ok()
    }
}

fn evaluate_money(sentence: &Sentence<'_>, captures: &Captures<'_>, span: Span) -> Option<Found> {
    sentence.rules.find(rule::CURRENCY_SIGN, || {
        let sign = lexeme(captures.get(1).or(captures.get(4))?);
        let larger = captures.get(1).is_some() && sentence.goes_on(span.end);
        let amount = captures.get(2).or(captures.get(3)).and_then(|digits| sentence.number(digits)).filter(|_| !larger);
        let value =
            amount.map(|amount| Value::Money { amount, currency: sign.currency().flatten().map(str::to_owned) });
        Some(Found::new(rule::CURRENCY_SIGN, span, EntityType::Money, value, 0.9))
    })
}

fn percent(sentence: &Sentence<'_>, captures: &Captures<'_>, span: Span) -> Option<Found> {
    sentence.rules.find(rule::PERCENT, || {
        let amount = sentence.number(captures.get(1)?);
        let value = amount.map(|amount| Value::Percent { amount, unit: "percent".to_owned() });
        Some(Found::new(rule::PERCENT, span, EntityType::Percent, value, 0.95))
    })
}

fn measure(sentence: &Sentence<'_>, captures: &Captures<'_>, span: Span) -> Option<Found> {
    sentence.rules.find(rule::UNIT_OF_MEASURE, || {
        let (amount, unit) = (sentence.number(captures.get(1)?), lexeme(captures.get(2)?).unit()?);
        let value = amount.map(|amount| Value::Quantity { amount, unit: unit.to_owned() });
        Some(Found::new(rule::UNIT_OF_MEASURE, span, EntityType::Quantity, value, 0.85))
    })
}

fn evaluate_date(sentence: &Sentence<'_>, captures: &Captures<'_>, span: Span) -> Option<Found> {
    sentence.rules.find(rule::ISO_DATE, || {
        let first = [1, 4, 7].into_iter().find(|group| captures.get(*group).is_some())?;
        let (month, last) = (captures.whole(first + 1)?, first + 2);
        let date = if first == 7 {
            Date::new(captures.whole(last)?, month, captures.whole(first)?)
        } else {
            Date::new(captures.whole(first)?, month, captures.whole(last)?)
        };
        let day = date?.to_string();
        Some(Found::date(rule::ISO_DATE, span, Some(Value::Date { start: day.clone(), end: day }), 0.95))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Analyzer, Options};

    #[test]
    fn every_pattern_compiles() {
        let patterns = Patterns::default();
        for pattern in [&patterns.money, &patterns.percent, &patterns.date, &patterns.measure] {
            assert!(pattern.is_some());
        }
    }

    /// The values of a text, as they are written and as they come out.
    fn values(text: &str) -> Vec<String> {
        let analysis = Analyzer::new().analyze(text, &Options::default()).unwrap();
        assert!(analysis.is_foreign(), "{text}");
        let told = |entity: crate::Entity| match entity.value {
            Some(Value::Date { start, .. }) => format!("{} = {start}", entity.name),
            Some(Value::Money { amount, currency }) => {
                format!("{} = {amount} {}", entity.name, currency.unwrap_or_default())
            }
            Some(Value::Percent { amount, .. }) => format!("{} = {amount}", entity.name),
            Some(Value::Quantity { amount, unit }) => format!("{} = {amount} {unit}", entity.name),
            None => entity.name,
        };
        analysis.entities.into_iter().map(told).collect()
    }

    #[test]
    fn digits_with_their_signs_are_read_in_every_language() {
        let cases: &[(&str, &[&str])] = &[
            (
                "Die Brücke kostet die Stadt seit dem 3.8.2021 nicht mehr als 1.200,50 € und ist 12 km von dem Ort, das sind 3,5 % und 18 Mio. € mehr.",
                &["3.8.2021 = 2021-08-03", "1.200,50 € = 1200.5 EUR", "12 km = 12 kilometre", "3,5 % = 3.5"],
            ),
            (
                "Le pont coûte à la ville plus de 1 200 000 € par an, et les travaux ont été finis le 2021-08-03 avec 12% de retard.",
                &["1 200 000 € = 1200000 EUR", "2021-08-03 = 2021-08-03", "12% = 12"],
            ),
            (
                "El puente costó a la ciudad más de $3 mil millones y no los US$ 500 que se decía en el año, con el 4,250 % de más.",
                &["$3", "US$ 500", "4,250 %"],
            ),
            (
                "橋の費用は2021年8月3日の時点で¥3,500、前年より4.5％増えた。",
                &["2021年8月3日 = 2021-08-03", "¥3,500 = 3500 JPY", "4.5％ = 4.5"],
            ),
            (
                "Мост стоил городу 1 500 ₽ за метр и на 7,5% больше, чем был старый.",
                &["1 500 ₽ = 1500 RUB", "7,5% = 7.5"],
            ),
            ("Der Code ist A12% und die Version 1.2.3%, und das ist nicht die Nummer, die er auf dem Zettel hat.", &[]),
        ];
        for (text, expected) in cases {
            assert_eq!(values(text), *expected, "{text}");
        }
    }
}
