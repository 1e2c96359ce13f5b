//! The readable table of dates, and what holds for all of them.
