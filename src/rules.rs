//! The table of hand-made rules: every rule of language that is no trained weight is a named row with a text in which it fires and one in
//! which it rests, so that its name can be told as the reason of a result, and what it pays can be measured by leaving it out.
//!
//! A row is added to the table of its room (`src/rules/quotes.rs` and its neighbours) and asked for where the rule applies:
//!
//! ```ignore
//! // src/rules/quotes.rs
//! /// `"...," Smith said of the plan.`: the subject stands before the cue.
//! SUBJECT = "subject", fires "\"It is safe,\" Lena Ortiz said.", rests "The bridge is safe.";
//!
//! // src/quotes/speakers.rs
//! if document.rules.when(rule::quotes::SUBJECT, || ends_with_noun_phrase(words)) { ... }
//! ```
//!
//! [`Rules::when`] is the one door: it is false without looking for a rule that is left out, and counts each time that a rule fires.
//! A test reads every `fires` and `rests` through the whole analysis. `cargo xtask rules` leaves out one rule after the other and prints
//! what each measure loses; a row that does not pay goes.

#[cfg(test)]
mod tests;

pub(crate) mod article;
pub(crate) mod coreference;
pub(crate) mod entities;
pub(crate) mod names;
pub(crate) mod quotes;
pub(crate) mod tone;
pub(crate) mod values;

use std::sync::atomic::{AtomicU32, Ordering};

/// The tables, in the order of the rooms.
const TABLES: [(&str, &[Row]); 7] = [
    ("quotes", quotes::ROWS),
    ("article", article::ROWS),
    ("names", names::ROWS),
    ("values", values::ROWS),
    ("coreference", coreference::ROWS),
    ("tone", tone::ROWS),
    ("entities", entities::ROWS),
];

/// A row of a table, by table and place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Rule {
    table: usize,
    row: usize,
}

/// What the table says of a rule.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Row {
    /// Told as `found_by` and asked for by `cargo xtask rules`; lower case with hyphens, and unique over all tables.
    pub(crate) name: &'static str,
    /// A text in whose analysis the rule fires.
    pub(crate) fires: &'static str,
    /// A text that looks alike and in which it must not.
    pub(crate) rests: &'static str,
}

impl Rule {
    const fn new(table: usize, row: usize) -> Self {
        Self { table, row }
    }

    /// Its row. A rule is made by the tables alone, so there is one.
    pub(crate) fn row(self) -> Row {
        const NONE: Row = Row { name: "", fires: "", rests: "" };
        TABLES.get(self.table).and_then(|(_, rows)| rows.get(self.row)).copied().unwrap_or(NONE)
    }

    /// Its name.
    pub(crate) fn name(self) -> &'static str {
        self.row().name
    }

    /// The name of its table.
    pub(crate) fn table(self) -> &'static str {
        TABLES.get(self.table).map_or("", |(name, _)| name)
    }

    /// The rule of a name.
    pub(crate) fn named(name: &str) -> Option<Self> {
        all().find(|rule| rule.name() == name)
    }
}

/// Every rule, in the order of the tables.
pub(crate) fn all() -> impl Iterator<Item = Rule> {
    TABLES.iter().enumerate().flat_map(|(table, (_, rows))| (0..rows.len()).map(move |row| Rule { table, row }))
}

/// Which rules hold in an analysis, and how often each has fired where that is counted.
#[derive(Debug, Default)]
pub(crate) struct Rules {
    without: Option<Rule>,
    fired: Option<Vec<Vec<AtomicU32>>>,
}

impl Rules {
    /// All rules hold, and nothing is counted.
    pub(crate) const ALL: Self = Self { without: None, fired: None };

    /// All rules but one hold, and what fires is counted.
    pub(crate) fn counted(without: Option<Rule>) -> Self {
        let counters = |(_, rows): &(&str, &[Row])| rows.iter().map(|_| AtomicU32::new(0)).collect();
        Self { without, fired: Some(TABLES.iter().map(counters).collect()) }
    }

    /// Whether a rule holds here: it is not left out, and `condition` is true.
    pub(crate) fn when(&self, rule: Rule, condition: impl FnOnce() -> bool) -> bool {
        let holds = self.without != Some(rule) && condition();
        if holds {
            self.count(rule);
        }
        holds
    }

    /// What a rule finds, unless it is left out.
    pub(crate) fn find<T>(&self, rule: Rule, find: impl FnOnce() -> Option<T>) -> Option<T> {
        let found = if self.without == Some(rule) { None } else { find() };
        if found.is_some() {
            self.count(rule);
        }
        found
    }

    fn count(&self, rule: Rule) {
        let counter = self.fired.as_ref().and_then(|tables| tables.get(rule.table)).and_then(|rows| rows.get(rule.row));
        if let Some(counter) = counter {
            counter.fetch_add(1, Ordering::Relaxed);
        }
    }

    /// How often a rule has fired; 0 where nothing is counted.
    pub(crate) fn fired(&self, rule: Rule) -> u32 {
        let counter = self.fired.as_ref().and_then(|tables| tables.get(rule.table)).and_then(|rows| rows.get(rule.row));
        counter.map_or(0, |counter| counter.load(Ordering::Relaxed))
    }
}

/// Declares the rows of a room's table: one constant each, and `ROWS`.
macro_rules! rows {
    (table $table:literal; $($(#[$doc:meta])* $rule:ident = $name:literal, fires $fires:literal, rests $rests:literal;)*) => {
        rows!(@constants $table, 0usize; $($(#[$doc])* $rule)*);
        /// The rows of this table.
        pub(super) const ROWS: &[super::Row] = &[$(super::Row { name: $name, fires: $fires, rests: $rests }),*];
    };
    (@constants $table:literal, $at:expr;) => {};
    (@constants $table:literal, $at:expr; $(#[$doc:meta])* $rule:ident $($rest:tt)*) => {
        $(#[$doc])*
        pub(crate) const $rule: super::Rule = super::Rule::new($table, $at);
        rows!(@constants $table, $at + 1; $($rest)*);
    };
}
use rows;
