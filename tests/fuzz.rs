//! A bounded fuzz run on stable, the same on every machine: the golden cases torn up and sewn together with what breaks parsers, read
//! as a paste and as a page. `fuzz/` holds the same for cargo-fuzz, without an end.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::string_slice, missing_docs)]

mod support;

use newsglass::{Analyzer, Input, OffsetUnit, Options};

/// An xorshift generator.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).unwrap() % limit.max(1)
    }
}

/// What has broken readers of text and of markup.
const SPLINTERS: [&str; 64] = [
    "<",
    ">",
    "</",
    "<!--",
    "-->",
    "<![CDATA[",
    "]]>",
    "<!",
    "<?",
    "&",
    "&#",
    "&#x",
    "&#x110000;",
    "&#0;",
    "&amp",
    "&nbsp;",
    "<p",
    "<p>",
    "</p>",
    "</b>",
    "<b>",
    "<a href='",
    "\"",
    "'",
    "=",
    "<script>",
    "</script>",
    "<style>",
    "<title>",
    "<textarea>",
    "<table><tr><td>",
    "<li>",
    "<blockquote>",
    "<h1>",
    "</h1>",
    "<article>",
    "<time datetime='",
    "<meta property='og:title' content='",
    "<script type='application/ld+json'>",
    "{\"@graph\":[{\"@type\":\"NewsArticle\",\"headline\":",
    "[[[[[[",
    "}}",
    "<svg><title>",
    "<div hidden>",
    "<template>",
    "<p style='display:none'>",
    "\0",
    "\u{feff}",
    "\u{202e}",
    "\u{ad}",
    "\u{301}",
    "👩\u{200d}",
    "\r",
    "\r\n",
    "\n\n",
    "\t",
    "\u{2028}",
    "“",
    "”",
    "By ",
    "— ",
    "3/4/2023",
    "© ",
    "İ",
];

fn inputs() -> Vec<String> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus/article");
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths.iter().map(|path| std::fs::read_to_string(path).unwrap()).collect()
}

/// A piece of a text, cut between characters.
fn piece<'t>(text: &'t str, random: &mut Random) -> &'t str {
    let boundary = |at: usize| (at..=text.len()).find(|at| text.is_char_boundary(*at)).unwrap();
    let start = boundary(random.below(text.len()));
    let end = boundary((start + 1 + random.below(700)).min(text.len()));
    &text[start..end]
}

#[test]
fn torn_inputs_are_read_or_refused() {
    let texts = inputs();
    let analyzer = Analyzer::new();
    let mut random = Random(0x9e37_79b9_7f4a_7c15);
    for round in 0..600 {
        let mut input = String::new();
        for _ in 0..1 + random.below(12) {
            match random.below(3) {
                0 => input.push_str(SPLINTERS[random.below(SPLINTERS.len())]),
                1 => input.push_str(&SPLINTERS[random.below(SPLINTERS.len())].repeat(1 + random.below(40))),
                _ => {
                    let text = &texts[random.below(texts.len())];
                    input.push_str(piece(text, &mut random));
                }
            }
        }
        let html = round % 2 == 1;
        let options = Options {
            input: if html { Input::Html } else { Input::Text },
            clean: round % 7 != 0,
            offsets: OffsetUnit::Utf8,
            ..Options::default()
        };
        match analyzer.analyze(&input, &options) {
            Ok(analysis) => {
                support::check(&analysis, (!html).then_some(input.as_str()));
                let again = analyzer.analyze(&input, &options).unwrap();
                assert_eq!(again, analysis, "the same input gives the same answer: {input:?}");
            }
            Err(error) => assert!(!error.hint().is_empty(), "{error}"),
        }
    }
}
