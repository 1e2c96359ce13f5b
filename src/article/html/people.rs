//! Authors as the head of a page and its markup name them: without addresses, roles and the accounts of machines, each person once.

use super::wording::{bare, collapse};
use crate::article::names;
use crate::lexicon::{self, phrase};
use crate::rules::Rules;

/// Authors are at most so many.
const MOST_AUTHORS: usize = 12;

/// Authors, each once.
#[derive(Clone, Default)]
pub(super) struct People(Vec<String>);

impl People {
    /// Those whom some values name, each of which names authors and nothing else.
    pub(super) fn named<'v>(values: impl Iterator<Item = &'v String>) -> Self {
        let mut people = Self::default();
        for value in values {
            let value = without_addresses(value);
            let value = value.split(['|', '•']).next().map(names::without_lead).unwrap_or_default();
            names::in_value(value.trim_matches([',', ';', ' '])).into_iter().for_each(|name| people.add(name));
        }
        people
    }

    /// Those whom some marked parts of a page name; what stands in elements of its own is on a line of its own.
    pub(super) fn marked<'v>(rules: &Rules, parts: impl Iterator<Item = &'v str>) -> Self {
        let mut people = Self::default();
        for part in parts {
            let mut led = false;
            let mut known = 0;
            for line in part.lines() {
                if names::is_bare_lead(line) {
                    led = true;
                    continue;
                }
                let line = without_addresses(line);
                let whole =
                    if led { format!("{} {line}", phrase::BYLINE_BY.first().map_or("", |by| by.trim())) } else { line };
                let byline = names::parse(rules, &whole).filter(|byline| {
                    led || known == 0 || byline.told || {
                        byline.names.iter().any(|name| names::is_given(name.of(&whole)))
                    }
                });
                led = false;
                for span in byline.map(|byline| byline.names).unwrap_or_default() {
                    people.add(span.of(&whole));
                    known += 1;
                }
            }
        }
        people
    }

    /// Adds a name, unless it is another spelling of a known one or names nobody.
    fn add(&mut self, name: &str) {
        let name = collapse(name);
        let own = key(&name);
        let nobody = phrase::NO_AUTHOR.iter().any(|word| name.eq_ignore_ascii_case(word));
        if own.is_empty() || nobody || !name.contains(char::is_alphabetic) {
            return;
        }
        let whole = |key: &str| key.contains(' ');
        for known in &mut self.0 {
            let other = key(known);
            let part = !whole(&own) && other.split(' ').any(|word| word == own);
            if other == own || part || whole(&other) && own.starts_with(&other) {
                // Shouted is the lesser spelling.
                if other == own && !known.contains(char::is_lowercase) {
                    *known = name;
                }
                return;
            }
            if whole(&own) && other.starts_with(&own) {
                *known = name;
                return;
            }
        }
        if self.0.len() < MOST_AUTHORS {
            self.0.push(name);
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn names(&self) -> &[String] {
        &self.0
    }

    pub(super) fn retain(&mut self, keep: impl Fn(&str) -> bool) {
        self.0.retain(|name| keep(name));
    }

    /// Whether these are all of `others` and more.
    pub(super) fn go_beyond(&self, others: &Self) -> bool {
        let keys: Vec<String> = self.0.iter().map(|name| key(name)).collect();
        self.0.len() > others.0.len() && others.0.iter().all(|name| keys.contains(&key(name)))
    }

    /// Whether one of them is one of `others`.
    pub(super) fn agree_with(&self, others: &Self) -> bool {
        let keys: Vec<String> = self.0.iter().map(|name| key(name)).collect();
        others.0.iter().any(|name| keys.contains(&key(name)))
    }

    /// Whether each of them has a common given name and another one, if not one of `known`.
    pub(super) fn are_people_beside(&self, known: &Self) -> bool {
        self.0.iter().all(|name| known.0.contains(name) || name.contains(' ') && names::is_given(name))
    }

    /// Whether they look like accounts rather than people: "KatieS", "Coast Post Team".
    pub(super) fn are_accounts(&self) -> bool {
        self.0.iter().all(|name| !name.contains(' ') || !names::is_given(name) && names::is_role(name))
    }

    /// Whether one of them has a given name and another one.
    pub(super) fn has_whole_name(&self) -> bool {
        self.0.iter().any(|name| name.contains(' ') && names::is_given(name))
    }
}

/// A name regardless of case and of marks.
fn key(name: &str) -> String {
    name.split_whitespace().map(bare).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// A value without addresses of the web and of mail, and without handles.
fn without_addresses(value: &str) -> String {
    let is_address = |word: &&str| {
        let word = word.trim_matches(|c: char| matches!(c, '(' | ')' | '<' | '>' | '[' | ']' | ','));
        let path = word.split_once('/').is_some_and(|(host, _)| host.contains('.'));
        word.contains('@') || path || word.contains("://") || lexicon::fold(word).starts_with("www.")
    };
    value.split_whitespace().filter(|word| !is_address(word)).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(values: &[&str]) -> Vec<String> {
        let values: Vec<String> = values.iter().map(|value| (*value).to_owned()).collect();
        People::named(values.iter()).0
    }

    #[test]
    fn values_that_name_authors() {
        assert_eq!(named(&["By Lena Ortiz and Sam Okoro"]), ["Lena Ortiz", "Sam Okoro"]);
        assert_eq!(named(&["Lena Ortiz (https://coast.example/ortiz)"]), ["Lena Ortiz"]);
        assert_eq!(named(&["Lena Ortiz, Staff Writer"]), ["Lena Ortiz"]);
        assert_eq!(named(&["Lena Ortiz, MD"]), ["Lena Ortiz, MD"]);
        assert_eq!(named(&["LENA ORTIZ", "Lena Ortiz", "Lena Ortiz Coast Post"]), ["Lena Ortiz"]);
        assert_eq!(named(&["desk@coast.example", "admin", "www.coast.example/ortiz"]), Vec::<String>::new());
    }

    #[test]
    fn marked_parts() {
        let marked = |part: &str| People::marked(&Rules::ALL, [part].into_iter()).0;
        assert_eq!(marked("By\nLena Ortiz\nSam Okoro"), ["Lena Ortiz", "Sam Okoro"]);
        assert_eq!(marked("Lena Ortiz\nThe Coast Post"), ["Lena Ortiz"]);
        assert_eq!(marked("Lena Ortiz\nStaff Writer"), ["Lena Ortiz"]);
    }
}
