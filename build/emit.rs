//! Writes what was read: `lexicon.rs` (hash tables from written forms to numbers, and what the numbers stand for, as constants and static
//! tables) and `limbs.rs` (how wide a set of classes is).

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::fmt::Write;
use std::path::Path;

use crate::hash::{hash, slot};
use crate::lists::Lists;

type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// The types of the tables' values.
const TABLES: [(&str, &str); 19] = [
    ("CALENDAR_UNITS", "&str"),
    ("CUE_VERBS", "CueVerb"),
    ("CURRENCIES", "Option<&str>"),
    ("CURRENCY_NATIONS", "&str"),
    ("GIVEN_NAMES", "Given"),
    ("HEADS", "Head"),
    ("MONTHS", "u32"),
    ("NAMED_DAYS", "i32"),
    ("NAME_LENGTHS", "usize"),
    ("NUMBERS", "f64"),
    ("ORDINALS", "i32"),
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
    words(lists, &mut source)?;
    classes(lists, &mut source)?;
    names(lists, &mut source)?;
    phrases(lists, &mut source)?;
    std::fs::write(out.join("lexicon.rs"), source)?;
    let limbs = limbs(lists);
    std::fs::write(
        out.join("limbs.rs"),
        format!("/// 64-bit parts of a set of classes.\npub(super) const LIMBS: usize = {limbs};\n"),
    )?;
    Ok(())
}

/// How many 64-bit parts a set of classes has.
fn limbs(lists: &Lists) -> usize {
    lists.classes.len().div_ceil(64)
}

/// The words: their numbers (1 and up, in the order of their bytes), their sets of classes, their values and, for plain lower-case words,
/// a constant each.
fn words(lists: &Lists, source: &mut String) -> Result<()> {
    let mut numbers: BTreeMap<&str, usize> = BTreeMap::new();
    for (index, word) in lists.words.keys().enumerate() {
        numbers.insert(word, index + 1);
    }
    u16::try_from(numbers.len() + 1)?;
    forms("WORDS", lists.words.keys().map(String::as_str), source)?;

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
    let limbs = limbs(lists);
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

/// A hash table of written forms, which are numbered from 1 in the order of their bytes: all of them in one string, where each ends, and by
/// slot the number of the form that is found there (0 for none), the next slot being asked where it is another.
fn forms<'w>(name: &str, words: impl Iterator<Item = &'w str>, source: &mut String) -> Result<()> {
    let words: Vec<&str> = words.collect();
    let bits = (2 * words.len()).next_power_of_two().trailing_zeros().max(4);
    let mut slots = vec![0_u16; 1 << bits];
    let mut ends = Vec::new();
    let mut end = 0;
    for (index, word) in words.iter().enumerate() {
        end += word.len();
        ends.push(u32::try_from(end)?);
        let mut slot = slot(hash(word), bits);
        while slots.get(slot).is_some_and(|number| *number != 0) {
            slot = (slot + 1) % slots.len();
        }
        if let Some(free) = slots.get_mut(slot) {
            *free = u16::try_from(index + 1)?;
        }
    }
    writeln!(
        source,
        "/// The forms, by hash.\nstatic {name}: Forms = Forms {{ bits: {bits}, text: {:?}, ends: &{ends:?}, slots: &{slots:?} }};",
        words.concat()
    )?;
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
    let limbs = limbs(lists);
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
fn names(lists: &Lists, source: &mut String) -> Result<()> {
    writeln!(source, "/// Names known beforehand, by number.\nstatic NAMES: [Known; {}] = [", lists.names.len())?;
    for name in lists.names.values() {
        let (kind, list, sure) = (name.kind, name.list, name.confidence);
        let (canonical, spelling) = (&name.canonical, &name.spelling);
        writeln!(
            source,
            "Known {{ kind: EntityType::{kind}, canonical: {canonical:?}, list: NameList::{list}, confidence: {sure:?}, spelling: {spelling:?} }},"
        )?;
    }
    writeln!(source, "];")?;
    forms("SPELLINGS", lists.names.keys().map(String::as_str), source)?;
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
