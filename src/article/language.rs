//! Which language a text is in: by its script, then by its commonest function words.
//!
//! The question that matters is whether the rules for English apply; the other languages are there to say no with a name.

use super::hashing;
use super::listed::{LANGUAGES, LANGUAGES_BY_WORD, TELLING_LETTERS, script};
use crate::analysis::{Block, Language};
use crate::text::Span;

/// How much text is looked at, in bytes.
const REACH: usize = 20_000;

/// The language of the body, or of all text when there is no body.
pub(super) fn guess(text: &str, blocks: &[Block]) -> Language {
    guess_by(text, blocks, |_| None)
}

/// [`guess`] where the words of some spans are known already, as hashes.
pub(super) fn guess_by<'w>(text: &str, blocks: &[Block], known: impl Fn(Span) -> Option<&'w [u32]>) -> Language {
    let has_body = blocks.iter().any(|block| block.kind.is_body());
    let mut scripts: Vec<(&'static str, usize)> = Vec::new();
    let (mut latin, mut seen, mut words_seen) = (0_usize, 0, 0_u32);
    let mut votes = [0_u32; LANGUAGES.len()];
    let mut telling = [0_usize; TELLING_LETTERS.len()];
    for block in blocks.iter().filter(|block| !has_body || block.kind.is_body()) {
        let part = block.span().of(text);
        let cut = (0..=REACH.min(part.len())).rev().find(|at| part.is_char_boundary(*at)).unwrap_or(0);
        let part = part.get(..cut).unwrap_or(part);
        latin += part.bytes().filter(u8::is_ascii_alphabetic).count();
        for c in part.chars().filter(|c| !c.is_ascii() && c.is_alphabetic()) {
            match script(c) {
                None => latin += 1,
                Some(code) => match scripts.iter_mut().find(|(known, _)| *known == code) {
                    Some((_, count)) => *count += 1,
                    None => scripts.push((code, 1)),
                },
            }
            for (count, telling) in telling.iter_mut().zip(TELLING_LETTERS) {
                *count += usize::from(telling.letters.contains(&c));
            }
        }
        let mut count = |word: u32| {
            words_seen += 1;
            if let Some(languages) = LANGUAGES_BY_WORD.get(word) {
                for (index, votes) in votes.iter_mut().enumerate() {
                    *votes += (languages >> index) & 1;
                }
            }
        };
        match known(block.span()).filter(|_| part.len() == block.span().len()) {
            Some(words) => words.iter().for_each(|word| count(*word)),
            None => hashing::each(part, |word| count(word.hash)),
        }
        seen += part.len();
        if seen > REACH {
            break;
        }
    }
    let foreign: usize = scripts.iter().map(|(_, count)| count).sum();
    if latin + foreign == 0 {
        return Language::default();
    }
    #[expect(clippy::cast_precision_loss, reason = "counts of letters in a page")]
    let part = |some: usize, all: usize| some as f64 / all.max(1) as f64;
    if foreign > latin {
        let (mut code, mut count) = ("und", 0);
        // Han next to kana is Japanese.
        let kana = scripts.iter().any(|(code, count)| *code == "ja" && *count * 10 > foreign);
        for (candidate, letters) in &scripts {
            if *letters > count {
                (code, count) = (candidate, *letters);
            }
        }
        if kana && code == "zh" {
            code = "ja";
        }
        let letters_of = |count: usize| count * 100 > foreign;
        if let Some((_, telling)) =
            telling.iter().zip(TELLING_LETTERS).find(|(count, telling)| telling.script == code && letters_of(**count))
        {
            code = telling.language;
        }
        return Language { code: code.to_owned(), confidence: part(foreign, latin + foreign) };
    }
    let mut best = (0_usize, 0_u32);
    for (index, votes) in votes.iter().enumerate() {
        if *votes > best.1 {
            best = (index, *votes);
        }
    }
    let runner_up =
        votes.iter().enumerate().filter(|(index, _)| *index != best.0).map(|(_, votes)| *votes).max().unwrap_or(0);
    let share_of = |votes: u32| f64::from(votes) / f64::from(words_seen.max(1));
    // English prose has some 40 function words in a hundred, of which this list knows most; names and menus have few.
    if best.1 == 0 || (words_seen >= 12 && share_of(best.1) < 0.06) {
        return Language { code: if words_seen < 12 { "en" } else { "und" }.to_owned(), confidence: 0.2 };
    }
    let lead = f64::from(best.1 - runner_up) / f64::from(best.1);
    let enough = (f64::from(words_seen) / 40.0).min(1.0);
    let confidence = (0.35 + 0.65 * lead.min(1.0) * enough) * part(latin, latin + foreign);
    let code = LANGUAGES.get(best.0).copied().unwrap_or("und");
    // A few words do not overrule the expectation.
    let code = if words_seen < 6 && votes.first().copied().unwrap_or(0) > 0 { "en" } else { code };
    Language { code: code.to_owned(), confidence }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::BlockKind;

    fn code(text: &str) -> String {
        guess(text, &[Block { start: 0, end: text.len(), kind: BlockKind::Paragraph, reason: None }]).code
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
