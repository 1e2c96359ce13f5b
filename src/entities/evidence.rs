//! What speaks for a name and its type, each with the name that `found_by` tells.

use crate::lexicon::NameList;
use crate::rules::Rule;

/// Declares what speaks for a name: one line each.
macro_rules! evidence {
    ($($(#[$doc:meta])* $variant:ident = $name:literal;)*) => {
        /// What found a name, or spoke most for its type.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(super) enum Evidence {
            /// A named rule.
            Rule(Rule),
            /// A list of names.
            List(NameList),
            $($(#[$doc])* $variant,)*
        }

        impl Evidence {
            /// Its name, as `found_by` tells it.
            pub(super) fn name(self) -> &'static str {
                match self {
                    Self::Rule(rule) => rule.name(),
                    Self::List(list) => list.name(),
                    $(Self::$variant => $name,)*
                }
            }
        }
    };
}

evidence! {
    /// Capitals alone: "NTSB".
    Acronym = "acronym";
    /// Its acronym in brackets after it.
    AcronymFollows = "acronym follows";
    /// An age after it.
    Age = "age";
    /// "&" inside.
    Ampersand = "ampersand";
    /// A role after a comma.
    Apposition = "apposition";
    /// "the" before it.
    Article = "article";
    /// It stands in a byline.
    Byline = "byline";
    /// Nothing but its capital.
    Capitalised = "capitalised";
    /// A word before or after it that goes with names of this type.
    Context = "context";
    /// It begins with the name of a country.
    CountryBefore = "country before";
    /// The name of a country inside.
    CountryInside = "country inside";
    /// An entry of the reader's dictionary.
    Dictionary = "dictionary";
    /// It employs somebody: a role after it.
    Employer = "employer";
    /// A given name.
    GivenName = "given name";
    /// A noun that says what it is.
    HeadNoun = "head noun";
    /// A given name made of two.
    HyphenatedGivenName = "hyphenated given name";
    /// An initial inside.
    Initial = "initial";
    /// The names model.
    Model = "model";
    /// The text has it as a name elsewhere.
    NamedInText = "named in the text";
    /// A nickname in quotation marks inside.
    Nickname = "nickname";
    /// A place, a comma and the place it lies in.
    PairOfPlaces = "pair of places";
    /// A particle of family names.
    Particle = "particle";
    /// A place after it.
    PlaceFollows = "place follows";
    /// The name of a place inside.
    PlaceInside = "place inside";
    /// A preposition of place before it.
    PlacePreposition = "place preposition";
    /// A word for a part of a place.
    Region = "region";
    /// A pronoun of persons after it.
    Relative = "relative";
    /// A role before it.
    Role = "role";
    /// A list of names that are known in small letters.
    SmallLetters = "list:small letters";
    /// It is the last word of a name elsewhere.
    Surname = "surname";
    /// A title before it.
    Title = "title";
    /// Somebody told it something.
    Told = "told";
    /// A verb of what people do after it.
    VerbOfActing = "verb of acting";
    /// A verb of speech beside it.
    VerbOfSpeech = "verb of speech";
    /// What its words mostly stand for.
    WordStatistics = "word statistics";
}

impl Evidence {
    /// Whether it is a list of names.
    pub(super) fn is_list(self) -> bool {
        matches!(self, Self::List(_) | Self::SmallLetters)
    }
}
