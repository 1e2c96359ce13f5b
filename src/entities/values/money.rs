//! Money: "$200 million", "200 million dollars", "20 €", "between $1.2 and $1.5 million", "half a million euros".
//!
//! A small grammar over the pieces of a sentence. What two amounts of a range share is written once: "£2–3m" has its sign before the
//! first and its scale after the second.

use super::found::Found;
use super::pieces::{PieceKind, Pieces, plain_digits};
use super::sentence::Sentence;
use crate::analysis::{EntityType, Value};
use crate::lexicon::{Lexeme, class, lexeme, word};
use crate::rules::{Rule, values as rule};
use crate::text::Span;

/// A number with its scale.
#[derive(Clone, Debug, PartialEq)]
struct Amount {
    /// Its digits as Rust reads them.
    digits: String,
    /// Whether it is written in digits.
    in_digits: bool,
    /// The power of ten of its scale; `None` without one.
    power: Option<i32>,
    /// The pieces that it takes.
    start: usize,
    end: usize,
}

impl Amount {
    /// What it comes to, times a power of ten.
    fn value(&self, more: i32) -> Option<f64> {
        format!("{}e{}", self.digits, self.power.unwrap_or_default() + more).parse().ok()
    }

    /// Without its scale.
    fn bare(&self) -> f64 {
        self.digits.parse().unwrap_or_default()
    }

    /// Takes the scale of the second amount of a range, which stands for both unless the first would be far above it: "$1.2 to $1.5
    /// million", but "from $900 to $1.2 million".
    fn shares(&mut self, second: &Self) {
        if self.power.is_none() && self.bare() < 10.0 * second.bare() {
            self.power = second.power;
        }
    }
}

/// An amount whose currency is known.
struct Money<'t> {
    amount: Amount,
    span: Span,
    /// As it is written, and whose it is said to be.
    currency: &'t str,
    nation: Option<&'t str>,
    rule: Rule,
}

/// Amounts of money in a sentence, in order.
pub(super) fn find(sentence: &Sentence<'_>, row: &Pieces<'_>) -> Vec<Found> {
    let grammar = Grammar { sentence, row };
    let mut money: Vec<Money<'_>> = Vec::new();
    let mut at = 0;
    while at < row.len() {
        let end = grammar.signed(at, &mut money).or_else(|| grammar.unsigned(at, &mut money));
        at = end.unwrap_or(at + 1);
    }
    grammar.share_scales(&mut money);
    money.into_iter().filter_map(|money| evaluate(sentence, &money)).collect()
}

fn evaluate(sentence: &Sentence<'_>, money: &Money<'_>) -> Option<Found> {
    sentence.rules.find(money.rule, || {
        let unit = lexeme(money.currency);
        let amount = money.amount.value(if unit.is(class::CURRENCY_HUNDREDTH) { -2 } else { 0 })?;
        let currency = currency_of(sentence, money.nation, unit).map(str::to_owned);
        let weight = sentence
            .rules
            .when(rule::POUND_OR_WEIGHT, || matches!(unit, word::POUND | word::POUNDS) && money.amount.power.is_none());
        let confidence = match (weight, money.rule == rule::CURRENCY_SIGN) {
            (true, _) => 0.55,
            (false, true) => 0.95,
            (false, false) => 0.9,
        };
        Some(Found::new(money.rule, money.span, EntityType::Money, Some(Value::Money { amount, currency }), confidence))
    })
}

/// The code of "Canadian dollars". Where the nation is not known, a word that several have says nothing.
fn currency_of(sentence: &Sentence<'_>, nation: Option<&str>, unit: Lexeme) -> Option<&'static str> {
    let Some(nation) = nation.map(lexeme) else {
        return unit.currency().flatten().filter(|_| !unit.is(class::RUPEE) || !sentence.has_other_rupees);
    };
    if nation.is(class::DOLLAR_NATION) && !unit.is(class::DOLLAR) {
        return None;
    }
    let shared = unit.is(class::SHARED_CURRENCY);
    nation.nations_currency().or_else(|| unit.currency().flatten().filter(|_| !shared))
}

/// The grammar over the pieces of a sentence. Its functions take the place of a piece, and give the one after what they read.
struct Grammar<'s, 't> {
    sentence: &'s Sentence<'t>,
    row: &'s Pieces<'t>,
}

impl<'t> Grammar<'_, 't> {
    /// "$200 million", "Rs 5 crore", "$5-10 million".
    fn signed(&self, at: usize, money: &mut Vec<Money<'t>>) -> Option<usize> {
        let is_code = self.row.kind(at) == Some(PieceKind::Word) && lexeme(self.row.text(at)).is(class::CURRENCY_CODE);
        if self.row.kind(at) != Some(PieceKind::Sign) && (!is_code || self.row.is_glued(at)) {
            return None;
        }
        let mut first = self.digits(at + 1, true)?;
        let mut end = first.end;
        let mut currency = self.row.text(at);
        let second = self.rest_of_range(first.end).filter(|_| first.power.is_none() || self.row.is_dash(first.end));
        if let Some(second) = &second {
            first.shares(second);
            end = second.end;
        }
        if self.is_iso_code(end) {
            currency = self.row.text(end);
            end += 1;
        } else if let Some(dollars) = (end..=end + 1).find(|at| self.row.word(*at).is(class::DOLLAR)) {
            // "US$5 million US dollars"
            end = if dollars == end || lexeme(self.row.text(end)).is(class::DOLLAR_NATION) { dollars + 1 } else { end };
        }
        let found = |start: usize, end: usize, amount: Amount| Money {
            amount,
            span: self.row.span(start, end),
            currency,
            nation: None,
            rule: rule::CURRENCY_SIGN,
        };
        match second {
            Some(second) => {
                money.push(found(at, first.end, first));
                money.push(found(second.start, end, second));
            }
            None => money.push(found(at, end, first)),
        }
        Some(end)
    }

    /// "–3m" after "£2", "to 4 billion" after "$3": the second amount of a range, where nothing else can be meant.
    fn rest_of_range(&self, at: usize) -> Option<Amount> {
        let dash = self.row.is_dash(at) && self.row.is_glued(at) && self.row.is_glued(at + 1);
        let joined = self.row.word(at).is(class::RANGE_JOINER);
        if !dash && !joined {
            return None;
        }
        let second = self.digits(at + 1, true)?;
        let ends = !self.row.is_glued(second.end) || matches!(self.row.text(second.end), "." | "," | ";" | ")" | ":");
        (second.power.is_some() || dash && ends).then_some(second)
    }

    /// "200 million dollars", "20 €", "50 million USD", "3 to 4 billion euros".
    fn unsigned(&self, at: usize, money: &mut Vec<Money<'t>>) -> Option<usize> {
        if self.row.is_glued(at)
            && at.checked_sub(1).is_some_and(|before| self.row.kind(before) == Some(PieceKind::Word))
        {
            return None;
        }
        let mut first = self.amount(at)?;
        if let Some((currency, nation, end)) = self.currency(&first) {
            let span = self.row.span(at, end);
            money.push(Money { amount: first, span, currency, nation, rule: rule::CURRENCY_WORD });
            return Some(end);
        }
        let joiner = first.end;
        let joined =
            self.row.is_dash(joiner) || self.row.word(joiner).is(class::RANGE_JOINER) || self.is_between(at, joiner);
        let second = self.amount(joiner + 1).filter(|_| joined)?;
        let (currency, nation, end) = self.currency(&second)?;
        first.shares(&second);
        let (start, next) = (second.start, first.end);
        let found = |amount: Amount, span: Span| Money { amount, span, currency, nation, rule: rule::CURRENCY_WORD };
        money.push(found(first, self.row.span(at, next)));
        money.push(found(second, self.row.span(start, end)));
        Some(end)
    }

    /// What says the currency after an amount, whose it is, and where it ends.
    fn currency(&self, amount: &Amount) -> Option<(&'t str, Option<&'t str>, usize)> {
        let mut at = amount.end;
        if self.row.kind(at) == Some(PieceKind::Sign) {
            // "20 €", but not "in 2020 $5"
            let free = amount.in_digits && self.row.kind(at + 1) != Some(PieceKind::Number);
            return free.then(|| (self.row.text(at), None, at + 1));
        }
        if self.is_iso_code(at) {
            return Some((self.row.text(at), None, at + 1));
        }
        if self.row.is_dash(at) && self.row.is_glued(at) {
            at += 1;
        }
        let own = |at: usize| (1..=2).rev().find(|length| self.is_currency_word(at, *length));
        if let Some(length) = own(at) {
            return Some((self.row.span(at, at + length).of(self.sentence.text), None, at + length));
        }
        let capital = self.row.text(at).starts_with(char::is_uppercase) && self.row.kind(at) == Some(PieceKind::Word);
        let nation = (1..=2).filter(|_| capital).find(|length| own(at + length).is_some())?;
        let length = own(at + nation)?;
        let (nation, end) = (self.row.span(at, at + nation).of(self.sentence.text), at + nation + length);
        Some((self.row.span(end - length, end).of(self.sentence.text), Some(nation), end))
    }

    /// Whether some pieces are the word of a currency.
    fn is_currency_word(&self, at: usize, length: usize) -> bool {
        self.row.kind(at) == Some(PieceKind::Word)
            && self.row.span(at, at + length).of(self.sentence.text).split(' ').count() == length
            && lexeme(self.row.span(at, at + length).of(self.sentence.text)).is(class::CURRENCY_WORD)
    }

    /// "USD"
    fn is_iso_code(&self, at: usize) -> bool {
        let text = self.row.text(at);
        text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_uppercase()) && lexeme(text).is(class::CURRENCY_CODE)
    }

    /// Whether the joiner of two amounts is the "and" of "between".
    fn is_between(&self, at: usize, joiner: usize) -> bool {
        self.row.word(joiner) == word::AND
            && at.checked_sub(1).is_some_and(|before| self.row.word(before) == word::BETWEEN)
    }

    /// A number in digits or in words, with its scale.
    fn amount(&self, at: usize) -> Option<Amount> {
        self.digits(at, false).or_else(|| self.words(at))
    }

    fn digits(&self, at: usize, after_sign: bool) -> Option<Amount> {
        let digits = plain_digits(self.row.text(at)).filter(|_| self.row.kind(at) == Some(PieceKind::Number))?;
        let (power, end) = self.scale(at + 1, after_sign);
        Some(Amount { digits, in_digits: true, power, start: at, end })
    }

    /// "twenty-five", "three hundred and ten", "half a million", "a billion", "two and a half million".
    fn words(&self, at: usize) -> Option<Amount> {
        let article = |at: usize| self.row.word(at).is(class::INDEFINITE_ARTICLE);
        let amount = |digits: String, from: usize| {
            let (power, end) = self.scale(from, false);
            Amount { digits, in_digits: false, power, start: at, end }
        };
        if self.row.word(at) == word::HALF && article(at + 1) {
            return Some(amount("0.5".to_owned(), at + 2)).filter(|half| half.power.is_some());
        }
        if article(at) {
            return Some(amount("1".to_owned(), at + 1)).filter(|one| one.power.is_some());
        }
        let (number, mut end) = self.row.number_words(at)?;
        let mut digits = number.to_string();
        if self.row.word(end) == word::AND && article(end + 1) && self.row.word(end + 2) == word::HALF {
            digits.push_str(".5");
            end += 3;
        }
        Some(amount(digits, end))
    }

    /// The power of ten of the scales from a piece on ("million", "lakh crore", "MM"), and where they end.
    fn scale(&self, mut at: usize, after_sign: bool) -> (Option<i32>, usize) {
        let mut power = None;
        loop {
            // "$5-million"
            let word = if self.row.is_dash(at) && self.row.is_glued(at) { at + 1 } else { at };
            let Some(more) =
                self.power_of(word, after_sign).filter(|_| power.is_none() || self.row.text(word).len() > 2)
            else {
                return (power, at);
            };
            power = Some(power.unwrap_or_default() + more);
            at = word + 1;
        }
    }

    fn power_of(&self, at: usize, after_sign: bool) -> Option<i32> {
        let text = self.row.text(at);
        let own = if text.len() == 1 { lexeme(text) } else { self.row.word(at) };
        let scale = own.scale().and_then(|scale| (2..=12).find(|power| 10_f64.powi(*power) == scale));
        let millions = after_sign && self.row.word(at).is(class::MILLION_AFTER_SIGN);
        let trillions = after_sign && self.row.is_glued(at) && self.row.word(at).is(class::TRILLION_AFTER_SIGN);
        scale.or_else(|| millions.then_some(6)).or_else(|| trillions.then_some(12))
    }

    /// "$1.2" in "between $1.2 and $1.5 million" is a million, too.
    fn share_scales(&self, money: &mut [Money<'t>]) {
        let mut last: Option<&mut Money<'t>> = None;
        for second in money {
            if let Some(first) = last.filter(|first| first.rule == second.rule) {
                let between = self.sentence.text.get(first.span.end..second.span.start).unwrap_or_default().trim();
                let is_range = lexeme(between).is(class::RANGE_JOINER)
                    || matches!(between, "-" | "\u{2013}" | "\u{2014}")
                    || lexeme(between) == word::AND
                        && lexeme(&self.sentence.word_before(first.span.start)) == word::BETWEEN;
                if is_range {
                    first.amount.shares(&second.amount);
                }
            }
            last = Some(second);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::Rules;

    fn found(text: &str) -> Vec<(String, f64, Option<String>)> {
        let rules = Rules::default();
        let sentence = Sentence::new(text, None, &rules);
        find(&sentence, &Pieces::of(text, &['$', '£', '€', '₹']))
            .into_iter()
            .filter_map(|found| match found.value {
                Some(Value::Money { amount, currency }) => Some((found.span.of(text).to_owned(), amount, currency)),
                _ => None,
            })
            .collect()
    }

    fn check(text: &str, wanted: &[(&str, f64, &str)]) {
        let wanted: Vec<_> = wanted
            .iter()
            .map(|(words, amount, code)| {
                ((*words).to_owned(), *amount, Some((*code).to_owned()).filter(|code| code != "-"))
            })
            .collect();
        assert_eq!(found(text), wanted, "{text}");
    }

    #[test]
    fn a_range_shares_its_scale_and_its_sign() {
        check("between $2.4 and $2.9 million", &[("$2.4", 2.4e6, "USD"), ("$2.9 million", 2.9e6, "USD")]);
        check("from $7 to $9 billion", &[("$7", 7e9, "USD"), ("$9 billion", 9e9, "USD")]);
        check("£4–6m a year", &[("£4", 4e6, "GBP"), ("6m", 6e6, "GBP")]);
        check("a $20-30 ticket", &[("$20", 20.0, "USD"), ("30", 30.0, "USD")]);
        check("between 5 and 6 million euros", &[("5", 5e6, "EUR"), ("6 million euros", 6e6, "EUR")]);
        check("fell from $900 to $1.2 million", &[("$900", 900.0, "USD"), ("$1.2 million", 1.2e6, "USD")]);
        check("$5 and $6 million", &[("$5", 5.0, "USD"), ("$6 million", 6e6, "USD")]);
        check("$5 to 10 people", &[("$5", 5.0, "USD")]);
        check("a $200-10-year loan", &[("$200", 200.0, "USD")]);
    }

    #[test]
    fn scales_are_known_however_they_are_written() {
        for (text, amount) in [
            ("$2.8 bln", 2.8e9),
            ("$31 mil", 31e6),
            ("$3MM", 3e6),
            ("$4T", 4e12),
            ("$1.1 million", 1.1e6),
            ("$7.5 MILLION", 7.5e6),
            ("$3.4 hundred million", 3.4e8),
            ("$5-million", 5e6),
        ] {
            check(text, &[(text, amount, "USD")]);
        }
        check("₹3.4 lakh crore", &[("₹3.4 lakh crore", 3.4e12, "INR")]);
        check("a $5 mile", &[("$5", 5.0, "USD")]);
    }

    #[test]
    fn numbers_are_read_as_the_continent_and_the_swiss_write_them() {
        check("€ 7,49 now", &[("€ 7,49", 7.49, "EUR")]);
        check("€3.180,75", &[("€3.180,75", 3180.75, "EUR")]);
        check("CHF 2'400", &[("CHF 2'400", 2400.0, "CHF")]);
        check("a fare of 15€, or 4,20 €", &[("15€", 15.0, "EUR"), ("4,20 €", 4.2, "EUR")]);
        check("$1,20", &[("$1,20", 1.2, "USD")]);
    }

    #[test]
    fn amounts_in_words_end_with_their_currency() {
        check("half a billion pounds", &[("half a billion pounds", 5e8, "GBP")]);
        check("a million euros", &[("a million euros", 1e6, "EUR")]);
        check("two and a half million dollars", &[("two and a half million dollars", 2.5e6, "USD")]);
        check("three hundred and ten yen", &[("three hundred and ten yen", 310.0, "JPY")]);
        check("40 million USD", &[("40 million USD", 4e7, "USD")]);
        check("3.7 cents", &[("3.7 cents", 0.037, "USD")]);
        check("25 Canadian dollars", &[("25 Canadian dollars", 25.0, "CAD")]);
        check("25 Liberian dollars", &[("25 Liberian dollars", 25.0, "-")]);
        check("25 American pounds", &[("25 American pounds", 25.0, "-")]);
        check("a dollar store, in 2020 $5", &[("$5", 5.0, "USD")]);
    }

    #[test]
    fn rupees_are_of_no_country_where_another_is_named() {
        let rules = Rules::default();
        let sentence = Sentence { has_other_rupees: true, ..Sentence::new("Rs 30 crore", None, &rules) };
        let values: Vec<_> =
            find(&sentence, &Pieces::of(sentence.text, &[])).into_iter().filter_map(|found| found.value).collect();
        assert_eq!(values, [Value::Money { amount: 3e8, currency: None }]);
    }
}
