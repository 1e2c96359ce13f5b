//! Rules of names of people, organisations and places, their types and what joins them.

use super::rows;

rows! {
    table 2;
}
