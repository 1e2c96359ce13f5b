//! What a reader is told of an article in another language than English.

use crate::message::fill_places;
use crate::{Article, Warning, WarningCode};

/// Where the name of the language is known: it stands at `{0}`.
const IN_LANGUAGE: &str = "This article is in {0}. Newsglass reads English: names, speakers and tone are left out; words in quotation marks, numbers and the text itself are shown.";

/// Where it is not.
const IN_ANOTHER: &str = "This article is not in English. Newsglass reads English: names, speakers and tone are left out; words in quotation marks, numbers and the text itself are shown.";

/// Codes of languages with their English names, which are the keys of their translations.
const LANGUAGES: [(&str, &str); 45] = [
    ("am", "Amharic"),
    ("ar", "Arabic"),
    ("bn", "Bengali"),
    ("cs", "Czech"),
    ("da", "Danish"),
    ("de", "German"),
    ("el", "Greek"),
    ("es", "Spanish"),
    ("fa", "Persian"),
    ("fi", "Finnish"),
    ("fr", "French"),
    ("gu", "Gujarati"),
    ("he", "Hebrew"),
    ("hi", "Hindi"),
    ("hu", "Hungarian"),
    ("hy", "Armenian"),
    ("id", "Indonesian"),
    ("it", "Italian"),
    ("ja", "Japanese"),
    ("ka", "Georgian"),
    ("km", "Khmer"),
    ("kn", "Kannada"),
    ("ko", "Korean"),
    ("ml", "Malayalam"),
    ("ms", "Malay"),
    ("my", "Burmese"),
    ("nl", "Dutch"),
    ("no", "Norwegian"),
    ("pa", "Punjabi"),
    ("pl", "Polish"),
    ("pt", "Portuguese"),
    ("ro", "Romanian"),
    ("ru", "Russian"),
    ("si", "Sinhala"),
    ("sv", "Swedish"),
    ("sw", "Swahili"),
    ("ta", "Tamil"),
    ("te", "Telugu"),
    ("th", "Thai"),
    ("tl", "Tagalog"),
    ("tr", "Turkish"),
    ("uk", "Ukrainian"),
    ("ur", "Urdu"),
    ("vi", "Vietnamese"),
    ("zh", "Chinese"),
];

/// The English name of a language by its ISO 639-1 code, of those that the engine tells apart.
///
/// ```
/// assert_eq!(newsglass_analysis::language_name("de"), Some("German"));
/// assert_eq!(newsglass_analysis::language_name("und"), None);
/// ```
pub fn language_name(code: &str) -> Option<&'static str> {
    LANGUAGES.iter().find(|(known, _)| *known == code).map(|(_, name)| *name)
}

/// What is told of an article in the language with that code, in English.
pub fn not_english(code: &str) -> String {
    told(code, str::to_owned)
}

fn told(code: &str, translate: impl Fn(&str) -> String) -> String {
    match language_name(code) {
        Some(name) => fill_places(&translate(IN_LANGUAGE), &[&translate(name)]),
        None => translate(IN_ANOTHER),
    }
}

impl Warning {
    /// The message in another language, of which `translate` gives the texts by their English ones.
    pub fn in_words(&self, article: &Article, translate: impl Fn(&str) -> String) -> String {
        if self.code == WarningCode::LanguageNotEnglish {
            told(&article.language.code, translate)
        } else {
            translate(&self.message)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Language;

    #[test]
    fn the_language_is_named_in_the_readers_own() {
        assert!(not_english("ja").starts_with("This article is in Japanese. "));
        assert!(not_english("xx").starts_with("This article is not in English. "));
        let article = Article { language: Language { code: "de".to_owned(), confidence: 1.0 }, ..Article::default() };
        let warning = Warning { code: WarningCode::LanguageNotEnglish, message: not_english("de") };
        let german = |text: &str| if text == "German" { "Deutsch".to_owned() } else { "Auf {0}.".to_owned() };
        assert_eq!(warning.in_words(&article, german), "Auf Deutsch.");
        let other = Warning { code: WarningCode::EmptyBody, message: "Nothing.".to_owned() };
        assert_eq!(other.in_words(&article, str::to_owned), "Nothing.");
    }
}
