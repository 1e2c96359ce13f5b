//! The tables of the article room: what the lists say of words by the hashes that its line model knows them by, and of characters.

use std::collections::BTreeMap;
use std::error::Error;
use std::fmt::Write;
use std::path::Path;

use crate::hashing;
use crate::lists::lines;

type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// Writes `article.rs` into `out`, from the lists in `folder`.
pub(crate) fn write(folder: &Path, out: &Path) -> Result<()> {
    let mut source = String::new();
    words(folder, &mut source)?;
    languages(folder, &mut source)?;
    phrases(folder, &mut source)?;
    scripts(folder, &mut source)?;
    named_characters(folder, &mut source)?;
    std::fs::write(out.join("article.rs"), source)?;
    Ok(())
}

/// The two fields of a line, divided at its first colon and blank.
fn entry(line: &str) -> Result<(&str, &str)> {
    line.split_once(": ").ok_or_else(|| format!("no colon: {line:?}").into())
}

/// A table of values by hash; `src/article/listed.rs` says how it is asked.
fn table(name: &str, value: &str, rows: &BTreeMap<u32, String>, empty: &str, source: &mut String) -> Result<()> {
    let mut slots = vec![(0, empty); (2 * rows.len()).next_power_of_two()];
    for (hash, row) in rows {
        let mut at = *hash as usize % slots.len();
        while slots.get(at).is_some_and(|(taken, _)| *taken != 0) {
            at = (at + 1) % slots.len();
        }
        *slots.get_mut(at).filter(|_| *hash != 0).ok_or("a word has the hash of an empty slot")? = (*hash, row);
    }
    writeln!(source, "/// By hash.\npub(super) static {name}: Table<{value}> = Table {{ slots: &[")?;
    for (hash, row) in slots {
        writeln!(source, "({hash}, {row}),")?;
    }
    writeln!(source, "] }};")?;
    Ok(())
}

/// The words of grammar of English, and those that tell of a voice.
fn words(folder: &Path, source: &mut String) -> Result<()> {
    let mut known: BTreeMap<u32, (bool, Option<usize>)> = BTreeMap::new();
    for line in lines(&folder.join("article-function-words.txt"))? {
        for word in line.strip_prefix("en: ").unwrap_or_default().split_whitespace() {
            known.entry(hashing::hash(word)).or_default().0 = true;
        }
    }
    for (voice, line) in lines(&folder.join("article-voices.txt"))?.iter().enumerate() {
        for word in entry(line)?.1.split_whitespace() {
            known.entry(hashing::hash(word)).or_default().1 = Some(voice);
        }
    }
    let row = |(is_function, voice)| format!("Known {{ is_function: {is_function}, voice: {voice:?} }}");
    let rows = known.into_iter().map(|(hash, known)| (hash, row(known))).collect();
    table("WORDS", "Known", &rows, "Known { is_function: false, voice: None }", source)
}

/// The codes of languages, and of each of their words of grammar the languages that have it, as bits; the bit after those of the
/// languages stands for a word of one letter.
fn languages(folder: &Path, source: &mut String) -> Result<()> {
    let mut codes: Vec<&str> = Vec::new();
    let mut languages: BTreeMap<u32, u32> = BTreeMap::new();
    let lines = lines(&folder.join("article-function-words.txt"))?;
    for line in &lines {
        let (codes_and_use, words) = entry(line)?;
        let code = codes_and_use.split(',').next().unwrap_or(codes_and_use);
        let place = codes.iter().position(|known| *known == code).unwrap_or(codes.len());
        if place == codes.len() {
            codes.push(code);
        }
        let bit = 1_u32.checked_shl(u32::try_from(place)?).ok_or("more languages than bits")?;
        words.split_whitespace().for_each(|word| *languages.entry(hashing::hash(word)).or_default() |= bit);
    }
    let count = codes.len();
    let one_letter = 1_u32.checked_shl(u32::try_from(count)?).ok_or("more languages than bits")?;
    for letter in 'a'..='z' {
        languages.entry(hashing::hash(letter.encode_utf8(&mut [0; 4]))).and_modify(|bits| *bits |= one_letter);
    }
    writeln!(
        source,
        "/// ISO 639-1, in the order of the bits.\npub(super) const LANGUAGES: [&str; {count}] = {codes:?};"
    )?;
    let rows = languages.into_iter().map(|(hash, languages)| (hash, languages.to_string())).collect();
    table("LANGUAGES_BY_WORD", "u32", &rows, "0", source)
}

/// The phrases that tell what a line is, those with the same first word together, and where those of a first word stand.
fn phrases(folder: &Path, source: &mut String) -> Result<()> {
    let mut phrases: BTreeMap<u32, Vec<String>> = BTreeMap::new();
    for line in lines(&folder.join("article-asides.txt"))? {
        let (kind, phrase) = line.split_once('\t').ok_or_else(|| format!("no tab: {line:?}"))?;
        let at_start = phrase.starts_with(['^', '=']);
        let at_end = phrase.starts_with('=') || phrase.ends_with('$');
        let mut words = Vec::new();
        hashing::each(phrase, |word| words.push(word.hash));
        let first = words.first().ok_or_else(|| format!("no word: {line:?}"))?;
        let kind = kind.to_uppercase();
        phrases.entry(*first).or_default().push(format!(
            "Phrase {{ words: &{words:?}, at_start: {at_start}, at_end: {at_end}, kind: Kinds::{kind} }}"
        ));
    }
    let count: usize = phrases.values().map(Vec::len).sum();
    writeln!(source, "/// In the order of their first words.\npub(super) static PHRASES: [Phrase; {count}] = [")?;
    let mut rows = BTreeMap::new();
    let mut start = 0;
    for (first, phrases) in phrases {
        rows.insert(first, format!("({start}, {})", start + phrases.len()));
        start += phrases.len();
        phrases.iter().try_for_each(|phrase| writeln!(source, "{phrase},"))?;
    }
    writeln!(source, "];")?;
    table("PHRASES_BY_FIRST_WORD", "(usize, usize)", &rows, "(0, 0)", source)
}

/// The scripts in the order of their characters, and the letters that single out a language within one.
fn scripts(folder: &Path, source: &mut String) -> Result<()> {
    let mut scripts = BTreeMap::new();
    for line in lines(&folder.join("scripts.txt"))? {
        let (code, ranges) = entry(&line)?;
        for range in ranges.split_whitespace() {
            let (first, last) = range.split_once('-').ok_or_else(|| format!("no range: {line:?}"))?;
            scripts.insert(character(first)?, (character(last)?, code.to_owned()));
        }
    }
    writeln!(source, "/// In the order of their characters.\nstatic SCRIPTS: [Script; {}] = [", scripts.len())?;
    for (first, (last, code)) in scripts {
        writeln!(source, "Script {{ first: {first:?}, last: {last:?}, code: {code:?} }},")?;
    }
    writeln!(source, "];")?;
    let telling = lines(&folder.join("telling-letters.txt"))?;
    let count = telling.len();
    writeln!(source, "/// By script.\npub(super) const TELLING_LETTERS: [TellingLetters; {count}] = [")?;
    for line in telling {
        let (languages, letters) = entry(&line)?;
        let (script, language) = languages.split_once(' ').ok_or_else(|| format!("no two languages: {line:?}"))?;
        let letters: Vec<char> = letters.chars().filter(|letter| *letter != ' ').collect();
        writeln!(source, "TellingLetters {{ script: {script:?}, language: {language:?}, letters: &{letters:?} }},")?;
    }
    writeln!(source, "];")?;
    Ok(())
}

/// The characters that HTML has names for, in the order of the names.
fn named_characters(folder: &Path, source: &mut String) -> Result<()> {
    let mut characters = BTreeMap::new();
    for line in lines(&folder.join("html-entities.txt"))? {
        let (name, code) = line.split_once(' ').ok_or_else(|| format!("no two fields: {line:?}"))?;
        characters.insert(name.to_owned(), character(code)?);
    }
    let count = characters.len();
    writeln!(source, "/// In the order of their names.\nstatic NAMED_CHARACTERS: [(&str, char); {count}] = [")?;
    characters.iter().try_for_each(|row| writeln!(source, "{row:?},"))?;
    writeln!(source, "];")?;
    Ok(())
}

/// The character of a code point in hexadecimal.
fn character(code: &str) -> Result<char> {
    Ok(char::from_u32(u32::from_str_radix(code, 16)?).ok_or_else(|| format!("no character: {code}"))?)
}
