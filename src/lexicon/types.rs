//! What the lists say of a word.

use crate::analysis::EntityType;

include!(concat!(env!("OUT_DIR"), "/limbs.rs"));

/// A written form that the lists know, by number; [`Lexeme::NONE`] is every other one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Lexeme(pub(super) u16);

/// A set of classes of words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Classes(pub(super) [u64; LIMBS]);

/// What a word before a name says about its bearer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TitleClass {
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

/// A title word.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Title {
    /// How it is used.
    pub(crate) class: TitleClass,
    /// What it shows.
    pub(crate) gender: Option<Gender>,
}

/// A given name.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Given {
    /// Of most who bear it.
    pub(crate) gender: Option<Gender>,
    /// As often a word or a place: "Grace", "Florence".
    pub(crate) weak: bool,
}

/// Where in a name a head noun tells its type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// First word.
    Start,
    /// Last word.
    End,
    /// Anywhere.
    Any,
}

/// A noun that tells what a capitalised name is.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Head {
    /// The type of the name.
    pub(crate) kind: EntityType,
    /// Only a hint.
    pub(crate) weak: bool,
    /// Where it has to stand.
    pub(crate) place: Place,
}

/// A list of names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NameList {
    /// Countries.
    Country,
    /// Those of a country.
    Nationality,
    /// Capitals of countries.
    Capital,
    /// Other cities.
    City,
    /// States, provinces and parts of the world.
    Region,
    /// Peoples, faiths, movements.
    Group,
    /// Companies, agencies, parties.
    Organization,
    /// Events.
    Event,
    /// Products.
    Product,
}

impl NameList {
    /// Its name, as `found_by` tells it.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Country => "list:country",
            Self::Nationality => "list:nationality",
            Self::Capital => "list:capital",
            Self::City => "list:city",
            Self::Region => "list:region",
            Self::Group => "list:group",
            Self::Organization => "list:organization",
            Self::Event => "list:event",
            Self::Product => "list:product",
        }
    }
}

/// A name known beforehand.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Known {
    /// What it names.
    pub(crate) kind: EntityType,
    /// The name that all its other names share.
    pub(crate) canonical: &'static str,
    /// The list it is from.
    pub(crate) list: NameList,
    /// How sure the list alone makes.
    pub(crate) confidence: f64,
    /// The spelling of the list: its capitals have to be met.
    pub(crate) spelling: &'static str,
}

/// What a word's capital mostly stands for, by count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum WordUse {
    /// In names of people.
    Person,
    /// In names of organisations.
    Organization,
    /// In names of places.
    Place,
    /// No name at all.
    Plain,
}

/// The form of a verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// "say"
    Base,
    /// "says"
    Third,
    /// "said", as past or participle where both are one
    Past,
    /// "written", "shown", where it differs from the past
    Participle,
    /// "saying"
    Ing,
}

/// How a cue verb is built, as the headings of `models/lists/cue-verbs.txt` say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CueClass {
    /// A clause or direct speech.
    Say,
    /// A hearer, then a clause.
    Tell,
    /// Asks.
    Ask,
    /// Of a thing or person spoken of.
    Judge,
    /// What to do, or whom to move.
    Promise,
    /// Believes.
    Think,
    /// What papers and figures do.
    Show,
    /// How it sounded.
    Utter,
    /// Seldom attributes.
    Deed,
    /// "according to" and the colon.
    Frame,
}

/// A verb that can attribute words.
#[derive(Clone, Copy, Debug)]
pub(crate) struct CueVerb {
    /// Its dictionary form.
    pub(crate) lemma: &'static str,
    /// What the lists know of the dictionary form.
    pub(crate) base: Lexeme,
    /// How it is built.
    pub(crate) class: CueClass,
    /// The form met.
    pub(crate) form: Form,
}

/// A phrase with what the weights of its words, or of those it reaches, are multiplied by.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Phrase {
    /// Lower case, in order; "*" stands for any word.
    pub(crate) words: &'static [&'static str],
    /// The factor.
    pub(crate) factor: f64,
}

/// What a word does to the tone of others.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Weighing {
    /// Negators that begin with it, longest first.
    pub(crate) negators: &'static [Phrase],
    /// Topics that begin with it, longest first.
    pub(crate) topics: &'static [Phrase],
    /// Above 1 it makes stronger, below 1 weaker.
    pub(crate) degree: Option<f64>,
    /// Whether it speaks of conditions and possibilities.
    pub(crate) hedges: bool,
    /// Factor of what stands before it, factor of what follows.
    pub(crate) contrast: Option<(f64, f64)>,
}
