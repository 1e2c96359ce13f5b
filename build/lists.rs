//! Reads the lists. A list is a text file of lines; `#` begins a comment line.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::path::{Path, PathBuf};

type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// All that the lists say, by the word as it is written in them.
#[derive(Default)]
pub(crate) struct Lists {
    /// Class names in the order of their first appearance.
    pub(crate) classes: Vec<String>,
    /// The classes of each word, by number.
    pub(crate) words: BTreeMap<String, BTreeSet<usize>>,
    /// Tables of values: by table, by word, the value as Rust source.
    pub(crate) tables: BTreeMap<&'static str, BTreeMap<String, String>>,
    /// Names known beforehand by their lower-case spelling.
    pub(crate) names: BTreeMap<String, Name>,
    /// Lists of phrases by name, in the order of the file.
    pub(crate) phrases: BTreeMap<String, Vec<String>>,
}

/// By the name of a section the file that it stands in.
type Homes = BTreeMap<String, PathBuf>;

/// A name known beforehand.
pub(crate) struct Name {
    pub(crate) kind: &'static str,
    pub(crate) canonical: String,
    pub(crate) list: &'static str,
    pub(crate) confidence: f64,
    pub(crate) spelling: String,
}

impl Lists {
    /// Reads the folder.
    pub(crate) fn read(folder: &Path) -> Result<Self> {
        let mut lists = Self::default();
        let mut homes = Homes::new();
        for file in files(&folder.join("classes"))? {
            lists.sections(&file, &mut homes, Self::words_of_class)?;
        }
        let mut homes = Homes::new();
        for file in files(&folder.join("phrases"))? {
            lists.sections(&file, &mut homes, |lists, name, line| {
                // A phrase with blanks at its ends stands in quotation marks.
                let phrase = line.strip_prefix('"').and_then(|line| line.strip_suffix('"')).unwrap_or(line);
                lists.phrases.entry(name.to_owned()).or_default().push(phrase.to_owned());
                Ok(())
            })?;
        }
        lists.names(folder)?;
        lists.people(folder)?;
        lists.cue_verbs(folder)?;
        lists.values(folder)?;
        lists.weighing(folder)?;
        Ok(lists)
    }

    /// Hands the lines of a file to `take` with the `[section]` they stand in. `homes` has the file of each section that was read before.
    fn sections(
        &mut self,
        file: &Path,
        homes: &mut Homes,
        mut take: impl FnMut(&mut Self, &str, &str) -> Result<()>,
    ) -> Result<()> {
        let mut section = None;
        for line in lines(file)? {
            match line.strip_prefix('[').and_then(|name| name.strip_suffix(']')) {
                Some(name) => {
                    if let Some(other) = homes.insert(name.to_owned(), file.to_owned()) {
                        // Else two rules that each have their own list in mind would read both.
                        let (other, file) = (other.display(), file.display());
                        return Err(
                            format!("[{name}] is in {other} and again in {file}: rename one, or keep one").into()
                        );
                    }
                    section = Some(name.to_owned());
                }
                None => match &section {
                    Some(name) => take(self, name, &line)?,
                    None => return Err(format!("{}: no [section] before {line:?}", file.display()).into()),
                },
            }
        }
        Ok(())
    }

    fn words_of_class(&mut self, class: &str, line: &str) -> Result<()> {
        line.split_whitespace().for_each(|word| self.add(word, class));
        Ok(())
    }

    /// Puts a word into a class.
    fn add(&mut self, word: &str, class: &str) {
        let number = self.classes.iter().position(|known| known == class).unwrap_or_else(|| {
            self.classes.push(class.to_owned());
            self.classes.len() - 1
        });
        self.words.entry(word.to_owned()).or_default().insert(number);
    }

    /// Gives a word a value in a table; the first one stays. The word is then in the class of the table's name, too.
    fn set(&mut self, table: &'static str, class: &str, word: &str, value: String) {
        self.add(word, class);
        self.tables.entry(table).or_default().entry(word.to_owned()).or_insert(value);
    }

    fn names(&mut self, folder: &Path) -> Result<()> {
        for line in lines(&folder.join("cities.txt"))? {
            self.name(&line, &line, "Place", "City", 0.75);
        }
        for (file, kind, list, sure) in [
            ("regions.txt", "Place", "Region", 0.85),
            ("groups.txt", "Group", "Group", 0.9),
            ("organizations.txt", "Organization", "Organization", 0.85),
            ("events.txt", "Event", "Event", 0.85),
            ("products.txt", "Product", "Product", 0.85),
        ] {
            for line in lines(&folder.join(file))? {
                let (name, others) = line.split_once('|').unwrap_or((&line, ""));
                for other in std::iter::once(name).chain(items(others)) {
                    self.name(other, name, kind, list, sure);
                }
            }
        }
        for line in lines(&folder.join("countries.txt"))? {
            let fields: Vec<&str> = line.split('|').collect();
            let field = |index: usize| fields.get(index).copied().unwrap_or_default();
            for other in std::iter::once(field(0)).chain(items(field(2))) {
                self.name(other, field(0), "Place", "Country", 0.95);
            }
            for group in items(field(3)) {
                self.name(group, group, "Group", "Nationality", 0.9);
            }
            // A capital that bears its country's name, or stands in two rows, keeps its first meaning.
            for capital in items(field(4)) {
                if self.names.get(&capital.to_lowercase()).is_none_or(|known| known.list != "Country") {
                    self.name(capital, capital, "Place", "Capital", 0.9);
                }
            }
        }
        let mut longest: BTreeMap<String, usize> = BTreeMap::new();
        for name in self.names.keys() {
            let first = name.split(' ').next().unwrap_or_default();
            let most = longest.entry(first.to_owned()).or_default();
            *most = name.split(' ').count().max(*most);
        }
        for (first, most) in longest {
            self.set("NAME_LENGTHS", "begins-known-name", &first, most.to_string());
        }
        Ok(())
    }

    /// Adds a name; a later list overrides an earlier one.
    fn name(&mut self, name: &str, canonical: &str, kind: &'static str, list: &'static str, confidence: f64) {
        let name = name.strip_prefix("The ").unwrap_or(name);
        let (canonical, spelling) = (canonical.to_owned(), name.to_owned());
        self.names.insert(name.to_lowercase(), Name { kind, canonical, list, confidence, spelling });
    }

    fn people(&mut self, folder: &Path) -> Result<()> {
        for line in lines(&folder.join("titles.txt"))? {
            let fields: Vec<&str> = line.split('|').collect();
            let known = ["honorific", "office", "office-name", "office-part", "honorific-weak", "office-weak"];
            let class = match one_of(&known, fields.get(1), "class", &line, "titles.txt")? {
                "honorific" => "Honorific",
                "office" => "Office",
                "office-name" => "InName",
                "office-part" => "Part",
                // Another word as often: noted, and not taken.
                _ => continue,
            };
            one_of(&["m", "f", ""], fields.get(2).or(Some(&"")), "gender", &line, "titles.txt")?;
            let gender = gender(fields.get(2).copied());
            let word = fields.first().copied().unwrap_or_default();
            self.set(
                "TITLES",
                "listed-title",
                word,
                format!("Title {{ class: TitleClass::{class}, gender: {gender} }}"),
            );
        }
        for line in lines(&folder.join("roles.txt"))? {
            let (word, shown) = line.split_once('|').unwrap_or((&line, ""));
            one_of(&["m", "f", ""], Some(&shown), "gender", &line, "roles.txt")?;
            self.set("ROLES", "role", word, gender(Some(shown)).to_owned());
        }
        for line in lines(&folder.join("given_names.txt"))? {
            let (word, shown) = line.split_once('|').unwrap_or((&line, ""));
            let weak = shown.ends_with('?');
            let shown = shown.trim_end_matches('?');
            one_of(&["m", "f", ""], Some(&shown), "gender", &line, "given_names.txt")?;
            let gender = gender(Some(shown));
            self.set("GIVEN_NAMES", "given-name", word, format!("Given {{ gender: {gender}, weak: {weak} }}"));
        }
        for line in lines(&folder.join("heads.txt"))? {
            let fields: Vec<&str> = line.split('|').collect();
            let kind = fields.get(1).copied().unwrap_or_default();
            let weak = kind.ends_with("-weak");
            let types = ["organization", "facility", "place", "event", "law", "work"];
            let kind = match one_of(&types, Some(&kind.trim_end_matches("-weak")), "type", &line, "heads.txt")? {
                "organization" => "Organization",
                "facility" => "Facility",
                "place" => "Place",
                "event" => "Event",
                "law" => "Law",
                _ => "Work",
            };
            let place = match one_of(&["end", "any", "start"], fields.get(2), "place", &line, "heads.txt")? {
                "start" => "Start",
                "any" => "Any",
                _ => "End",
            };
            let word = fields.first().copied().unwrap_or_default();
            let value = format!("Head {{ kind: EntityType::{kind}, weak: {weak}, place: Place::{place} }}");
            self.set("HEADS", "head-noun", word, value);
        }
        for line in lines(&folder.join("name_words.txt"))? {
            let Some((word, class)) = line.split_once('|') else { continue };
            let (class, share) = class.split_at(1);
            let class = match class {
                "p" => "Person",
                "o" => "Organization",
                "l" => "Place",
                _ => "Plain",
            };
            let Ok(share) = share.parse::<u32>() else { continue };
            let share = f64::from(share) / 10.0;
            self.set("WORD_USES", "name-word", word, format!("(WordUse::{class}, {share:?})"));
        }
        for (file, class) in
            [("common_words.txt", "common"), ("acting-verbs.txt", "acting-verb"), ("place_words.txt", "place-word")]
        {
            for line in lines(&folder.join(file))? {
                self.add(&line, class);
            }
        }
        for line in lines(&folder.join("article-function-words.txt"))? {
            let words = line.strip_prefix("en: ").unwrap_or_default();
            words.split_whitespace().for_each(|word| self.add(word, "english-function-word"));
        }
        for line in lines(&folder.join("not_names.txt"))? {
            self.add(&line.to_lowercase(), "not-a-name");
        }
        Ok(())
    }

    /// The forms of the verbs that can attribute.
    fn cue_verbs(&mut self, folder: &Path) -> Result<()> {
        let known = ["say", "tell", "ask", "judge", "promise", "think", "show", "utter", "deed"];
        let mut class = None;
        let mut lemmas = BTreeSet::new();
        // By written form: lemma, class, form.
        let mut cues: BTreeMap<String, (String, String, &'static str)> = BTreeMap::new();
        for line in lines(&folder.join("cue-verbs.txt"))? {
            if let Some(name) = line.strip_prefix('[') {
                let name = one_of(&known, Some(&name.trim_end_matches(']')), "class", &line, "cue-verbs.txt")?;
                class = Some(capitalised(name));
                continue;
            }
            let class = class.as_ref().ok_or_else(|| format!("cue-verbs.txt: no [class] before {line:?}"))?;
            let (head, irregular) = line.split_once('=').unwrap_or((&line, ""));
            let lemma = head.trim();
            if !lemmas.insert(lemma.to_owned()) {
                return Err(format!("cue-verbs.txt: {lemma:?} stands there twice: keep it under one [class]").into());
            }
            if !matches!((line.contains('='), irregular.split_whitespace().count()), (false, 0) | (true, 4)) {
                return Err(format!(
                    "cue-verbs.txt: {line:?} needs four forms after \"=\": third person, past, participle, -ing form"
                )
                .into());
            }
            let mut irregular = irregular.split_whitespace().map(str::to_owned);
            let third = irregular.next().unwrap_or_else(|| third_person(lemma));
            let past = irregular.next().unwrap_or_else(|| past(lemma));
            let participle = irregular.next().unwrap_or_else(|| past.clone());
            let ing = irregular.next().unwrap_or_else(|| ing(lemma));
            let forms = [
                (ing, "Ing"),
                (participle, "Participle"),
                (past, "Past"),
                (third, "Third"),
                (lemma.to_owned(), "Base"),
            ];
            // Later forms win, but "put" and "read" are past far more often than base in news.
            for (written, form) in forms {
                let slot = cues.entry(written).or_insert((lemma.to_owned(), class.clone(), form));
                if slot.0 == lemma && !(form == "Base" && slot.2 == "Past") {
                    slot.2 = form;
                }
            }
        }
        // "according to" and the colon attribute too.
        for (written, lemma) in [("according", "according to"), (":", ":")] {
            cues.insert(written.to_owned(), (lemma.to_owned(), "Frame".to_owned(), "Ing"));
        }
        for (written, (lemma, class, form)) in cues {
            let plain = lemma.bytes().all(|byte| byte.is_ascii_lowercase());
            let base = if plain { format!("word::{}", lemma.to_uppercase()) } else { "Lexeme::NONE".to_owned() };
            let value =
                format!("CueVerb {{ lemma: {lemma:?}, base: {base}, class: CueClass::{class}, form: Form::{form} }}");
            self.set("CUE_VERBS", "cue-verb", &written, value);
        }
        Ok(())
    }

    /// Numbers of months and weekdays, currencies, units.
    fn values(&mut self, folder: &Path) -> Result<()> {
        for line in lines(&folder.join("months.txt"))? {
            let (word, number) = line.split_once('|').unwrap_or((&line, ""));
            let lower = word.to_lowercase();
            match number.strip_prefix('d') {
                Some(day) => {
                    // The name stands before its abbreviations.
                    if !self.tables.get("WEEKDAYS").is_some_and(|days| days.values().any(|known| known == day)) {
                        self.phrase("weekday-name", word);
                    }
                    self.set("WEEKDAYS", "weekday", &lower, day.to_owned());
                }
                None => {
                    let known =
                        self.tables.get("MONTHS").is_some_and(|months| months.values().any(|known| known == number));
                    if known {
                        self.phrase("month-abbreviation", word);
                    }
                    self.add(word, "capitalised-month");
                    self.set("MONTHS", "month", &lower, number.to_owned());
                }
            }
        }
        for line in lines(&folder.join("currencies.txt"))? {
            let fields: Vec<&str> = line.split('|').collect();
            let [word, code, place] = fields.as_slice() else {
                return Err(format!("not three fields: {line:?}").into());
            };
            let value = if *code == "-" { "None".to_owned() } else { format!("Some({code:?})") };
            self.set("CURRENCIES", "currency", word, value);
            match *place {
                "" => {}
                "sign" => self.phrase("currency-sign", word),
                place => self.add(word, &format!("currency-{place}")),
            }
        }
        for line in lines(&folder.join("time-zones.txt"))? {
            let Some((word, offset)) = line.split_once('|') else { continue };
            self.set("TIME_ZONES", "time-zone", word, format!("{offset:?}"));
        }
        for line in lines(&folder.join("currency-nations.txt"))? {
            let Some((nation, code)) = line.split_once('|') else { continue };
            self.set("CURRENCY_NATIONS", "currency-nation", nation, format!("{code:?}"));
        }
        for (file, table, class) in
            [("ordinals.txt", "ORDINALS", "ordinal"), ("named-days.txt", "NAMED_DAYS", "named-day")]
        {
            for line in lines(&folder.join(file))? {
                let Some((word, number)) = line.split_once('|') else { continue };
                self.set(table, class, word, number.parse::<i32>()?.to_string());
            }
        }
        for line in lines(&folder.join("units.txt"))? {
            let Some((word, name)) = line.split_once('|') else { continue };
            self.set("UNITS", "unit", word, format!("{name:?}"));
            self.phrase("unit-word", word);
        }
        for line in lines(&folder.join("calendar-units.txt"))? {
            let Some((word, name)) = line.split_once('|') else { continue };
            self.set("CALENDAR_UNITS", "calendar-unit", word, format!("{name:?}"));
        }
        for line in lines(&folder.join("numbers.txt"))? {
            let (word, value) = line.split_once('|').unwrap_or((&line, ""));
            if let Some(factor) = value.strip_prefix('x') {
                self.set("SCALES", "scale", word, format!("{:?}", factor.parse::<f64>()?));
                self.phrase("scale-word", word);
            } else {
                let value = value.parse::<f64>()?;
                self.set("NUMBERS", "number-word", word, format!("{value:?}"));
                self.phrase("number-word", word);
                if value < 10.0 {
                    self.phrase("digit-word", word);
                }
            }
        }
        Ok(())
    }

    /// Adds a phrase to a list.
    fn phrase(&mut self, list: &str, phrase: &str) {
        self.phrases.entry(list.to_owned()).or_default().push(phrase.to_owned());
    }

    /// What a word does to the tone of others.
    fn weighing(&mut self, folder: &Path) -> Result<()> {
        let mut rows: BTreeMap<String, Weighing> = BTreeMap::new();
        for phrase in lines(&folder.join("tone-negators.txt"))? {
            of_first(&mut rows, &phrase).negators.push((1.0, phrase));
        }
        for line in lines(&folder.join("tone-topics.txt"))? {
            let (factor, phrase) = pair(&line)?;
            of_first(&mut rows, phrase).topics.push((factor.parse()?, phrase.to_owned()));
        }
        for line in lines(&folder.join("tone-degrees.txt"))? {
            let (word, factor) = pair(&line)?;
            of_first(&mut rows, word).degree = Some(factor.parse()?);
        }
        for word in lines(&folder.join("tone-hedges.txt"))? {
            of_first(&mut rows, &word).hedges = true;
        }
        for line in lines(&folder.join("tone-contrasts.txt"))? {
            let (word, factors) = pair(&line)?;
            let (before, after) = pair(factors)?;
            of_first(&mut rows, word).contrast = Some((before.parse()?, after.parse()?));
        }
        for (word, row) in rows {
            self.set("WEIGHING", "weighing", &word, row.source());
        }
        Ok(())
    }
}

/// What the tone lists say of the phrases that begin with a word.
#[derive(Default)]
struct Weighing {
    negators: Vec<(f64, String)>,
    topics: Vec<(f64, String)>,
    degree: Option<f64>,
    hedges: bool,
    contrast: Option<(f64, f64)>,
}

impl Weighing {
    fn source(&self) -> String {
        let phrases = |phrases: &[(f64, String)]| {
            let mut phrases: Vec<(f64, Vec<&str>)> =
                phrases.iter().map(|(factor, phrase)| (*factor, phrase.split_whitespace().collect())).collect();
            // The longest that fits is meant.
            phrases.sort_by_key(|(_, words)| std::cmp::Reverse(words.len()));
            let phrases =
                phrases.iter().map(|(factor, words)| format!("Phrase {{ words: &{words:?}, factor: {factor:?} }}"));
            phrases.collect::<Vec<_>>().join(", ")
        };
        let (negators, topics) = (phrases(&self.negators), phrases(&self.topics));
        let Self { degree, hedges, contrast, .. } = self;
        format!(
            "Weighing {{ negators: &[{negators}], topics: &[{topics}], degree: {degree:?}, hedges: {hedges}, contrast: {contrast:?} }}"
        )
    }
}

/// The row of a phrase's first word.
fn of_first<'rows>(rows: &'rows mut BTreeMap<String, Weighing>, phrase: &str) -> &'rows mut Weighing {
    rows.entry(phrase.split_whitespace().next().unwrap_or_default().to_owned()).or_default()
}

/// The two fields of a line, divided at its first blank.
fn pair(line: &str) -> Result<(&str, &str)> {
    line.split_once(' ').ok_or_else(|| format!("not two fields: {line:?}").into())
}

/// The text files of a folder in the order of their names.
fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "txt") {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

/// The lines of a list that are neither empty nor comments. A line of a word alone may be "#1": a comment's mark has a blank after it.
pub(crate) fn lines(file: &Path) -> Result<Vec<String>> {
    let text = std::fs::read_to_string(file).map_err(|error| format!("{}: {error}", file.display()))?;
    let comment = |line: &&str| line.is_empty() || line.starts_with("# ") || *line == "#";
    Ok(text.lines().map(str::trim_end).filter(|line| !comment(line)).map(str::to_owned).collect())
}

fn items(field: &str) -> impl Iterator<Item = &str> {
    field.split(';').filter(|item| !item.is_empty())
}

/// The field of a line, which must be one of the values that its list knows.
fn one_of<'f>(known: &[&str], field: Option<&&'f str>, what: &str, line: &str, file: &str) -> Result<&'f str> {
    let field = field.copied().unwrap_or_default();
    if known.contains(&field) {
        return Ok(field);
    }
    Err(format!("{file}: {what} {field:?} in {line:?} is none of {known:?}").into())
}

fn gender(field: Option<&str>) -> &'static str {
    match field {
        Some("m") => "Some(Gender::Male)",
        Some("f") => "Some(Gender::Female)",
        _ => "None",
    }
}

/// "say" -> "Say".
fn capitalised(word: &str) -> String {
    let (first, rest) = word.split_at_checked(1).unwrap_or((word, ""));
    first.to_uppercase() + rest
}

fn third_person(lemma: &str) -> String {
    match lemma.strip_suffix('y') {
        Some(stem) if !stem.ends_with(['a', 'e', 'o', 'u']) => format!("{stem}ies"),
        _ if lemma.ends_with(['s', 'x', 'z', 'o']) || lemma.ends_with("sh") || lemma.ends_with("ch") => {
            format!("{lemma}es")
        }
        _ => format!("{lemma}s"),
    }
}

fn past(lemma: &str) -> String {
    match lemma.strip_suffix('y') {
        Some(stem) if !stem.ends_with(['a', 'e', 'o', 'u']) => format!("{stem}ied"),
        _ if lemma.ends_with('e') => format!("{lemma}d"),
        _ => format!("{}ed", doubled(lemma)),
    }
}

fn ing(lemma: &str) -> String {
    match lemma.strip_suffix('e') {
        Some(stem) if !stem.ends_with(['e', 'o', 'y']) => format!("{stem}ing"),
        _ => format!("{}ing", doubled(lemma)),
    }
}

/// "slam" -> "slamm": a short stem that ends in one vowel and one consonant doubles it.
fn doubled(lemma: &str) -> String {
    let vowel = |c: char| matches!(c, 'a' | 'e' | 'i' | 'o' | 'u');
    let mut back = lemma.chars().rev();
    match (back.next(), back.next(), back.next()) {
        (Some(last), Some(middle), Some(first))
            if lemma.len() <= 4
                && !vowel(last)
                && !matches!(last, 'w' | 'x' | 'y')
                && vowel(middle)
                && !vowel(first) =>
        {
            format!("{lemma}{last}")
        }
        _ => lemma.to_owned(),
    }
}
