//! What a page says about itself in its head: JSON-LD, OpenGraph and other `meta` names.

use serde_json::Value;

use crate::article::metadata::split_publisher;
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
    pub(super) publisher: Option<String>,
    pub(super) site_name: Option<String>,
    pub(super) section: Option<String>,
    pub(super) body: Option<String>,
    /// Where the page says that it stands.
    pub(super) canonical: Option<String>,
    pub(super) open_graph_url: Option<String>,
    pub(super) told_url: Option<String>,
}

impl Told {
    /// The titles that the head gives, without the outlet's name after them.
    pub(super) fn titles(&self, url: Option<&str>) -> Vec<String> {
        let titles = [&self.headline, &self.open_graph_title, &self.head_title];
        titles.into_iter().flatten().map(|title| Self::without_outlet(title, url)).collect()
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
        let slot = match name.to_ascii_lowercase().as_str() {
            "og:title" => &mut self.open_graph_title,
            "og:url" => &mut self.open_graph_url,
            "og:site_name" => &mut self.site_name,
            "article:published_time"
            | "article:published"
            | "og:published_time"
            | "datepublished"
            | "parsely-pub-date"
            | "sailthru.date"
            | "dc.date"
            | "dc.date.issued"
            | "dcterms.created"
            | "pubdate"
            | "publish-date"
            | "publishdate"
            | "date"
            | "cxenseparse:recs:publishtime" => &mut self.meta_published,
            "article:section" => &mut self.section,
            "author"
            | "article:author"
            | "article:author_name"
            | "parsely-author"
            | "sailthru.author"
            | "dc.creator"
            | "byl" => {
                let name = content.trim_start_matches("By ").trim_start_matches("by ");
                if !name.contains("://") && !self.meta_authors.iter().any(|known| known == name) {
                    self.meta_authors.push(name.to_owned());
                }
                return;
            }
            _ => return,
        };
        slot.get_or_insert_with(|| content.to_owned());
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
            serde_json::from_str(&flat).or_else(|_| serde_json::from_str(&without_trailing_commas(&flat)))
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
        let Some(article) = nodes.iter().find(is_article) else { return };
        let string = |name: &str| {
            article.get(name).and_then(Value::as_str).map(references::decode).filter(|text| !text.trim().is_empty())
        };
        self.headline = self.headline.take().or_else(|| string("headline").or_else(|| string("name")));
        self.published = self.published.take().or_else(|| string("datePublished").or_else(|| string("dateCreated")));
        self.told_url = self.told_url.take().or_else(|| string("url").or_else(|| string("mainEntityOfPage")));
        self.body = self.body.take().or_else(|| string("articleBody"));
        if self.section.is_none() {
            self.section =
                string("articleSection").or_else(|| article.get("articleSection")?.get(0)?.as_str().map(str::to_owned));
        }
        if self.authors.is_empty() {
            let signed = article.get("author").or_else(|| article.get("creator"));
            names(signed, &nodes, &mut self.authors);
            let outlets = match signed {
                Some(Value::Array(items)) => items.iter().take(40).filter(|item| is_organization(item)).collect(),
                Some(item) if is_organization(item) => vec![item],
                _ => Vec::new(),
            };
            outlets.into_iter().for_each(|outlet| names(Some(outlet), &nodes, &mut self.organizations));
        }
        if self.publisher.is_none() {
            let mut publishers = Vec::new();
            names(article.get("publisher"), &nodes, &mut publishers);
            self.publisher = publishers.into_iter().next();
        }
    }
}

fn is_organization(item: &Value) -> bool {
    item.get("@type").and_then(Value::as_str).is_some_and(|kind| kind.ends_with("Organization"))
}

/// Names of people or organisations: a string, an object, a list of them, or a reference to another node.
fn names(value: Option<&Value>, nodes: &[&Value], into: &mut Vec<String>) {
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
        let name = name
            .trim()
            .trim_start_matches("By ")
            .trim_matches(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '|'));
        if !name.is_empty() && !name.contains("://") && !into.iter().any(|known| known == name) {
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
