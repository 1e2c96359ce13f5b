//! Every list can be looked up, as it was written.

use super::*;

#[test]
fn every_word_of_the_tables_is_found_by_its_number() {
    assert_eq!(words().count() + 1, SET_OF_WORD.len());
    for (index, word) in words().enumerate() {
        assert_eq!(usize::from(lexeme(word).0), index + 1, "{word}");
    }
}

#[test]
fn words_have_their_classes_and_values() {
    assert_eq!(lexeme("told").cue_verb().map(|verb| (verb.lemma, verb.form)), Some(("tell", Form::Past)));
    assert_eq!(lexeme("according").cue_verb().map(|verb| verb.class), Some(CueClass::Frame));
    assert!(lexeme("the").is(class::DETERMINER) && !lexeme("The").is(class::DETERMINER));
    assert!(folded("The").is(class::DETERMINER) && folded("N’T").is(class::NEGATION));
    assert_eq!(lexeme("the"), word::THE);
    assert_eq!(lexeme("qqxqq"), Lexeme::NONE);
    assert!(!Lexeme::NONE.is(class::DETERMINER.or(class::COMMON)));
    assert_eq!(lexeme("Mr").title().map(|title| title.gender), Some(Some(Gender::Male)));
    assert!(lexeme("President").title().is_some() && lexeme("president").title().is_none());
    assert_eq!((lexeme("september").month(), lexeme("tuesday").weekday()), (Some(9), Some(2)));
    assert_eq!((lexeme("US$").currency(), lexeme("km").unit()), (Some(Some("USD")), Some("kilometre")));
}

#[test]
fn known_names_are_found_by_their_spelling_in_lower_case() {
    let known = known_name("united states").unwrap();
    assert_eq!((known.kind, known.list), (EntityType::Place, NameList::Country));
    assert!(lexeme("united").name_length().unwrap() >= 2);
    assert!(known_name("qqxqq").is_none() && known_name("").is_none());
}

#[test]
fn sets_of_classes_join() {
    let both = class::DETERMINER.or(class::PREPOSITION);
    assert!(lexeme("of").is(both) && lexeme("the").is(both) && !lexeme("said").is(both));
}
