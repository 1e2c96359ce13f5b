//! Rules of names of people, organisations and places, their types and what joins them.

use super::rows;

rows! {
    table 2;

    /// "LINCOLN, Neb. (AP) —": what stands before the dash or the agency is where the report comes from.
    DATELINE = "dateline",
        fires "FARGO, N.D. (AP) — A storm closed the bridge on Monday, the mayor said.",
        rests "A storm closed the bridge in Fargo on Monday, the mayor said.";
    /// "(WCVT) –" in a dateline: who sends the report.
    AGENCY_OF_REPORT = "agency-of-report",
        fires "MILLBROOK, Vt. (WCVT) – A storm closed the bridge on Monday, the mayor said.",
        rests "MILLBROOK, Vt. – A storm closed the bridge on Monday, the mayor said.";
    /// "Department for Environment, Food and Rural Affairs": an office may look after several things.
    LONG_OFFICE = "long-office",
        fires "The Department for Environment, Food and Rural Affairs said on Monday that the river was clean.",
        rests "The Department for Education said on Monday that the school was safe.";
    /// "Her nephew, Con Shaw,": kin are people.
    KIN = "kin",
        fires "She is survived by her nephew, Quillon Varga, of Tampa.",
        rests "She wrote to her landlord, Quillon Varga, of Tampa.";
    /// "Ray Boland SC"
    LETTERS_AFTER_NAME = "letters-after-name",
        fires "The inquiry was led by Ray Boland QC, who spoke on Monday.",
        rests "The inquiry was led by Ray Boland, who spoke on Monday.";
    /// "By Our Obituaries Desk"
    NEWSROOM = "newsroom",
        fires "By Post Staff",
        rests "The storm closed the bridge.\n\nCompiled by Ann Miles on Monday.";
    /// "The "Harbor Lights" star": a place of several words in marks is a work.
    PLACE_IN_MARKS = "place-in-marks",
        fires "The \"Harbor Lights\" star came to the premiere on Monday.",
        rests "The star came to Harbor Lights on Monday.";
    /// "Stonebridge Consulting"
    FIRM_BY_HEAD_NOUN = "firm-by-head-noun",
        fires "The firm hired Zapatista Army of National Liberation.",
        rests "Ann Stonebridge wrote the report.";
    /// "Oneida Tribe"
    TRIBAL_BODY = "tribal-body",
        fires "Menard Tribe said on Monday that it would sue.",
        rests "Ann Menard said on Monday that she would sue.";
    /// "Fulton Ave."
    STREET = "street",
        fires "The car was found at 3326 S. Wentworth Ave. in Chicago.",
        rests "Police found the car near the river and took it away.";
    /// "Ministry of Rural Affairs" after a title or where it was taken for a person.
    AUTHORITY = "authority",
        fires "She met the Diocese of Covington in May.",
        rests "The secretary said on Monday that talks went on.";
    /// "the Korvan Festival": what the tagger takes for a people and a head noun tells apart.
    GROUP_BY_HEAD_NOUN = "group-by-head-noun",
        fires "Wall Street bankers wrote to the state.",
        rests "Thousands came to the town on Monday.";
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
    /// A name in quotation marks that calls no people is a work.
    WORK_IN_MARKS = "work-in-marks",
        fires "Why nobody is in \"The Iron Claw\"",
        rests "She sang in the choir and won a prize.";
    /// What the tagger takes for a people and does not end as such names do is a product.
    NO_PEOPLE = "no-people",
        fires "The company sold the Galaxy Tab in May.",
        rests "The company sold the tablet in May.";
    /// "documents seen by the Courier"
    LONE_HEAD_NOUN = "lone-head-noun",
        fires "Documents seen by the Courier show it.",
        rests "Documents seen by the court show that the bridge was unsafe.";
    /// "the CWU said": capitals that act are an organisation.
    ACTING_CAPITALS = "acting-capitals",
        fires "The CWU (Coastal Workers Union) called a strike.",
        rests "The union said on Monday that it would strike.";
    /// "CWU": no people is called by capitals alone.
    CAPITALS_NO_PEOPLE = "capitals-no-people",
        fires "She won two CFP titles.",
        rests "Doctors saw her and sent her home.";
    /// "Norrvik" where the text has "Norrvik Energi".
    FIRST_WORD_OF_FIRM = "first-word-of-firm",
        fires "Tebay Services opened in May. Tebay also has a hotel.",
        rests "Norrvik Energi sold its plants in May.";
    /// "Odette" where the text has "Hurricane Odette".
    STORM = "storm",
        fires "Hurricane Odette hit the coast on Monday. Odette tore off roofs before Odette moved on.",
        rests "Odette Miller came to the coast on Monday. Odette saw the roofs.";
    /// "Villa" where the text has "Aston Villa", which the lists know.
    LAST_WORD_OF_ORGANIZATION = "last-word-of-organization",
        fires "Aston Villa lost at home on Monday. The fans of Villa left early.",
        rests "Aston Villa lost at home on Monday.";
    /// "analysts at Jefferies", "Quillard's shares", "Wexmoor 2-2"
    ORGANIZATION_BESIDE = "organization-beside",
        fires "\"It was theirs,\" a Quillard spokesman said. Quillard's board met.",
        rests "The forecast was cut on Monday.";
    /// "his cabin in Voss"
    PLACE_BESIDE = "place-beside",
        fires "He lives in Satan's house.",
        rests "He sold his cabin and his house.";
    /// `Ann "Red" Miles`: a nickname in marks belongs to the name around it.
    NICKNAME = "nickname",
        fires "Marlene \"The Katherinator\" Boyd won again. Rivals fear Boyd. Tomas “Tiny” Alvik came second.",
        rests "Ann Miles won the \"Red\" race on Monday.";
    /// "someone going by the name X" is a person, however odd the name.
    GOES_BY_NAME = "goes-by-name",
        fires "The letter came from a man who goes by Vexxor and lives in Tampa.",
        rests "The letter came from Vexxor, a man who lives in Tampa.";
    /// "Thanks," with a name on the line below it.
    SIGNATURE = "signature",
        fires "The road is closed, and we will meet on Monday.\n\nThanks,\nPiet",
        rests "The road is closed, and we will meet Piet on Monday.";
    /// "Carla," on a line of its own.
    SALUTATION = "salutation",
        fires "Carla,\n\nThe road is closed, and we will meet on Monday.",
        rests "Carla said the road is closed, and we will meet on Monday.";
    /// "Lawrence, KS": a state's postal code after a town and a comma.
    STATE_CODE = "state-code",
        fires "The firm opened an office in Lawrence, KS last year.",
        rests "The firm opened an office in Lawrence last year.";
    /// "Quillard Holdings Group (QHG)": writers introduce organisations by their acronym in brackets.
    ACRONYM_INTRODUCED = "acronym-introduced",
        fires "The Coastal Workers Union (CWU) met on Monday.",
        rests "The Coastal Workers Union met on Monday.";
    /// "Africa CDC" is not the CDC.
    COUNTRY_BEFORE_ACRONYM = "country-before-acronym",
        fires "Africa CDC said on Monday that cases fell.",
        rests "The CDC said on Monday that cases fell.";
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
}
