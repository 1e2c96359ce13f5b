//! The word lists of `models/lists/`, parsed once.
//!
//! A list is a text file: `#` begins a comment line, `|` divides fields, `;` divides the items of a field.

use std::sync::LazyLock;

use crate::analysis::EntityType;
use crate::text::{WordMap, WordSet};

/// What a word before a name says about its bearer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TitleClass {
    /// A form of address: "Mr".
    Honorific,
    /// An office, worth telling as a role: "President".
    Office,
    /// A word that belongs to an office but makes none alone: "Foreign" in "Foreign Minister".
    Part,
    /// An office that is as often part of the name: "Sheikh".
    InName,
}

/// The gender a word shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Gender {
    /// He.
    Male,
    /// She.
    Female,
}

impl Gender {
    fn parse(field: Option<&str>) -> Option<Self> {
        match field {
            Some("m") => Some(Self::Male),
            Some("f") => Some(Self::Female),
            _ => None,
        }
    }
}

/// A title word.
#[derive(Clone, Copy, Debug)]
pub(super) struct Title {
    pub(super) class: TitleClass,
    pub(super) gender: Option<Gender>,
}

/// A given name.
#[derive(Clone, Copy, Debug)]
pub(super) struct Given {
    pub(super) gender: Option<Gender>,
    /// As often a word or a place: "Grace", "Florence".
    pub(super) weak: bool,
}

/// Where in a name a head noun tells its type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    Start,
    End,
    Any,
}

/// A noun that tells what a capitalised name is.
#[derive(Clone, Copy, Debug)]
pub(super) struct Head {
    pub(super) kind: EntityType,
    pub(super) weak: bool,
    pub(super) place: Place,
}

/// A name known beforehand.
#[derive(Clone, Copy, Debug)]
pub(super) struct Known {
    pub(super) kind: EntityType,
    /// The name that all its other names share.
    pub(super) canonical: &'static str,
    /// The list it is from, as told in `found_by`.
    pub(super) list: &'static str,
    /// How sure the list alone makes.
    pub(super) confidence: f64,
    /// The spelling of the list: its capitals have to be met.
    pub(super) spelling: &'static str,
}

/// What a word's capital mostly stands for, by count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum WordUse {
    Person,
    Organization,
    Place,
    /// No name at all.
    Plain,
}

/// All lists.
pub(super) struct Lists {
    pub(super) titles: WordMap<&'static str, Title>,
    pub(super) roles: WordMap<&'static str, Option<Gender>>,
    pub(super) given: WordMap<&'static str, Given>,
    pub(super) heads: WordMap<&'static str, Head>,
    /// By lower-case spelling, words divided by single spaces.
    pub(super) known: WordMap<String, Known>,
    /// First words of `known`, lower case, with the most words that a name with this first word has.
    pub(super) known_first: WordMap<String, usize>,
    pub(super) common: WordSet<&'static str>,
    /// What people do more often than anything else with a name does: "heads".
    pub(super) acting: WordSet<&'static str>,
    /// Places whose names are other things in small letters.
    pub(super) place_words: WordSet<&'static str>,
    /// Lower case where the list has capitals first only, so that any casing of the phrase is met.
    pub(super) not_names: WordSet<String>,
    /// With the share of its uses, 0 to 1.
    pub(super) word_use: WordMap<&'static str, (WordUse, f64)>,
    /// 1 to 12 for months.
    pub(super) months: WordMap<String, u32>,
    /// 1 (Monday) to 7 for weekdays.
    pub(super) weekdays: WordMap<String, u32>,
    pub(super) currencies: WordMap<&'static str, Option<&'static str>>,
    pub(super) units: WordMap<&'static str, &'static str>,
}

/// The lists, parsed at first use.
pub(super) fn lists() -> &'static Lists {
    static LISTS: LazyLock<Lists> = LazyLock::new(Lists::parse);
    &LISTS
}

fn lines(text: &'static str) -> impl Iterator<Item = &'static str> {
    text.lines().map(str::trim_end).filter(|line| !line.is_empty() && !line.starts_with("# "))
}

fn items(field: Option<&'static str>) -> impl Iterator<Item = &'static str> {
    field.unwrap_or_default().split(';').filter(|item| !item.is_empty())
}

impl Lists {
    fn parse() -> Self {
        let mut known = Names::default();
        for line in lines(include_str!("../../models/lists/cities.txt")) {
            known.add(line, line, EntityType::Place, "list:city", 0.75);
        }
        for line in lines(include_str!("../../models/lists/regions.txt")) {
            let mut fields = line.split('|');
            let name = fields.next().unwrap_or_default();
            for other in std::iter::once(name).chain(items(fields.next())) {
                known.add(other, name, EntityType::Place, "list:region", 0.85);
            }
        }
        for line in lines(include_str!("../../models/lists/groups.txt")) {
            known.add(line, line, EntityType::Group, "list:group", 0.9);
        }
        for line in lines(include_str!("../../models/lists/organizations.txt")) {
            let mut fields = line.split('|');
            let name = fields.next().unwrap_or_default();
            for other in std::iter::once(name).chain(items(fields.next())) {
                known.add(other, name, EntityType::Organization, "list:organization", 0.85);
            }
        }
        for line in lines(include_str!("../../models/lists/events.txt")) {
            let mut fields = line.split('|');
            let name = fields.next().unwrap_or_default();
            for other in std::iter::once(name).chain(items(fields.next())) {
                known.add(other, name, EntityType::Event, "list:event", 0.85);
            }
        }
        for line in lines(include_str!("../../models/lists/products.txt")) {
            let mut fields = line.split('|');
            let name = fields.next().unwrap_or_default();
            for other in std::iter::once(name).chain(items(fields.next())) {
                known.add(other, name, EntityType::Product, "list:product", 0.85);
            }
        }
        for line in lines(include_str!("../../models/lists/countries.txt")) {
            let mut fields = line.split('|');
            let name = fields.next().unwrap_or_default();
            let _code = fields.next();
            for other in std::iter::once(name).chain(items(fields.next())) {
                known.add(other, name, EntityType::Place, "list:country", 0.95);
            }
            for group in items(fields.next()) {
                known.add(group, group, EntityType::Group, "list:nationality", 0.9);
            }
            // A capital that bears its country's name, or stands in two rows, keeps its first meaning.
            for capital in items(fields.next()) {
                if !known.is_country(capital) {
                    known.add(capital, capital, EntityType::Place, "list:capital", 0.9);
                }
            }
        }

        let mut titles = WordMap::default();
        for line in lines(include_str!("../../models/lists/titles.txt")) {
            let mut fields = line.split('|');
            let word = fields.next().unwrap_or_default();
            let class = match fields.next() {
                Some("honorific") => TitleClass::Honorific,
                Some("office") => TitleClass::Office,
                Some("office-name") => TitleClass::InName,
                Some("office-part") => TitleClass::Part,
                _ => continue,
            };
            titles.entry(word).or_insert(Title { class, gender: Gender::parse(fields.next()) });
        }
        let mut given = WordMap::default();
        for line in lines(include_str!("../../models/lists/given_names.txt")) {
            let mut fields = line.split('|');
            let word = fields.next().unwrap_or_default();
            let gender = fields.next().unwrap_or_default();
            let weak = gender.ends_with('?');
            given.insert(word, Given { gender: Gender::parse(Some(gender.trim_end_matches('?'))), weak });
        }
        let mut heads = WordMap::default();
        for line in lines(include_str!("../../models/lists/heads.txt")) {
            let mut fields = line.split('|');
            let word = fields.next().unwrap_or_default();
            let kind = fields.next().unwrap_or_default();
            let weak = kind.ends_with("-weak");
            let kind = match kind.trim_end_matches("-weak") {
                "organization" => EntityType::Organization,
                "facility" => EntityType::Facility,
                "place" => EntityType::Place,
                "event" => EntityType::Event,
                "law" => EntityType::Law,
                _ => EntityType::Work,
            };
            let place = match fields.next() {
                Some("start") => Place::Start,
                Some("any") => Place::Any,
                _ => Place::End,
            };
            heads.entry(word).or_insert(Head { kind, weak, place });
        }
        let (mut months, mut weekdays) = (WordMap::default(), WordMap::default());
        for line in lines(include_str!("../../models/lists/months.txt")) {
            let (word, number) = line.split_once('|').unwrap_or((line, ""));
            match number.strip_prefix('d') {
                Some(day) => weekdays.insert(word.to_lowercase(), day.parse().unwrap_or(0)),
                None => months.insert(word.to_lowercase(), number.parse().unwrap_or(0)),
            };
        }
        Self {
            titles,
            roles: lines(include_str!("../../models/lists/roles.txt"))
                .map(|line| line.split_once('|').map_or((line, None), |(word, g)| (word, Gender::parse(Some(g)))))
                .collect(),
            given,
            heads,
            known: known.names,
            known_first: known.first,
            not_names: lines(include_str!("../../models/lists/not_names.txt")).map(str::to_lowercase).collect(),
            word_use: lines(include_str!("../../models/lists/name_words.txt")).filter_map(word_use).collect(),
            common: lines(include_str!("../../models/lists/common_words.txt")).collect(),
            acting: lines(include_str!("../../models/lists/acting-verbs.txt")).collect(),
            place_words: lines(include_str!("../../models/lists/place_words.txt")).collect(),
            months,
            weekdays,
            currencies: lines(include_str!("../../models/lists/currencies.txt"))
                .filter_map(|line| line.split_once('|'))
                .map(|(word, code)| (word, (code != "-").then_some(code)))
                .collect(),
            units: lines(include_str!("../../models/lists/units.txt"))
                .filter_map(|line| line.split_once('|'))
                .collect(),
        }
    }
}

/// "Nairobi|l9"
fn word_use(line: &'static str) -> Option<(&'static str, (WordUse, f64))> {
    let (word, class) = line.split_once('|')?;
    let mut chars = class.chars();
    let class = match chars.next()? {
        'p' => WordUse::Person,
        'o' => WordUse::Organization,
        'l' => WordUse::Place,
        _ => WordUse::Plain,
    };
    Some((word, (class, f64::from(chars.as_str().parse::<u32>().ok()?) / 10.0)))
}

/// Known names while they are read.
#[derive(Default)]
struct Names {
    names: WordMap<String, Known>,
    first: WordMap<String, usize>,
}

impl Names {
    /// Adds a name; a later list overrides an earlier one.
    fn add(&mut self, name: &'static str, canonical: &'static str, kind: EntityType, list: &'static str, sure: f64) {
        let name = name.strip_prefix("The ").unwrap_or(name);
        let key = name.to_lowercase();
        let count = key.split(' ').count();
        let first = key.split(' ').next().unwrap_or_default().to_owned();
        let most = self.first.entry(first).or_default();
        *most = count.max(*most);
        self.names.insert(key, Known { kind, canonical, list, confidence: sure, spelling: name });
    }

    fn is_country(&self, name: &str) -> bool {
        self.names.get(&name.to_lowercase()).is_some_and(|known| known.list == "list:country")
    }
}

/// Words that only begin or join: never a name, whatever their capital.
pub(super) fn is_function_word(lower: &str) -> bool {
    matches!(
        lower,
        "a" | "an"
            | "the"
            | "this"
            | "that"
            | "these"
            | "those"
            | "i"
            | "you"
            | "he"
            | "she"
            | "it"
            | "we"
            | "they"
            | "me"
            | "him"
            | "her"
            | "us"
            | "them"
            | "my"
            | "your"
            | "his"
            | "its"
            | "our"
            | "their"
            | "mine"
            | "who"
            | "whom"
            | "whose"
            | "which"
            | "what"
            | "when"
            | "where"
            | "why"
            | "how"
            | "and"
            | "or"
            | "but"
            | "nor"
            | "so"
            | "yet"
            | "if"
            | "then"
            | "than"
            | "because"
            | "although"
            | "though"
            | "while"
            | "whereas"
            | "unless"
            | "until"
            | "since"
            | "after"
            | "before"
            | "as"
            | "at"
            | "by"
            | "for"
            | "from"
            | "in"
            | "into"
            | "of"
            | "off"
            | "on"
            | "onto"
            | "out"
            | "over"
            | "to"
            | "toward"
            | "towards"
            | "under"
            | "up"
            | "upon"
            | "with"
            | "within"
            | "without"
            | "about"
            | "above"
            | "across"
            | "against"
            | "along"
            | "among"
            | "amongst"
            | "amid"
            | "around"
            | "behind"
            | "below"
            | "beneath"
            | "beside"
            | "besides"
            | "between"
            | "beyond"
            | "despite"
            | "down"
            | "during"
            | "except"
            | "inside"
            | "like"
            | "near"
            | "outside"
            | "per"
            | "through"
            | "throughout"
            | "till"
            | "via"
            | "is"
            | "are"
            | "was"
            | "were"
            | "be"
            | "been"
            | "being"
            | "am"
            | "do"
            | "does"
            | "did"
            | "done"
            | "has"
            | "have"
            | "had"
            | "having"
            | "can"
            | "could"
            | "shall"
            | "should"
            | "may"
            | "might"
            | "must"
            | "will"
            | "would"
            | "not"
            | "no"
            | "yes"
            | "there"
            | "here"
            | "now"
            | "also"
            | "just"
            | "only"
            | "even"
            | "still"
            | "again"
            | "once"
            | "ever"
            | "never"
            | "always"
            | "often"
            | "however"
            | "meanwhile"
            | "moreover"
            | "furthermore"
            | "therefore"
            | "thus"
            | "hence"
            | "instead"
            | "indeed"
            | "perhaps"
            | "maybe"
            | "both"
            | "either"
            | "neither"
            | "each"
            | "every"
            | "all"
            | "any"
            | "some"
            | "many"
            | "much"
            | "more"
            | "most"
            | "few"
            | "several"
            | "such"
            | "other"
            | "another"
            | "one"
            | "two"
            | "three"
            | "four"
            | "five"
            | "six"
            | "seven"
            | "eight"
            | "nine"
            | "ten"
            | "first"
            | "second"
            | "last"
            | "next"
            | "today"
            | "yesterday"
            | "tomorrow"
            | "tonight"
            | "let"
            | "please"
            | "thank"
            | "thanks"
            | "hello"
            | "well"
            | "oh"
            | "okay"
            | "ok"
            | "sure"
            | "everyone"
            | "everybody"
            | "someone"
            | "somebody"
            | "something"
            | "nothing"
            | "anything"
            | "everything"
            | "nobody"
            | "according"
            | "former"
            | "formerly"
            | "late"
            | "later"
            | "earlier"
            | "early"
            | "recently"
            | "finally"
            | "overall"
            | "additionally"
            | "i'm"
            | "i've"
            | "i'll"
            | "i'd"
            | "it's"
            | "that's"
            | "there's"
            | "he's"
            | "she's"
            | "we're"
            | "they're"
            | "you're"
            | "don't"
            | "doesn't"
            | "didn't"
            | "can't"
            | "won't"
            | "isn't"
            | "let's"
            | "aren't"
            | "we've"
            | "they've"
            | "what's"
            | "who's"
            | "wasn't"
            | "couldn't"
            | "wouldn't"
            | "shouldn't"
    )
}

/// Small words that may stand inside a person's name.
pub(super) fn is_person_particle(word: &str) -> bool {
    matches!(
        word,
        "de" | "del"
            | "della"
            | "dei"
            | "di"
            | "da"
            | "dela"
            | "delos"
            | "arap"
            | "do"
            | "dos"
            | "das"
            | "du"
            | "la"
            | "le"
            | "van"
            | "von"
            | "der"
            | "den"
            | "ter"
            | "ten"
            | "zu"
            | "af"
            | "bin"
            | "ibn"
            | "bint"
            | "binti"
            | "al"
            | "el"
            | "ul"
            | "ur"
            | "ud"
            | "y"
            | "e"
            | "ould"
            | "abu"
            | "umm"
    )
}
