//! Rules of whom pronouns and descriptions stand for.

use super::rows;

rows! {
    table 4;
}
