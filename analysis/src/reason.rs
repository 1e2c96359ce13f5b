//! Why something was found or counted: values for programs, each with the one English text that names it.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::message::fill_places;

/// Why a word moved a score, reason by reason.
///
/// `Display` words it in English and JSON holds that text: `negative word, turned by "not"`. A face that speaks another language
/// asks for [`Why::in_words`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(test, derive(ts_rs::TS), ts(type = "string"))]
pub struct Why(pub Vec<Reason>);

/// One reason why a word moved a score as it did.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Reason {
    /// The word itself is negative.
    Negative,
    /// The word itself is positive.
    Positive,
    /// A negator, as written, turns it.
    TurnedBy(String),
    /// An intensifier, as written, makes it stronger.
    StrengthenedBy(String),
    /// An attenuator, as written, weakens it.
    WeakenedBy(String),
    /// It stands in a condition or possibility.
    Hedged,
    /// It names a topic.
    Topic,
    /// It stands in a question.
    Question,
    /// It is somebody's own words, not the writer's.
    Quotation,
    /// It stands near the mention that the tone is toward, or stands for what other sentences say.
    Place(Standing),
    /// A text that is none of these, from another version.
    Other(String),
}

/// Where a word stands as seen from the mention that a tone is toward.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Standing {
    /// The next word before it.
    RightBefore,
    /// Up to eight words before it.
    ShortlyBefore,
    /// More than eight words before it.
    Before,
    /// The next word after it.
    RightAfter,
    /// Up to eight words after it.
    ShortlyAfter,
    /// More than eight words after it.
    After,
    /// In another sentence about the same entity.
    Elsewhere,
}

/// Reasons without a word of the article, each with its text.
const PLAIN: [(Reason, &str); 13] = [
    (Reason::Negative, "negative word"),
    (Reason::Positive, "positive word"),
    (Reason::Hedged, "counted less in a condition or possibility"),
    (Reason::Topic, "counted less because it names a topic"),
    (Reason::Question, "counted less in a question"),
    (Reason::Quotation, "in a quotation"),
    (Reason::Place(Standing::RightBefore), "right before the mention"),
    (Reason::Place(Standing::RightAfter), "right after the mention"),
    (Reason::Place(Standing::ShortlyBefore), "shortly before the mention"),
    (Reason::Place(Standing::ShortlyAfter), "shortly after the mention"),
    (Reason::Place(Standing::Before), "before the mention"),
    (Reason::Place(Standing::After), "after the mention"),
    (Reason::Place(Standing::Elsewhere), "standing for what is said elsewhere in the article"),
];

const TURNED: &str = "turned by {0}";
const STRENGTHENED: &str = "made stronger by {0}";
const WEAKENED: &str = "weakened by {0}";

impl Reason {
    /// Its English text: the key of its translations, with `{0}` where [`Reason::word`] goes.
    pub fn template(&self) -> &str {
        match self {
            Self::TurnedBy(_) => TURNED,
            Self::StrengthenedBy(_) => STRENGTHENED,
            Self::WeakenedBy(_) => WEAKENED,
            Self::Other(text) => text,
            plain => PLAIN.iter().find(|(reason, _)| reason == plain).map_or("", |(_, text)| text),
        }
    }

    /// The word of the article that it names, as written, between quotation marks.
    pub fn word(&self) -> Option<String> {
        match self {
            Self::TurnedBy(word) | Self::StrengthenedBy(word) | Self::WeakenedBy(word) => Some(format!("\"{word}\"")),
            _ => None,
        }
    }

    fn parse(text: &str) -> Self {
        let word = |template: &str| {
            let rest = text.strip_prefix(template.trim_end_matches("{0}"))?;
            Some(rest.strip_prefix('"')?.strip_suffix('"')?.to_owned())
        };
        let plain = || PLAIN.iter().find(|(_, english)| *english == text).map(|(reason, _)| reason.clone());
        plain()
            .or_else(|| word(TURNED).map(Self::TurnedBy))
            .or_else(|| word(STRENGTHENED).map(Self::StrengthenedBy))
            .or_else(|| word(WEAKENED).map(Self::WeakenedBy))
            .unwrap_or_else(|| Self::Other(text.to_owned()))
    }
}

impl Why {
    /// Reads what `Display` writes. What it does not know becomes [`Reason::Other`], so that nothing is lost.
    pub fn parse(text: &str) -> Self {
        Self(if text.is_empty() { Vec::new() } else { text.split(", ").map(Reason::parse).collect() })
    }
}

impl Why {
    /// All reasons in a language: `translated` gives the text for a [`Reason::template`]; words of the article stay as they are.
    pub fn in_words(&self, translated: impl Fn(&str) -> String) -> String {
        let reason = |reason: &Reason| {
            let text = translated(reason.template());
            reason.word().map_or_else(|| text.clone(), |word| fill_places(&text, &[&word]))
        };
        self.0.iter().map(reason).collect::<Vec<_>>().join(", ")
    }
}

impl fmt::Display for Why {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.in_words(str::to_owned))
    }
}

impl Serialize for Why {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Why {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Self::parse(&String::deserialize(deserializer)?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_reason_is_worded_and_read_back() {
        let word = || "never".to_owned();
        let mut reasons: Vec<Reason> = PLAIN.iter().map(|(reason, _)| reason.clone()).collect();
        reasons.extend([Reason::TurnedBy(word()), Reason::StrengthenedBy(word()), Reason::WeakenedBy(word())]);
        for reason in &reasons {
            assert!(!reason.template().is_empty(), "{reason:?}");
            assert_eq!(&Reason::parse(&Why(vec![reason.clone()]).to_string()), reason);
        }
        let all = Why(reasons);
        assert_eq!(Why::parse(&all.to_string()), all);
    }

    #[test]
    fn texts_of_another_version_are_kept() {
        for text in ["", "negative word, out of fashion", "turned by nothing", "weakened by \"", "positive word, "] {
            assert_eq!(Why::parse(text).to_string(), text);
        }
        let why = Why(vec![Reason::Negative, Reason::TurnedBy("not".to_owned())]);
        assert_eq!(why.to_string(), "negative word, turned by \"not\"");
    }
}
