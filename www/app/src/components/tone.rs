//! How a tone is drawn and put in words. Bars are SVG, because the page's rules forbid `style` attributes.

use newsglass_analysis::{Evidence, Label, Sentiment, Why};
use yew::prelude::*;

use crate::language::{Manner, figure, fill, t, tenths};

/// What a tone is measured on: a line from negative to positive with a dot on it, as wide as the tone is strong.
fn tone_scale(tone: &Sentiment) -> Html {
    let x = 50.0 + tone.score.clamp(-1.0, 1.0) * 46.0;
    let reach = 4.0 + tone.strength.clamp(0.0, 1.0) * 22.0;
    html! {
        <svg class={classes!("scale", class(tone.label))} viewBox="0 0 100 14" preserveAspectRatio="none" aria-hidden="true">
            <path class="scale-line" d="M2 7H98M50 3.5V10.5" />
            <rect class="scale-reach" x={tenths((x - reach / 2.0).max(0.0))} y="4.5" width={tenths(reach)} height="5" />
            <rect class="scale-dot" x={tenths(x - 0.8)} y="1" width="1.6" height="12" />
        </svg>
    }
}

/// A tone in a word with its sign; the numbers are for who points at it.
pub(crate) fn tone_tag(tone: &Sentiment) -> Html {
    html! {
        <span class={classes!("tone-tag", class(tone.label))} title={numbers(tone)}>
            <span aria-hidden="true">{ sign(tone) }</span>{ word(tone) }
        </span>
    }
}

/// A tone with its word, its scale and, in small print, its numbers.
pub(crate) fn tone_line(tone: &Sentiment) -> Html {
    html! {
        <div class="tone-line">
            <p class="tone-words">{ tone_tag(tone) }</p>
            { tone_scale(tone) }
            <p class="tone-numbers">{ numbers(tone) }</p>
        </div>
    }
}

/// The words that make a tone, a line each: those that speak for its label first, the others as what also is there.
pub(crate) fn evidence_lines(label: Label, evidence: &[Evidence], most: usize) -> Html {
    let (with, against): (Vec<&Evidence>, Vec<&Evidence>) =
        evidence.iter().take(most).partition(|word| speaks_for(label, word.weight));
    let lines = |words: Vec<&Evidence>| words.into_iter().map(evidence_line).collect::<Html>();
    html! { <div class="evidence">{ lines(with) }{ but_also(!against.is_empty(), || lines(against)) }</div> }
}

/// What speaks against a label, if anything does, told apart from what speaks for it.
pub(crate) fn but_also(is_there: bool, words: impl FnOnce() -> Html) -> Html {
    if !is_there {
        return Html::default();
    }
    html! { <><p class="row-note but-also">{ t("but also:") }</p>{ words() }</> }
}

/// Whether a word of that weight may stand under a label; under neither good nor bad, all may.
pub(crate) fn speaks_for(label: Label, weight: f64) -> bool {
    match label {
        Label::Positive => weight > 0.0,
        Label::Neutral => true,
        Label::Negative => weight < 0.0,
    }
}

/// A word that moved a score, with its reason and how far, as a line of its own.
fn evidence_line(evidence: &Evidence) -> Html {
    let class = if evidence.weight < 0.0 { "negative" } else { "positive" };
    html! {
        <p class={classes!("word", class)}>
            <span class="row-name">{ &evidence.text }</span>{ " " }<span class="word-why">{ why(&evidence.why) }</span>{ " " }
            <span class="row-count">{ signed(evidence.weight) }</span>
        </p>
    }
}

/// A share of a whole, drawn.
pub(crate) fn bar(share: f64) -> Html {
    html! {
        <svg class="bar" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
            <rect class="bar-fill" width={tenths(share.clamp(0.0, 1.0) * 100.0)} height="4" />
        </svg>
    }
}

/// The style class of a label.
pub(crate) fn class(label: Label) -> &'static str {
    match label {
        Label::Positive => "positive",
        Label::Neutral => "neutral",
        Label::Negative => "negative",
    }
}

/// The sign of a tone, for those who see no colour; no tone has none.
fn sign(tone: &Sentiment) -> &'static str {
    match tone.label {
        Label::Positive => "+",
        Label::Negative => "\u{2212}",
        Label::Neutral if tone.strength >= MIXED => "\u{b1}",
        Label::Neutral => "",
    }
}

/// From this strength on a tone that is neither good nor bad is both.
const MIXED: f64 = 0.4;

/// The tone of a name or a quote, if there is one to speak of: where little points either way, nothing is said.
pub(crate) fn given(tone: Option<&Sentiment>) -> Option<&Sentiment> {
    tone.filter(|tone| tone.label != Label::Neutral || tone.strength >= MIXED)
}

/// A tone in plain words: praise and blame together are not the same as no tone at all.
pub(crate) fn word(tone: &Sentiment) -> &'static str {
    match tone.label {
        Label::Positive if tone.strength >= 0.5 => t("clearly positive"),
        Label::Positive => t("positive"),
        Label::Negative if tone.strength >= 0.5 => t("clearly negative"),
        Label::Negative => t("negative"),
        Label::Neutral if tone.strength >= MIXED => t("mixed"),
        Label::Neutral => t("neutral"),
    }
}

/// Which way a word leans.
pub(crate) fn side(weight: f64) -> &'static str {
    if weight < 0.0 { t("negative tone") } else { t("positive tone") }
}

/// The reasons for a weight, each in the reader's language; words of the article in them stay as they are.
pub(crate) fn why(why: &Why) -> String {
    why.in_words(|template| t(template).to_owned())
}

/// A word's reasons, then its weight.
pub(crate) fn because(weight: f64, reasons: &Why) -> String {
    format!("{} ({})", why(reasons), signed(weight))
}

/// A tone in numbers.
fn numbers(tone: &Sentiment) -> String {
    let strength = figure(tone.strength, Manner::Hundredths);
    fill("score {0} on \u{2212}1 to +1, strength {1}", &[&signed(tone.score), &strength])
}

/// A score with its sign, two decimals, and a true minus.
pub(crate) fn signed(score: f64) -> String {
    figure(score, Manner::Signed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reasons_are_said_part_by_part() {
        let why = "positive word, turned by \"never\", counted less in a question";
        assert_eq!(super::why(&Why::parse(why)), why);
    }

    #[test]
    fn praise_and_blame_together_are_mixed() {
        let tone = |label, strength| Sentiment { label, score: 0.0, strength, evidence: Vec::new() };
        assert_eq!(word(&tone(Label::Neutral, 0.7)), "mixed");
        assert_eq!(word(&tone(Label::Neutral, 0.1)), "neutral");
    }

    #[test]
    fn what_points_neither_way_has_no_label() {
        let tone = |label, strength| Sentiment { label, score: 0.0, strength, evidence: Vec::new() };
        assert_eq!(given(Some(&tone(Label::Neutral, 0.1))), None);
        assert!(given(Some(&tone(Label::Neutral, 0.4))).is_some());
        assert!(given(Some(&tone(Label::Negative, 0.1))).is_some());
    }

    #[test]
    fn a_word_stands_under_a_label_that_it_supports() {
        assert!(
            speaks_for(Label::Negative, -0.1) && speaks_for(Label::Positive, 0.1) && speaks_for(Label::Neutral, -0.1)
        );
        assert!(!speaks_for(Label::Negative, 0.1) && !speaks_for(Label::Positive, -0.1));
    }
}
