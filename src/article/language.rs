//! Which language a text is in: by its script, then by its commonest function words.
//!
//! The question that matters is whether the rules for English apply; the other languages are there to say no with a name.

use std::sync::LazyLock;

use super::words;
use crate::analysis::{Block, Language};
use crate::text::Span;

/// How much text is looked at, in bytes.
const REACH: usize = 20_000;

/// Codes, and for every function word the languages that have it.
static LEXICON: LazyLock<(Vec<&'static str>, words::WordMap<u32>)> = LazyLock::new(|| {
    let mut codes = Vec::new();
    let mut languages: words::WordMap<u32> = words::WordMap::default();
    for line in super::list(include_str!("../../models/lists/article-function-words.txt")) {
        let Some((code, words)) = line.split_once(": ") else { continue };
        let bit = 1 << codes.len().min(31);
        codes.push(code);
        words.split_whitespace().for_each(|word| *languages.entry(words::hash(word)).or_default() |= bit);
    }
    (codes, languages)
});

/// The script of a letter, as the language that it stands for when no other is known.
fn script(c: char) -> Option<&'static str> {
    Some(match u32::from(c) {
        0x0370..=0x03ff | 0x1f00..=0x1fff => "el",
        0x0400..=0x052f => "ru",
        0x0530..=0x058f => "hy",
        0x0590..=0x05ff => "he",
        0x0600..=0x06ff | 0x0750..=0x077f | 0xfb50..=0xfdff | 0xfe70..=0xfeff => "ar",
        0x0900..=0x097f => "hi",
        0x0980..=0x09ff => "bn",
        0x0a00..=0x0a7f => "pa",
        0x0a80..=0x0aff => "gu",
        0x0b80..=0x0bff => "ta",
        0x0c00..=0x0c7f => "te",
        0x0c80..=0x0cff => "kn",
        0x0d00..=0x0d7f => "ml",
        0x0d80..=0x0dff => "si",
        0x0e00..=0x0e7f => "th",
        0x1000..=0x109f => "my",
        0x10a0..=0x10ff => "ka",
        0x1200..=0x137f => "am",
        0x1780..=0x17ff => "km",
        0x3040..=0x30ff => "ja",
        0x3400..=0x9fff => "zh",
        0xac00..=0xd7af | 0x1100..=0x11ff => "ko",
        _ => return None,
    })
}

/// Letters that single out a language within a script.
const TELLING: [(&str, &str, &[char]); 3] = [
    ("ar", "ur", &['ٹ', 'ڈ', 'ڑ', 'ے', 'ں', 'ھ']),
    ("ar", "fa", &['پ', 'چ', 'ژ', 'گ']),
    ("ru", "uk", &['і', 'ї', 'є', 'ґ']),
];

/// The language of the body, or of all text when there is no body.
pub(super) fn guess(text: &str, blocks: &[Block]) -> Language {
    guess_by(text, blocks, |_| None)
}

/// [`guess`] where the words of some spans are known already, as hashes.
pub(super) fn guess_by<'w>(text: &str, blocks: &[Block], known: impl Fn(Span) -> Option<&'w [u32]>) -> Language {
    let has_body = blocks.iter().any(|block| block.kind.is_body());
    let mut scripts: Vec<(&'static str, usize)> = Vec::new();
    let (mut latin, mut seen, mut words_seen) = (0_usize, 0, 0_u32);
    let (codes, lexicon) = &*LEXICON;
    let mut votes = vec![0_u32; codes.len()];
    let mut telling = [0_usize; TELLING.len()];
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
            for (count, (_, _, letters)) in telling.iter_mut().zip(TELLING) {
                *count += usize::from(letters.contains(&c));
            }
        }
        let mut count = |word: u32| {
            words_seen += 1;
            if let Some(languages) = lexicon.get(&word) {
                for (index, votes) in votes.iter_mut().enumerate() {
                    *votes += (languages >> index) & 1;
                }
            }
        };
        match known(block.span()).filter(|_| part.len() == block.span().len()) {
            Some(words) => words.iter().for_each(|word| count(*word)),
            None => words::each(part, |word| count(word.hash)),
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
        if let Some((_, (_, language, _))) =
            telling.iter().zip(TELLING).find(|(count, (script, _, _))| *script == code && letters_of(**count))
        {
            code = language;
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
    let code = codes.get(best.0).copied().unwrap_or("und");
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
