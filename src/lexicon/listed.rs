//! What the lists of words tell the tagger: titles, roles, given names, head nouns. Lists of whole names are left to the rules.

use super::{Place, TitleClass, class};
use crate::analysis::EntityType;

/// What lists say of a word, in one number below 4,096; 0 where none has it, as of most words. `capital`: with a capital letter.
pub(crate) fn listed(word: &str, capital: bool) -> u32 {
    let title = super::lexeme(word).title().map_or(0, |title| match title.class {
        TitleClass::Honorific => 1,
        TitleClass::Office => 2,
        TitleClass::InName => 3,
        TitleClass::Part => 4,
    });
    let role = u32::from(super::lexeme(word).is(class::ROLE));
    if !capital {
        return title + 8 * role;
    }
    let given = super::lexeme(word).given_name().map_or(0, |given| if given.weak { 1 } else { 2 });
    let head = super::lexeme(word).head().map_or(0, |head| {
        let kind = match head.kind {
            EntityType::Organization => 1,
            EntityType::Facility => 2,
            EntityType::Place => 3,
            EntityType::Event => 4,
            EntityType::Law => 5,
            _ => 6,
        };
        let place = match head.place {
            Place::Start => 1,
            Place::Any => 2,
            Place::End => 3,
        };
        2 * (6 * (place - 1) + kind - 1) + u32::from(head.weak) + 1
    });
    title + 8 * role + 16 * given + 64 * head
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_speak_of_words() {
        assert_eq!(listed("qqxqq", true), 0);
        assert_eq!(listed("University", false), 0);
        assert!(listed("University", true) >= 64);
        assert!(listed("Maria", true) & 48 != 0 && listed("spokesman", false) & 8 != 0);
        assert!(["University", "Maria", "President", "Sheikh", "Act"].iter().all(|word| listed(word, true) < 4096));
    }
}
