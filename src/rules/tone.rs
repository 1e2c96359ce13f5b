//! Rules of sentiment.

use super::rows;

rows! {
    table 5;
}
