//! What a caller may ask for, and how a wrong wish is answered.
//!
//! Options arrive as JSON-like objects from JavaScript and JSON Lines and as flags from the command; all go through
//! [`Options::set`], so that a wrong value is answered alike everywhere, with the option's name and the values it takes.

use serde::Deserialize;
use serde_json::Value as Json;

use crate::error::{Error, ErrorCode};
use crate::offsets::OffsetUnit;
use crate::result::EntityType;

/// What to do with the input. All have defaults: `Options::default()` reads an article and looks for everything.
#[derive(Clone, Debug, PartialEq)]
pub struct Options {
    /// Whether the input is plain text or HTML.
    pub input: Input,
    /// Whether menus, advertisements and the like are set aside; `false` keeps every line as body.
    pub clean: bool,
    /// The unit of every offset in the result.
    pub offsets: OffsetUnit,
    /// The day that "last week" counts from; found in the text when absent.
    pub published: Option<Date>,
    /// Where the article comes from: a help for its date and publisher, and, if it is a [`web_address`], kept with the article and named
    /// in every export. Never fetched.
    pub url: Option<String>,
    /// What to look for. Empty: the article alone.
    pub features: Vec<Feature>,
    /// The reader's own dictionary.
    pub lexicon: Lexicon,
    /// The reader's own word on what belongs to the article, over every rule.
    pub blocks: Vec<BlockChoice>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            input: Input::Auto,
            clean: true,
            offsets: OffsetUnit::Utf8,
            published: None,
            url: None,
            features: vec![Feature::Entities, Feature::Quotes, Feature::Sentiment],
            lexicon: Lexicon::default(),
            blocks: Vec::new(),
        }
    }
}

/// An address of the web as an article may have one, without the white space around it: `http` or `https`, a host, and nothing that could
/// end it where it is written between quotation marks or angle brackets. `None` for anything else.
///
/// ```
/// assert_eq!(newsglass_analysis::web_address(" https://example.org/a?b=1 "), Some("https://example.org/a?b=1"));
/// assert_eq!(newsglass_analysis::web_address("javascript:alert(1)"), None);
/// ```
pub fn web_address(text: &str) -> Option<&str> {
    let address = text.trim();
    let scheme = |scheme: &str| address.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme));
    let rest =
        ["https://", "http://"].into_iter().find(|name| scheme(name)).and_then(|name| address.get(name.len()..))?;
    let breaks = |c: char| c.is_whitespace() || c.is_control() || matches!(c, '<' | '>' | '"' | '\\' | '`');
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let named = host.chars().any(char::is_alphanumeric);
    (named && address.len() <= LONGEST_ADDRESS && !address.contains(breaks)).then_some(address)
}

/// No article has a longer address, in bytes.
const LONGEST_ADDRESS: usize = 2000;

/// What a reader says of one block of an earlier result for the same input: that it belongs to the article, or that it does not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BlockChoice {
    /// Where the block begins in the text of that result, in the unit of [`Options::offsets`].
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// Whether it belongs to the article.
    pub body: bool,
}

/// The form of the input.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Input {
    /// HTML if it starts like HTML, plain text otherwise.
    #[default]
    Auto,
    /// Plain text.
    Text,
    /// A page or a fragment of HTML.
    Html,
}

/// Something to look for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Feature {
    /// Who and what is in the article.
    Entities,
    /// Who says what.
    Quotes,
    /// In which tone.
    Sentiment,
}

/// A calendar day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Date {
    year: i32,
    month: u32,
    day: u32,
}

impl Date {
    /// A day that exists, in the years 1 to 9999.
    pub fn new(year: i32, month: u32, day: u32) -> Option<Self> {
        let valid =
            (1..=9999).contains(&year) && (1..=12).contains(&month) && day >= 1 && day <= days_in_month(year, month);
        valid.then_some(Self { year, month, day })
    }

    /// Reads "YYYY-MM-DD".
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.splitn(3, '-');
        let mut next = |width: usize| {
            parts
                .next()
                .filter(|part| part.len() == width && part.bytes().all(|byte| byte.is_ascii_digit()))?
                .parse::<u32>()
                .ok()
        };
        let (year, month, day) = (next(4)?, next(2)?, next(2)?);
        Self::new(i32::try_from(year).ok()?, month, day)
    }

    /// 1 to 9999.
    pub fn year(self) -> i32 {
        self.year
    }

    /// 1 to 12.
    pub fn month(self) -> u32 {
        self.month
    }

    /// 1 to 31.
    pub fn day(self) -> u32 {
        self.day
    }
}

impl std::fmt::Display for Date {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

/// How many days the month 1 to 12 of a year has in the Gregorian calendar.
pub fn days_in_month(year: i32, month: u32) -> u32 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// The reader's own dictionary: applied before anything else decides.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Lexicon {
    /// Names to find, with their types.
    pub entities: Vec<LexiconEntry>,
    /// Strings that are no entities.
    pub ignore: Vec<String>,
}

/// One name of the reader's dictionary.
#[derive(Clone, Debug, PartialEq)]
pub struct LexiconEntry {
    /// The full name.
    pub name: String,
    /// What it is.
    pub kind: EntityType,
    /// Other names for the same.
    pub aliases: Vec<String>,
}

/// The names of all options, for the hint when one is unknown.
const NAMES: &str = "input, clean, offsets, published, url, features, lexicon, blocks";

impl Options {
    /// Whether `feature` was asked for.
    pub fn wants(&self, feature: Feature) -> bool {
        self.features.contains(&feature)
    }

    /// Sets every option of a JSON object; `null` leaves the default.
    ///
    /// # Errors
    /// `invalid_option` for a value that is no object, an unknown name or a value that the option does not take.
    pub fn set_all(&mut self, options: &Json) -> Result<(), Error> {
        match options {
            Json::Null => Ok(()),
            Json::Object(fields) => fields.iter().try_for_each(|(name, value)| self.set(name, value)),
            other => Err(Error::invalid_option("options", &other.to_string(), "an object")),
        }
    }

    /// Sets one option by its contract name; `null` leaves the default.
    ///
    /// # Errors
    /// `invalid_option` for an unknown name or a value that the option does not take.
    pub fn set(&mut self, name: &str, value: &Json) -> Result<(), Error> {
        if !Self::is_known(name) {
            return Err(Error::new(
                ErrorCode::InvalidOption,
                format!("There is no option `{}`.", name.chars().take(80).collect::<String>()),
                format!("The options are {NAMES}."),
            ));
        }
        if value.is_null() {
            return Ok(());
        }
        let wrong = |allowed: &str| Error::invalid_option(name, &value.to_string(), allowed);
        match name {
            "input" => {
                self.input = match value.as_str() {
                    Some("auto") => Input::Auto,
                    Some("text") => Input::Text,
                    Some("html") => Input::Html,
                    _ => return Err(wrong("\"auto\", \"text\" or \"html\"")),
                }
            }
            "clean" => self.clean = value.as_bool().ok_or_else(|| wrong("true or false"))?,
            "offsets" => {
                self.offsets = match value.as_str() {
                    Some("utf16") => OffsetUnit::Utf16,
                    Some("utf8") => OffsetUnit::Utf8,
                    Some("char") => OffsetUnit::Char,
                    _ => return Err(wrong("\"utf16\", \"utf8\" or \"char\"")),
                }
            }
            "published" => {
                let date = value.as_str().and_then(Date::parse);
                self.published = Some(date.ok_or_else(|| wrong("a day that exists, as \"YYYY-MM-DD\""))?);
            }
            "url" => self.url = Some(value.as_str().ok_or_else(|| wrong("a string"))?.to_owned()),
            "features" => {
                let allowed = "a list of \"entities\", \"quotes\" and \"sentiment\"";
                let feature = |value: &Json| match value.as_str() {
                    Some("entities") => Ok(Feature::Entities),
                    Some("quotes") => Ok(Feature::Quotes),
                    Some("sentiment") => Ok(Feature::Sentiment),
                    _ => Err(wrong(allowed)),
                };
                self.features =
                    value.as_array().ok_or_else(|| wrong(allowed))?.iter().map(feature).collect::<Result<_, _>>()?;
            }
            "blocks" => {
                let choices = value.as_array().and_then(|choices| choices.iter().map(BlockChoice::parse).collect());
                self.blocks =
                    choices.ok_or_else(|| wrong("a list of {start, end, body}, where body is true or false"))?;
            }
            _ => self.lexicon = Lexicon::parse(value).ok_or_else(|| wrong(LEXICON_SHAPE))?,
        }
        Ok(())
    }

    /// Whether an option of this name exists.
    pub fn is_known(name: &str) -> bool {
        NAMES.split(", ").any(|known| known == name)
    }
}

impl BlockChoice {
    fn parse(value: &Json) -> Option<Self> {
        let offset = |name: &str| usize::try_from(value.get(name)?.as_u64()?).ok();
        let (start, end) = (offset("start")?, offset("end")?);
        (start < end).then_some(Self { start, end, body: value.get("body")?.as_bool()? })
    }
}

/// The shape of the reader's dictionary, in words.
const LEXICON_SHAPE: &str = "{entities: [{name, type, aliases}], ignore: [string]}, where type is one of the contract's entity types such as \"person\"";

impl Lexicon {
    fn parse(value: &Json) -> Option<Self> {
        let list = |value: Option<&Json>| match value {
            None | Some(Json::Null) => Some(Vec::new()),
            Some(value) => value.as_array().cloned(),
        };
        let strings = |value: Option<&Json>| -> Option<Vec<String>> {
            list(value)?.iter().map(|item| item.as_str().map(str::to_owned)).collect()
        };
        let fields = value.as_object()?;
        if fields.keys().any(|key| key != "entities" && key != "ignore") {
            return None;
        }
        let entry = |item: &Json| {
            let name = item.get("name")?.as_str()?.trim().to_owned();
            let kind = EntityType::deserialize(item.get("type")?).ok()?;
            (!name.is_empty()).then_some(LexiconEntry { name, kind, aliases: strings(item.get("aliases"))? })
        };
        let entities = list(fields.get("entities"))?.iter().map(entry).collect::<Option<_>>()?;
        Some(Self { entities, ignore: strings(fields.get("ignore"))? })
    }
}
