//! Joins what the tagger sees with what the rules know.
//!
//! The tagger judges better where a name begins, ends and what it is; the rules know offices before names, pairs joined by a hyphen,
//! lists, and finer types. So the tagger's names are evidence like a title or a list entry, only weightier, and what the tagger does
//! not take for a name needs better evidence than before. Weights were chosen on the dev parts named in `models/names.md`.

use crate::entities::evidence::Evidence;
use std::collections::{BTreeMap, BTreeSet};

use super::candidate::{Ballot, Segment};
use super::spelling::is_acronym_of;
use super::words::{Casing, Words};
use crate::analysis::EntityType;
use crate::lexicon::{self, Lexeme, NameList, class, phrase, word};
use crate::rules::names as rule;
use crate::tagger::{self, FINER, FinerKind, KINDS, NameKind, Tagged, Weights};
use crate::text::{Document, Span};

/// Names that the tagger doubts more are left to the rules.
const LEAST_CONFIDENCE: f64 = 0.45;
/// The same for the full name of somebody whose surname it is sure of.
const LEAST_CONFIDENCE_OF_BEARERS: f64 = 0.25;
/// What a name of the tagger adds to its type, times the confidence.
const WEIGHT: f64 = 2.5;
/// What remains of the rules' belief in a name that the tagger does not see, by what the rules saw.
const UNSEEN: f64 = 0.4;
const UNSEEN_BUT_KNOWN: f64 = 0.8;
const UNSEEN_BUT_OFTEN: f64 = 0.9;
/// Words in capitals are as often codes and shouting as names.
const UNSEEN_ACRONYM: f64 = 0.25;
/// A word that the rules take for a name this often, with at least this belief, is one to be shown.
const OFTEN: u32 = 3;
const SURELY_CAPITALIZED: f64 = 0.7;
/// So much confidence in all of its places makes a surname.
const SURELY_PERSON: f64 = 0.8;
/// Where the tagger is surer than this that a long form is no organisation, its acronym in brackets does not make it one.
const SURELY_NO_ORGANIZATION: f64 = 0.8;
/// What the rules must say for a person where the tagger sees a name of no common kind.
const PERSON_BY_RULES: f64 = 0.7;
/// What a head noun that stands for organisations alone says of the type.
const SURE_HEAD: f64 = 1.2;
/// Belief in a name that the text says someone goes by.
const NICKNAMED: f64 = 0.8;
/// Belief in the names of an organisation that the text introduces with its acronym, and what that adds to the type.
const INTRODUCED: f64 = 0.85;
const INTRODUCED_WEIGHT: f64 = 2.0;
/// What the finer model adds to a type, times its probability.
const FINER_WEIGHT: f64 = 1.0;
/// What a word of capitals and digits adds to a product.
const MODEL_NUMBER: f64 = 1.0;
/// From this probability on that it names nothing, a name of the tagger is none.
const LEAST_NOTHING: f64 = 0.5;
const LEAST_NOTHING_OF_INITIALS: f64 = 0.8;

/// The segments of the rules, changed, dropped and added to by the names of the tagger.
/// `plain` are acronyms of words in lower case, which name nothing.
pub(super) fn fuse(
    document: &Document<'_>,
    words: &Words<'_>,
    plain: &BTreeSet<String>,
    segments: Vec<Segment>,
    weights: &Weights<'_>,
) -> Vec<Segment> {
    // Headlines are read by other means: their capitals mislead the tagger as well.
    let ordinary: Vec<Span> = words
        .lines
        .iter()
        .filter(|line| line.casing == Casing::Normal)
        .filter_map(|line| {
            let last = line.words.end.checked_sub(1)?;
            Some(words.get(line.words.start)?.span.cover(words.get(last)?.span))
        })
        .collect();
    let in_ordinary = |span: Span| {
        let line = ordinary.partition_point(|line| line.end <= span.start);
        ordinary.get(line).is_some_and(|line| line.contains(span))
    };
    let mut tagged: Vec<Opinion> = tagger::tag(document, weights).into_iter().map(Opinion::from).collect();
    tagged.retain_mut(|name| tidy(document, name));
    lengthen(document, &mut tagged);
    // A name that the text spells out by the acronym after it ends and begins where the letters say.
    let spelled: Vec<Span> =
        segments.iter().filter(|segment| is_spelled(document, segment)).map(|segment| segment.span).collect();
    tagged.retain(|name| {
        let next = spelled.partition_point(|span| span.end <= name.span.start);
        let cut = spelled.get(next).is_some_and(|span| span.overlaps(name.span) && *span != name.span);
        in_ordinary(name.span) && !cut && !plain.contains(document.str(name.span))
    });

    let seen = Seen::count(document, &tagged, &segments);
    tagged.retain(|name| name.confidence >= seen.least_confidence(document, name));
    seen.settle(document, &mut tagged);
    for name in &mut tagged {
        (name.kind, name.why) = corrected_kind(document, &seen, name);
    }
    let tagged = apart(document, &seen, tagged);
    let organizations = organizations_by_acronym(document, &segments, &tagged);
    let spelled = spelled_initials(document, &segments, &tagged);
    let kept = |text: &str| organizations.contains(text) || spelled.contains(text);
    let mut fused = merged(document, &seen, kept, &tagged, segments);
    for segment in &mut fused {
        if document.rules.when(rule::ACRONYM_INTRODUCED, || organizations.contains(document.str(segment.span))) {
            segment.name = segment.name.max(INTRODUCED);
            segment.add(EntityType::Organization, INTRODUCED_WEIGHT, Evidence::AcronymFollows);
        }
    }
    fused
}

/// A name of the tagger, and what decided its kind.
#[derive(Clone, Copy, Debug)]
struct Opinion {
    span: Span,
    kind: NameKind,
    confidence: f64,
    why: Evidence,
    /// What it is, where it is of no common kind.
    finer: Option<tagger::Shares>,
}

impl From<Tagged> for Opinion {
    fn from(Tagged { span, kind, confidence, finer }: Tagged) -> Self {
        Self { span, kind, confidence, why: Evidence::Model, finer }
    }
}

/// Names of the tagger and segments of the rules, where they meet and where they stand alone. What is `kept` names something, whatever the
/// finer model says.
fn merged(
    document: &Document<'_>,
    seen: &Seen<'_>,
    kept: impl Fn(&str) -> bool,
    tagged: &[Opinion],
    segments: Vec<Segment>,
) -> Vec<Segment> {
    let mut fused: Vec<Segment> = Vec::with_capacity(segments.len().max(tagged.len()));
    let mut rules = segments.into_iter().peekable();
    for name in tagged {
        while let Some(segment) = rules.next_if(|segment| segment.span.end <= name.span.start) {
            fused.push(unseen(document, seen, segment));
        }
        let mut overlapping = Vec::new();
        while let Some(segment) = rules.next_if(|segment| segment.span.start < name.span.end) {
            overlapping.push(segment);
        }
        let text = document.str(name.span);
        if names_nothing(text, name) && !kept(text) {
            let known = overlapping.into_iter().filter(is_sure_by_rule);
            fused.extend(known.map(|segment| unseen(document, seen, segment)));
        } else {
            join(document, seen, name, overlapping, &mut fused);
        }
    }
    fused.extend(rules.map(|segment| unseen(document, seen, segment)));
    fused
}

/// The tagger's kind of a name, where no list contradicts it, and what decided it.
fn corrected_kind(document: &Document<'_>, seen: &Seen<'_>, name: &Opinion) -> (NameKind, Evidence) {
    let text = document.str(name.span);
    let rules = document.rules;
    let (kind, why) = kind_by_list(document, seen, text, name);
    // "Airlines": no surname. "NiMo": people are not written so, unless they write themselves.
    let team = || text.ends_with('s') && is_organization_head(lexicon::lexeme(text));
    let odd = || humped(text) && !text.contains([' ', '-', '\'', '’', '@', '_']) && !is_handle(document, name.span);
    let person = kind == NameKind::Person;
    if !person && seen.nicknames.contains(text) {
        (NameKind::Person, Evidence::Nickname)
    } else if person && team() {
        (NameKind::Organization, Evidence::HeadNoun)
    } else if rules.when(rule::INNER_CAPITAL, || person && odd()) {
        (NameKind::Organization, Evidence::Rule(rule::INNER_CAPITAL))
    } else {
        (kind, why)
    }
}

/// The same by the lists of names and head nouns.
fn kind_by_list(document: &Document<'_>, seen: &Seen<'_>, text: &str, name: &Opinion) -> (NameKind, Evidence) {
    let (rules, own) = (document.rules, name.kind);
    let known = lexicon::known_name(&text.to_lowercase());
    let given = lexicon::lexeme(text).is(class::GIVEN_NAME);
    let on_list = |list: &[NameList]| known.is_some_and(|known| known.spelling == text && list.contains(&known.list));
    // "al-Qaeda" is nobody's name, and a workers' union is an organisation whatever else it is.
    let listed = || {
        matches!(own, NameKind::Person | NameKind::Other)
            && known.is_some_and(|known| known.list == NameList::Organization)
            && text.contains(char::is_uppercase)
            && !given
    };
    let union = || {
        own == NameKind::Other
            && text.rsplit_once(' ').is_some_and(|(_, last)| is_organization_head(lexicon::lexeme(last)))
    };
    let (kind, why) = if rules.when(rule::LISTED_ORGANIZATION, listed) {
        (NameKind::Organization, Evidence::Rule(rule::LISTED_ORGANIZATION))
    } else if union() {
        (NameKind::Organization, Evidence::HeadNoun)
    } else {
        (own, name.why)
    };
    let place = || {
        kind == NameKind::Person
            && on_list(&[NameList::Capital, NameList::Country])
            && !given
            && !seen.surnames.contains(text)
    };
    let members = || kind == NameKind::Organization && on_list(&[NameList::Group]) && text.ends_with('s');
    if rules.when(rule::LISTED_PLACE, place) {
        (NameKind::Place, Evidence::Rule(rule::LISTED_PLACE))
    } else if rules.when(rule::LISTED_GROUP, members) {
        (NameKind::Other, Evidence::Rule(rule::LISTED_GROUP))
    } else {
        (kind, why)
    }
}

/// Whether a word is a head noun that stands for organisations alone.
fn is_organization_head(word: Lexeme) -> bool {
    word.head().is_some_and(|head| head.kind == EntityType::Organization && !head.weak)
}

/// What the tagger takes each written form for, all its places in the document together: sums of confidence by kind.
struct Seen<'t> {
    kinds: BTreeMap<&'t str, [f64; KINDS.len()]>,
    /// How often the rules take a form of one word for a name.
    times: BTreeMap<&'t str, u32>,
    /// Last words of names of several words: "Okafor" of "Chidi Okafor".
    surnames: BTreeSet<&'t str>,
    /// Names that the text says someone goes by.
    nicknames: BTreeSet<&'t str>,
}

impl<'t> Seen<'t> {
    fn count(document: &Document<'t>, tagged: &[Opinion], segments: &[Segment]) -> Self {
        let mut kinds: BTreeMap<&str, [f64; KINDS.len()]> = BTreeMap::new();
        for name in tagged {
            let sums = kinds.entry(document.str(name.span)).or_default();
            if let Some(sum) = sums.get_mut(name.kind as usize) {
                *sum += name.confidence;
            }
        }
        let mut times: BTreeMap<&str, u32> = BTreeMap::new();
        for segment in segments.iter().filter(|segment| segment.single && segment.name >= SURELY_CAPITALIZED) {
            *times.entry(document.str(segment.span)).or_default() += 1;
        }
        let several = segments.iter().filter(|segment| !segment.single).map(|segment| segment.span);
        let surnames = several
            .chain(tagged.iter().filter(|name| name.kind == NameKind::Person).map(|name| name.span))
            .filter_map(|span| Some(document.str(span).rsplit_once(' ')?.1))
            .collect();
        let nicknames = segments
            .iter()
            .map(|segment| segment.span)
            .filter(|&name| document.rules.when(rule::GOES_BY_NAME, || nicknamed(document, name)));
        let nicknames = nicknames.map(|name| document.str(name)).collect();
        Self { kinds, times, surnames, nicknames }
    }

    /// How sure the tagger has to be of a name. "Themba Mbeki" may be a little less so where it is sure of "Mbeki" elsewhere.
    fn least_confidence(&self, document: &Document<'_>, name: &Opinion) -> f64 {
        let last = document.str(name.span).rsplit_once(' ').map(|(_, last)| last);
        let borne = last.and_then(|last| self.kinds.get(last)).and_then(|sums| sums.get(NameKind::Person as usize));
        let known = name.kind == NameKind::Person && borne.is_some_and(|&sum| sum >= SURELY_PERSON);
        if known { LEAST_CONFIDENCE_OF_BEARERS } else { LEAST_CONFIDENCE }
    }

    /// "Tendai Moyo runs the clinic. The nurses trust Moyo."
    fn bears_known_surname(&self, segment: &Segment, text: &str) -> bool {
        let Some((_, last)) = text.rsplit_once(' ').filter(|_| !segment.single) else { return false };
        let person = self.kinds.get(last).and_then(|sums| sums.get(NameKind::Person as usize));
        segment.score(EntityType::Person) > 0.3
            && (self.times.contains_key(last) || person.is_some_and(|&sum| sum >= SURELY_PERSON))
    }

    /// Gives all places of an acronym the kind that it has most: an acronym stands for one thing in one article.
    fn settle(&self, document: &Document<'_>, tagged: &mut [Opinion]) {
        for name in tagged {
            let text = document.str(name.span);
            if text.contains(char::is_lowercase) || text.contains(' ') {
                continue;
            }
            let Some(sums) = self.kinds.get(text) else { continue };
            let own = name.kind;
            let most =
                |most: (NameKind, f64), (&kind, &sum): (&NameKind, &f64)| if sum > most.1 { (kind, sum) } else { most };
            name.kind = KINDS.iter().zip(sums).fold((own, 0.0), most).0;
            if name.kind != own {
                name.why = Evidence::NamedInText;
            }
        }
    }
}

/// Long forms with an acronym of theirs in brackets after them, and those acronyms: writers introduce organisations so, and hardly ever
/// places that are no countries. Where the tagger is sure that the long form is something else, it stands.
fn organizations_by_acronym<'t>(
    document: &Document<'t>,
    segments: &[Segment],
    tagged: &[Opinion],
) -> BTreeSet<&'t str> {
    let mut organizations = BTreeSet::new();
    let spans = segments
        .iter()
        .filter(|segment| !segment.single && segment.ballot.strongest.0 != Evidence::List(NameList::Country));
    for span in spans.map(|segment| segment.span).chain(tagged.iter().map(|name| name.span)) {
        let short = acronym_after(document, span);
        let long = document.str(span);
        let spelled = is_acronym_of(short, long) || begins_acronym(short, long);
        let same = tagged.get(tagged.partition_point(|name| name.span.start < span.start));
        let otherwise = same.is_some_and(|name| {
            name.span == span && name.kind != NameKind::Organization && name.confidence >= SURELY_NO_ORGANIZATION
        });
        if spelled && !otherwise {
            organizations.extend([short, long]);
        }
    }
    organizations
}

/// The initials of all names of several words.
fn spelled_initials(document: &Document<'_>, segments: &[Segment], tagged: &[Opinion]) -> BTreeSet<String> {
    let spans = segments.iter().map(|segment| segment.span).chain(tagged.iter().map(|name| name.span));
    let initials = spans.filter_map(|span| {
        let words = document.str(span).split([' ', '-', '–']);
        let initials: String = words.filter_map(|word| word.chars().next()).filter(|c| c.is_uppercase()).collect();
        (initials.chars().count() > 1).then_some(initials)
    });
    initials.collect()
}

/// Takes off what no name holds: "P.S. Tom", "Ann Miles amiles@example.com". False when nothing is left, or an abbreviation that names
/// nothing ("RSVP").
fn tidy(document: &Document<'_>, name: &mut Opinion) -> bool {
    let mut span = name.span;
    span.start += leading(document.str(span), name.kind);
    if let Some((before, after)) = document.str(span).split_once('@')
        && after.contains('.')
    {
        let end = before.rfind(' ').map_or(span.start, |space| span.start + space);
        span = Span::new(span.start, end);
    }
    name.span = span.trim(document.text);
    let text = document.str(name.span);
    let doubtful = name.kind == NameKind::Other || !text.contains(char::is_lowercase);
    // "(CVTX.O)": the sign of a share.
    let before = document.text.get(..name.span.start).unwrap_or_default();
    if before.ends_with('(') && text.contains('.') && crate::text::is_ticker(text) {
        return false;
    }
    let unnamed = doubtful && lexicon::lexeme(&text.to_lowercase()).is(class::NOT_A_NAME);
    !unnamed && !text.is_empty()
}

/// How many bytes at the start of a name are none of it: "P.S." of "P.S. Tom", "Ahead of" of "Ahead of State Department talks".
fn leading(text: &str, kind: NameKind) -> usize {
    let Some((lead, rest)) = text.split_once(' ') else { return 0 };
    let (rest_of, led) = after_word(rest, word::OF).map_or((rest, false), |rest| (rest, true));
    let lexeme = lexicon::lexeme(lead);
    if led && lexeme.is(class::PARTITIVE) {
        return text.len() - after_word(rest_of, word::THE).unwrap_or(rest_of).len();
    }
    let address = lexeme.is(class::FORM_OF_ADDRESS);
    let off = kind == NameKind::Person && address
        || lexeme.is(class::LETTER_ABBREVIATION)
        || kind == NameKind::Place && lexeme.is(class::SMALL_COMPASS);
    if off { text.len() - rest.len() } else { 0 }
}

/// What stands after a text's first word, when it is `word` and a blank follows.
fn after_word(text: &str, word: Lexeme) -> Option<&str> {
    text.split_once(' ').filter(|(first, _)| lexicon::lexeme(first) == word).map(|(_, rest)| rest)
}

/// "Zapatista Army" of National Liberation, "Chamber of Commerce" and Industry: the tagger cuts long names at their little words. Of 470
/// organisations in the training texts that end in a head noun before "of" and a capital or hold one, 453 go on; of 95 pairs of common
/// nouns after "of", 91.
fn lengthen(document: &Document<'_>, tagged: &mut Vec<Opinion>) {
    for name in tagged.iter_mut().filter(|name| name.kind == NameKind::Organization) {
        let owner = || Some(owner_after(document, name.span)).filter(|&bytes| bytes > 0);
        name.span.end += document.rules.find(rule::OWNER_AFTER_HEAD_NOUN, owner).unwrap_or(0);
        name.span.end += second_topic_after(document, name.span);
    }
    let mut kept: Vec<Opinion> = Vec::with_capacity(tagged.len());
    for name in tagged.drain(..) {
        // A start that moved reaches over what stood there; an end that moved covers what follows.
        while kept.pop_if(|before| name.span.contains(before.span)).is_some() {}
        if kept.last().is_none_or(|before| before.span.end <= name.span.start) {
            kept.push(name);
        }
    }
    *tagged = kept;
}

/// The bytes of " of National Liberation" after an organisation's head noun.
fn owner_after(document: &Document<'_>, span: Span) -> usize {
    let text = document.str(span);
    let last = lexicon::lexeme(text.rsplit(' ').next().unwrap_or(text));
    if !is_organization_head(last) || last.is(class::HEAD_WITHOUT_OF) {
        return 0;
    }
    let after = document.text.get(span.end..).unwrap_or_default();
    let Some(rest) = after.strip_prefix(' ').and_then(|rest| after_word(rest, word::OF)) else { return 0 };
    let rest = after_word(rest, word::THE).unwrap_or(rest);
    let run = capitalised_run(rest, |word| !lexicon::lexeme(word).is(class::LISTED_TITLE));
    // Official names spell out whose they are: "a university of the US" is no name.
    let short = rest.get(..run).is_some_and(|words| !words.contains(char::is_lowercase));
    if run > 0 && !short { after.len() - rest.len() + run } else { 0 }
}

/// The bytes of " and Industry" after "Chamber of Commerce".
fn second_topic_after(document: &Document<'_>, span: Span) -> usize {
    let text = document.str(span);
    // The first "of", else the first "for".
    let topic = topic_of(text, word::OF).or_else(|| topic_of(text, word::FOR));
    if !topic.is_some_and(|topic| topic.split(' ').all(is_topic)) {
        return 0;
    }
    let after = document.text.get(span.end..).unwrap_or_default();
    let Some(rest) = after.strip_prefix(' ').and_then(|rest| after_word(rest, word::AND)) else { return 0 };
    let run = capitalised_run(rest, is_topic);
    if run > 0 { after.len() - rest.len() + run } else { 0 }
}

/// What stands after the first `preposition` inside a name.
fn topic_of(text: &str, preposition: Lexeme) -> Option<&str> {
    let mut rest = text.split_once(' ')?.1;
    loop {
        let (word, after) = rest.split_once(' ')?;
        if lexicon::lexeme(word) == preposition {
            return Some(after);
        }
        rest = after;
    }
}

/// A common noun with a capital: "Commerce".
fn is_topic(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
        && lexicon::lexeme(word.to_lowercase().as_str()).is(class::COMMON)
        && !lexicon::lexeme(word).is(class::HEAD_NOUN)
        && !lexicon::lexeme(word).is(class::LISTED_TITLE)
}

/// How many bytes at the start of `text` are words with a capital that `fits` takes, divided by single spaces. A word that it does not
/// take among them ends nothing well: then none.
fn capitalised_run(text: &str, fits: impl Fn(&str) -> bool) -> usize {
    let (mut start, mut end) = (0, 0);
    for word in text.split_inclusive(' ') {
        let bare = word.trim_end_matches(' ');
        let letters = bare.find(|c: char| !c.is_alphabetic() && c != '-').unwrap_or(bare.len());
        let (name, rest) = bare.split_at_checked(letters).unwrap_or((bare, ""));
        if name.is_empty() || !name.starts_with(char::is_uppercase) {
            break;
        }
        if !fits(name) || rest.starts_with(['\'', '’']) {
            return 0;
        }
        end = start + name.len();
        start += word.len();
        if !rest.is_empty() || word.len() == bare.len() {
            break;
        }
    }
    end
}

/// "@AnnMiles": people write their own names so.
fn is_handle(document: &Document<'_>, span: Span) -> bool {
    document.text.get(..span.start).is_some_and(|before| before.trim_end_matches(' ').ends_with(['@', '#']))
}

/// Whether a word has a capital inside after small letters, as companies and products write themselves: "NiMo", "PlayStation". Those of
/// people stand after a particle: "McDonald", "DeLuca".
fn humped(text: &str) -> bool {
    let hump = text.char_indices().zip(text.chars().skip(1)).find(|((_, a), b)| a.is_lowercase() && b.is_uppercase());
    hump.is_some_and(|((at, a), _)| {
        text.get(..at + a.len_utf8()).is_some_and(|head| !lexicon::lexeme(head).is(class::HUMPED_PARTICLE))
    })
}

/// "Miramar California" is two places, where the first is one that the lists or the text know.
fn apart(document: &Document<'_>, seen: &Seen<'_>, tagged: Vec<Opinion>) -> Vec<Opinion> {
    let known = |text: &str| lexicon::known_name(&text.to_lowercase());
    let is_place = |text: &str| {
        known(text).is_some_and(|known| known.kind == EntityType::Place)
            || seen.kinds.get(text).is_some_and(|sums| sums.get(NameKind::Place as usize).is_some_and(|&sum| sum > 0.0))
    };
    let divide = |name: &Opinion| {
        let text = document.str(name.span);
        if name.kind != NameKind::Place || known(text).is_some() {
            return None;
        }
        text.match_indices(' ').map(|(at, _)| at).find(|&at| {
            let (first, second) = (text.get(..at).unwrap_or(""), text.get(at + 1..).unwrap_or(""));
            let state = known(second).is_some_and(|known| matches!(known.list, NameList::Region | NameList::Country));
            // "Washington D.C." is one.
            state && second.contains(char::is_lowercase) && is_place(first)
        })
    };
    let mut parts = Vec::with_capacity(tagged.len());
    for name in tagged {
        match divide(&name) {
            Some(at) => {
                let middle = name.span.start + at;
                parts.push(Opinion { span: Span::new(name.span.start, middle), ..name });
                parts.push(Opinion { span: Span::new(middle + 1, name.span.end), ..name });
            }
            None => parts.push(name),
        }
    }
    parts
}

/// Whether the initials of `long` are the first letters of `short`, two at least: the acronym of "Tehreek-e-Taliban (TTP)" counts a
/// word that the writer leaves out.
fn begins_acronym(short: &str, long: &str) -> bool {
    let initials: String =
        long.split([' ', '-']).filter_map(|part| part.chars().next().filter(|first| first.is_uppercase())).collect();
    initials.chars().count() >= 2
        && short.len() <= initials.len() + 1
        && !short.contains(char::is_lowercase)
        && short.starts_with(&initials)
}

/// Whether the acronym in brackets after it spells the segment.
fn is_spelled(document: &Document<'_>, segment: &Segment) -> bool {
    segment.ballot.strongest.0 == Evidence::AcronymFollows
        && is_acronym_of(acronym_after(document, segment.span), document.str(segment.span))
}

/// What stands in brackets after a span, or nothing.
fn acronym_after<'t>(document: &Document<'t>, span: Span) -> &'t str {
    let after = document.text.get(span.end..).unwrap_or("").trim_start();
    after.strip_prefix('(').and_then(|after| after.split_once(')')).map_or("", |(short, _)| short)
}

/// Only the rules believe in it.
fn unseen(document: &Document<'_>, seen: &Seen<'_>, mut segment: Segment) -> Segment {
    let text = document.str(segment.span);
    if seen.nicknames.contains(text) {
        segment.name = segment.name.max(NICKNAMED);
        segment.add(EntityType::Person, WEIGHT, Evidence::Nickname);
        return segment;
    }
    // "Total", "Nice": a list's name that is a common word too.
    let common = segment.single && lexicon::lexeme(&text.to_lowercase()).is(class::COMMON);
    let again = !common && seen.times.get(text).is_some_and(|&times| times >= OFTEN);
    segment.name *= match segment.ballot.strongest.0 {
        _ if again => UNSEEN_BUT_OFTEN,
        _ if is_known_otherwise(seen, &segment, text, common) => UNSEEN_BUT_KNOWN,
        Evidence::Acronym => UNSEEN_ACRONYM,
        _ => UNSEEN,
    };
    segment
}

/// Whether a list, a form of address or an acronym in brackets makes a name of it.
fn is_sure_by_rule(segment: &Segment) -> bool {
    let strongest = segment.ballot.strongest.0;
    matches!(strongest, Evidence::Title | Evidence::AcronymFollows) || strongest.is_list()
}

/// Whether a list, a sure context or another place of the document speaks for a name that the tagger does not see.
fn is_known_otherwise(seen: &Seen<'_>, segment: &Segment, text: &str, common: bool) -> bool {
    let by_rule = match segment.ballot.strongest.0 {
        Evidence::Title | Evidence::AcronymFollows | Evidence::VerbOfActing => true,
        Evidence::Role => !segment.single,
        Evidence::Employer => !common,
        evidence => evidence.is_list() && !common,
    };
    by_rule || seen.kinds.contains_key(text) || seen.surnames.contains(text) || seen.bears_known_surname(segment, text)
}

/// "someone going by the name X" is a person, however odd the name.
fn nicknamed(document: &Document<'_>, name: Span) -> bool {
    let marks = |c: char| c.is_whitespace() || matches!(c, '"' | '“' | '‘' | '\'' | '«');
    let before = document.text.get(..name.start).unwrap_or_default().trim_end_matches(marks);
    let article = phrase::NICKNAME_ARTICLE.iter().find_map(|article| before.strip_suffix(article));
    let bare = article.unwrap_or(before).trim_end_matches(marks);
    let of = bare.rsplit_once(' ').filter(|(_, last)| lexicon::lexeme(last) == word::OF);
    let bare = of.map_or(bare, |(rest, _)| rest);
    phrase::NICKNAMING.iter().any(|introduction| bare.ends_with(introduction))
}

/// Decides about one name of the tagger and the segments of the rules it overlaps.
fn join(
    document: &Document<'_>,
    seen: &Seen<'_>,
    name: &Opinion,
    mut overlapping: Vec<Segment>,
    fused: &mut Vec<Segment>,
) {
    if is_country_and_bearer(name, &overlapping) {
        if let Some(right) = overlapping.last_mut().filter(|_| name.kind != NameKind::Place) {
            see(document, right, name, 1.0);
        }
        fused.extend(overlapping);
    } else if is_hyphenated_pair(document, name, &overlapping) || are_two_names(document, name, &overlapping) {
        fused.extend(overlapping.into_iter().map(|mut segment| {
            see(document, &mut segment, name, 0.5);
            segment
        }));
    } else if overlapping.iter().any(|segment| is_same_but_for_title(segment, name) || is_whole_of(segment, name)) {
        for mut segment in overlapping {
            if is_same_but_for_title(&segment, name) {
                see(document, &mut segment, name, 1.0);
                fused.push(segment);
            } else if is_whole_of(&segment, name) {
                // What a part is says nothing of the whole: "Pakistan" in "Tehreek-e-Taliban Pakistan".
                segment.name = segment.name.max(name.confidence);
                fused.push(segment);
            } else if !segment.span.overlaps(name.span) {
                fused.push(unseen(document, seen, segment));
            }
        }
    } else {
        take_over(document, name, overlapping, fused);
    }
}

/// "Pakistan-Afghanistan border": the tagger knows the pair as one word, the rules as two places.
fn is_hyphenated_pair(document: &Document<'_>, name: &Opinion, overlapping: &[Segment]) -> bool {
    overlapping.len() > 1
        && !document.str(name.span).contains(char::is_whitespace)
        && overlapping.iter().all(|segment| name.span.contains(segment.span))
}

/// An office before a name is no part of it, which the rules see by their list.
fn is_same_but_for_title(segment: &Segment, name: &Opinion) -> bool {
    segment.span == name.span
        || segment.title.is_some() && segment.span.end == name.span.end && segment.span.start > name.span.start
}

/// Whether the rules see a longer name for better reasons.
fn is_whole_of(segment: &Segment, name: &Opinion) -> bool {
    segment.span.contains(name.span)
        && (segment.ballot.strongest.0 == Evidence::AcronymFollows
            || !segment.single && segment.ballot.strongest.0.is_list()
            || !segment.single && segment.ballot.strongest.0 == Evidence::HeadNoun && name.kind == NameKind::Other)
}

/// "the Massachusetts Institute of Technology and Colorado State University" is one name to the tagger, two to the rules.
fn are_two_names(document: &Document<'_>, name: &Opinion, overlapping: &[Segment]) -> bool {
    let [left, right] = overlapping else { return false };
    let between = document.text.get(left.span.end..right.span.start).unwrap_or_default();
    let between = between.strip_prefix(' ').and_then(|between| between.strip_suffix(' '));
    let sure = |segment: &Segment| {
        !segment.single
            && matches!(segment.ballot.strongest.0, Evidence::HeadNoun | Evidence::List(NameList::Organization))
    };
    sure(left)
        && sure(right)
        && (left.span.start, right.span.end) == (name.span.start, name.span.end)
        && between.is_some_and(|between| lexicon::lexeme(between) == word::AND)
}

/// "the ambassador to the United States Hamdullah Mohib"
fn is_country_and_bearer(name: &Opinion, overlapping: &[Segment]) -> bool {
    matches!(overlapping, [left, right]
        if left.ballot.strongest.0 == Evidence::List(NameList::Country) && (left.span.start, right.span.end) == (name.span.start, name.span.end))
}

/// The name of the tagger in place of the segments it overlaps.
fn take_over(document: &Document<'_>, name: &Opinion, overlapping: Vec<Segment>, fused: &mut Vec<Segment>) {
    // The tagger's borders; of the rules' evidence what the nearest segment says of the type, with doubt.
    let nearest = overlapping.iter().max_by_key(|segment| {
        let shared = segment.span.end.min(name.span.end).saturating_sub(segment.span.start.max(name.span.start));
        (shared, std::cmp::Reverse(segment.span.start))
    });
    let mut segment = Segment {
        span: name.span,
        ballot: nearest.map_or(Ballot::new(Evidence::Model), |segment| segment.ballot.halved(Evidence::Model)),
        name: name.confidence,
        title: nearest.and_then(|segment| segment.title.filter(|title| title.end <= name.span.start)),
        gender: nearest.and_then(|segment| segment.gender),
        single: !document.str(name.span).contains(char::is_whitespace),
    };
    see(document, &mut segment, name, 1.0);
    let after = overlapping.into_iter().filter(|segment| !segment.span.overlaps(name.span));
    fused.push(segment);
    fused.extend(after);
}

/// Adds the tagger's word.
fn see(document: &Document<'_>, segment: &mut Segment, name: &Opinion, share: f64) {
    let weight = share * WEIGHT * name.confidence;
    segment.name = segment.name.max(name.confidence);
    if is_contradicted(document, segment, name.kind) {
        return;
    }
    let kind = match name.kind {
        NameKind::Person => Some(EntityType::Person),
        NameKind::Organization => Some(EntityType::Organization),
        // Buildings are places to the tagger.
        NameKind::Place if segment.score(EntityType::Facility) > segment.score(EntityType::Place) => {
            Some(EntityType::Facility)
        }
        NameKind::Place => Some(EntityType::Place),
        NameKind::Other => kind_of_rest(document, segment, name),
    };
    if let Some(kind) = kind {
        segment.ballot.add(kind, weight, Evidence::Model, name.why);
    }
}

/// Whether the rules know better than the tagger.
fn is_contradicted(document: &Document<'_>, segment: &Segment, kind: NameKind) -> bool {
    // "Mr Washington", "the Pakistani border": a form of address and a list of nationalities know better.
    match segment.ballot.strongest.0 {
        Evidence::Title => kind != NameKind::Person,
        Evidence::List(NameList::Nationality) => kind == NameKind::Place,
        Evidence::List(NameList::Region) => kind == NameKind::Other,
        // "al-Qaeda" is nobody's name; "Ford" may be.
        Evidence::List(NameList::Organization) => {
            let given = lexicon::lexeme(document.str(segment.span)).is(class::GIVEN_NAME);
            kind == NameKind::Other || kind == NameKind::Person && !given
        }
        // "Coastal Workers Union": a union is an organisation whatever else it is.
        Evidence::HeadNoun => kind == NameKind::Other && segment.score(EntityType::Organization) >= SURE_HEAD,
        _ => false,
    }
}

/// Whether the finer model takes a name for something that has none of its own: a substance, a field, a species. Initials say little.
fn names_nothing(text: &str, name: &Opinion) -> bool {
    let least = if text.contains(char::is_lowercase) { LEAST_NOTHING } else { LEAST_NOTHING_OF_INITIALS };
    name.kind == NameKind::Other && name.finer.is_some_and(|shares| share_of(&shares, None) > least)
}

/// The probability of a type, or of naming nothing.
fn share_of(shares: &tagger::Shares, kind: Option<EntityType>) -> f64 {
    let slot = FINER.iter().position(|&finer| kind_of(finer) == kind);
    slot.and_then(|slot| shares.get(slot)).copied().unwrap_or(0.0)
}

/// "Canon 5D Mark II", "Sony A7 IV": a word of capitals and digits in a name of several words; no ordinal ("14th Amendment").
fn has_model_number(text: &str) -> bool {
    let mixed = |word: &str| word.contains(|c: char| c.is_ascii_digit()) && word.contains(char::is_uppercase);
    text.contains(' ') && text.split(' ').any(mixed)
}

/// The type of a finer kind.
fn kind_of(kind: FinerKind) -> Option<EntityType> {
    match kind {
        FinerKind::Group => Some(EntityType::Group),
        FinerKind::Event => Some(EntityType::Event),
        FinerKind::Product => Some(EntityType::Product),
        FinerKind::Work => Some(EntityType::Work),
        FinerKind::Law => Some(EntityType::Law),
        FinerKind::Nothing => None,
    }
}

/// Which of the types that the tagger does not tell apart a name has, by the rules and the finer model. With nothing to go on it is a
/// people, but for what is written as products are: "PlayStation 5".
fn kind_of_rest(document: &Document<'_>, segment: &Segment, name: &Opinion) -> Option<EntityType> {
    let rest = [EntityType::Group, EntityType::Event, EntityType::Product, EntityType::Work, EntityType::Law];
    // "Scientologist Tom Cruise": a given name and nothing else is a person.
    if segment.score(EntityType::Person) >= PERSON_BY_RULES && rest.iter().all(|&kind| segment.score(kind) < 0.3) {
        return None;
    }
    let text = document.str(segment.span);
    // No people is called by capitals alone.
    let capitals = !text.contains(char::is_lowercase);
    let product = capitals || humped(text) || text.contains(|c: char| c.is_ascii_digit());
    let first = if product { EntityType::Product } else { EntityType::Group };
    let called_so = |kind| kind != EntityType::Group || !capitals;
    let model = |kind| name.finer.filter(|_| called_so(kind)).map_or(0.0, |shares| share_of(&shares, Some(kind)));
    let numbered = |kind| if kind == EntityType::Product && has_model_number(text) { MODEL_NUMBER } else { 0.0 };
    let score = |kind| segment.score(kind) + FINER_WEIGHT * model(kind) + numbered(kind);
    let most = |most, kind| if score(kind) > score(most) { kind } else { most };
    Some(rest.into_iter().fold(first, most))
}
