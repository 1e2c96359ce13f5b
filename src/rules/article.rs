//! Rules of lines, headlines, bylines.

use super::rows;

rows! {
    table 1;
}
