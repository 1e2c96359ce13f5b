//! Which language a text is in: by its script, then by its commonest function words.
//!
//! The question that matters is whether the rules for English apply; the other languages are there to say no with a name.

use super::listed::{LANGUAGES, LANGUAGES_BY_WORD, TELLING_LETTERS, script};
use crate::analysis::{Block, Language};
use crate::hashing;
use crate::text::Span;

/// How much text is looked at, in bytes.
const REACH: usize = 20_000;

/// What is told of the language of a text.
pub(super) struct Guess {
    pub(super) language: Language,
    /// Whether the text is surely not English: nothing that is made for English may be tried on it.
    pub(super) foreign: bool,
}

/// The language of the body, or of all text when there is no body.
pub(super) fn guess(text: &str, blocks: &[Block]) -> Guess {
    guess_by(text, blocks, |_| None)
}

/// [`guess`] where the words of some spans are known already, as hashes.
pub(super) fn guess_by<'w>(text: &str, blocks: &[Block], known: impl Fn(Span) -> Option<&'w [u32]>) -> Guess {
    let has_body = blocks.iter().any(|block| block.kind.is_body());
    let mut evidence = Evidence::default();
    let mut seen = 0;
    for block in blocks.iter().filter(|block| !has_body || block.kind.is_body()) {
        let part = block.span().of(text);
        let cut = (0..=REACH.min(part.len())).rev().find(|at| part.is_char_boundary(*at)).unwrap_or(0);
        let part = part.get(..cut).unwrap_or(part);
        evidence.count_letters(part);
        match known(block.span()).filter(|_| part.len() == block.span().len()) {
            Some(words) => words.iter().for_each(|word| evidence.count_word(*word)),
            None => hashing::each(part, |word| evidence.count_word(word.hash)),
        }
        seen += part.len();
        if seen > REACH {
            break;
        }
    }
    let language = evidence.language();
    let foreign = !matches!(language.code.as_str(), ENGLISH | UNKNOWN) && evidence.is_foreign();
    Guess { language, foreign }
}

/// What was counted over a text.
#[derive(Default)]
struct Evidence {
    /// Letters of each script that stands for a language.
    scripts: Vec<(&'static str, usize)>,
    /// Other letters.
    latin: usize,
    /// Letters of each row of [`TELLING_LETTERS`].
    telling: [usize; TELLING_LETTERS.len()],
    words: u32,
    /// Words of grammar of each language.
    votes: [u32; LANGUAGES.len()],
    /// Different ones among them that are no words of English, of more than one letter: "s" is a word in Czech, and half of "U.S.".
    kinds: [u32; LANGUAGES.len()],
    /// The hashes of those counted in `kinds`, in order.
    seen: Vec<u32>,
}

impl Evidence {
    fn count_letters(&mut self, part: &str) {
        self.latin += part.bytes().filter(u8::is_ascii_alphabetic).count();
        for c in part.chars().filter(|c| !c.is_ascii() && c.is_alphabetic()) {
            match script(c) {
                None => self.latin += 1,
                Some(code) => match self.scripts.iter_mut().find(|(known, _)| *known == code) {
                    Some((_, count)) => *count += 1,
                    None => self.scripts.push((code, 1)),
                },
            }
            for (count, telling) in self.telling.iter_mut().zip(TELLING_LETTERS) {
                *count += usize::from(telling.letters.contains(&c));
            }
        }
    }

    fn count_word(&mut self, word: u32) {
        self.words += 1;
        if let Some(languages) = LANGUAGES_BY_WORD.get(word) {
            let add = |counts: &mut [u32; LANGUAGES.len()]| {
                for (index, count) in counts.iter_mut().enumerate() {
                    *count += (languages >> index) & 1;
                }
            };
            add(&mut self.votes);
            if languages & 1 == 0
                && languages >> LANGUAGES.len() == 0
                && let Err(place) = self.seen.binary_search(&word)
            {
                self.seen.insert(place, word);
                add(&mut self.kinds);
            }
        }
    }

    /// The language that most speaks for.
    fn language(&self) -> Language {
        let foreign: usize = self.scripts.iter().map(|(_, count)| count).sum();
        if self.latin + foreign == 0 {
            return Language::default();
        }
        let share = share_of(foreign, self.latin + foreign);
        if foreign > self.latin {
            return Language { code: self.by_script(foreign).to_owned(), confidence: share };
        }
        self.by_words(share_of(self.latin, self.latin + foreign))
    }

    /// Whether hardly any of it is English, of a text whose language is another one.
    fn is_foreign(&self) -> bool {
        let english = self.votes.first().copied().unwrap_or_default();
        let other: usize = self.scripts.iter().map(|(_, count)| count).sum();
        if other > self.latin {
            // English prose has a word of grammar in every dozen letters; names in Latin letters among those of another script have none.
            return self.latin * 2 <= other || english as usize * 25 <= self.latin;
        }
        // Languages share words ("in", "was", "no"), so that some of them count for English, too.
        let most = self.votes.iter().copied().max().unwrap_or_default();
        let kinds =
            self.kinds.iter().zip(self.votes).filter(|(_, votes)| *votes == most).map(|(kinds, _)| *kinds).max();
        self.words >= 8 && kinds.is_some_and(|kinds| kinds >= 3) && english * 2 <= most
    }

    /// The language of most letters that are not Latin; `foreign`: how many these are.
    fn by_script(&self, foreign: usize) -> &'static str {
        let (mut code, mut count) = (UNKNOWN, 0);
        for (candidate, letters) in &self.scripts {
            if *letters > count {
                (code, count) = (candidate, *letters);
            }
        }
        // Han next to kana is Japanese.
        let kana = self.scripts.iter().any(|(code, count)| *code == "ja" && *count * 10 > foreign);
        if kana && code == "zh" {
            code = "ja";
        }
        let mut telling = self.telling.iter().zip(TELLING_LETTERS);
        let told = telling.find(|(count, telling)| telling.script == code && **count * 100 > foreign);
        told.map_or(code, |(_, telling)| telling.language)
    }

    /// The language with most words of grammar; `latin`: the share of Latin letters.
    fn by_words(&self, latin: f64) -> Language {
        let mut best = (0_usize, 0_u32);
        for (index, (votes, kinds)) in self.votes.iter().zip(self.kinds).enumerate() {
            // One word that is not English is no sign of another language: names have "Al", "De" and "Van" in them.
            if *votes > best.1 && (index == 0 || kinds >= 2) {
                best = (index, *votes);
            }
        }
        let (winner, most) = best;
        let share = f64::from(most) / f64::from(self.words.max(1));
        // English prose has some 40 function words in a hundred, of which this list knows most; names and menus have few.
        if most == 0 || self.words >= 12 && share < 0.06 {
            let code = if self.words < 12 { ENGLISH } else { UNKNOWN };
            return Language { code: code.to_owned(), confidence: 0.2 };
        }
        let others = self.votes.iter().enumerate().filter(|(index, _)| *index != winner);
        let runner_up = others.map(|(_, votes)| *votes).max().unwrap_or(0);
        let lead = f64::from(most.saturating_sub(runner_up)) / f64::from(most);
        let enough = (f64::from(self.words) / 40.0).min(1.0);
        let confidence = (0.35 + 0.65 * lead.min(1.0) * enough) * latin;
        // A few words do not overrule the expectation.
        let expected = self.words < 6 && self.votes.first().is_some_and(|english| *english > 0);
        let code = if expected { ENGLISH } else { LANGUAGES.get(winner).copied().unwrap_or(UNKNOWN) };
        Language { code: code.to_owned(), confidence }
    }
}

/// ISO 639-1 of the first language of [`LANGUAGES`].
const ENGLISH: &str = "en";
/// ISO 639-2 of a language that cannot be told.
const UNKNOWN: &str = "und";

#[expect(clippy::cast_precision_loss, reason = "counts of letters in a page")]
fn share_of(some: usize, all: usize) -> f64 {
    some as f64 / all.max(1) as f64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::BlockKind;

    fn code(text: &str) -> String {
        told(text).language.code
    }

    fn told(text: &str) -> Guess {
        guess(text, &[Block { start: 0, end: text.len(), kind: BlockKind::Paragraph, reason: None }])
    }

    #[test]
    fn only_what_is_surely_not_english_is_foreign() {
        for text in [
            "Der Hafen war wegen des Sturms in der Nacht geschlossen, und niemand wurde verletzt.",
            "O porto foi fechado durante a noite por causa da tempestade, mas ninguém ficou ferido no cais.",
            "Порт был закрыт на ночь из-за шторма.",
            "港は嵐のため夜間閉鎖された。",
            "市长 Karin Wolff 周五对记者表示，城里的新桥在冬天之前将很快通车。",
        ] {
            assert!(told(text).foreign, "{text}");
        }
        for text in [
            "The harbour was closed for the night because of the storm, and nobody was hurt.",
            "The mayor said: „Heute ist ein guter Tag für die Stadt“, and then she went to the old bridge with the guests.",
            "Der Hafen ist zu",
            "The mayor opened the bridge and said that it was safe. Die Brücke ist nach vier Jahren wieder auf, und das ist gut so.",
            "The word 港口因风暴夜间关闭 is what the sign at the port had on it, and it is the one that the mayor read to us.",
            "1234 !!!",
        ] {
            assert!(!told(text).foreign, "{text}");
        }
    }

    #[test]
    fn a_few_english_words_are_not_taken_for_another_language() {
        for text in [
            "i just heard i am going to miss the ferry tonight. bummer.",
            "\"I don't recall having to tell Tom to do anything,\"",
            "U.S. keeps talks open",
            "De Haan takes over bank in Brussels",
            "I smiled.",
        ] {
            assert_eq!(code(text), "en", "{text}");
            assert!(!told(text).foreign, "{text}");
        }
    }

    #[test]
    fn languages_are_told_apart() {
        assert_eq!(code("The harbour was closed for the night because of the storm, and nobody was hurt."), "en");
        assert_eq!(code("Der Hafen war wegen des Sturms in der Nacht geschlossen, und niemand wurde verletzt."), "de");
        assert_eq!(code("Le port a été fermé pour la nuit à cause de la tempête et personne ne fut blessé."), "fr");
        assert_eq!(code("El puerto fue cerrado por la noche a causa de la tormenta y nadie resultó herido."), "es");
        assert_eq!(code("Порт был закрыт на ночь из-за шторма."), "ru");
        assert_eq!(code("港口因风暴夜间关闭。"), "zh");
        assert_eq!(code("港は嵐のため夜間閉鎖された。"), "ja");
        assert_eq!(code("أغلق الميناء ليلا بسبب العاصفة."), "ar");
        assert_eq!(code("1234 !!!"), "und");
    }
}
