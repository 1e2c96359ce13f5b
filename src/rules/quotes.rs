//! Rules of quotes: cues, content, speakers.

use super::rows;

rows! {
    table 0;

    // Cues that say nothing.

    /// "wrote in a note that": what looks like a verb after "in a" is a thing that somebody writes in.
    WRITTEN_NOUN = "written-noun",
        fires "Lena Ortiz wrote in a note that the bridge was safe.",
        rests "Lena Ortiz said that the bridge was safe.";
    /// "The charge, quickly dubbed a tax, was dropped": a participle that hangs on the noun before it.
    PARTICIPLE_OF_NOUN = "participle-of-noun",
        fires "The charge, quickly dubbed a tax, was dropped on Monday.",
        rests "Lena Ortiz, the mayor, described the bridge as safe.";
    /// "That said, ...": turns of phrase in which nobody speaks.
    IDIOM = "idiom",
        fires "That said, the bridge is safe.",
        rests "Lena Ortiz said the bridge is safe.";
    /// "Asked whether anyone would go, Smith said": who is asked says nothing by it.
    ASKED_FIRST = "asked-first",
        fires "Asked whether the bridge would close, Lena Ortiz said it was safe.",
        rests "Lena Ortiz asked whether the bridge would close.";
    /// "asked not to be named"
    NOT_TO_BE = "not-to-be",
        fires "A worker asked not to be named.",
        rests "A worker asked to be named.";
    /// "declined to comment", "refused to say".
    DECLINED = "declined",
        fires "The ministry declined to comment on the report.",
        rests "The ministry wanted to comment on the report.";

    /// "never said “I give up”": what somebody has not said is not said by them.
    DENIED = "denied",
        fires "Lena Ortiz never said \"the bridge is safe\" in public.",
        rests "Lena Ortiz said \"the bridge is not safe\" in public.";
    /// "We dare not say": what somebody holds back.
    DARE_NOT = "dare-not",
        fires "We dare not promise that the bridge will hold.",
        rests "We promise that the bridge will not fall.";
    /// "is yet to be announced": nobody has done it.
    TO_BE_DONE = "to-be-done",
        fires "The name of the bridge is yet to be announced.",
        rests "Lena Ortiz announced that the bridge is safe.";

    /// "a button was added to the page": a thing, and no words.
    THING_ADDED = "thing-added",
        fires "While a lamp was added to the bridge, the road was closed.",
        rests "\"The bridge is safe,\" Lena Ortiz added.";

    /// "denies that she said “burn it down”": what is said within what somebody denies.
    IN_DENIAL = "in-denial",
        fires "Lena Ortiz denied that she said \"burn the bridge\" to the council.",
        rests "Lena Ortiz denied that the bridge was safe.";

    // What is said.

    /// "Just mention the code": the writer asks something of the reader.
    COMMAND = "command",
        fires "Just mention the code at the bridge.",
        rests "Lena Ortiz mentioned the code at the bridge.";
    /// "did not respond to a request": what is answered is not the answer.
    ANSWER = "answer",
        fires "The ministry did not respond to a request for comment.",
        rests "The ministry responded that the bridge was safe.";
    /// "spoke out, saying the fee was robbery": what is said is told by the next verb.
    NEXT_CUE = "next-cue",
        fires "Lena Ortiz spoke out, saying the bridge was safe.",
        rests "Lena Ortiz said the bridge was safe.";
    /// "A former executive, who asked not to be named, said ...": what stands before the cue is its subject.
    LONG_SUBJECT = "long-subject",
        fires "A former executive, who had left the firm, said the head of drama, Ada Quill, had closed the bridge.",
        rests "Ada Quill said the head of drama had closed the bridge.";
    /// "The bridge would stay open, said Lena Petrov.": a comma before the cue, and no more than a name after it.
    INVERTED_SUBJECT = "inverted-subject",
        fires "The bridge would stay open, said Lena Petrov.",
        rests "Lena Petrov said the bridge would stay open.";
    /// `"Hold the line"--said Captain Rosa Weil.`: a dash between a quotation and its cue.
    DASH_BEFORE_CUE = "dash-before-cue",
        fires "\"Close the bridge\"--said Mayor Lena Ortiz.",
        rests "\"Close the bridge,\" said Mayor Lena Ortiz.";
    /// "The crop failed, Ada Quill, a farmer, told the Gazette.": a clause, a name, what describes it, and who was told.
    APPOSED_SPEAKER = "apposed-speaker",
        fires "The bridge was built in a year, Lena Ortiz, an engineer and councillor, told the Gazette.",
        rests "Lena Ortiz, an engineer and councillor, told the Gazette that the bridge was safe.";
    /// "told the wire service it was late": what is told begins after who is told.
    PAST_HEARER = "past-hearer",
        fires "Lena Ortiz told the Star the bridge was \"finished\".",
        rests "Lena Ortiz told reporters that it was safe.";
    /// "called it “a gift” while Ada Quill wrote that it was “a trap”": what the first one says ends where the second one has the word.
    SECOND_SPEAKER = "second-speaker",
        fires "Lena Ortiz said the bridge was \"a gift\" while Ada Quill, a farmer, wrote that it was \"a trap\".",
        rests "Lena Ortiz said the bridge was \"a gift\" while the road was closed.";
    /// "Ada Quill, host of “Morning Talk,” said": a title in marks describes the speaker and is not said.
    TITLE_IN_APPOSITION = "title-in-apposition",
        fires "Ada Quill, host of “Morning Talk,” said the bridge was safe.",
        rests "Ada Quill, the host, said the bridge was safe.";
    /// `"He fought hard," his brother posted on X.`: a quotation that ends with its comma before somebody and a verb is spoken.
    SPOKEN_COMMA = "spoken-comma",
        fires "\"He fought hard,\" his brother, Damon Hill, posted on X.",
        rests "His brother, Damon Hill, posted a picture on X.";
    /// "Wages rose faster than prices, the report showed.": the cue closes the sentence.
    CLOSING_CUE = "closing-cue",
        fires "Wages rose faster than prices, the report showed.",
        rests "The report showed that wages rose faster than prices.";
    /// "For most of her career, she recalls, the phone rang twice": told on both sides of the cue.
    INSERTED_CUE = "inserted-cue",
        fires "For most of her career, she recalls, the phone rang twice a week.",
        rests "She recalls that the phone rang twice a week.";
    /// "Smith said while visiting the plant": when it was said, and not what.
    WHEN_IT_WAS_SAID = "when-it-was-said",
        fires "The bridge is safe, Lena Ortiz said while visiting the plant.",
        rests "Lena Ortiz said the bridge is safe.";
    /// "'We will rebuild': mayor": a quotation that begins a line and is attributed after a colon.
    HEADLINE = "headline",
        fires "\"We will rebuild the bridge\": mayor\n\nThe bridge fell on Monday.",
        rests "Mayor promises to rebuild the bridge\n\nThe bridge fell on Monday.";
    /// "warned the council against closing it": who warns against something has said so.
    WARNED_AGAINST = "warned-against",
        fires "Lena Ortiz warned the council against closing the bridge.",
        rests "Lena Ortiz warned the council about the bridge.";
    /// "criticized the council for closing the school": blame for what was done.
    BLAMED_FOR = "blamed-for",
        fires "Lena Ortiz criticized the council for closing the school.",
        rests "Lena Ortiz criticized the council.";
    /// "has said many times that ...": a verb of saying or believing with a clause for its object.
    REPORTED_CLAUSE = "reported-clause",
        fires "Lena Ortiz has said many times that the bridge is safe.",
        rests "Lena Ortiz said nothing about the bridge.";
    /// "She was blunt: ...": a quotation of several words directly after a colon.
    QUOTED_AFTER_COLON = "quoted-after-colon",
        fires "Lena Ortiz was blunt: \"We will close the bridge on Monday.\"",
        rests "Lena Ortiz brought three things: a rope, a lamp and a map.";
    /// "A survey of teachers found that ...": a paper, a verb of finding and "that".
    PAPER_FINDS = "paper-finds",
        fires "A study of bridges found that half of them need care.",
        rests "Lena Ortiz found that half of them need care.";
    /// "explained the rules to her class": a thing is told of, and nothing of it is told.
    NO_CLAUSE = "no-clause",
        fires "The teacher explained the rules to her class.",
        rests "The teacher explained that the rules had changed.";
    /// "said the bridge was safe": a plain verb of saying needs less of the weights' trust.
    PLAIN_SAYING = "plain-saying",
        fires "Lena Ortiz said the bridge was safe.",
        rests "Lena Ortiz denied the bridge was safe.";
    /// "Smith, who joked about it, could see": what is said ends where the clause that holds the cue goes on.
    CLAUSE_END = "clause-end",
        fires "Lena Ortiz, who said the bridge was safe, could see the river.",
        rests "Lena Ortiz said the bridge was safe.";
    /// "said that crews were at work, while talks went on": what the clause of "while" tells was said too.
    CONCESSION = "concession",
        fires "Mayor Lena Ortiz sought to assure the town that builders were mending the bridge, while efforts were underway to open the road.",
        rests "Mayor Lena Ortiz sought to assure the town that builders were mending the bridge, while she warned of delays.";

    // Attributions that nobody makes.

    /// "Recent developments suggest": they show things, but nobody said them.
    MUTE_SPEAKER = "mute-speaker",
        fires "Developments suggested that the bridge was safe.",
        rests "Lena Ortiz suggested that the bridge was safe.";
    /// "If you think about it": who reads the text says nothing in it.
    TEXT_READER = "text-reader",
        fires "You said that the bridge was safe.",
        rests "Lena Ortiz said that the bridge was safe.";
    /// "Nobody said that"
    NOBODY = "nobody",
        fires "Nobody said that the bridge was safe.",
        rests "Lena Ortiz said that the bridge was safe.";
    /// A participle that hangs on nobody: "Saying that it is safe is easy".
    NOBODYS_PARTICIPLE = "nobodys-participle",
        fires "Saying that the bridge is safe is easy.",
        rests "Lena Ortiz left, saying that the bridge is safe.";
    /// "was said to be in danger": a passive without a clause tells of somebody, and not what anybody says.
    SAID_OF_SOMEBODY = "said-of-somebody",
        fires "The bridge was said to be in danger.",
        rests "Lena Ortiz said the bridge was in danger.";
    /// "It was noted that": the subject of a passive is not who speaks.
    PASSIVE = "passive",
        fires "It was noted that the bridge was safe.",
        rests "Lena Ortiz noted that the bridge was safe.";

    // Who speaks.

    /// A cue by which nobody is found to speak.
    CUE = "cue",
        fires "It was noted that the bridge was safe.",
        rests "\"The bridge is safe,\" Lena Ortiz said.";
    /// "According to Smith": who stands after it.
    ACCORDING_TO = "according-to",
        fires "According to Lena Ortiz, the bridge is safe.",
        rests "Lena Ortiz said the bridge is safe.";
    /// "Smith was blunt: ...", "Mayor: ...": the subject or the label before a colon.
    COLON = "colon",
        fires "Lena Ortiz was blunt: \"We will close the bridge on Monday.\"",
        rests "Lena Ortiz said the bridge will close on Monday.";
    /// "Said Smith: ...": the verb begins the sentence.
    VERB_FIRST = "verb-first",
        fires "Said Lena Ortiz: \"We will close the road on Monday.\"",
        rests "Lena Ortiz said, \"We will close the road on Monday.\"";
    /// ", adding that", "and vowed": the subject is that of the cue before, or of the sentence.
    SHARED_SUBJECT = "shared-subject",
        fires "Lena Ortiz said the bridge was safe, adding that the road was closed.",
        rests "Lena Ortiz said the bridge was safe.";
    /// "said Smith": the subject stands after the cue.
    SUBJECT_AFTER = "subject-after",
        fires "\"The bridge is safe,\" said Lena Ortiz.",
        rests "\"The bridge is safe,\" Lena Ortiz said.";
    /// "Smith said": the subject stands before the cue.
    SUBJECT_BEFORE = "subject-before",
        fires "\"The bridge is safe,\" Lena Ortiz said.",
        rests "\"The bridge is safe,\" said Lena Ortiz.";
    /// "Smith issued a statement saying": whoever issues it.
    ISSUER = "issuer",
        fires "Lena Ortiz issued a statement saying that the bridge was safe.",
        rests "Lena Ortiz crossed the river, saying that the bridge was safe.";
    /// "Smith called to say that ...": whoever acts in the clause that the cue hangs on.
    GOVERNING_SUBJECT = "governing-subject",
        fires "Some residents have called her to say that the bridge was safe.",
        rests "Lena Ortiz said that the bridge was safe.";

    /// "said Smith quietly": how it was said is no part of who says it.
    MANNER_AFTER_SUBJECT = "manner-after-subject",
        fires "\"The bridge is safe,\" said Lena Ortiz quietly.",
        rests "\"The bridge is safe,\" said the newly elected mayor.";
    /// "Smith, who was the sponsor, weighed in, calling it": whom the clause is about that the sentence begins with.
    HEAD_OF_RELATIVE = "head-of-relative",
        fires "Lena Ortiz, who was the sponsor of the bridge, weighed in, calling it \"a gift to the town.\"",
        rests "Lena Ortiz weighed in, calling the bridge \"a gift to the town.\"";
    /// "A study released early this month in Harbour Letters found": the paper, and not what it was published in.
    PAPER = "paper",
        fires "A study published early this month in the journal Bridges found that the bridge was safe.",
        rests "A study found that the bridge was safe.";

    // Quotations without a cue.

    /// `"One," she said. "Two."`: what follows the cue's sentence in marks goes on with the same speech.
    GOING_ON = "going-on",
        fires "\"The bridge is safe,\" Lena Ortiz said. \"We checked it twice.\" \"It will stay open.\"",
        rests "\"The bridge is safe,\" Lena Ortiz said. The road was closed.";
    /// `"One," Smith boomed`: somebody with a verb of no list beside a quotation that ends with its comma.
    VERB_BESIDE = "verb-beside",
        fires "\"The bridge is safe now,\" Lena Ortiz harrumphed.",
        rests "\"The bridge is safe now,\" Lena Ortiz said.";
    /// `Smith commented on the plan, "One."`: a sentence in marks that a comma introduces.
    INTRODUCED = "introduced",
        fires "Lena Ortiz walked to the river, \"It is safe to cross today.\"",
        rests "Lena Ortiz walked to the \"safe\" river.";
    /// `“Citizens,” he began, “the war is over.”`: a quotation that is taken up again after a few words between commas.
    RESUMED = "resumed",
        fires "\"Citizens,\" Lena Ortiz began, \"the bridge is safe.\"",
        rests "\"The bridge is safe now,\" Lena Ortiz harrumphed.";
    /// "I was like, “This is it.”": whoever is like it, and not whom the sentence begins with.
    BE_LIKE = "be-like",
        fires "Lena Ortiz built a bridge that I was like, \"This is so very beautiful.\"",
        rests "Lena Ortiz walked to the river, \"It is safe to cross today.\"";
    /// `“She never gives up.” - Joan Teller`: a dash and a name after a quotation.
    SIGNED = "signed",
        fires "\"The bridge has changed my life.\" - Lena Ortiz",
        rests "\"The bridge has changed my life,\" Lena Ortiz said.";
    /// A few words in marks on a line of their own, without a stop: a heading.
    QUOTED_HEADING = "quoted-heading",
        fires "\"The bridge is safe,\" Lena Ortiz said.\n\n'A long way to go'\n\nThe road was closed on Monday.",
        rests "\"The bridge is safe,\" Lena Ortiz said.\n\n\"We checked it twice on Monday.\"";
    /// "Smith hid under the stairs. “I could not move.”": what the one person tells whom the paragraphs are about.
    WITNESS = "witness",
        fires "Lena Ortiz ran across the bridge when it fell. \"I heard the stones fall and I could not stop.\"",
        rests "Lena Ortiz ran across the bridge with Adam Quill. \"I heard the stones fall and I could not stop.\"";
    /// A speech that each paragraph opens anew and only the last one closes.
    PARAGRAPH_CHAIN = "paragraph-chain",
        fires "\"The bridge is safe,\" Lena Ortiz said. \"We checked it twice.\n\n\"The road is closed, and it will stay closed.\"",
        rests "\"The bridge is safe,\" Lena Ortiz said. \"We checked it twice.\"\n\nThe road is closed.";
    /// A paragraph that ends with a colon, before one that is a quotation.
    ANNOUNCED = "announced",
        fires "Lena Ortiz closed the bridge and then spoke to the council:\n\n\"The bridge was safe when we checked it.\"",
        rests "Lena Ortiz closed the bridge and then spoke to the council.\n\nThe bridge was safe.";
    /// A paragraph that is a quotation, after one in which somebody speaks.
    FLOATING = "floating",
        fires "\"The bridge is safe,\" Lena Ortiz said.\n\n\"We checked it twice on Monday.\"",
        rests "\"The bridge is safe,\" Lena Ortiz said.\n\nThe road was closed.";
    /// A paragraph that is a quotation, beside one that names somebody.
    NAMED_NEARBY = "named-nearby",
        fires "The bridge was built by Lena Ortiz in a year.\n\n\"We checked it twice on Monday.\"",
        rests "The bridge was built by Lena Ortiz in a year.\n\nThe road was closed.";
    /// "Q: ..." and "A: ...", "BENNING: ...": turns of an interview or a hearing.
    TRANSCRIPT = "transcript",
        fires "A talk about the bridge\n\nThe council met in the town hall on Monday to talk about the bridge.\n\nLena Ortiz: The bridge is safe now, and we have checked it twice this year.\n\nAdam Quill: The road is closed, and it will stay closed for a year.\n\nLena Ortiz: We will open it again as soon as the work is done.",
        rests "A talk about the bridge\n\nThe council met in the town hall on Monday to talk about the bridge.\n\nLena Ortiz: The bridge is safe now, and we have checked it twice this year.";

    /// "Gazette: Why stone?", "Petra Holm: It lasts.": an interview whose labels may be left out as it goes on.
    INTERVIEW = "interview",
        fires "Gazette: What is the bridge made of?\n\nLena Ortiz: It is made of stone, and it took us a year to build.\n\nWhen will it open?\n\nIt will open in the summer, when the road is done.",
        rests "Lena Ortiz: The bridge is made of stone, and it took us a year to build.";

    // In other languages.

    /// "„Das ist gut so“, ...": in a text that is not English, what stands in quotation marks and is longer than a name or a title.
    QUOTATION_MARKS = "quotation-marks",
        fires "Die Bürgermeisterin hat am Freitag die neue Brücke eröffnet. „Das ist gut für die Stadt“, sagte sie den Gästen.",
        rests "Die Bürgermeisterin hat am Freitag die „neue Brücke“ eröffnet, und sie hat den Gästen und der Stadt gedankt.";
}
