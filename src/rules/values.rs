//! Rules of dates, times, amounts.

use super::rows;

rows! {
    table 3;
}
