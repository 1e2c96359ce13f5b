//! Rules of whom pronouns and descriptions stand for.

use super::rows;

rows! {
    table 4;

    // Constraints: whom a pronoun cannot stand for.

    /// `Tom Brandt said: "He is late."`: a pronoun in direct speech is not its speaker.
    SPEAKER_OF_OTHERS = "speaker-of-others",
        fires "Tom Brandt said: \"He is late.\"",
        rests "Tom Brandt said that he was late.";
    /// "He praised Brandt" speaks of two people (principle C of the binding theory; Chomsky 1981, "Lectures on Government and Binding").
    NAMED_IN_CLAUSE = "named-in-clause",
        fires "Tom Brandt arrived. Mark Olsen met him. He praised Brandt.",
        rests "Tom Brandt arrived. Mark Olsen met him. He praised the town.";
    /// `"Smith will spend it all," she said` is not Smith's.
    NAMED_IN_OWN_WORDS = "named-in-own-words",
        fires "Anna Smith arrived. \"Smith will spend it all,\" she said.",
        rests "Anna Smith arrived. \"They will spend it all,\" she said.";
    /// "Asked whether Smith could stay, she said no" is not Smith.
    NAMED_IN_QUESTION = "named-in-question",
        fires "Anna Smith arrived. Asked whether Smith could stay, she said no.",
        rests "Anna Smith arrived. Asked whether the bridge could stay, she said no.";
    /// "She was, Smith says, the best" is not Smith.
    TELLS_OF_OTHERS = "tells-of-others",
        fires "Anna Smith arrived. She was the best of all, Smith said.",
        rests "Anna Smith arrived. Smith said she was the best of all.";

    // Preferences: what makes one referent likelier than another.

    /// Whose gender is known is likelier.
    KNOWN_GENDER = "known-gender",
        fires "Anna Smith arrived. She sang.",
        rests "Anna Smith arrived. The town sang.";
    /// Whom "she" has stood for is hardly "he".
    CALLED_OTHERWISE = "called-otherwise",
        fires "The letter was for Senator Quillon and for Senator Orban. She thanked the town. He left.",
        rests "The letter was for Senator Quillon and for Senator Orban. She thanked the town. She left.";
    /// "Olsen met him": the object is not the subject beside it.
    OBJECT_OF_SUBJECT = "object-of-subject",
        fires "Tom Brandt arrived. Mark Olsen met him.",
        rests "Tom Brandt arrived. Mark Olsen met his aunt.";
    /// "Brandt praised himself."
    REFLEXIVE_OF_SUBJECT = "reflexive-of-subject",
        fires "Tom Brandt praised himself.",
        rests "Tom Brandt praised him.";
    /// "Brandt thanked his sister."
    POSSESSIVE_OF_SUBJECT = "possessive-of-subject",
        fires "Tom Brandt thanked his sister.",
        rests "Tom Brandt arrived. His sister stayed.";
    /// Who acted last goes on acting.
    GOES_ON_ACTING = "goes-on-acting",
        fires "Tom Brandt arrived. He sang.",
        rests "Tom Brandt arrived. Mark Olsen met him.";
    /// "Brandt said he would stay."
    REPORTS_OF_HIMSELF = "reports-of-himself",
        fires "Tom Brandt said he would stay.",
        rests "Tom Brandt arrived. He would stay.";
    /// Who is mentioned in the pronoun's own sentence is likelier.
    SAME_SENTENCE = "same-sentence",
        fires "Tom Brandt said he would stay.",
        rests "Tom Brandt arrived. He sang.";

    // What stands for whom by itself.

    /// `"He is a bully," Brandt said of Olsen`: the pronouns in what is said are the one it is said of.
    SPOKEN_OF = "spoken-of",
        fires "\"He is a bully,\" Tom Brandt said of Mark Olsen.",
        rests "\"He is a bully,\" Tom Brandt said.";
    /// `"I will stay," Brandt said`: "I" in direct speech is its speaker.
    FIRST_PERSON = "first-person",
        fires "\"I will stay,\" Tom Brandt said.",
        rests "\"He will stay,\" Tom Brandt said.";
    /// "She said her first priority was the county": whom the text never names is somebody, too.
    UNNAMED = "unnamed",
        fires "She said her first priority was the county.",
        rests "Laura Ortiz was elected. She promised to go.";
    /// "Brandt, 24, was arrested. The 24-year-old ...": the only person of that age.
    SAME_AGE = "same-age",
        fires "Tom Brandt, 24, was arrested. The 24-year-old was released.",
        rests "Tom Brandt was arrested. The 24-year-old was released.";
    /// "Mayor Brandt ... the mayor": the person of that role.
    SAME_ROLE = "same-role",
        fires "Mayor Tom Brandt arrived. The mayor sang.",
        rests "Tom Brandt arrived. The mayor sang.";
    /// "Harbour Bank ... the bank": the organisation that is called so, or one named just before that may be.
    NOUN_OF_NAME = "noun-of-name",
        fires "Tessick Bank announced losses. The bank closed two branches.",
        rests "Tom Brandt arrived. The bank closed two branches.";
    /// "The company", "the striker": words that fit nearly each organisation or person are whoever the text speaks of.
    GENERAL_NOUN = "general-noun",
        fires "Tom Brandt scored twice. The striker smiled.",
        rests "Tom Brandt scored twice. The mayor smiled.";

    // Speakers of quotes.

    /// "Interior Minister Rana Khan said": the name that heads the mention.
    NAMED_HEAD = "named-head",
        fires "Tom Brandt said the bridge was safe.",
        rests "He said the bridge was safe.";
    /// "Superintendent of Police Asad Butt said": the person after an office that has names of its own.
    NAME_AFTER_OFFICE = "name-after-office",
        fires "Superintendent of Police Asad Butt said the bridge was safe.",
        rests "Asad Butt said the bridge was safe.";
    /// "Brandt, who said": the last one named.
    RELATIVE_SPEAKER = "relative-speaker",
        fires "Tom Brandt, who said the bridge was safe, left.",
        rests "Tom Brandt said the bridge was safe.";
    /// "Harbour Bank closed. It said ...": the group or institution that stands highest.
    SPEAKING_GROUP = "speaking-group",
        fires "Tessick Bank announced losses. It said the branches were safe.",
        rests "Tessick Bank announced losses. He said the branches were safe.";
    /// "The mayor, Lena Petrov, said": the name stands in apposition.
    APPOSITION = "apposition",
        fires "\"It is safe,\" said the mayor, Lena Petrov.",
        rests "\"It is safe,\" said the mayor.";
    /// "A senior official ... the official": the same description once more, or its head.
    SAME_DESCRIPTION = "same-description",
        fires "A senior official said the bridge was safe. The official said it was new.",
        rests "A senior official said the bridge was safe. Another official said it was new.";
    /// "a spokesman, who asked not to be named": the sentence says that the name is kept back.
    NAME_KEPT_BACK = "name-kept-back",
        fires "\"It is safe,\" said the neighbour, who asked not to be named.",
        rests "\"It is safe,\" said the neighbour, who asked to be paid.";
}
