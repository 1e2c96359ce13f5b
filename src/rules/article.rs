//! Rules of what belongs to the article, and of headlines, bylines, days, headings and reasons.

use super::rows;

rows! {
    table 1;

    /// A page of a few lines was selected by hand: its prose was selected to be read.
    FEW_LINES = "few-lines",
        fires "Bridge over the Orlen reopens after two years\n\n\
            The bridge over the Orlen reopened on Monday after two years of repairs.",
        rests "Home\nWorld\nSport\nWeather";
    /// Times alone on their lines, prose below each: the posts of a live blog.
    LIVE_BLOG = "live-blog",
        fires "Bridge over the Orlen reopens: live\n\n\
            10:45\n\n\
            The mayor said that nobody would have to take the ferry again.\n\n\
            10:30\n\n\
            Rust had eaten through most of the pillars under the water.\n\n\
            10:10\n\n\
            The bridge over the Orlen reopened on Sunday after two years of repairs.",
        rests "Bridge over the Orlen reopens: live\n\n\
            10:45\n\n\
            The mayor said that nobody would have to take the ferry again.\n\n\
            Rust had eaten through most of the pillars under the water.";
    /// "Subscribe now to read the full story": a line that offers a subscription.
    SUBSCRIPTION_OFFER = "subscription-offer",
        fires "Bridge over the Orlen reopens after two years\n\n\
            The bridge over the Orlen reopened on Monday after two years of repairs.\n\n\
            Subscribe to the Coast Post to read the rest of the story.",
        rests "Bridge over the Orlen reopens after two years\n\n\
            The bridge over the Orlen reopened on Monday after two years of repairs.\n\n\
            She wants to subscribe.";
    /// "Advertisement", "This video is not available": a short line of the page's machinery.
    PAGE_MACHINERY = "page-machinery",
        fires "Bridge over the Orlen reopens after two years\n\n\
            The bridge over the Orlen reopened on Monday after two years of repairs.\n\n\
            Watch: the bridge reopens in the rain",
        rests "Bridge over the Orlen reopens after two years\n\n\
            The bridge over the Orlen reopened on Monday after two years of repairs.\n\n\
            The ferry was never used in the rain.";
    /// "From: ...", "Subject: ...": the head of a mail.
    MAIL_HEAD = "mail-head",
        fires "From: Lena Ortiz\nSubject: Bridge over the Orlen reopens after two years\n\n\
            The bridge over the Orlen reopened on Monday after two years of repairs.",
        rests "Subject: Bridge over the Orlen reopens after two years\n\n\
            The bridge over the Orlen reopened on Monday after two years of repairs.";
    /// A name right above a player's clock and its controls: of what it plays.
    PLAYER_TITLE = "player-title",
        fires "Bridge over the Orlen reopens after two years\n\n\
            The mayor said that nobody would have to take the ferry again.\n\n\
            How the bridge was repaired\n02:20\nPlay video\n\n\
            Rust had eaten through most of the pillars under the water.",
        rests "Bridge over the Orlen reopens after two years\n\n\
            The mayor said that nobody would have to take the ferry again.\n\n\
            How the bridge was repaired\n\n\
            Rust had eaten through most of the pillars under the water.";
    /// "Sign up for our newsletter" as the last line: no part of the article.
    LAST_NOTICE = "last-notice",
        fires "Bridge over the Orlen reopens after two years\n\n\
            The bridge over the Orlen reopened on Monday after two years of repairs.\n\n\
            The mayor said that nobody would have to take the ferry again.\n\n\
            Rust had eaten through most of the pillars under the water.\n\n\
            Sign up for our newsletter to get the news of the harbour every morning.",
        rests "Bridge over the Orlen reopens after two years\n\n\
            The bridge over the Orlen reopened on Monday after two years of repairs.\n\n\
            The mayor said that nobody would have to take the ferry again.\n\n\
            Rust had eaten through most of the pillars under the water.";
    /// "The harbour at dusk. (Sam Okoro/Coast Post)", "FILE - ...": a caption between the paragraphs.
    CREDITED_CAPTION = "credited-caption",
        fires "Last cinema in Brannock closes its doors\n\n\
            By Noor Feldman\n\n\
            The Regal, the last cinema in Brannock, showed its final film on Sunday evening to a full house of 212 people.\n\n\
            The Regal's projectionist, Walter Imrie, threads the last reel on Sunday. (Noor Feldman/The Brannock Echo)\n\n\
            Walter Imrie, who had worked there since he was fifteen, turned the lights up himself and then sat down in the front row.\n\n\
            People queue in the rain outside the Regal on its last night. Photograph: Ewan Strang/Echo Pictures\n\n\
            The owner said that she had lost money every month since the roof was repaired, and that nobody had made an offer for the building.\n\n\
            “I kept hoping for one good summer of bad weather,” she said.",
        rests "Bridge over the Orlen reopens after two years\n\n\
            The bridge over the Orlen reopened on Monday after two years of repairs.\n\n\
            People walk over the bridge in the rain on Monday, hours after it was opened (or nearly so).\n\n\
            The mayor said that nobody would have to take the ferry again.";
    /// "Never miss a story: sign up for our newsletter": it asks the reader for something.
    PLEA = "plea",
        fires "Bridge over the Orlen reopens after two years\n\n\
            The bridge over the Orlen reopened on Monday after two years of repairs.\n\n\
            Never miss a story from the river: sign up for the free newsletter of the Post, in which all that matters to the town is told.\n\n\
            The mayor said that nobody would have to take the ferry again.",
        rests "Bridge over the Orlen reopens after two years\n\n\
            The bridge over the Orlen reopened on Monday after two years of repairs.\n\n\
            The mayor said in her newsletter that nobody would have to take the ferry again.";
    /// "Continue reading on next page" between the parts of an article.
    PAGE_TURN = "page-turn",
        fires "Bridge over the Orlen reopens after two years\n\n\
            The bridge over the Orlen reopened on Monday after two years of repairs.\n\n\
            Continue reading on next page\n\n\
            The mayor said that nobody would have to take the ferry again.",
        rests "Bridge over the Orlen reopens after two years\n\n\
            The bridge over the Orlen reopened on Monday after two years of repairs.\n\n\
            The mayor said that nobody would have to take the ferry again.";
    /// A long line in capitals between two paragraphs: the headline of another story.
    CAPITAL_HEADLINE = "capital-headline",
        fires "Bridge over the Orlen reopens after two years\n\n\
            The bridge over the Orlen reopened on Monday after two years of repairs.\n\n\
            FERRY OWNER ASKS COURT TO SHUT NEW BRIDGE OVER THE ORLEN\n\n\
            The mayor said that nobody would have to take the ferry again.",
        rests "Bridge over the Orlen reopens after two years\n\n\
            The bridge over the Orlen reopened on Monday after two years of repairs.\n\n\
            FERRY OWNER ASKS COURT\n\n\
            The mayor said that nobody would have to take the ferry again.";
    /// "Related", and headlines right below it, up to an empty line.
    RELATED_BOX = "related-box",
        fires "Bus driver returns lost violin worth 80,000\n\n\
            By Tomas Virtala\n\n\
            A bus driver in Derwick has returned a violin that a musician had left on the back seat of line 6.\n\n\
            RELATED\nOrchestra of Derwick to play in empty swimming pool\nLost and found: the strangest things left on buses\nDriver of line 9 retires after forty years\n\n\
            The instrument was built in 1790 and belongs to a foundation, which lends it to young players.\n\n\
            “I thought that it was an umbrella in a very nice case,” the driver, Emil Kraus, said on Friday.\n\n\
            The violinist has invited him to her next concert, and he has asked for a seat near the door.",
        rests "Bridge over the Orlen reopens after two years\n\n\
            The bridge over the Orlen reopened on Monday after two years of repairs.\n\n\
            The mayor said that nobody would have to take the ferry again.\n\n\
            RELATED\n\n\
            Rust had eaten through most of the pillars under the water.";
    /// "Video", "02:20", and below them the name of what is played.
    PLAYER_TITLE_BELOW = "player-title-below",
        fires "Divers find bell of ship lost in 1883\n\n\
            By Omar Castell\n\n\
            Divers off the Isle of Tarn have found the bell of the Meridian, a mail steamer that sank with 41 people aboard in 1883.\n\n\
            WATCH: Divers bring up the bell of the Meridian\n\n\
            The bell was lying under a metre of sand, some 200 metres from where the wreck was thought to be.\n\n\
            Video\n00:48\nInside the wreck of the Meridian\n\n\
            “You could read the name with your fingers before you could see it,” said Ruth Adeyemi, who found it on her second dive.\n\n\
            The museum in Tarn Harbour will show the bell from September, once the salt has been washed out of the bronze.",
        rests "Bridge over the Orlen reopens after two years\n\n\
            The mayor said that nobody would have to take the ferry again.\n\n\
            How the bridge was repaired\n\n\
            Rust had eaten through most of the pillars under the water.";
    /// A quotation without a stop at its end, alone on its line, may be pulled out of a paragraph too.
    OPEN_PULL_QUOTE = "open-pull-quote",
        fires "Bridge over the Orlen reopens after two years\n\n\
            The bridge over the Orlen reopened on Monday after two years of repairs.\n\n\
            “I have taken the ferry to work for two long years of rain,” the mayor said, “and I shall not miss it.”\n\n\
            “I have taken the ferry to work for two long years”\n\n\
            Rust had eaten through most of the pillars under the water.",
        rests "Bridge over the Orlen reopens after two years\n\n\
            The bridge over the Orlen reopened on Monday after two years of repairs.\n\n\
            Rust had eaten through most of the pillars under the water.";
    /// The name under a pull quote, of who said it.
    PULL_QUOTE_SPEAKER = "pull-quote-speaker",
        fires "Bridge over the Orlen reopens after two years\n\n\
            The bridge over the Orlen reopened on Monday after two years of repairs.\n\n\
            “I have taken the ferry to work for two long years of rain,” the mayor said, “and I shall not miss it.”\n\n\
            “I have taken the ferry to work for two long years”\n— Lena Ortiz\n\n\
            Rust had eaten through most of the pillars under the water.",
        rests "Bridge over the Orlen reopens after two years\n\n\
            The bridge over the Orlen reopened on Monday after two years of repairs.\n\n\
            “I have taken the ferry to work for two long years of rain,” the mayor said, “and I shall not miss it.”\n\n\
            Lena Ortiz\n\n\
            Rust had eaten through most of the pillars under the water.";
    /// "5. Pick early" after an end that was seen below the fourth part of a list.
    NUMBERED_PARTS = "numbered-parts",
        fires "Seven ways to keep a garden alive in a drought\n\n\
            By Lotte Brandl\n\n\
            May 20, 2026\n\n\
            A dry spring is no reason to give up on beans. We asked three gardeners what they do when the barrel is empty.\n\n\
            1. Water in the evening\nThe soil is cooler then, and half of what you pour at noon never reaches a root.\n\n\
            2. Mulch everything\nStraw, leaves, old newspapers: whatever keeps the sun off the ground helps.\n\n\
            3. Plant deep\n“A tomato can stand up to its neck in earth,” says Josef Ammer.\n\n\
            Related: How to build a rain barrel out of nothing\n\n\
            4. Let the lawn go\nIt will come back in September, and nobody has died of a brown lawn.\n\n\
            5. Pick early\nSmall courgettes need less water and taste better.\n\n\
            6. Share a well\nNeighbours who share a pump also share the blame.\n\n\
            7. Pray\nIt has not been shown to harm the beans.",
        rests "Bridge over the Orlen reopens after two years\n\n\
            The bridge over the Orlen reopened on Monday after two years of repairs.";
    /// A table of which most rows are of the article is of it as a whole.
    WHOLE_TABLE = "whole-table",
        fires "How the parties would pay for the bridge\n\n\
            By Sam Okoro\n\n\
            The four parties in the council want a new bridge, but they differ on who should pay for it.\n\n\
            Party\tWho pays\tWhen it opens\nCivic Union\tA toll on lorries\t2029\nGreens\tThe state, from the road fund\t2031\n\
            Harbour List\tA loan over thirty years\t2028\nFree Voters\tNobody, repair the old one\t2027\n\n\
            The vote on the plans is due on 4 July, and no party has a majority of its own.\n\n\
            Mayor Lena Ortiz said that she would accept any plan that does not close the ferry in the meantime.",
        rests "Bridge over the Orlen reopens after two years\n\n\
            The bridge over the Orlen reopened on Monday after two years of repairs.";
    /// "Ortiz: ..." after an end, where lines of the article begin so: an interview, or facts under labels.
    LABELLED_LINES = "labelled-lines",
        fires "Five minutes with Petra Lund of the night bus\n\n\
            By Dana Quill\n\n\
            The night bus of Sorrel Hill has one planner, and she has not slept at night for nine years.\n\n\
            Quill: How did you come to the night bus?\n\n\
            Lund: I used to clean offices until two in the morning, and I walked home for six years before I asked the mayor why there was no bus.\n\n\
            Quill: What is the hardest part of the work?\n\n\
            Lund: Finding drivers who like the dark. Most people say that they do until the first winter comes and the heating gives up on the hill.\n\n\
            Share this\n\n\
            Quill: Favorite food?\n\n\
            Lund: Soup, Bread, and Pickles\n\n\
            Quill: Favorite stop?\n\n\
            Lund: The last one",
        rests "Bridge over the Orlen reopens after two years\n\n\
            The bridge over the Orlen reopened on Monday after two years of repairs.";
    /// Words that stand on the page twice, once right above a photo's credit: the caption of a gallery.
    GALLERY_CAPTION = "gallery-caption",
        fires "Bridge over the Orlen reopens after two years\n\n\
            The bridge over the Orlen reopened on Monday after two years of repairs.\n\n\
            People walk over the old bridge in the rain on Monday.\nPhoto: Sam Okoro\n\n\
            People walk over the old bridge in the rain on Monday.",
        rests "Bridge over the Orlen reopens after two years\n\n\
            The bridge over the Orlen reopened on Monday after two years of repairs.\n\n\
            People walk over the old bridge in the rain on Monday.\nPhoto: Sam Okoro";
    /// Two paragraphs of prose right below the headline: the article begins with them, whatever the model thinks.
    BEGINS_BELOW_HEADLINE = "begins-below-headline",
        fires "Home\nWorld\nSport\nWeather\nPolitics\nBridge over the Orlen reopens after two years\n\
            What is a bridge? And how does it differ from a ferry, a tunnel and all other ways to get over a river?\n\
            Mayor Lena Ortiz, left, and Sam Okoro of the council shake hands on the bridge over the Orlen in the rain, as others look on\n\
            Home\nWorld\nSport\nWeather\nPolitics\nHome\nWorld\nSport\nWeather\nPolitics\nHome\nWorld\nSport\nWeather\n\
            Politics\nRust had eaten through most of the pillars under the water.\n\
            The bridge over the Orlen reopened on Sunday after two years of repairs.\n\
            The bridge over the Orlen reopened on Monday after two years of repairs.\n\
            The mayor said that nobody would have to take the ferry again.",
        rests "Home\nWorld\nSport\nWeather\nPolitics\nBridge over the Orlen reopens after two years\n\
            Mayor Lena Ortiz, left, and Sam Okoro of the council shake hands on the bridge over the Orlen in the rain, as others look on\n\
            Home\nWorld\nSport\nWeather\nPolitics\nHome\nWorld\nSport\nWeather\nPolitics\nHome\nWorld\nSport\nWeather\n\
            Politics\nRust had eaten through most of the pillars under the water.\n\
            The bridge over the Orlen reopened on Sunday after two years of repairs.\n\
            The bridge over the Orlen reopened on Monday after two years of repairs.\n\
            The mayor said that nobody would have to take the ferry again.";
    /// One sentence right below headline and day is the article's first; without a day it may be its standfirst.
    BEGINS_BELOW_DAY = "begins-below-day",
        fires "Home\nWorld\nSport\nWeather\nPolitics\nHome\nWorld\nSport\nWeather\nPolitics\nHome\nWorld\nSport\nWeather\n\
            Politics\nHome\nWorld\nSport\nWeather\nPolitics\nHome\nWorld\nSport\nWeather\nPolitics\nHome\nWorld\nSport\n\
            Weather\nPolitics\nBridge over the Orlen reopens after two years\nMarch 5, 2026\n\
            Mayor Lena Ortiz, left, and Sam Okoro of the council shake hands on the bridge over the Orlen on Monday, March 5, 2026, in the rain.\n\
            Politics\nThe mayor said that nobody would have to take the ferry again.",
        rests "Home\nWorld\nSport\nWeather\nPolitics\nHome\nWorld\nSport\nWeather\nPolitics\nHome\nWorld\nSport\nWeather\n\
            Politics\nHome\nWorld\nSport\nWeather\nPolitics\nHome\nWorld\nSport\nWeather\nPolitics\nHome\nWorld\nSport\n\
            Weather\nPolitics\nBridge over the Orlen reopens after two years\n\
            Mayor Lena Ortiz, left, and Sam Okoro of the council shake hands on the bridge over the Orlen on Monday, March 5, 2026, in the rain.\n\
            Politics\nThe mayor said that nobody would have to take the ferry again.";
    /// "Copyright 2026 Coast Media, Inc. All rights reserved. This material may not be published"
    RIGHTS_NOTICE = "rights-notice",
        fires "Bridge over the Orlen reopens after two years\n\n\
            The bridge over the Orlen reopened on Monday after two years of repairs.\n\n\
            Copyright 2026 Coast Media, Inc. All rights reserved. This material may not be published, broadcast, rewritten or redistributed without permission.",
        rests "Bridge over the Orlen reopens after two years\n\n\
            The bridge over the Orlen reopened on Monday after two years of repairs.\n\n\
            Copyright law is what the council talked about on Monday, and nobody in the hall understood why it did so.";
    /// A page that shows hardly any prose is read with what it hides, or from its JSON-LD.
    UNSEEN_ARTICLE = "unseen-article",
        fires "<title>Ferry landing shut until spring</title><script type=\"application/ld+json\">{\"@type\": \"NewsArticle\", \"articleBody\": \"\
            The old ferry landing at Port Harlan will stay shut until spring after engineers found cracks in two of its pillars, which stand where the current is strongest. \
            Repairs are expected to cost 2.4 million dollars, of which the county has promised to pay half by the end of June, when the first boats of summer are due. \
            Harbour master Ines Okafor told residents at the town hall that she would rather lose a season than a passenger, and that nobody had been in danger so far. \
            Shops along the quay fear for their summer, because most of their customers come over the water from the islands and few of them have a car. \
            \"}</script><p>You need JavaScript to read this.</p>",
        rests "<title>Ferry landing shut until spring</title><script type=\"application/ld+json\">{\"@type\": \"NewsArticle\", \"articleBody\": \"\
            The old ferry landing at Port Harlan will stay shut until spring after engineers found cracks in two of its pillars, which stand where the current is strongest. \
            \"}</script><p>You need JavaScript to read this.</p>";
    /// The prose of the element goes on below what the model took for the article's end.
    WHOLE_ELEMENT = "whole-element",
        fires "<div><p>The bridge over the Orlen reopened on Monday after two years of repairs.</p>\
            <div class=\"widget\"><div class=\"widget-text\"><h2>Why it was shut</h2></div></div>\
            <div class=\"widget\"><div class=\"widget-text\"><p>Rust had eaten through most of the pillars under the water.</p></div></div>\
            <div class=\"widget\"><div class=\"widget-text\"><h2>What comes next</h2></div></div>\
            <div class=\"widget\"><div class=\"widget-text\"><p>The mayor said that nobody would have to take the ferry again.</p></div></div></div>",
        rests "<div><p>The bridge over the Orlen reopened on Monday after two years of repairs.</p>\
            <p>Rust had eaten through most of the pillars under the water.</p>\
            <p>The mayor said that nobody would have to take the ferry again.</p></div>";
    /// Lines below the element that holds the article are no part of it.
    BELOW_ELEMENT = "below-element",
        fires "<div><h1>Ferry landing shut until spring</h1>\
            <p>The old ferry landing at Port Harlan will stay shut until spring after engineers found cracks in two of its pillars, which stand where the current is strongest.</p>\
            <p>Repairs are expected to cost 2.4 million dollars, of which the county has promised to pay half by the end of June, when the first boats of summer are due.</p>\
            <p>Harbour master Ines Okafor told residents at the town hall that she would rather lose a season than a passenger, and that nobody had been in danger so far.</p>\
            <p>Shops along the quay fear for their summer, because most of their customers come over the water from the islands and few of them have a car.</p>\
            <p>A bus will take the islanders over the long bridge in the meantime, every half hour from six in the morning until midnight, and it will cost them nothing.</p>\
            <p>The council wants to vote on the plan next week, and nobody in the hall on Tuesday spoke against it for long.</p>\
            </div><div><h3>Bus over the long bridge is late again</h3><p>Passengers waited for an hour in the rain on Monday, and the driver said that the engine had failed.</p></div>",
        rests "<div><h1>Ferry landing shut until spring</h1>\
            <p>The old ferry landing at Port Harlan will stay shut until spring after engineers found cracks in two of its pillars, which stand where the current is strongest.</p>\
            <p>Repairs are expected to cost 2.4 million dollars, of which the county has promised to pay half by the end of June, when the first boats of summer are due.</p>\
            <p>Harbour master Ines Okafor told residents at the town hall that she would rather lose a season than a passenger, and that nobody had been in danger so far.</p>\
            <p>Shops along the quay fear for their summer, because most of their customers come over the water from the islands and few of them have a car.</p>\
            <p>A bus will take the islanders over the long bridge in the meantime, every half hour from six in the morning until midnight, and it will cost them nothing.</p>\
            <p>The council wants to vote on the plan next week, and nobody in the hall on Tuesday spoke against it for long.</p>\
            </div>";
    /// A line of prose that the page says twice belongs to the article once.
    SAID_TWICE = "said-twice",
        fires "Bridge over the Orlen reopens after two years\n\n\
            The bridge over the Orlen reopened on Monday after two years of repairs.\n\n\
            The mayor said that nobody would have to take the ferry again.\n\n\
            Rust had eaten through most of the pillars under the water.\n\n\
            The bridge over the Orlen reopened on Monday after two years of repairs.",
        rests "Bridge over the Orlen reopens after two years\n\n\
            The bridge over the Orlen reopened on Monday after two years of repairs.\n\n\
            Nobody knows why.\n\n\
            Rust had eaten through most of the pillars under the water.\n\n\
            Nobody knows why.";
    /// A sentence that stands alone and in a longer paragraph too was pulled out of it.
    PULL_QUOTE = "pull-quote",
        fires "Bridge over the Orlen reopens after two years\n\n\
            The bridge over the Orlen reopened on Monday after two years of repairs.\n\n\
            Nobody will have to take the ferry again.\n\n\
            The mayor cut a ribbon in the rain. Nobody will have to take the ferry again. Rust had eaten through the pillars.\n\n\
            Rust had eaten through most of the pillars under the water.",
        rests "Bridge over the Orlen reopens after two years\n\n\
            The bridge over the Orlen reopened on Monday after two years of repairs.\n\n\
            Nobody will have to take the ferry again.\n\n\
            The mayor cut a ribbon in the rain. Somebody had lost the scissors. Rust had eaten through the pillars.\n\n\
            Rust had eaten through most of the pillars under the water.";
    /// "Read more: ...": a line that begins by saying that it leads elsewhere.
    LEADS_ELSEWHERE = "leads-elsewhere",
        fires "Bridge over the Orlen reopens after two years\n\n\
            The bridge over the Orlen reopened on Monday after two years of repairs.\n\n\
            Must read: How the ferry of Harlan was sold to a circus in the end.\n\n\
            The mayor said that nobody would have to take the ferry again.\n\n\
            Rust had eaten through most of the pillars under the water.",
        rests "Bridge over the Orlen reopens after two years\n\n\
            The bridge over the Orlen reopened on Monday after two years of repairs.\n\n\
            The mayor said: nobody will have to take the ferry again.\n\n\
            Rust had eaten through most of the pillars under the water.";
    /// What stands above the page's main heading is no part of its article.
    ABOVE_MAIN_HEADING = "above-main-heading",
        fires "<p>Rust had eaten through most of the pillars under the water.</p>\
            <title>Bridge over the Orlen reopens after two years</title>\
            <h1>Bridge over the Orlen reopens after two years</h1>",
        rests "<title>Bridge over the Orlen reopens after two years</title>\
            <h1>Bridge over the Orlen reopens after two years</h1>";
    /// A marked-up heading right above a paragraph of the article goes with it.
    HEADING_OF_PARAGRAPH = "heading-of-paragraph",
        fires "<h1>Bridge over the Orlen reopens after two years</h1>\
            <p>The bridge over the Orlen reopened on Monday after two years of repairs.</p><ul><li>\
            <a href='/ferry'>A ferry</a></li></ul><h3>Ferry</h3>\
            <p>Rust had eaten through most of the pillars under the water.</p>",
        rests "<h1>Bridge over the Orlen reopens after two years</h1>\
            <p>The bridge over the Orlen reopened on Monday after two years of repairs.</p><ul><li>\
            <a href='/ferry'>A ferry</a></li></ul><p>Rust had eaten through most of the pillars under the water.</p>";
    /// Lines that the page's JSON-LD gives as the article's body are its body.
    TOLD_BODY = "told-body",
        fires "<div>\
            <script type=\"application/ld+json\">{\"@type\":\"NewsArticle\",\"articleBody\":\"The bridge is open again. \
            The bridge is open again. The bridge is open again. The bridge is open again. The bridge is open again. \
            The bridge is open again. The bridge is open again. The bridge is open again. The bridge is open again. \
            The bridge is open again. The bridge is open again. The bridge is open again. \
            The bridge is open again.\"}</script><h1>Bridge over the Orlen reopens after two years</h1>\
            <p>The bridge is open again. The bridge is open again. The bridge is open again. The bridge is open again. \
            The bridge is open again. The bridge is open again. The bridge is open again. The bridge is open again. \
            The bridge is open again. The bridge is open again. The bridge is open again. The bridge is open again. \
            The bridge is open again.</p></div>",
        rests "<div>\
            <script type=\"application/ld+json\">{\"@type\":\"NewsArticle\",\"articleBody\":\"The bridge is open again.\"}</script>\
            <h1>Bridge over the Orlen reopens after two years</h1><p>The bridge is open again. The bridge is open again. \
            The bridge is open again. The bridge is open again. The bridge is open again. The bridge is open again. \
            The bridge is open again. The bridge is open again. The bridge is open again. The bridge is open again. \
            The bridge is open again. The bridge is open again. The bridge is open again.</p></div>";
    /// The title that the head of the page and its heading give comes before what looks like one.
    TOLD_TITLE = "told-title",
        fires "<html><head><title>Bridge over the Orlen reopens after two years</title></head><body>\
            <h1>Bridge over the Orlen reopens after two years</h1>\
            <p>The bridge over the Orlen reopened on Monday after two years of repairs.</p></body></html>",
        rests "<div><p>The bridge over the Orlen reopened on Monday after two years of repairs.</p></div>";
    /// The authors that the head of the page names come before what looks like a byline.
    TOLD_AUTHORS = "told-authors",
        fires "<html><head><title>Bridge over the Orlen reopens after two years</title>\
            <meta name=\"author\" content=\"Sam Okoro\"></head><body><h1>Bridge over the Orlen reopens after two years</h1>\
            <p>The bridge over the Orlen reopened on Monday after two years of repairs.</p></body></html>",
        rests "<html><head><title>Bridge over the Orlen reopens after two years</title></head><body>\
            <h1>Bridge over the Orlen reopens after two years</h1><p>By Sam Okoro</p>\
            <p>The bridge over the Orlen reopened on Monday after two years of repairs.</p></body></html>";
    /// The day that the head of the page gives comes before one that is seen.
    TOLD_DAY = "told-day",
        fires "<html><head><title>Bridge over the Orlen reopens after two years</title>\
            <meta name=\"date\" content=\"2026-03-05\"></head><body><h1>Bridge over the Orlen reopens after two years</h1>\
            <p>The bridge over the Orlen reopened on Monday after two years of repairs.</p></body></html>",
        rests "<html><head><title>Bridge over the Orlen reopens after two years</title></head><body>\
            <h1>Bridge over the Orlen reopens after two years</h1><p>March 5, 2026</p>\
            <p>The bridge over the Orlen reopened on Monday after two years of repairs.</p></body></html>";
    /// The subject in a mail's head is its headline.
    MAIL_SUBJECT = "mail-subject",
        fires "From: Lena Ortiz\nSubject: Bridge over the Orlen reopens after two years\n\n\
            The bridge over the Orlen reopened on Monday after two years of repairs.",
        rests "Subject: Bridge over the Orlen reopens after two years\n\n\
            The bridge over the Orlen reopened on Monday after two years of repairs.";
    /// "Bridge over the Orlen reopens | The Coast Post"
    OUTLET_AFTER_HEADLINE = "outlet-after-headline",
        fires "Bridge over the Orlen reopens after two years | The Coast Post\n\n\
            The bridge over the Orlen reopened on Monday after two years of repairs.",
        rests "Bridge over the Orlen reopens after two years – nobody was hurt\n\n\
            The bridge over the Orlen reopened on Monday after two years of repairs.";
    /// "Opinion | The bridge deserves better"
    SECTION_BEFORE_HEADLINE = "section-before-headline",
        fires "Opinion | The bridge over the Orlen deserves better\n\n\
            The bridge over the Orlen reopened on Monday after two years of repairs.",
        rests "The bridge over the Orlen deserves better\n\n\
            The bridge over the Orlen reopened on Monday after two years of repairs.";
    /// The name of a section alone on a line right above the headline, or glued to another: "PoliticsPakistan".
    SECTION_ABOVE_HEADLINE = "section-above-headline",
        fires "Politics\n\n\
            Bridge over the Orlen reopens after two years\n\n\
            The bridge over the Orlen reopened on Monday after two years of repairs.",
        rests "Bridge over the Orlen reopens after two years\n\n\
            The bridge over the Orlen reopened on Monday after two years of repairs.";
    /// A sentence or two between the headline and the first paragraph.
    STANDFIRST = "standfirst",
        fires "Bridge over the Orlen reopens after two years\nAfter years of repairs people walk across the bridge again\n\
            By Sam Okoro\nMarch 5, 2026\nThe bridge over the Orlen reopened on Monday after two years of repairs.",
        rests "Bridge over the Orlen reopens after two years\nBy Sam Okoro\nMarch 5, 2026\n\
            The bridge over the Orlen reopened on Monday after two years of repairs.";
    /// "Edited by Sam Okoro", "Photo by Sam Okoro": not who wrote it.
    CREDITS_ANOTHER = "credits-another",
        fires "Bridge over the Orlen reopens after two years\n\n\
            The bridge over the Orlen reopened on Monday after two years of repairs.\n\n\
            Edited by Sam Okoro",
        rests "Bridge over the Orlen reopens after two years\n\n\
            By Sam Okoro\n\n\
            The bridge over the Orlen reopened on Monday after two years of repairs.";
    /// A byline or a day stands shortly below a headline.
    HEADLINE_OF_BYLINE = "headline-of-byline",
        fires "Bridge over the Orlen reopens after two years\n\n\
            By Sam Okoro\n\n\
            The bridge over the Orlen reopened on Monday after two years of repairs.",
        rests "Bridge over the Orlen reopens after two years\n\n\
            The bridge over the Orlen reopened on Monday after two years of repairs.";
    /// The line above one that is as long and as much like a headline: the headline, with its standfirst.
    HEADLINE_ABOVE_STANDFIRST = "headline-above-standfirst",
        fires "Opinion\n\nThis article is more than 2 months old\n\n\
            Our ministers have discovered patience. It is what you get instead of a house\n\nRosalind Thwaite\n\n\
            The new white paper says that tenants must learn to wait. I would settle for a ceiling\n\n\
            Sat 20 Jan 2024 09.00 GMT\n\n\
            The new white paper on housing tells tenants that patience is a duty, and that a house comes to those who wait.\n\n\
            Tenants have waited for a ceiling since the winter before last, and the ministers have said nothing of it.",
        rests "The bridge over the Orlen reopens\nBy Sam Okoro\n\
            The bridge over the Orlen reopened on Monday after two years of repairs.\n\
            The mayor said that nobody would have to take the ferry again.";
    /// Who selects a few lines begins with the headline.
    FIRST_LINE = "first-line",
        fires "Bridge over the Orlen reopens after two years\n\n\
            The bridge over the Orlen reopened on Monday after two years of repairs.",
        rests "Sport\n\n\
            The bridge over the Orlen reopened on Monday after two years of repairs.";
    /// "By" alone on its line, and the name below.
    BARE_BY = "bare-by",
        fires "Bridge over the Orlen reopens after two years\nBy\nSam Okoro\n\
            The bridge over the Orlen reopened on Monday after two years of repairs.",
        rests "Bridge over the Orlen reopens after two years\nBy Sam Okoro\n\
            The bridge over the Orlen reopened on Monday after two years of repairs.";
    /// The author's name comes again where the author is introduced.
    AUTHOR_NAMED_AGAIN = "author-named-again",
        fires "Bridge over the Orlen reopens after two years\nLena Ortiz\n\
            The bridge over the Orlen reopened on Monday after two years of repairs.\n\
            Lena Ortiz is a reporter at the Coast Post.",
        rests "Bridge over the Orlen reopens after two years\nLena Ortiz\n\
            The bridge over the Orlen reopened on Monday after two years of repairs.";
    /// "12 Nov 2026 2:00 PM ET By Lena Ortiz"
    DAY_BEFORE_AUTHOR = "day-before-author",
        fires "Bridge over the Orlen reopens after two years\n\n\
            12 Nov 2026 2:00 PM ET By Sam Okoro\n\n\
            The bridge over the Orlen reopened on Monday after two years of repairs.",
        rests "Bridge over the Orlen reopens after two years\n\n\
            By Sam Okoro 12 Nov 2026 2:00 PM ET\n\n\
            The bridge over the Orlen reopened on Monday after two years of repairs.";
    /// "By political reporter Lena Ortiz"
    ROLE_BEFORE_AUTHOR = "role-before-author",
        fires "Bridge over the Orlen reopens after two years\n\n\
            By political reporter Sam Okoro\n\n\
            The bridge over the Orlen reopened on Monday after two years of repairs.",
        rests "Bridge over the Orlen reopens after two years\n\n\
            By Sam Okoro\n\n\
            The bridge over the Orlen reopened on Monday after two years of repairs.";
    /// "Lena Ortiz West of Harlan correspondent"
    NAME_AND_BEAT = "name-and-beat",
        fires "Bridge over the Orlen reopens after two years\n\n\
            Sam Okoro Science correspondent\n\n\
            The bridge over the Orlen reopened on Monday after two years of repairs.",
        rests "Bridge over the Orlen reopens after two years\n\n\
            By Sam Okoro\n\n\
            The bridge over the Orlen reopened on Monday after two years of repairs.";
    /// "By Lena Ortiz, The Coast Post", "By Lena Ortiz, SENIOR REPORTER": for whom, or as what.
    OUTLET_AFTER_AUTHOR = "outlet-after-author",
        fires "Bridge over the Orlen reopens after two years\n\n\
            By Sam Okoro, The Coast Post\n\n\
            The bridge over the Orlen reopened on Monday after two years of repairs.",
        rests "Bridge over the Orlen reopens after two years\n\n\
            By Sam Okoro, Lena Ortiz\n\n\
            The bridge over the Orlen reopened on Monday after two years of repairs.";
    /// "By Lena Ortiz, Abuja": from where.
    AUTHOR_FROM_PLACE = "author-from-place",
        fires "Bridge over the Orlen reopens after two years\n\n\
            By Sam Okoro, Abuja\n\n\
            The bridge over the Orlen reopened on Monday after two years of repairs.",
        rests "Bridge over the Orlen reopens after two years\n\n\
            By Sam Okoro, Lena Ortiz\n\n\
            The bridge over the Orlen reopened on Monday after two years of repairs.";
    /// "Lena Ortiz in Abuja"
    AUTHOR_IN_PLACE = "author-in-place",
        fires "Bridge over the Orlen reopens after two years\n\n\
            By Sam Okoro in Abuja\n\n\
            The bridge over the Orlen reopened on Monday after two years of repairs.",
        rests "Bridge over the Orlen reopens after two years\n\n\
            By Sam Okoro\n\n\
            The bridge over the Orlen reopened on Monday after two years of repairs.";
    /// "3/4/2026" is read as the page's other days are written: "13 April 2026" has the day first.
    ORDER_OF_OTHER_DAYS = "order-of-other-days",
        fires "Bridge over the Orlen reopens after two years\n\n\
            13 April 2026\n\n\
            The bridge over the Orlen reopened on Monday after two years of repairs.",
        rests "Bridge over the Orlen reopens after two years\n\n\
            2026-04-13\n\n\
            The bridge over the Orlen reopened on Monday after two years of repairs.";
    /// "Updated March 5, 2026" is not when it was published.
    DAY_OF_UPDATE = "day-of-update",
        fires "Bridge over the Orlen reopens after two years\n\n\
            Updated March 5, 2026\n\n\
            The bridge over the Orlen reopened on Monday after two years of repairs.",
        rests "Bridge over the Orlen reopens after two years\n\n\
            March 5, 2026\n\n\
            The bridge over the Orlen reopened on Monday after two years of repairs.";
    /// "BOSTON, Nov. 5, 2026 /PRNewswire/ --": the day in the dateline.
    DAY_OF_DATELINE = "day-of-dateline",
        fires "Bridge over the Orlen reopens after two years\n\n\
            BOSTON, Nov. 5, 2026 /PRNewswire/ -- The bridge over the Orlen reopened on Monday after two years of repairs.",
        rests "Bridge over the Orlen reopens after two years\n\n\
            BOSTON -- The bridge over the Orlen reopened on Monday after two years of repairs.";
    /// "ISLAMABAD (AP) —" at the start of the first paragraph.
    OPENING_PLACE = "opening-place",
        fires "Bridge over the Orlen reopens after two years\n\n\
            BOSTON (AP) — The bridge over the Orlen reopened on Monday after two years of repairs.",
        rests "Bridge over the Orlen reopens after two years\n\n\
            The bridge — bridge over the Orlen reopened on Monday after two years of repairs.";
    /// "BENNING: ..." again and again: who speaks, and no place.
    TURN_NO_PLACE = "turn-no-place",
        fires "Bridge over the Orlen reopens after two years\n\n\
            BENNING: Who paid for the bridge over the Orlen, and why did it take the town two whole years?\n\n\
            ORTIZ: The town paid for the bridge, and it took two years because of the rust in its pillars.\n\n\
            BENNING: And who will pay for the ferry, which nobody needs any more now that the bridge is open?",
        rests "Bridge over the Orlen reopens after two years\n\n\
            BOSTON: The bridge over the Orlen reopened on Monday after two years of repairs.\n\n\
            The mayor said that nobody would have to take the ferry again.";
    /// "Photo: Sam Okoro" between the headline and the end: a caption, and what stands right above it.
    PICTURE_CREDIT = "picture-credit",
        fires "Bridge over the Orlen reopens after two years\n\n\
            People walk over the bridge. Photo: Sam Okoro\n\n\
            The bridge over the Orlen reopened on Monday after two years of repairs.",
        rests "Bridge over the Orlen reopens after two years\n\n\
            People walk over the bridge.\n\n\
            The bridge over the Orlen reopened on Monday after two years of repairs.";
    /// What stands right above a picture's credit is its caption.
    CAPTION_ABOVE_CREDIT = "caption-above-credit",
        fires "Bridge over the Orlen reopens after two years\n\n\
            People walk over the old bridge\nPhoto: Sam Okoro\n\n\
            The bridge over the Orlen reopened on Monday after two years of repairs.",
        rests "Bridge over the Orlen reopens after two years\n\n\
            Photo: Sam Okoro\n\n\
            The bridge over the Orlen reopened on Monday after two years of repairs.";
    /// "More stories from Coast Post"
    OUTLET_NAMES_ITSELF = "outlet-names-itself",
        fires "Bridge over the Orlen reopens after two years\n\n\
            The mayor said that nobody would have to take the ferry again.\n\n\
            Rust had eaten through most of the pillars under the water.\n\n\
            More stories from Coast Post",
        rests "Bridge over the Orlen reopens after two years\n\n\
            The mayor said that nobody would have to take the ferry again.\n\n\
            Rust had eaten through most of the pillars under the water.\n\n\
            More stories";
    /// "© 2026 Coast Media. All rights reserved."
    COPYRIGHT_HOLDER = "copyright-holder",
        fires "Bridge over the Orlen reopens after two years\n\n\
            The bridge over the Orlen reopened on Monday after two years of repairs.\n\n\
            The mayor said that nobody would have to take the ferry again.\n\n\
            Rust had eaten through most of the pillars under the water.\n\n\
            © 2026 Coast Media. All rights reserved.",
        rests "Bridge over the Orlen reopens after two years\n\n\
            The bridge over the Orlen reopened on Monday after two years of repairs.\n\n\
            The mayor said that nobody would have to take the ferry again.\n\n\
            Rust had eaten through most of the pillars under the water.\n\n\
            All rights reserved.";
    /// A short line without a full stop above a longer one of the body: a heading.
    INNER_HEADING = "inner-heading",
        fires "Bridge over the Orlen reopens after two years\n\n\
            The bridge over the Orlen reopened on Monday after two years of repairs.\n\n\
            What comes next\n\n\
            Rust had eaten through most of the pillars under the water.",
        rests "Bridge over the Orlen reopens after two years\n\n\
            The bridge over the Orlen reopened on Monday after two years of repairs.\n\n\
            Rust had eaten through most of the pillars under the water.";
    /// What stands below "Comments" or "Read more" is what that announced.
    ANNOUNCED_SECTION = "announced-section",
        fires "Bridge over the Orlen reopens after two years\n\n\
            The bridge over the Orlen reopened on Monday after two years of repairs.\n\n\
            Related stories\n\n\
            Ferry to be sold\n\n\
            Mayor thanks the town",
        rests "Bridge over the Orlen reopens after two years\n\n\
            The bridge over the Orlen reopened on Monday after two years of repairs.\n\n\
            The mayor told related stories.";
    /// "prac-" at the end of a line and "tices" on the next: one word that was cut where the line was full.
    CUT_AT_LINE_END = "cut-at-line-end",
        fires "The mayor said that nobody would have to take the ferry to work again, now that the repairs were fin-\n\
            ished and the bridge over the Orlen was open to all who live on the other side of the river, and the\n\
            council had found the money.",
        rests "The mayor said that nobody would have to take the ferry to work again, now that the repairs had been\n\
            finished and the bridge over the Orlen was open to all who live on the other side of the river, and the\n\
            council had found the money.";
    /// "capabili- ties": one word that was cut at the end of a line which is none any more.
    CUT_WITHIN_LINE = "cut-within-line",
        fires "The mayor said that the new pillars had other capabili- ties.",
        rests "The mayor said that the repairs had been planned as a two- or three-year project.";
}
