//! Rules of dates, times, amounts.

use super::rows;

rows! {
    table 3;

    /// "$200 million", "Rs 5 crore"
    CURRENCY_SIGN = "currency-sign",
        fires "The bridge cost $200 million to build.",
        rests "The bridge was built by 200 million people.";
    /// "200 million dollars", "five rupees"
    CURRENCY_WORD = "currency-word",
        fires "The bridge cost 200 million dollars to build.",
        rests "The bridge cost $200 million to build.";
    /// "20 pounds" is as often a weight; "20 million pounds" is not.
    POUND_OR_WEIGHT = "pound-or-weight",
        fires "The fish weighed 20 pounds when it was caught.",
        rests "The bridge cost 20 million pounds to build.";
    /// "5 per cent", "twelve percent"
    PERCENT = "percent",
        fires "Prices rose by 5 per cent in a week.",
        rests "Prices rose by 5 percentage points in a week.";
    /// "5 percentage points"
    PERCENTAGE_POINTS = "percentage-points",
        fires "The rate rose by 5 percentage points in a week.",
        rests "The rate rose by 5 per cent in a week.";
    /// "5 square miles"
    UNIT_OF_MEASURE = "unit-of-measure",
        fires "The fire burned 5 square miles of forest.",
        rests "The fire burned 5 large farms.";
    /// "one second", "a foot in": words too common to be sure of.
    VAGUE_UNIT = "vague-unit",
        fires "The mayor came in and, one second later that year, went out.",
        rests "The runner won by 2 seconds that year.";
    /// "10:30 a.m.", "noon"
    TIME_OF_DAY = "time-of-day",
        fires "The council meets at 10:30 a.m. in the hall.",
        rests "The council meets 10 or 30 times in the hall.";
    /// "2021-08-03"
    ISO_DATE = "iso-date",
        fires "The bridge opened on 2021-08-03 after long works.",
        rests "The bridge opened on August 3, 2021 after long works.";
    /// "13/04/2021"
    SLASHED_DATE = "slashed-date",
        fires "The bridge opened on 13/04/2021 after long works.",
        rests "The bridge opened on 13 April 2021 after long works.";
    /// "August 3, 2021", "3-5 August"
    DAY_OF_MONTH = "day-of-month",
        fires "The bridge opened on August 3 after long works.",
        rests "The bridge opened in August 2021 after long works.";
    /// "late August 2021"
    MONTH_OF_YEAR = "month-of-year",
        fires "The bridge opened in late August 2021 after long works.",
        rests "The bridge opened on 3 August 2021 after long works.";
    /// "the last Thursday of June", "the third quarter of 2023"
    PART_OF_PERIOD = "part-of-period",
        fires "The bridge opened on the last Thursday of June after long works.",
        rests "The bridge opened on the last of four Thursdays after long works.";
    /// "Tuesday the 28th", "on the 28th"
    DAY_ALONE = "day-alone",
        fires "The bridge opened on the 28th after long works.",
        rests "The bridge opened on the 28th floor after long works.";
    /// "9/11", "the Sept. 11 attacks"
    NAMED_DAY = "named-day",
        fires "The bridge was closed after 9/11 for long works.",
        rests "The bridge was closed after 9/12 of the works.";
    /// "from July 13 to 15", "January to April 2015"
    DATE_RANGE = "date-range",
        fires "The bridge was closed from July 13 to 15 for long works.",
        rests "The works were moved from July 13 to July 15 by the city.";
    /// "in March and April 2019"
    SHARED_YEAR = "shared-year",
        fires "The bridge was closed in March and April 2019 for long works.",
        rests "The bridge was closed in March, but open in April 2019.";
    /// "every Tuesday" is no day.
    RECURRING_DATE = "recurring-date",
        fires "The bridge was closed every Tuesday for long works.",
        rests "The bridge was closed on Tuesday for long works.";
    /// "a March 28 response" is past.
    ATTRIBUTIVE_DATE = "attributive-date",
        fires "Published May 15, 2024\n\nThe mayor, in a March 28 letter about the bridge, thanks the city.",
        rests "Published May 15, 2024\n\nThe mayor thanks the city on March 28.";
    /// "postponed until Monday"
    DELAYED_DATE = "delayed-date",
        fires "Published May 15, 2024\n\nThe bridge stays shut: the works on it were postponed until Monday.",
        rests "Published May 15, 2024\n\nThe bridge stayed shut: the works on it lasted until Monday.";
    /// "the trial opens on Monday"
    PLANNED_DATE = "planned-date",
        fires "Published May 15, 2024\n\nThe bridge opens on Monday after long works.",
        rests "Published May 15, 2024\n\nThe bridge opened on Monday after long works.";
    /// "Until April, the bridge was closed": the verb after the date.
    FRONTED_DATE = "fronted-date",
        fires "Published May 15, 2024\n\nOn Monday, the city will close the bridge.",
        rests "Published May 15, 2024\n\nThe city closed the bridge on Monday.";
    /// "last week", "earlier this month"
    RELATIVE_STRETCH = "relative-stretch",
        fires "The bridge opened earlier this week after long works.",
        rests "The bridge opened a week ago after long works.";
    /// "the past two weeks"
    COUNTED_STRETCH = "counted-stretch",
        fires "The bridge was closed for the past two weeks.",
        rests "The bridge was closed for the past week.";
    /// "Tuesday", "next Tuesday"
    WEEKDAY = "weekday",
        fires "The bridge opened on Tuesday after long works.",
        rests "The bridge opened yesterday after long works.";
    /// "last March"
    RELATIVE_MONTH = "relative-month",
        fires "The bridge opened last March after long works.",
        rests "The bridge opened last week after long works.";
    /// "yesterday", "today", "tomorrow"
    NEAR_DAY = "near-day",
        fires "The bridge opened yesterday after long works.",
        rests "The bridge opened on Tuesday after long works.";
    /// "today's world" is no day.
    TODAYS = "todays",
        fires "A bridge of this kind is rare in today's world.",
        rests "A bridge of this kind was opened today.";
    /// "USA TODAY" is a newspaper.
    SHOUTED_TODAY = "shouted-today",
        fires "The mayor told USA TODAY in 2021 that the bridge was safe.",
        rests "The mayor said today that the bridge was safe.";
    /// "two years ago"
    DISTANCE = "distance-in-time",
        fires "The bridge opened two years ago after long works.",
        rests "The bridge opened after two years of works.";
    /// "in March"
    MONTH_ALONE = "month-alone",
        fires "The bridge opened in March after long works.",
        rests "The bridge opened after a long March through the hills.";
    /// "20 years"
    DURATION = "duration",
        fires "The works on the bridge took 20 years.",
        rests "The works on the bridge took long.";
    /// "a 74-year-old man" is an age and no length of time.
    AGE = "age",
        fires "The bridge was built by a 74-year-old man.",
        rests "The bridge was built in a 2-year effort.";
    /// "the '90s"
    SHORT_DECADE = "short-decade",
        fires "The bridge was built in the '90s by the city.",
        rests "The bridge was built in the 1990s by the city.";
    /// "the 1990s", "the 1900s"
    DECADE = "decade",
        fires "The bridge was built in the 1990s by the city.",
        rests "The bridge was built in 1990 by the city.";
    /// "the 19th century"
    CENTURY = "century",
        fires "The bridge was built in the 19th century by the city.",
        rests "The bridge was built in the 1900s by the city.";
    /// "2019-20"
    STRETCH_OF_YEARS = "stretch-of-years",
        fires "The bridge was built in 2019-20 by the city.",
        rests "The bridge was built in 2019 by the city.";
    /// "in 2021"
    YEAR_ALONE = "year-alone",
        fires "The bridge was built in 2021 by the city.",
        rests "The bridge was crossed by 2021 cars.";
    /// "the 2000 workers": a number before a plural counts, unless a word before it says that it is a year.
    COUNT_NOT_YEAR = "count-not-year",
        fires "The city thanked the 2000 workers for the bridge.",
        rests "The city won the 2000 elections with the bridge.";
}
