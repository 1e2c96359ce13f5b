//! Rules of names of people, organisations and places, their types and what joins them.

use super::rows;

rows! {
    table 2;

    /// "LINCOLN, Neb. (AP) —": what stands before the dash or the agency is where the report comes from.
    DATELINE = "dateline",
        fires "FARGO, N.D. (AP) — A storm closed the bridge on Monday, the mayor said.",
        rests "A storm closed the bridge in Fargo on Monday, the mayor said.";
    /// "Department for Environment, Food and Rural Affairs": an office may look after several things.
    LONG_OFFICE = "long-office",
        fires "The Department for Environment, Food and Rural Affairs said on Monday that the river was clean.",
        rests "The Department for Education said on Monday that the school was safe.";
    /// "Fulton Ave."
    STREET = "street",
        fires "The car was found at 3326 S. Wentworth Ave. in Chicago.",
        rests "Police found the car near the river and took it away.";
    /// "the Korvan Festival": what the tagger takes for a people and a head noun tells apart.
    GROUP_BY_HEAD_NOUN = "group-by-head-noun",
        fires "Thousands came to the Korvan Festival on Monday.",
        rests "Bankers wrote to the state on Monday.";
    /// "Super Bowl", "Black Friday"
    EVENT_BY_LAST_WORD = "event-by-last-word",
        fires "The Rose Bowl was in January.",
        rests "Shops sold more on Monday than in all of May.";
    /// "Group G" of a tournament.
    TOURNAMENT_GROUP = "tournament-group",
        fires "Spain won Group G with nine points.",
        rests "Spain won its group with nine points.";
    /// "published in the journal X"
    PERIODICAL = "periodical",
        fires "The study was published in the journal Global Ecology Letters on Monday.",
        rests "The study of the river was published on Monday.";
    /// "documents seen by the Courier"
    LONE_HEAD_NOUN = "lone-head-noun",
        fires "Documents seen by the Courier show it.",
        rests "Documents seen by the court show that the bridge was unsafe.";
    /// "the CWU said": capitals that act are an organisation.
    ACTING_CAPITALS = "acting-capitals",
        fires "The CWU (Coastal Workers Union) called a strike.",
        rests "The union said on Monday that it would strike.";
    /// "Norrvik" where the text has "Norrvik Energi".
    FIRST_WORD_OF_FIRM = "first-word-of-firm",
        fires "Tebay Services opened in May. Tebay also has a hotel.",
        rests "Norrvik Energi sold its plants in May.";
    /// "Odette" where the text has "Hurricane Odette".
    STORM = "storm",
        fires "Hurricane Odette hit the coast on Monday. Odette tore off roofs before Odette moved on.",
        rests "Odette Miller came to the coast on Monday. Odette saw the roofs.";
    /// "analysts at Jefferies", "Quillard's shares", "Wexmoor 2-2"
    ORGANIZATION_BESIDE = "organization-beside",
        fires "\"It was theirs,\" a Quillard spokesman said. Quillard's board met.",
        rests "The forecast was cut on Monday.";
    /// "someone going by the name X" is a person, however odd the name.
    GOES_BY_NAME = "goes-by-name",
        fires "The letter came from a man who goes by Vexxor and lives in Tampa.",
        rests "The letter came from Vexxor, a man who lives in Tampa.";
    /// "Lawrence, KS": a state's postal code after a town and a comma.
    STATE_CODE = "state-code",
        fires "The firm opened an office in Lawrence, KS last year.",
        rests "The firm opened an office in Lawrence last year.";
    /// "Quillard Holdings Group (QHG)": writers introduce organisations by their acronym in brackets.
    ACRONYM_INTRODUCED = "acronym-introduced",
        fires "The Coastal Workers Union (CWU) met on Monday.",
        rests "The Coastal Workers Union met on Monday.";
    /// "Zapatista Army" of National Liberation: the tagger cuts long names at their little words.
    OWNER_AFTER_HEAD_NOUN = "owner-after-head-noun",
        fires "The Zapatista Army of National Liberation marched. The Islamic Army of Aden marched.",
        rests "The army said on Monday that it would march.";
    /// "al-Qaeda" is nobody's name.
    LISTED_ORGANIZATION = "listed-organization",
        fires "The Indian Army met the Afghan Taliban.",
        rests "The men fired at the town and fled.";
    /// "Amman" is nobody's first name.
    LISTED_PLACE = "listed-place",
        fires "Amman said on Monday that talks with Damascus had failed.",
        rests "Talks failed on Monday.";
    /// "the Democrats" are people.
    LISTED_GROUP = "listed-group",
        fires "Muslims and Christians prayed with the Democrats and the Republicans.",
        rests "The party won the vote in May.";
    /// "NiMo": people are not written so, unless they write themselves.
    INNER_CAPITAL = "inner-capital",
        fires "NiMo said on Monday that power was back.",
        rests "The firm said on Monday that power was back.";
    /// "born in Voss"
    PLACE_BESIDE = "place-beside",
        fires "He sold his farm near LatAm in May. Firms in LatAm grew, and many in LatAm moved.",
        rests "He was born in May and lived there.";
    /// "Carla Stone, M.S., R.D.": letters after somebody's name are a degree.
    DEGREE = "degree",
        fires "Carla Stone, M.S., R.D., teaches nutrition.",
        rests "Carla Stone teaches nutrition in the town.";
    /// "Dwayne 'the rock' Johnson" is one name.
    NICKNAME_INSIDE = "nickname-inside",
        fires "Dwayne 'the rock' Johnson said he was happy.",
        rests "Dwayne Johnson said he was happy.";
    /// "Georgia, 9, and Dakota, 3": what has an age is somebody.
    AGE_AFTER = "age-after",
        fires "Her children are Mia, 12, Georgia, 9, and Dakota, 3.",
        rests "Her children live in Georgia.";
    /// "the Biden administration" is a government, not the man.
    ADMINISTRATION = "administration",
        fires "The Biden administration said it would appeal.",
        rests "Joe Biden said he would appeal.";
    /// "Elena Park, owner of Nova,", "Victoria lived in Leeds": a first name with an office, or that does what people do.
    GIVEN_NAME_ACTS = "given-name-acts",
        fires "Victoria lived in Leeds for a year.",
        rests "Crowds came to Victoria in May.";
    /// "Hull City won": a town's name and "City" is a club where the sentence tells of a match.
    CLUB_OF_TOWN = "club-of-town",
        fires "Norwich City won the match on Saturday.",
        rests "Norwich City Council met on Saturday.";
    /// "Roe v. Wade": two parties and what stands between them name a case.
    COURT_CASE = "court-case",
        fires "The court relied on Porter v. Hollis.",
        rests "The court relied on an old law.";
    /// ", R-Bedford": the party and the district of the person before are no name.
    PARTY_OF_MEMBER = "party-of-member",
        fires "State Rep. Lena Ortiz, R-Bedford, voted against it.",
        rests "State Rep. Lena Ortiz, of Milford, voted against it.";
    /// "(D-W.Va.)": after a party's letter stands a state.
    PARTY_TAG = "party-tag",
        fires "Sen. Joe Manchin (D-W.Va.) voted against it.",
        rests "Sen. Joe Manchin voted against it.";
}
