//! How much of an analysis is finding the article: `cargo bench --bench article [-- FILE ...]`.
//!
//! Reads each file (by default the articles of `tests/corpus/articles/`, once alone and once inside a page's menus and footers)
//! with an empty feature list and with all features, and prints medians. What the empty list costs is the cleaning and the cutting
//! into sentences; the cleaning is less.
#![allow(clippy::unwrap_used, missing_docs)]

use std::time::{Duration, Instant};

use newsglass::{Analyzer, Options};

const ROUNDS: usize = 31;

fn median(analyzer: &Analyzer, text: &str, options: &Options) -> Duration {
    let mut times: Vec<Duration> = (0..ROUNDS)
        .map(|_| {
            let start = Instant::now();
            std::hint::black_box(analyzer.analyze(std::hint::black_box(text), options).unwrap());
            start.elapsed()
        })
        .collect();
    times.sort_unstable();
    times.get(ROUNDS / 2).copied().unwrap()
}

fn main() {
    let mut paths: Vec<std::path::PathBuf> =
        std::env::args().skip(1).filter(|argument| !argument.starts_with("--")).map(Into::into).collect();
    let own = paths.is_empty();
    if own {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus/articles");
        paths = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        paths.retain(|path| path.extension().is_some_and(|extension| extension == "txt"));
    }
    paths.sort();
    let menu = "Home\nNews\nHarbour\nWeather\nSport\nLetters\nSubscribe\nSign in\n".repeat(12);
    let footer =
        "Share\nTweet\nMost read\nTwo held after fire at the loft\nAbout us\nContact\nPrivacy policy\n".repeat(12);
    let analyzer = Analyzer::new();
    let whole = Options::default();
    let bare = Options { features: Vec::new(), ..Options::default() };
    let (mut all, mut cleaning) = (Duration::ZERO, Duration::ZERO);
    println!("{:>8} {:>12} {:>12} {:>6}  file", "bytes", "article ms", "all ms", "share");
    for path in paths {
        let text = std::fs::read_to_string(&path).unwrap();
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let mut variants = vec![(name.clone(), text.clone())];
        if own {
            variants.push((format!("{name} in a page"), format!("{menu}\n{text}\n{footer}")));
        }
        for (name, text) in variants {
            let (article, total) = (median(&analyzer, &text, &bare), median(&analyzer, &text, &whole));
            all += total;
            cleaning += article;
            let ms = |time: Duration| time.as_secs_f64() * 1e3;
            println!(
                "{:>8} {:>12.3} {:>12.3} {:>5.1}%  {name}",
                text.len(),
                ms(article),
                ms(total),
                100.0 * ms(article) / ms(total)
            );
        }
    }
    println!("together: {:.1} %", 100.0 * cleaning.as_secs_f64() / all.as_secs_f64());
}
