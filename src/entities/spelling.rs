//! Compares spellings of names: accents, sounds, acronyms.

use crate::lexicon::{self, class, word};

/// A name in comparable form: lower case, no points, no typographic apostrophes, no leading article.
pub(crate) fn comparable(name: &str) -> String {
    let lower = name.to_lowercase().replace('’', "'");
    let words =
        lower.split_whitespace().map(|word| if word.len() > 1 { word.replace('.', "") } else { word.to_owned() });
    let joined = words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    match joined.split_once(' ') {
        Some((first, rest)) if lexicon::lexeme(first) == word::THE => rest.to_owned(),
        _ => joined,
    }
}

/// Without the accents of Latin letters, for comparing spellings.
pub(super) fn unaccented(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            'á' | 'à' | 'â' | 'ä' | 'ã' | 'å' | 'ā' | 'ă' | 'ą' => 'a',
            'é' | 'è' | 'ê' | 'ë' | 'ē' | 'ę' | 'ě' => 'e',
            'í' | 'ì' | 'î' | 'ï' | 'ī' | 'ı' => 'i',
            'ó' | 'ò' | 'ô' | 'ö' | 'õ' | 'ø' | 'ō' | 'ő' => 'o',
            'ú' | 'ù' | 'û' | 'ü' | 'ū' | 'ů' | 'ű' => 'u',
            'ç' | 'ć' | 'č' => 'c',
            'ñ' | 'ń' | 'ň' => 'n',
            'š' | 'ş' | 'ś' => 's',
            'ž' | 'ż' | 'ź' => 'z',
            'ý' => 'y',
            'ğ' => 'g',
            'ł' => 'l',
            'ř' => 'r',
            'ť' => 't',
            'ď' | 'đ' => 'd',
            other => other,
        })
        .collect()
}

/// Rough sound of a transliterated name, for "Muhammad"/"Mohammed": vowels and doubled letters fall away.
pub(super) fn skeleton(word: &str) -> String {
    let mut out = String::new();
    for (index, c) in unaccented(word).chars().enumerate() {
        let c = match c {
            'q' => 'k',
            'z' if index > 0 => 's',
            'w' => 'v',
            other => other,
        };
        let vowel = matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'h' | '\'' | '-');
        if (!vowel || index == 0) && !out.ends_with(c) {
            out.push(c);
        }
    }
    out
}

pub(super) fn words_of(name: &str) -> Vec<&str> {
    name.split(' ').filter(|word| !word.is_empty()).collect()
}

/// Small words that acronyms skip.
pub(super) fn is_skipped(word: &str) -> bool {
    lexicon::lexeme(word).is(class::SKIPPED_BY_ACRONYM)
}

/// Whether `short` may be made of the first letters of `long`'s words.
pub(super) fn is_acronym_of(short: &str, long: &str) -> bool {
    let letters: String = short.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    if letters.chars().count() < 2 {
        return false;
    }
    let parts: Vec<&str> = long.split([' ', '-', '–']).filter(|part| !part.is_empty()).collect();
    let initials = |skip: bool| -> String {
        let kept = parts.iter().filter(|part| !skip || !is_skipped(&part.to_lowercase()));
        kept.filter_map(|part| part.chars().next()).flat_map(char::to_lowercase).collect()
    };
    let (all, main) = (initials(false), initials(true));
    if letters == all || letters == main {
        return true;
    }
    // "IS-K" for Islamic State-Khorasan, "PTI" for the last words of "Pakistan Tehreek-e-Insaaf", plural "s".
    letters.strip_suffix('s').is_some_and(|letters| letters == main || letters == all)
}
