//! What a page says about itself in its head: JSON-LD, OpenGraph and other `meta` names.

use serde_json::Value;

use super::wording::bare;
use crate::article::metadata::split_publisher;
use crate::article::names;
use crate::article::references;
use crate::options::web_address;
use crate::text::Span;

/// The page's own word on its article.
#[derive(Debug, Default)]
pub(super) struct Told {
    pub(super) headline: Option<String>,
    pub(super) open_graph_title: Option<String>,
    pub(super) head_title: Option<String>,
    pub(super) authors: Vec<String>,
    /// Those of the authors that are no people.
    pub(super) organizations: Vec<String>,
    pub(super) meta_authors: Vec<String>,
    pub(super) published: Option<String>,
    pub(super) meta_published: Option<String>,
    /// The day of a page that JSON-LD does not give as an article.
    pub(super) page_published: Option<String>,
    /// A day of which the head does not say what it is of.
    pub(super) meta_day: Option<String>,
    pub(super) publisher: Option<String>,
    pub(super) site_name: Option<String>,
    pub(super) section: Option<String>,
    pub(super) body: Option<String>,
    /// Where the page says that it stands.
    pub(super) canonical: Option<String>,
    pub(super) open_graph_url: Option<String>,
    pub(super) told_url: Option<String>,
    /// What the next value of a card for sharing is: "Written by".
    card_label: Option<String>,
}

impl Told {
    /// The titles that the head gives, without the outlet's name after them.
    pub(super) fn titles(&self, url: Option<&str>) -> Vec<String> {
        let titles = [&self.headline, &self.open_graph_title, &self.head_title];
        let outlets = || [&self.site_name, &self.publisher].into_iter().flatten().map(|outlet| bare(outlet));
        let told = |title: &String| {
            let title = Self::without_outlet(title, url);
            let end =
                [" | ", " – ", " — ", " - "].iter().filter_map(|mark| title.rfind(mark).map(|at| (at, mark))).max();
            let named = end.filter(|(at, mark)| {
                let end = title.get(at + mark.len()..).map(bare);
                end.is_some_and(|end| !end.is_empty() && outlets().any(|outlet| outlet == end))
            });
            named.and_then(|(at, _)| title.get(..at)).map_or_else(|| title.clone(), |head| head.trim().to_owned())
        };
        titles.into_iter().flatten().map(told).collect()
    }

    /// A title without the outlet, and the section, after it: "Harbour closed | Coast | The Coast Post".
    pub(super) fn without_outlet(title: &str, url: Option<&str>) -> String {
        let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
        let mut span = Span::new(0, title.len());
        for _ in 0..3 {
            let Some((rest, _)) = split_publisher(&title, span, url) else { break };
            span = rest;
        }
        span.of(&title).to_owned()
    }

    /// The address that the page names as its own.
    pub(super) fn address(&self) -> Option<String> {
        let named = [&self.canonical, &self.open_graph_url, &self.told_url];
        named.into_iter().flatten().find_map(|address| web_address(address)).map(str::to_owned)
    }

    /// Takes note of a `link` tag.
    pub(super) fn link(&mut self, relation: &str, target: &str) {
        if relation.split_whitespace().any(|word| word.eq_ignore_ascii_case("canonical")) {
            self.canonical.get_or_insert_with(|| target.trim().to_owned());
        }
    }

    /// Takes note of a `meta` tag.
    pub(super) fn meta(&mut self, name: &str, content: &str) {
        let content = content.trim();
        if content.is_empty() {
            return;
        }
        // An item may have several properties at once: "dateCreated datePublished".
        let name = name.to_ascii_lowercase();
        let name = name.split_whitespace().find(|name| *name == "datepublished").unwrap_or(&name);
        let slot = match name {
            "og:title" => &mut self.open_graph_title,
            "og:url" => &mut self.open_graph_url,
            "og:site_name" => &mut self.site_name,
            "article:published_time"
            | "article:published"
            | "og:published_time"
            | "og:article:published_time"
            | "datepublished"
            | "rnews:datepublished"
            | "parsely-pub-date"
            | "sailthru.date"
            | "dc.date.issued"
            | "dcterms.issued"
            | "dcterms.created"
            | "pubdate"
            | "published"
            | "publish-date"
            | "publish_date"
            | "publishdate"
            | "publication_date"
            | "citation_publication_date"
            | "citation_online_date"
            | "citation_date"
            | "cxenseparse:recs:publishtime"
            | "cxenseparse:publishtime" => &mut self.meta_published,
            "date" | "dc.date" | "dcterms.date" => &mut self.meta_day,
            "article:section" => &mut self.section,
            "author"
            | "article:author"
            | "article:author_name"
            | "parsely-author"
            | "cxenseparse:author"
            | "sailthru.author"
            | "citation_author"
            | "dc.creator"
            | "byl" => return self.meta_author(content, name == "citation_author"),
            "twitter:label1" | "twitter:label2" => {
                self.card_label = Some(content.to_owned());
                return;
            }
            "twitter:data1" | "twitter:data2" => {
                let label = self.card_label.take().unwrap_or_default();
                if names::is_bare_lead(&label) {
                    self.meta_author(content, false);
                }
                return;
            }
            _ => return,
        };
        slot.get_or_insert_with(|| content.to_owned());
    }

    /// Takes note of an author in a `meta` tag; libraries put the family name first.
    fn meta_author(&mut self, content: &str, family_first: bool) {
        let turned = content.split_once(", ").filter(|(family, given)| {
            family_first && [family, given].iter().all(|part| (1..=3).contains(&part.split_whitespace().count()))
        });
        let name = turned.map_or_else(|| content.to_owned(), |(family, given)| format!("{given} {family}"));
        if !self.meta_authors.contains(&name) {
            self.meta_authors.push(name);
        }
    }

    /// Takes note of a JSON-LD script.
    pub(super) fn json_ld(&mut self, script: &str) {
        let script = script
            .trim()
            .trim_start_matches("<![CDATA[")
            .trim_start_matches("//<![CDATA[")
            .trim_end_matches("//]]>")
            .trim_end_matches("]]>");
        let parsed = serde_json::from_str::<Value>(script).or_else(|_| {
            // Raw line breaks inside strings and commas before a bracket are the usual slips.
            let flat: String = script.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
            let plain = || serde_json::from_str(&without_trailing_commas(&flat));
            let decoded = || serde_json::from_str(&references::decode(&flat));
            serde_json::from_str(&flat).or_else(|_| plain()).or_else(|_| decoded())
        });
        let Ok(value) = parsed else { return };
        // Articles hide in lists and in "@graph"; a queue, not recursion, and with an end.
        let mut queue = vec![&value];
        let mut seen = 0;
        let mut nodes: Vec<&Value> = Vec::new();
        while let Some(node) = queue.pop() {
            seen += 1;
            if seen > 5_000 {
                break;
            }
            match node {
                Value::Array(items) => queue.extend(items.iter().rev()),
                Value::Object(fields) => {
                    nodes.push(node);
                    ["mainEntity", "mainEntityOfPage", "@graph"]
                        .iter()
                        .filter_map(|name| fields.get(*name))
                        .for_each(|inner| queue.push(inner));
                }
                _ => {}
            }
        }
        let is_article = |node: &&&Value| {
            let kind = |value: &Value| {
                value.as_str().is_some_and(|kind| {
                    kind.ends_with("Article") || matches!(kind, "BlogPosting" | "LiveBlogPosting" | "Report" | "Review")
                })
            };
            match node.get("@type") {
                Some(Value::Array(kinds)) => kinds.iter().any(kind),
                Some(value) => kind(value),
                None => false,
            }
        };
        let Some(article) = nodes.iter().find(is_article) else {
            // A page that is given as no article may still tell its day.
            let page_day = |node: &&Value| day_in(node, "datePublished");
            self.page_published = self.page_published.take().or_else(|| nodes.iter().find_map(page_day));
            return;
        };
        let string = |name: &str| {
            article.get(name).and_then(Value::as_str).map(references::decode).filter(|text| !text.trim().is_empty())
        };
        self.headline = self.headline.take().or_else(|| string("headline").or_else(|| string("name")));
        self.published = self
            .published
            .take()
            .or_else(|| day_in(article, "datePublished").or_else(|| day_in(article, "dateCreated")));
        self.told_url = self.told_url.take().or_else(|| string("url").or_else(|| string("mainEntityOfPage")));
        self.body = self.body.take().or_else(|| string("articleBody"));
        if self.section.is_none() {
            self.section =
                string("articleSection").or_else(|| article.get("articleSection")?.get(0)?.as_str().map(str::to_owned));
        }
        if self.authors.is_empty() {
            let signed = article.get("author").or_else(|| article.get("creator"));
            names_in(signed, &nodes, &mut self.authors);
            let outlets = match signed {
                Some(Value::Array(items)) => items.iter().take(40).filter(|item| is_organization(item)).collect(),
                Some(item) if is_organization(item) => vec![item],
                _ => Vec::new(),
            };
            outlets.into_iter().for_each(|outlet| names_in(Some(outlet), &nodes, &mut self.organizations));
        }
        if self.publisher.is_none() {
            let mut publishers = Vec::new();
            names_in(article.get("publisher"), &nodes, &mut publishers);
            self.publisher = publishers.into_iter().next();
        }
    }
}

/// The day that a property of a node gives, as text or as Unix time.
fn day_in(node: &Value, property: &str) -> Option<String> {
    match node.get(property)? {
        Value::String(text) if !text.trim().is_empty() => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

fn is_organization(item: &Value) -> bool {
    item.get("@type").and_then(Value::as_str).is_some_and(|kind| kind.ends_with("Organization"))
}

/// Names of people or organisations: a string, an object, a list of them, or a reference to another node.
fn names_in(value: Option<&Value>, nodes: &[&Value], into: &mut Vec<String>) {
    let items: Vec<&Value> = match value {
        Some(Value::Array(items)) => items.iter().take(40).collect(),
        Some(value) => vec![value],
        None => return,
    };
    for item in items {
        let named = match item {
            Value::String(name) => Some(name.as_str()),
            Value::Object(_) => match item.get("name") {
                Some(Value::String(name)) => Some(name.as_str()),
                Some(Value::Array(names)) => names.first().and_then(Value::as_str),
                _ => item.get("@id").and_then(|id| {
                    nodes
                        .iter()
                        .find(|node| node.get("@id") == Some(id) && node.get("name").is_some())?
                        .get("name")?
                        .as_str()
                }),
            },
            _ => None,
        };
        let Some(name) = named else { continue };
        let name = references::decode(name);
        let name = name.trim_matches(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '|'));
        if !name.is_empty() && !into.iter().any(|known| known == name) {
            into.push(name.to_owned());
        }
    }
}

fn without_trailing_commas(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    let (mut quoted, mut escaped) = (false, false);
    for c in json.chars() {
        if !quoted && matches!(c, '}' | ']') {
            let kept = out.trim_end().trim_end_matches(',').len();
            out.truncate(kept);
        }
        if c == '"' && !escaped {
            quoted = !quoted;
        }
        escaped = c == '\\' && !escaped;
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_names_its_address() {
        let mut told = Told::default();
        told.json_ld(r#"{"@type":"NewsArticle","headline":"Harbour","mainEntityOfPage":"https://coast.example/told"}"#);
        assert_eq!(told.address().as_deref(), Some("https://coast.example/told"));
        told.meta("og:url", "https://coast.example/shared");
        assert_eq!(told.address().as_deref(), Some("https://coast.example/shared"));
        told.link("icon", "https://coast.example/icon.png");
        told.link("Canonical", " https://coast.example/2024/harbour ");
        assert_eq!(told.address().as_deref(), Some("https://coast.example/2024/harbour"));
        let mut relative = Told::default();
        relative.link("canonical", "/2024/harbour");
        assert_eq!(relative.address(), None);
    }

    #[test]
    fn articles_in_graphs_with_referenced_authors() {
        let mut told = Told::default();
        told.json_ld(
            r#"{"@graph":[{"@type":"WebSite","name":"Coast Post"},{"@type":"NewsArticle","headline":"Harbour &amp; town","datePublished":"2023-05-04T10:00:00Z",
            "author":[{"@id":"x"}],"publisher":{"name":"Coast Post"}},{"@type":"Person","@id":"x","name":"Lena Ortiz"},]}"#,
        );
        assert_eq!(told.headline.as_deref(), Some("Harbour & town"));
        assert_eq!(told.authors, ["Lena Ortiz"]);
        assert_eq!(told.publisher.as_deref(), Some("Coast Post"));
    }
}
