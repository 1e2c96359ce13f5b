//! The command as its users run it: usage, exit status, formats, batches.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, missing_docs)]

use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Output, Stdio};

const ARTICLE: &str = "Bridge to reopen\n\n\"The bridge will reopen on Friday,\" Mayor Lena Ortiz said. She thanked the crews – “all of them”.\n";

fn command() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_newsglass"));
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

fn run(arguments: &[&str], input: &[u8]) -> Output {
    let mut child = command().args(arguments).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_vec();
    // A child that ends without reading closes the pipe: that is its right.
    let writer = std::thread::spawn(move || {
        let _ = stdin.write_all(&input);
    });
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    output
}

fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

fn lines(output: &Output) -> Vec<serde_json::Value> {
    String::from_utf8(output.stdout.clone()).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn analyze_writes_json_with_the_input_unchanged() {
    let output = run(&["analyze", "--format", "json"], ARTICLE.as_bytes());
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let analysis = &lines(&output)[0];
    assert_eq!(analysis["schema_version"], 1);
    assert_eq!(analysis["offsets"], "utf8");
    assert_eq!(analysis["text"], ARTICLE);
}

#[test]
fn analyze_writes_text_for_people_in_any_unit() {
    for unit in ["utf8", "utf16", "char"] {
        let output = run(&["analyze", "-", "--offsets", unit, "--no-clean"], ARTICLE.as_bytes());
        assert_eq!(output.status.code(), Some(0));
        assert_eq!(output.stdout, run(&["analyze", "--no-clean"], ARTICLE.as_bytes()).stdout);
    }
}

#[test]
fn analyze_writes_every_format() {
    for (format, begins) in [
        ("text", "Bridge to reopen\n"),
        ("json", "{\"schema_version\":1,"),
        ("csv", "number,speaker,as_written,"),
        ("markdown", "# Bridge to reopen\n"),
        ("html", "<!doctype html>\n"),
        ("web-annotation", "{\n"),
    ] {
        let output = run(&["analyze", "--format", format], ARTICLE.as_bytes());
        assert_eq!(output.status.code(), Some(0), "{format}: {}", stderr(&output));
        let written = String::from_utf8(output.stdout).unwrap();
        assert!(written.starts_with(begins) && written.ends_with('\n'), "{format}: {written}");
        assert!(written.contains("Lena Ortiz"), "{format}: {written}");
    }
}

#[test]
fn the_address_of_the_article_is_named_in_every_format() {
    let address = "https://courier.example/2024/03/bridge";
    for format in ["text", "json", "csv", "markdown", "html", "web-annotation"] {
        let output = run(&["analyze", "--format", format, "--url", address], ARTICLE.as_bytes());
        assert_eq!(output.status.code(), Some(0), "{format}: {}", stderr(&output));
        assert!(String::from_utf8(output.stdout).unwrap().contains(address), "{format}");
    }
    let page = format!("<link rel=canonical href=\"{address}\"><h1>Bridge to reopen</h1><p>{ARTICLE}</p>");
    let url = |more: &[&str]| {
        let arguments = [&["analyze", "--format", "json", "--input", "html"], more].concat();
        lines(&run(&arguments, page.as_bytes()))[0]["article"]["url"].clone()
    };
    assert_eq!(url(&[]), address, "the page names it itself");
    assert_eq!(url(&["--url", "https://other.example/a"]), "https://other.example/a", "what is given goes before");
    assert_eq!(url(&["--url", "file:///article.html"]), address, "and is an address of the web");
}

#[test]
fn csv_has_a_table_for_each_question() {
    for (table, column) in
        [("quotes", "speaker"), ("entities", "salience"), ("mentions", "before"), ("sentences", "block")]
    {
        let output = run(&["analyze", "--format", "csv", "--table", table], ARTICLE.as_bytes());
        let mut reader = csv::Reader::from_reader(output.stdout.as_slice());
        assert!(reader.headers().unwrap().iter().any(|name| name == column), "{table}");
        assert!(reader.records().map(Result::unwrap).count() > 0, "{table}");
    }
}

#[test]
fn web_annotations_name_the_address_that_was_given() {
    let url = "https://news.example/bridge";
    let output = run(&["analyze", "--format", "web-annotation", "--url", url], ARTICLE.as_bytes());
    let page: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let targets: Vec<&serde_json::Value> =
        page["items"].as_array().unwrap().iter().map(|item| &item["target"]).collect();
    assert!(!targets.is_empty() && targets.iter().all(|target| target["source"] == url), "{targets:#?}");
}

#[test]
fn offsets_are_in_the_unit_asked_for() {
    for (unit, length) in [("utf8", 25), ("utf16", 16), ("char", 15)] {
        let output =
            run(&["analyze", "--format", "json", "--no-clean", "--offsets", unit], "Größe 😀 “zählt”".as_bytes());
        let analysis = &lines(&output)[0];
        let blocks = analysis["article"]["blocks"].as_array().unwrap();
        assert_eq!(blocks.last().unwrap()["end"], length, "{unit}");
    }
}

#[test]
fn no_features_gives_the_article_alone() {
    let analysis = &lines(&run(&["analyze", "--format", "json", "--features", ""], ARTICLE.as_bytes()))[0];
    assert_eq!(analysis["entities"], serde_json::json!([]));
    assert_eq!(analysis["quotes"], serde_json::json!([]));
    assert_eq!(analysis["sentiment"], serde_json::Value::Null);
    assert!(analysis["sentences"].as_array().unwrap().iter().all(|sentence| sentence["sentiment"].is_null()));
}

#[test]
fn wrong_usage_is_status_2_and_one_line_that_names_what_is_allowed() {
    for (arguments, named) in [
        (vec![], "analyze or batch"),
        (vec!["read"], "analyze and batch"),
        (
            vec!["analyze", "--format", "yaml"],
            "\"text\", \"json\", \"csv\", \"markdown\", \"html\" or \"web-annotation\"",
        ),
        (
            vec!["analyze", "--format", "csv", "--table", "names"],
            "\"quotes\", \"entities\", \"mentions\" or \"sentences\"",
        ),
        (vec!["analyze", "--table", "quotes"], "--format csv"),
        (vec!["batch", "--format", "html"], "JSON Lines"),
        (vec!["batch", "--table", "quotes"], "JSON Lines"),
        (vec!["analyze", "--input", "pdf"], "\"auto\", \"text\" or \"html\""),
        (vec!["analyze", "--offsets", "bytes"], "\"utf16\", \"utf8\" or \"char\""),
        (vec!["analyze", "--published", "2023-02-30"], "YYYY-MM-DD"),
        (vec!["analyze", "--features", "names"], "\"entities\", \"quotes\" and \"sentiment\""),
        (vec!["batch", "--jobs", "0"], "a whole number from 1"),
        (vec!["analyze", "--wrong"], "--wrong"),
    ] {
        let output = run(&arguments, b"");
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(stderr(&output).contains(named), "{arguments:?}: {}", stderr(&output));
        assert_eq!(stderr(&output).lines().count(), 1);
    }
}

#[test]
fn bad_input_is_status_1_and_one_line_with_a_hint() {
    for (input, code) in [
        (b"".to_vec(), "empty_input"),
        (b" \n\t ".to_vec(), "empty_input"),
        (vec![b'a', 0xFF], "invalid_utf8"),
        (vec![b'a'; 10_000_001], "input_too_large"),
    ] {
        let output = run(&["analyze"], &input);
        assert_eq!(output.status.code(), Some(1), "{code}");
        assert!(stderr(&output).contains(code), "{}", stderr(&output));
        assert_eq!(stderr(&output).lines().count(), 1);
    }
    let output = run(&["analyze", "no such file"], b"");
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("no such file"));
}

#[test]
fn batch_answers_in_order_and_goes_on_after_an_error() {
    let mut input = String::new();
    for number in 0..200 {
        // Long and short articles in turn, so that a later one is ready before an earlier.
        let text = ARTICLE.repeat(if number % 7 == 0 { 60 } else { 1 });
        let row = if number == 5 {
            serde_json::json!({"id": 5, "text": " "})
        } else {
            serde_json::json!({"id": number, "text": text, "split": "dev", "offsets": "char"})
        };
        input.push_str(&format!("{row}\n"));
    }
    input.push_str("not json\n\n{\"id\": \"both\", \"text\": \"a\", \"html\": \"b\"}\n{\"id\": \"wrong\", \"text\": \"a\", \"clean\": 1}");
    let output = run(&["batch", "--jobs", "3"], input.as_bytes());
    assert_eq!(output.status.code(), Some(1));
    let rows = lines(&output);
    assert_eq!(rows.len(), 203);
    for (number, row) in rows.iter().take(200).enumerate() {
        assert_eq!(row["id"], number);
        assert_eq!(row.get("error").is_some(), number == 5);
        assert_eq!(row.get("analysis").is_some(), number != 5);
    }
    assert_eq!(rows[5]["error"]["code"], "empty_input");
    assert_eq!(rows[0]["analysis"]["offsets"], "char");
    assert!(rows[200]["id"].is_null());
    for row in &rows[200..] {
        assert_eq!(row["error"]["code"], "invalid_option");
        assert!(!row["error"]["hint"].as_str().unwrap().is_empty());
    }
}

#[test]
fn batch_is_the_same_with_any_number_of_jobs_and_as_analyze() {
    let rows: String = (0..40)
        .map(|number| format!("{}\n", serde_json::json!({"id": number, "text": ARTICLE.repeat(number + 1)})))
        .collect();
    let one = run(&["batch", "--jobs", "1"], rows.as_bytes());
    assert_eq!(one.stdout, run(&["batch", "--jobs", "4"], rows.as_bytes()).stdout);
    let alone = run(&["analyze", "--format", "json"], ARTICLE.as_bytes());
    let first = String::from_utf8(one.stdout).unwrap();
    let expected = format!("{{\"id\":0,\"analysis\":{}}}", String::from_utf8(alone.stdout).unwrap().trim_end());
    assert_eq!(first.lines().next().unwrap(), expected);
}

#[test]
fn batch_answers_each_line_before_the_next_is_asked() {
    let mut child = command().arg("batch").spawn().unwrap();
    let (mut stdin, mut answers) = (child.stdin.take().unwrap(), BufReader::new(child.stdout.take().unwrap()));
    for number in 0..3 {
        writeln!(stdin, "{}", serde_json::json!({"id": number, "text": ARTICLE})).unwrap();
        let mut answer = String::new();
        answers.read_line(&mut answer).unwrap();
        assert!(answer.starts_with(&format!("{{\"id\":{number},")), "{answer}");
    }
    drop(stdin);
    assert!(child.wait().unwrap().success());
}

#[test]
fn batch_writes_one_line_for_every_reader() {
    let text = "One\u{2028}two\u{85}three\u{2029} \u{1d} four.";
    let output = run(&["batch"], format!("{}\n", serde_json::json!({"id": "a\u{2028}b", "text": text})).as_bytes());
    let written = String::from_utf8(output.stdout.clone()).unwrap();
    assert!(!written.contains(['\u{2028}', '\u{2029}', '\u{85}']));
    assert_eq!(lines(&output)[0]["analysis"]["text"], text);
    assert_eq!(lines(&output)[0]["id"], "a\u{2028}b");
}

#[test]
fn help_and_version_are_answered() {
    assert!(String::from_utf8(run(&["--help"], b"").stdout).unwrap().contains("usage: newsglass analyze"));
    assert!(String::from_utf8(run(&["-V"], b"").stdout).unwrap().starts_with("newsglass 0."));
}
