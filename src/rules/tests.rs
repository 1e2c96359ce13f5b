//! Every row fires in its own text and rests in the other one.

use std::collections::BTreeSet;

use super::all;
use crate::{Analyzer, Options};

#[test]
fn every_rule_fires_in_its_text_and_rests_in_the_other() {
    let fired = |text: &str, name: &str| {
        let analyzer = Analyzer::counting_rules(None).unwrap();
        analyzer.analyze(text, &Options::default()).unwrap();
        analyzer.rules_fired().iter().any(|(rule, count)| *rule == name && *count > 0)
    };
    let mut wrong = Vec::new();
    for row in all().map(super::Rule::row) {
        if !fired(row.fires, row.name) {
            wrong.push(format!(
                "{} does not fire in its text `fires`, {:?}: is it asked for (`when`, `find`) where the analysis of that text comes \
                 by, and does no rule before it take the text?",
                row.name, row.fires
            ));
        }
        if fired(row.rests, row.name) {
            wrong.push(format!(
                "{} fires in its text `rests`, {:?}: narrow its condition, or pick a text that it has no business in",
                row.name, row.rests
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_rule_that_is_left_out_does_not_fire() {
    for row in all().map(super::Rule::row) {
        let analyzer = Analyzer::counting_rules(Some(row.name)).unwrap();
        analyzer.analyze(row.fires, &Options::default()).unwrap();
        assert!(analyzer.rules_fired().contains(&(row.name, 0)), "{}", row.name);
    }
    assert!(Analyzer::counting_rules(Some("no such rule")).is_none());
}

#[test]
fn names_are_told_apart() {
    let plain = |name: &str| !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-');
    let mut names: BTreeSet<&str> = BTreeSet::new();
    for name in all().map(super::Rule::name) {
        assert!(names.insert(name), "two rules are named {name:?}: rename one; names are unique over all tables");
        assert!(plain(name), "the rule's name {name:?} may hold lower-case letters and hyphens alone");
    }
}
