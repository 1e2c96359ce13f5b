//! Writes what was read: `words.fst` and `names.fst` (finite state transducers from the written form to a number) and `lexicon.rs` (what
//! the numbers stand for, as constants and static tables).

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::fmt::Write;
use std::path::Path;

use crate::lists::Lists;

type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// The types of the tables' values.
const TABLES: [(&str, &str); 17] = [
    ("CALENDAR_UNITS", "&str"),
    ("CUE_VERBS", "CueVerb"),
    ("CURRENCIES", "Option<&str>"),
    ("CURRENCY_NATIONS", "&str"),
    ("GIVEN_NAMES", "Given"),
    ("HEADS", "Head"),
    ("MONTHS", "u32"),
    ("NAME_LENGTHS", "usize"),
    ("NUMBERS", "f64"),
    ("ROLES", "Option<Gender>"),
    ("SCALES", "f64"),
    ("TIME_ZONES", "&str"),
    ("TITLES", "Title"),
    ("UNITS", "&str"),
    ("WEEKDAYS", "u32"),
    ("WEIGHING", "Weighing"),
    ("WORD_USES", "(WordUse, f64)"),
];

/// Writes the files into `out`.
pub(crate) fn write(lists: &Lists, out: &Path) -> Result<()> {
    let mut source = String::new();
    words(lists, out, &mut source)?;
    classes(lists, &mut source)?;
    names(lists, out, &mut source)?;
    phrases(lists, &mut source)?;
    std::fs::write(out.join("lexicon.rs"), source)?;
    Ok(())
}

/// The words: their numbers (1 and up, in the order of their bytes), their sets of classes, their values and, for plain lower-case words,
/// a constant each.
fn words(lists: &Lists, out: &Path, source: &mut String) -> Result<()> {
    let mut map = fst::MapBuilder::memory();
    let mut numbers: BTreeMap<&str, usize> = BTreeMap::new();
    for (index, word) in lists.words.keys().enumerate() {
        numbers.insert(word, index + 1);
        map.insert(word, u64::try_from(index + 1)?)?;
    }
    u16::try_from(numbers.len() + 1)?;
    std::fs::write(out.join("words.fst"), map.into_inner()?)?;

    // The same set of classes is that of many words.
    let mut sets: BTreeMap<&BTreeSet<usize>, usize> = BTreeMap::new();
    let empty = BTreeSet::new();
    sets.insert(&empty, 0);
    let mut listed: Vec<&BTreeSet<usize>> = vec![&empty];
    let mut of_word = vec![0];
    for set in lists.words.values() {
        let next = listed.len();
        let number = *sets.entry(set).or_insert(next);
        if number == next {
            listed.push(set);
        }
        of_word.push(number);
    }
    let limbs = lists.classes.len().div_ceil(64);
    writeln!(source, "/// 64-bit parts of a set of classes.\nconst LIMBS: usize = {limbs};")?;
    writeln!(
        source,
        "/// Of each word the number of its set.\nstatic SET_OF_WORD: [u16; {}] = {of_word:?};",
        of_word.len()
    )?;
    writeln!(source, "/// The sets of classes.\nstatic SETS: [Classes; {}] = [", listed.len())?;
    for set in listed {
        writeln!(source, "Classes({:?}),", bits(set.iter().copied(), limbs))?;
    }
    writeln!(source, "];")?;

    for (table, value) in TABLES {
        writeln!(source, "/// By word.\nstatic {table}: &[(Lexeme, {value})] = &[")?;
        for (word, value) in lists.tables.get(table).into_iter().flatten() {
            let number = numbers.get(word.as_str()).ok_or("every listed word has a number")?;
            writeln!(source, "(Lexeme({number}), {value}),")?;
        }
        writeln!(source, "];")?;
    }

    writeln!(
        source,
        "/// Single words that rules of grammar name.\n#[allow(dead_code, reason = \"the lists name more words than rules do\")]\npub(crate) mod word {{\nuse super::Lexeme;"
    )?;
    for (word, number) in &numbers {
        if word.len() > 1 && word.bytes().all(|byte| byte.is_ascii_lowercase()) {
            writeln!(source, "/// \"{word}\"\npub(crate) const {}: Lexeme = Lexeme({number});", word.to_uppercase())?;
        }
    }
    writeln!(source, "}}")?;
    Ok(())
}

/// The bit set of some classes.
fn bits(classes: impl Iterator<Item = usize>, limbs: usize) -> Vec<u64> {
    let mut bits = vec![0_u64; limbs];
    for class in classes {
        if let Some(limb) = bits.get_mut(class / 64) {
            *limb |= 1 << (class % 64);
        }
    }
    bits
}

/// One constant a class.
fn classes(lists: &Lists, source: &mut String) -> Result<()> {
    let limbs = lists.classes.len().div_ceil(64);
    writeln!(source, "/// Classes of words, by the names of the lists.\npub(crate) mod class {{\nuse super::Classes;")?;
    for (number, class) in lists.classes.iter().enumerate() {
        let bits = bits(std::iter::once(number), limbs);
        let count = lists.words.values().filter(|classes| classes.contains(&number)).count();
        writeln!(
            source,
            "/// `{class}`: {count} words.\npub(crate) const {}: Classes = Classes({bits:?});",
            constant(class)
        )?;
    }
    writeln!(source, "}}")?;
    Ok(())
}

/// Names known beforehand, by lower-case spelling.
fn names(lists: &Lists, out: &Path, source: &mut String) -> Result<()> {
    let mut map = fst::MapBuilder::memory();
    writeln!(source, "/// Names known beforehand, by number.\nstatic NAMES: [Known; {}] = [", lists.names.len())?;
    for (index, (key, name)) in lists.names.iter().enumerate() {
        map.insert(key, u64::try_from(index)?)?;
        let (kind, list, sure) = (name.kind, name.list, name.confidence);
        let (canonical, spelling) = (&name.canonical, &name.spelling);
        writeln!(
            source,
            "Known {{ kind: EntityType::{kind}, canonical: {canonical:?}, list: {list:?}, confidence: {sure:?}, spelling: {spelling:?} }},"
        )?;
    }
    writeln!(source, "];")?;
    std::fs::write(out.join("names.fst"), map.into_inner()?)?;
    Ok(())
}

/// Lists of phrases.
fn phrases(lists: &Lists, source: &mut String) -> Result<()> {
    writeln!(
        source,
        "/// Phrases of several words, parts of words and other strings, by the names of the lists.\npub(crate) mod phrase {{"
    )?;
    for (name, phrases) in &lists.phrases {
        let count = phrases.len();
        let shown = phrases.iter().take(3).map(|phrase| format!("`{phrase}`")).collect::<Vec<_>>().join(", ");
        writeln!(
            source,
            "/// {count} phrases, as {shown}.\npub(crate) const {}: [&str; {count}] = {phrases:?};",
            constant(name)
        )?;
    }
    writeln!(source, "}}")?;
    Ok(())
}

/// "subject-pronoun" -> `SUBJECT_PRONOUN`.
fn constant(name: &str) -> String {
    name.to_uppercase().replace(['-', ' '], "_")
}
