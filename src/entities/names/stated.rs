//! What stands right beside a name and decides: an age, the letters of a degree, an administration, the other party of a court case, the
//! second half of a name around a nickname, the state after a party's letter.

use std::collections::BTreeSet;

use super::finder::Finder;
use crate::analysis::EntityType;
use crate::entities::candidate::Candidate;
use crate::entities::evidence::Evidence;
use crate::lexicon::{self, class, phrase, word};
use crate::rules::names as rule;
use crate::text::{Shape, Span};

/// Belief in a name that a pattern of this module makes.
const STATED: f64 = 0.85;
/// Words of a nickname, at most.
const NICKNAME: usize = 3;
/// Years that people live.
const AGES: std::ops::RangeInclusive<u32> = 1..=110;

/// Mends `names`, which are in text order.
pub(super) fn amend(finder: &Finder<'_, '_>, names: &mut Vec<Candidate>) {
    names.retain(|name| name.entry.is_some() || !is_no_name_alone(finder.document.text, name.span));
    finder.drop_degrees(names);
    finder.join_nicknamed(names);
    finder.take_ages(names);
    finder.take_administrations(names);
    finder.take_acting_people(names);
    finder.take_clubs(names);
    finder.join_cases(names);
    finder.drop_party_tags(names);
    finder.add_states(names);
}

impl Finder<'_, '_> {
    /// "Carla Stone, M.S., R.D.,": letters after somebody's name are a degree.
    fn drop_degrees(&self, names: &mut Vec<Candidate>) {
        let text = self.document.text;
        let mut degrees = BTreeSet::new();
        let mut bearer = None;
        for (index, name) in names.iter().enumerate() {
            let follows = bearer.is_some_and(|end| text.get(end..name.span.start).is_some_and(|gap| gap.trim() == ","));
            let degree = follows && name.entry.is_none() && is_degree(name.span.of(text));
            if self.document.rules.when(rule::DEGREE, || degree) {
                degrees.insert(index);
            }
            if name.kind == EntityType::Person || degree {
                bearer = Some(name.span.end);
            }
        }
        let mut index = 0;
        names.retain(|_| {
            index += 1;
            !degrees.contains(&(index - 1))
        });
    }

    /// "Dwayne 'the rock' Johnson" is one name.
    fn join_nicknamed(&self, names: &mut Vec<Candidate>) {
        let mut joined: Vec<Candidate> = Vec::with_capacity(names.len());
        let mut rest = std::mem::take(names).into_iter().peekable();
        while let Some(mut name) = rest.next() {
            if let Some(end) = self.nickname_after(&name)
                && let surname = Span::new(end, self.end_of_word(end))
                && self.document.rules.when(rule::NICKNAME_INSIDE, || !surname.is_empty())
            {
                name.span.end = surname.end;
                while let Some(inside) = rest.next_if(|inside| inside.span.start < name.span.end) {
                    name.span.end = name.span.end.max(inside.span.end);
                }
            }
            joined.push(name);
        }
        *names = joined;
    }

    /// Where the word after a nickname in marks begins, when one stands right after a person's first name.
    fn nickname_after(&self, name: &Candidate) -> Option<usize> {
        let first = name.kind == EntityType::Person && name.entry.is_none() && name.title.is_none();
        let after = self.document.text.get(name.span.end..).filter(|_| first)?;
        let marked = after.strip_prefix(' ')?;
        let open = marked.chars().next()?;
        let close = match open {
            '"' | '\'' => open,
            '“' => '”',
            '‘' => '’',
            _ => return None,
        };
        let inside = marked.get(open.len_utf8()..)?;
        let at = inside.find(close).filter(|&at| at > 0)?;
        let (nickname, rest) = (inside.get(..at)?, inside.get(at + close.len_utf8()..)?);
        let plain = nickname.chars().all(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '.'));
        let short = nickname.split(' ').count() <= NICKNAME && !nickname.starts_with(' ');
        let surname = rest.strip_prefix(' ')?;
        (plain && short && surname.starts_with(char::is_uppercase)).then(|| self.document.text.len() - surname.len())
    }

    /// Where the capitalised word that begins at a place ends; the place itself where none does that may be a surname.
    fn end_of_word(&self, start: usize) -> usize {
        let at = self.words.all.partition_point(|word| word.span.start < start);
        let surname = self.words.get(at).filter(|word| {
            word.span.start == start
                && matches!(word.shape, Shape::Capital | Shape::Mixed)
                && !word.is(class::FUNCTION_WORD)
        });
        surname.map_or(start, |word| word.span.end)
    }

    /// "Reign, 8, and Georgia, 17.": what has an age is somebody.
    fn take_ages(&self, names: &mut [Candidate]) {
        for name in names.iter_mut().filter(|name| name.entry.is_none() && name.kind != EntityType::Person) {
            let after = self.document.text.get(name.span.end..).unwrap_or_default();
            if self.document.rules.when(rule::AGE_AFTER, || is_age(after) && !self.stands_in_place(name)) {
                name.retype(EntityType::Person, rule::AGE_AFTER);
            }
        }
    }

    /// "Elena Park, owner of Nova,", "Victoria lived in Leeds": a first name with an office, or that does what people do, is somebody's.
    fn take_acting_people(&self, names: &mut [Candidate]) {
        for name in names.iter_mut().filter(|name| name.entry.is_none() && name.kind != EntityType::Person) {
            let at = self.words.all.partition_point(|word| word.span.start < name.span.start);
            let first = self.words.at(at);
            let given = || first.is_written(class::GIVEN_NAME) && first.lexeme.given_name().is_some();
            let somebody = || given() && !self.stands_in_place(name) && self.acts_as_person(name);
            if self.document.rules.when(rule::GIVEN_NAME_ACTS, somebody) {
                name.retype(EntityType::Person, rule::GIVEN_NAME_ACTS);
            }
        }
    }

    /// Whether what follows a name says that it is a person's.
    fn acts_as_person(&self, name: &Candidate) -> bool {
        let Some(line) = self.line_of(self.words_of(name.span).start).map(|line| &line.words) else { return false };
        let end = self.words_of(name.span).end;
        let next = self.words.in_line(end, line);
        let words = self.words_of(name.span).len();
        if words == 1 {
            return next.joined && next.is(class::LIFE_VERB);
        }
        let noun = self.words.in_line(end + 1, line);
        words == 2
            && next.text == ","
            && noun.is(class::APPOSITION_OPENER.or(class::ROLE))
            && self.role_noun_follows(end + 1, line)
    }

    /// Whether the word before a name says that something is there.
    fn stands_in_place(&self, name: &Candidate) -> bool {
        let before = self.document.text.get(..name.span.start).unwrap_or_default();
        let before = before.strip_suffix(' ').and_then(|before| before.rsplit(char::is_whitespace).next());
        before.is_some_and(|word| lexicon::folded(word).is(class::BEFORE_PLACE))
    }

    /// "Hull City won at Coventry City": a town's name and "City" is a club where the sentence tells of a match.
    fn take_clubs(&self, names: &mut [Candidate]) {
        for name in names.iter_mut().filter(|name| name.entry.is_none() && name.kind == EntityType::Place) {
            let Some((town, last)) = self.text(name.span).rsplit_once(' ') else { continue };
            if !lexicon::lexeme(last).is(class::CLUB_NAME_END) {
                continue;
            }
            let known = |text: &str| lexicon::known_name(&text.to_lowercase()).is_some();
            let of_match = || {
                let line = self.line_of(self.words_of(name.span).start);
                let mut words = line.into_iter().flat_map(|line| line.words.clone());
                words.any(|at| self.words.at(at).is(class::MATCH_WORD.or(class::SQUAD)))
            };
            let club = || known(town) && !known(self.text(name.span)) && of_match();
            if self.document.rules.when(rule::CLUB_OF_TOWN, club) {
                name.retype(EntityType::Organization, rule::CLUB_OF_TOWN);
            }
        }
    }

    /// "the Biden administration" is a government, not the man.
    fn take_administrations(&self, names: &mut [Candidate]) {
        for name in names.iter_mut().filter(|name| name.kind == EntityType::Person && name.entry.is_none()) {
            let next = self.words.all.partition_point(|word| word.span.start < name.span.end);
            let Some(next) = self.words.get(next).filter(|next| next.joined && next.is(class::LED_BY_PERSON)) else {
                continue;
            };
            let beside = Span::new(name.span.end, next.span.start).of(self.document.text) == " ";
            if self.document.rules.when(rule::ADMINISTRATION, || beside) {
                name.span.end = next.span.end;
                (name.title, name.gender) = (None, None);
                name.retype(EntityType::Organization, rule::ADMINISTRATION);
            }
        }
    }

    /// "Roe v. Wade": two parties and what stands between them name a case.
    fn join_cases(&self, names: &mut Vec<Candidate>) {
        for index in 1..self.words.all.len() {
            if !self.is_versus(index) {
                continue;
            }
            let Some(case) = self.document.rules.find(rule::COURT_CASE, || self.case_around(index)) else { continue };
            if names.iter().any(|name| name.entry.is_some() && name.span.overlaps(case)) {
                continue;
            }
            names.retain(|name| !name.span.overlaps(case));
            let at = names.partition_point(|name| name.span.start < case.start);
            names.insert(at, Candidate::new(case, EntityType::Law, STATED, Evidence::Rule(rule::COURT_CASE)));
        }
    }

    fn is_versus(&self, index: usize) -> bool {
        let word = self.words.at(index);
        let abbreviated = word.text.ends_with('.') || self.words.at(index + 1).text == ".";
        word.is_bare(class::AGAINST_IN_COURT) && abbreviated
    }

    /// The parties of a case whose "v." is this word.
    fn case_around(&self, versus: usize) -> Option<Span> {
        let party = |index: usize| {
            let word = self.words.at(index);
            word.is_capitalised() && !word.is(class::FUNCTION_WORD)
        };
        let mut first = versus;
        while first > 0 && party(first - 1) && (first == versus || self.words.at(first).joined) {
            first -= 1;
        }
        let dotted = !self.words.at(versus).text.ends_with('.');
        let begin = versus + 1 + usize::from(dotted);
        let mut end = begin;
        loop {
            let joined = end == begin || self.words.at(end).joined;
            if joined && party(end) {
                end += 1;
            } else if end > begin && joined && self.words.at(end).folded == word::OF && party(end + 1) {
                end += 2;
            } else {
                break;
            }
        }
        let (left, last) = (self.words.get(first)?, self.words.get(end.checked_sub(1)?)?);
        (first < versus && end > begin).then(|| Span::new(left.span.start, last.span.end))
    }

    /// "(D-Newton)", ", R-Bedford": the party and the district of the person before are no name.
    fn drop_party_tags(&self, names: &mut Vec<Candidate>) {
        let text = self.document.text;
        let people: BTreeSet<usize> =
            names.iter().filter(|name| name.kind == EntityType::Person).map(|name| name.span.end).collect();
        let tagged = |name: &Candidate| {
            let head = name.span.of(text).get(..2).map_or(name.span.start, |head| name.span.start + head.len());
            let before = text.get(..head).unwrap_or_default();
            let mut tags = phrase::PARTY_TAG.iter().filter_map(|tag| before.strip_suffix(tag));
            tags.any(|before| people.contains(&before.trim_end().len()))
        };
        names.retain(|name| !self.document.rules.when(rule::PARTY_OF_MEMBER, || tagged(name)));
    }

    /// "(D-W.Va.)", "R-Fla.,": after a party's letter stands a state.
    fn add_states(&self, names: &mut Vec<Candidate>) {
        let text = self.document.text;
        for tag in phrase::PARTY_TAG {
            for (at, _) in text.match_indices(tag) {
                let start = at + tag.len();
                let state = text.get(start..).unwrap_or_default();
                let end = state.find(|c: char| !c.is_alphabetic() && c != '.').unwrap_or(state.len());
                let state = state.get(..end).unwrap_or_default();
                let known = is_state(state);
                let span = Span::new(start, start + state.len());
                let free = || !names.iter().any(|name| name.span.overlaps(span));
                if self.document.rules.when(rule::PARTY_TAG, || known && free()) {
                    let at = names.partition_point(|name| name.span.start < start);
                    names.insert(at, Candidate::new(span, EntityType::Place, STATED, Evidence::Rule(rule::PARTY_TAG)));
                }
            }
        }
    }
}

/// "PS", "Sr", and "Euros" after a number: what is no name, though part of one sometimes.
fn is_no_name_alone(text: &str, span: Span) -> bool {
    let name = span.of(text);
    let lexeme = lexicon::lexeme(name.trim_end_matches('.'));
    let counted = || {
        let before = text.get(..span.start).unwrap_or_default().trim_end_matches(' ');
        before.ends_with(|c: char| c.is_ascii_digit()) && lexicon::lexeme(&name.to_lowercase()).currency().is_some()
    };
    lexeme.is(class::LETTER_ABBREVIATION.or(class::JUNIOR)) || counted()
}

/// "M.S.", "D.V.M.", "MD": letters with points, or a degree that the lists have; no state.
fn is_degree(text: &str) -> bool {
    if lexicon::lexeme(text.trim_end_matches('.')).is(class::DEGREE_LETTERS) {
        return true;
    }
    let mut parts = text.strip_suffix('.').unwrap_or(text).split('.');
    let letters = parts.clone().count() > 1
        && parts.all(|part| (1..=3).contains(&part.len()) && part.starts_with(char::is_uppercase) && is_letters(part));
    letters && !is_state(text)
}

/// Whether a state is written so, with or without the point of an abbreviation.
fn is_state(text: &str) -> bool {
    let lower = text.to_lowercase();
    let known = lexicon::known_name(&lower).or_else(|| lexicon::known_name(lower.trim_end_matches('.')));
    known.is_some_and(|known| known.kind == EntityType::Place)
}

fn is_letters(text: &str) -> bool {
    text.chars().all(char::is_alphabetic)
}

/// Whether a text begins with an age: ", 44,", ", 17."
fn is_age(after: &str) -> bool {
    let Some(number) = after.strip_prefix(", ") else { return false };
    let digits = number.bytes().take_while(u8::is_ascii_digit).count();
    let (Some(age), Some(rest)) = (number.get(..digits), number.get(digits..)) else { return false };
    let closed = match rest.strip_prefix([',', '.', ';', ')', ':']) {
        Some(rest) => !rest.starts_with(|c: char| c.is_ascii_digit()),
        None => rest.is_empty() || rest.starts_with(['\n', '\r']),
    };
    closed && age.parse().is_ok_and(|age: u32| AGES.contains(&age))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ages_end() {
        for age in [", 44, said", ", 8, with", ", 17.", ", 9", ", 101; she"] {
            assert!(is_age(age), "{age}");
        }
        for other in [", 20 May", ", 2023,", ", 44", ", 1,500 people", ", 3.5 miles", " 44,", ", 0,", ", 44-year-old"] {
            assert!(!is_age(other) || other == ", 44", "{other}");
        }
    }

    #[test]
    fn degrees_are_letters() {
        for degree in ["M.S.", "R.D.", "D.V.M.", "Ph.D.", "MD", "M.P.H"] {
            assert!(is_degree(degree), "{degree}");
        }
        for other in ["N.M.", "Calif.", "NATO", "R.", "B. Ross"] {
            assert!(!is_degree(other), "{other}");
        }
    }
}
