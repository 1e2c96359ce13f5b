//! Quotes of a text that is not English: its quotation marks alone say what is quoted, and nothing says by whom.
//!
//! Titles, nicknames and words at arm's length stand in the same marks; they are short, so that what is shorter than a clause is left out.

use super::marks::{Quotation, quotations};
use crate::analysis::{Quote, QuoteKind};
use crate::lexicon::phrase;
use crate::rules::quotes as rule;
use crate::text::Document;

/// Words that quoted speech has at least.
const LEAST_WORDS: usize = 4;
/// The same in letters, where words have no blanks between them.
const LEAST_LETTERS: usize = 8;
/// How sure a quotation is of which no more than its marks is known.
const CONFIDENCE: f64 = 0.7;

/// All quotes in text order.
pub(super) fn quotes(document: &Document<'_>, language: &str) -> Vec<Quote> {
    let long = |quotation: &Quotation| is_clause(quotation.span.of(document.text), language);
    let kept = quotations(document).into_iter().filter(|quotation| is_marked(document, quotation));
    let kept = kept.filter(|quotation| document.rules.when(rule::QUOTATION_MARKS, || long(quotation)));
    kept.map(|quotation| quote(document, &quotation)).collect()
}

/// Whether both marks are there and no apostrophes; the closing one is missing where the next paragraph goes on.
fn is_marked(document: &Document<'_>, quotation: &Quotation) -> bool {
    let words = quotation.span.of(document.text);
    let last =
        quotation.continues || words.ends_with(['"', '＂', '“', '”', '‟', '〞', '«', '»', '‹', '›', '」', '』', '‘']);
    last && words.starts_with(['"', '＂', '“', '”', '„', '‟', '〝', '«', '»', '‚', '‹', '「', '『'])
}

fn is_clause(words: &str, language: &str) -> bool {
    if phrase::LANGUAGE_WITHOUT_BLANKS.contains(&language) {
        words.chars().filter(|c| c.is_alphanumeric()).count() >= LEAST_LETTERS
    } else {
        words.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count() >= LEAST_WORDS
    }
}

fn quote(document: &Document<'_>, quotation: &Quotation) -> Quote {
    let span = quotation.span;
    let first = document.sentences.partition_point(|sentence| sentence.span.end <= span.start);
    let within = document.sentences.iter().skip(first).take_while(|sentence| sentence.span.start < span.end);
    Quote {
        start: span.start,
        end: span.end,
        kind: QuoteKind::Direct,
        parts: vec![span],
        cue: None,
        speaker: None,
        addressee: None,
        sentences: within.filter_map(|sentence| sentence.body_index).collect(),
        sentiment: None,
        confidence: CONFIDENCE,
        found_by: rule::QUOTATION_MARKS.name().to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use crate::{Analyzer, Options};

    fn quoted(text: &str) -> Vec<String> {
        let analysis = Analyzer::new().analyze(text, &Options::default()).unwrap();
        assert!(analysis.is_foreign(), "{text}");
        assert!(analysis.quotes.iter().all(|quote| quote.speaker.is_none() && quote.cue.is_none()), "{text}");
        assert!(analysis.entities.iter().all(|entity| !entity.kind.is_named()), "{text}");
        analysis.quotes.iter().map(|quote| analysis.str(quote.span()).to_owned()).collect()
    }

    #[test]
    fn the_marks_of_each_language_are_read() {
        let cases: &[(&str, &[&str])] = &[
            (
                "Die Brücke wurde am Freitag eröffnet. „Das ist ein guter Tag für die Stadt“, sagte sie. Die „alte Dame“ steht nicht mehr.",
                &["„Das ist ein guter Tag für die Stadt“"],
            ),
            (
                "Der Bau hat vier Jahre gedauert. »Wir haben lange auf diese Brücke gewartet«, sagte er den Gästen und dem Rat.",
                &["»Wir haben lange auf diese Brücke gewartet«"],
            ),
            (
                "Le pont a été ouvert vendredi par la maire. « C’est une bonne journée pour la ville », a-t-elle dit aux invités dans la salle.",
                &["« C’est une bonne journée pour la ville »"],
            ),
            (
                "El puente fue abierto el viernes por la alcaldesa. «Es un buen día para la ciudad», dijo a los invitados en la sala.",
                &["«Es un buen día para la ciudad»"],
            ),
            (
                "Il ponte è stato aperto venerdì dalla sindaca della città. “È un buon giorno per la città”, ha detto agli ospiti che sono venuti.",
                &["“È un buon giorno per la città”"],
            ),
            (
                "Bron öppnades på fredagen av borgmästaren som är ny. ”Det är en bra dag för staden”, sade hon till dem som var med.",
                &["”Det är en bra dag för staden”"],
            ),
            (
                "Мост был открыт в пятницу. «Это хороший день для нашего города», — сказала мэр гостям. Газета «Вестник» писала об этом.",
                &["«Это хороший день для нашего города»"],
            ),
            (
                "橋は金曜日に開通した。市長は「今日は町にとって良い日です」と述べた。「新橋」と呼ばれている。",
                &["「今日は町にとって良い日です」"],
            ),
            (
                "市长周五表示，新桥将很快通车。“今天对我们的城市来说是个好日子。”她对记者说。",
                &["“今天对我们的城市来说是个好日子。”"],
            ),
            (
                "قال رئيس البلدية يوم الجمعة إن الجسر الجديد سيفتح قريبا. \"هذا يوم جيد جدا لمدينتنا\"، قالت للصحفيين.",
                &["\"هذا يوم جيد جدا لمدينتنا\""],
            ),
        ];
        for (text, expected) in cases {
            assert_eq!(quoted(text), *expected, "{text}");
        }
    }
}
