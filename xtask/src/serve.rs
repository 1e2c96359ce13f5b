//! `cargo xtask serve`: `dist/` on 127.0.0.1 as a careful static host would serve it.
//!
//! The standard library is enough for GET and HEAD of local files, and small enough to see that the headers are exactly
//! those of the contract; server crates of this size (tiny_http) have had no release for years, and the kept ones bring
//! an asynchronous runtime that would be compiled before the first page shows. One thread a connection, keep-alive,
//! bounded request size, time limits. Not meant to face a network: it listens on the loopback address only.

use std::collections::HashMap;
use std::io::{BufRead, BufReader, ErrorKind, Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Component, Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use anyhow::{Context, Result, anyhow, bail};

use crate::paths::hash;
use crate::policy::CONTENT_SECURITY_POLICY;
use crate::tools::find;

/// Where to look first, and how many further ports to try when nobody asked for a certain one.
const PORT: u16 = 8787;
const FURTHER_PORTS: u16 = 12;

/// A request is a line and some headers; whatever is larger is not for us.
const LONGEST_REQUEST: u64 = 16 * 1024;
const PATIENCE: Duration = Duration::from_secs(30);

/// Serves until Ctrl-C.
pub(crate) fn serve(dist: &Path, port: Option<u16>, open: bool) -> Result<()> {
    if !dist.join("index.html").is_file() {
        bail!("there is no page in {}; run `cargo xtask build` first", dist.display());
    }
    let listener = listen(port)?;
    let url = format!("http://127.0.0.1:{}/", listener.local_addr()?.port());
    ctrlc::set_handler(|| {
        println!("\nStopped.");
        std::process::exit(0);
    })
    .context("Ctrl-C cannot be caught")?;
    println!("Newsglass is at {url}  (Ctrl-C stops it)");
    std::io::stdout().flush()?;
    if open {
        open_browser(&url);
    }
    accept(&listener, Site::new(dist)?)
}

/// A server of this process for the tests; it ends with the process.
pub(crate) fn start(dist: &Path) -> Result<String> {
    let listener = listen(Some(0))?;
    let url = format!("http://127.0.0.1:{}/", listener.local_addr()?.port());
    let site = Site::new(dist)?;
    std::thread::spawn(move || accept(&listener, site));
    Ok(url)
}

fn listen(port: Option<u16>) -> Result<TcpListener> {
    let bind = |port| TcpListener::bind((Ipv4Addr::LOCALHOST, port));
    if let Some(port) = port {
        return bind(port).map_err(|error| match error.kind() {
            ErrorKind::AddrInUse => {
                anyhow!("port {port} is in use; stop what uses it, or choose another with --port N (0: any free one)")
            }
            ErrorKind::PermissionDenied => {
                anyhow!("port {port} is not ours to use; choose one above 1023 with --port N")
            }
            _ => anyhow!("port {port} cannot be used ({error}); choose another with --port N"),
        });
    }
    (PORT..=PORT + FURTHER_PORTS).find_map(|port| bind(port).ok()).ok_or_else(|| {
        anyhow!(
            "ports {PORT} to {} are all in use; choose another with --port N (0: any free one)",
            PORT + FURTHER_PORTS
        )
    })
}

/// Opens the page where a person would see it: never over a plain terminal, never in CI.
fn open_browser(url: &str) {
    let linux = cfg!(target_os = "linux");
    let display =
        ["DISPLAY", "WAYLAND_DISPLAY"].iter().any(|name| std::env::var_os(name).is_some_and(|value| !value.is_empty()));
    if std::env::var_os("CI").is_some() || (linux && !display) {
        return;
    }
    let opener = if cfg!(target_os = "macos") {
        "open"
    } else if cfg!(windows) {
        "explorer"
    } else {
        "xdg-open"
    };
    if find(opener).is_some() {
        // A browser that does not open is no failure: the address is on the screen.
        let _ = Command::new(opener).arg(url).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
    }
}

fn accept(listener: &TcpListener, site: Site) -> Result<()> {
    let site = Arc::new(site);
    for stream in listener.incoming() {
        match stream {
            Ok(stream) => {
                let site = Arc::clone(&site);
                // A connection that breaks is the visitor's business, not the server's.
                std::thread::spawn(move || drop(converse(&stream, &site)));
            }
            // Out of file descriptors, most likely: others will close.
            Err(_) => std::thread::sleep(Duration::from_millis(50)),
        }
    }
    Ok(())
}

/// Answers the requests of one connection, one after the other.
fn converse(stream: &TcpStream, site: &Site) -> std::io::Result<()> {
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    stream.set_nodelay(true)?;
    let mut reader = BufReader::new(stream);
    let mut writer = stream;
    loop {
        let mut head = Vec::new();
        loop {
            let before = head.len();
            let room = LONGEST_REQUEST.saturating_sub(before as u64);
            (&mut reader).take(room).read_until(b'\n', &mut head)?;
            if head.len() == before {
                return if room == 0 {
                    Response::plain(431, "Request too large").send(&mut writer, false, false)
                } else {
                    Ok(())
                };
            }
            if head.ends_with(b"\n\r\n") || head.ends_with(b"\n\n") {
                break;
            }
        }
        let head = String::from_utf8_lossy(&head);
        let Some(request) = Request::parse(&head) else {
            return Response::plain(400, "Bad request").send(&mut writer, false, false);
        };
        let keep = request.keep_alive;
        site.answer(&request).send(&mut writer, request.method == "HEAD", keep)?;
        if !keep {
            return Ok(());
        }
    }
}

/// What matters of a request.
struct Request<'head> {
    method: &'head str,
    target: &'head str,
    accept_encoding: &'head str,
    if_none_match: &'head str,
    keep_alive: bool,
}

impl<'head> Request<'head> {
    fn parse(head: &'head str) -> Option<Self> {
        let mut lines = head.lines();
        let mut words = lines.next()?.split(' ');
        let (method, target, version) = (words.next()?, words.next()?, words.next()?);
        if words.next().is_some() || !version.starts_with("HTTP/1.") {
            return None;
        }
        let mut request =
            Self { method, target, accept_encoding: "", if_none_match: "", keep_alive: version == "HTTP/1.1" };
        for line in lines.take_while(|line| !line.is_empty()) {
            let (name, value) = line.split_once(':')?;
            let value = value.trim();
            if name.eq_ignore_ascii_case("accept-encoding") {
                request.accept_encoding = value;
            } else if name.eq_ignore_ascii_case("if-none-match") {
                request.if_none_match = value;
            } else if name.eq_ignore_ascii_case("connection") {
                request.keep_alive = !value.eq_ignore_ascii_case("close") && request.keep_alive;
            } else if name.eq_ignore_ascii_case("transfer-encoding")
                || (name.eq_ignore_ascii_case("content-length") && value != "0")
            {
                // A body would be read as the next request.
                request.keep_alive = false;
            }
        }
        Some(request)
    }
}

struct Response {
    status: u16,
    headers: Vec<(&'static str, String)>,
    body: Arc<Vec<u8>>,
}

impl Response {
    fn plain(status: u16, text: &str) -> Self {
        let headers =
            vec![("Content-Type", "text/plain; charset=utf-8".to_owned()), ("Cache-Control", "no-store".to_owned())];
        Self { status, headers, body: Arc::new(format!("{text}\n").into_bytes()) }
    }

    fn send(&self, stream: &mut impl Write, head_only: bool, keep_alive: bool) -> std::io::Result<()> {
        let reason = match self.status {
            200 => "OK",
            301 => "Moved Permanently",
            304 => "Not Modified",
            400 => "Bad Request",
            404 => "Not Found",
            405 => "Method Not Allowed",
            431 => "Request Header Fields Too Large",
            _ => "Internal Server Error",
        };
        let mut head = format!("HTTP/1.1 {} {reason}\r\n", self.status);
        for (name, value) in &self.headers {
            head.push_str(&format!("{name}: {value}\r\n"));
        }
        if self.status != 304 {
            head.push_str(&format!("Content-Length: {}\r\n", self.body.len()));
        }
        head.push_str(&format!("Content-Security-Policy: {CONTENT_SECURITY_POLICY}\r\n"));
        head.push_str("X-Content-Type-Options: nosniff\r\n");
        head.push_str(if keep_alive { "Connection: keep-alive\r\n\r\n" } else { "Connection: close\r\n\r\n" });
        stream.write_all(head.as_bytes())?;
        if !head_only && self.status != 304 {
            stream.write_all(&self.body)?;
        }
        stream.flush()
    }
}

/// The folder that is served, and what has been read and compressed of it so far.
struct Site {
    root: PathBuf,
    cache: Mutex<HashMap<(PathBuf, Encoding), Cached>>,
}

struct Cached {
    written: SystemTime,
    length: u64,
    tag: String,
    body: Arc<Vec<u8>>,
}

impl Site {
    fn new(dist: &Path) -> Result<Self> {
        let root = dist.canonicalize().with_context(|| format!("{} cannot be read", dist.display()))?;
        Ok(Self { root, cache: Mutex::new(HashMap::new()) })
    }

    fn answer(&self, request: &Request<'_>) -> Response {
        if !matches!(request.method, "GET" | "HEAD") {
            let mut response = Response::plain(405, "Only GET and HEAD");
            response.headers.push(("Allow", "GET, HEAD".to_owned()));
            return response;
        }
        let Some(path) = local_path(request.target) else {
            return Response::plain(404, "Not found");
        };
        let mut file = self.root.join(&path);
        if file.is_dir() {
            if !request.target.split(['?', '#']).next().unwrap_or_default().ends_with('/') {
                let mut response = Response::plain(301, "Moved");
                // Relative, so that it holds under any host name; one segment, so that it cannot leave the site.
                let name = path.file_name().unwrap_or_default().to_string_lossy();
                response.headers.push(("Location", format!("{}/", encode(&name))));
                return response;
            }
            file.push("index.html");
        }
        match self.read(&file, request) {
            Ok(response) => response,
            Err(error) if error.kind() == ErrorKind::NotFound => Response::plain(404, "Not found"),
            Err(_) => Response::plain(500, "The file cannot be read"),
        }
    }

    /// The file as it is now on the disk: a build may have replaced it since the last request.
    fn read(&self, file: &Path, request: &Request<'_>) -> std::io::Result<Response> {
        // Symbolic links that lead out of the folder are not followed.
        let file = file.canonicalize()?;
        let about = std::fs::metadata(&file)?;
        if !file.starts_with(&self.root) || !about.is_file() {
            return Err(ErrorKind::NotFound.into());
        }
        let media = media_type(&file);
        let encoding = if compresses(media) { Encoding::choose(request.accept_encoding) } else { Encoding::Plain };
        let (written, length) = (about.modified()?, about.len());
        let key = (file.clone(), encoding);
        let fresh = self.cache.lock().unwrap_or_else(PoisonError::into_inner).get(&key).and_then(|cached| {
            (cached.written == written && cached.length == length)
                .then(|| (cached.tag.clone(), Arc::clone(&cached.body)))
        });
        let (tag, body) = match fresh {
            Some(found) => found,
            None => {
                let bytes = std::fs::read(&file)?;
                let tag = format!("\"{:016x}{}\"", hash(&bytes), encoding.suffix());
                let body = Arc::new(encoding.apply(bytes)?);
                let cached = Cached { written, length, tag: tag.clone(), body: Arc::clone(&body) };
                self.cache.lock().unwrap_or_else(PoisonError::into_inner).insert(key, cached);
                (tag, body)
            }
        };
        let unchanged = matches_tag(request.if_none_match, &tag);
        let mut headers = vec![
            ("Content-Type", media.to_owned()),
            // File names stay the same from build to build, and glue of one build must never meet the module of another:
            // everything is asked for again, and answered by 304 while it is the same.
            ("Cache-Control", "no-cache".to_owned()),
            ("ETag", tag),
        ];
        if compresses(media) {
            headers.push(("Vary", "Accept-Encoding".to_owned()));
        }
        if let (Some(name), false) = (encoding.name(), unchanged) {
            headers.push(("Content-Encoding", name.to_owned()));
        }
        Ok(Response { status: if unchanged { 304 } else { 200 }, headers, body })
    }
}

/// The path below the root that a request's target names; `None` when it tries to leave it.
fn local_path(target: &str) -> Option<PathBuf> {
    let path = target.split(['?', '#']).next()?.strip_prefix('/')?;
    let path = decode(path)?;
    if path.contains(['\\', '\0', ':']) {
        return None;
    }
    let path = Path::new(&path);
    let plain = path.components().all(|component| match component {
        Component::Normal(name) => !name.to_string_lossy().starts_with('.'),
        _ => false,
    });
    plain.then(|| path.to_path_buf())
}

/// Undoes percent-encoding; `None` when it is broken or not UTF-8.
fn decode(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte != b'%' {
            bytes.push(byte);
            continue;
        }
        let digit = |byte: u8| char::from(byte).to_digit(16);
        let (high, low) = (digit(rest.next()?)?, digit(rest.next()?)?);
        bytes.push(u8::try_from(high * 16 + low).ok()?);
    }
    String::from_utf8(bytes).ok()
}

/// Percent-encodes all but letters, digits and `-._~`.
fn encode(text: &str) -> String {
    let mut encoded = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    encoded
}

/// The media type of a file, by its name.
fn media_type(file: &Path) -> &'static str {
    let extension = file.extension().unwrap_or_default().to_string_lossy().to_ascii_lowercase();
    match extension.as_str() {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "wasm" => "application/wasm",
        "css" => "text/css; charset=utf-8",
        "json" | "map" => "application/json",
        "webmanifest" => "application/manifest+json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "webp" => "image/webp",
        "jpg" | "jpeg" => "image/jpeg",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "txt" | "md" | "ts" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

/// Whether compressing this media type makes it smaller.
fn compresses(media: &str) -> bool {
    !matches!(media, "image/png" | "image/webp" | "image/jpeg" | "font/woff2")
}

/// Whether an `If-None-Match` header names the tag; comparison is weak, as the standard wants it for GET.
fn matches_tag(header: &str, tag: &str) -> bool {
    header.split(',').map(str::trim).any(|given| given == "*" || given.strip_prefix("W/").unwrap_or(given) == tag)
}

/// How a body travels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Encoding {
    Brotli,
    Gzip,
    Plain,
}

impl Encoding {
    /// The smallest encoding that an `Accept-Encoding` header allows.
    fn choose(header: &str) -> Self {
        let allowed = |name: &str| {
            let quality = |wanted: &str| {
                header.split(',').find_map(|part| {
                    let mut parameters = part.split(';').map(str::trim);
                    if !parameters.next()?.eq_ignore_ascii_case(wanted) {
                        return None;
                    }
                    let quality = parameters.find_map(|parameter| parameter.strip_prefix("q="));
                    Some(quality.is_none_or(|quality| quality.parse::<f32>().is_ok_and(|quality| quality > 0.0)))
                })
            };
            quality(name).or_else(|| quality("*")).unwrap_or(false)
        };
        if allowed("br") {
            Self::Brotli
        } else if allowed("gzip") {
            Self::Gzip
        } else {
            Self::Plain
        }
    }

    fn name(self) -> Option<&'static str> {
        match self {
            Self::Brotli => Some("br"),
            Self::Gzip => Some("gzip"),
            Self::Plain => None,
        }
    }

    /// Keeps the tags of a file's encodings apart: they are different bytes.
    fn suffix(self) -> &'static str {
        match self {
            Self::Brotli => "-br",
            Self::Gzip => "-gz",
            Self::Plain => "",
        }
    }

    /// Compresses for now, not for ever: levels that take a fraction of a second even for the engine.
    fn apply(self, bytes: Vec<u8>) -> std::io::Result<Vec<u8>> {
        match self {
            Self::Plain => Ok(bytes),
            Self::Gzip => {
                let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::new(6));
                encoder.write_all(&bytes)?;
                encoder.finish()
            }
            Self::Brotli => brotli(&bytes, 5),
        }
    }
}

/// Brotli with the window that browsers accept.
pub(crate) fn brotli(bytes: &[u8], quality: u32) -> std::io::Result<Vec<u8>> {
    let mut compressed = Vec::new();
    {
        let mut encoder = brotli::CompressorWriter::new(&mut compressed, 1 << 16, quality, 22);
        encoder.write_all(bytes)?;
        encoder.flush()?;
    }
    Ok(compressed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_stay_below_the_root() {
        for (target, path) in [
            ("/", ""),
            ("/index.html", "index.html"),
            ("/assets/app.js?v=1#top", "assets/app.js"),
            ("/a%20b/caf%C3%A9.txt", "a b/café.txt"),
            ("//etc/passwd", "/etc/passwd"),
        ] {
            let expected = (!path.starts_with('/')).then(|| PathBuf::from(path));
            assert_eq!(local_path(target), expected, "{target}");
        }
        for target in [
            "/../Cargo.toml",
            "/assets/../../Cargo.toml",
            "/%2e%2e/Cargo.toml",
            "/..%2fCargo.toml",
            "/%2e%2e%2fCargo.toml",
            "/..%5cCargo.toml",
            "/assets/..\\..\\Cargo.toml",
            "/.git/config",
            "/a/.hidden",
            "/%00",
            "/index.html%00.png",
            "/C:/Windows",
            "/%2fetc/passwd",
            "/%",
            "/%zz",
            "/%ff",
            "index.html",
            "http://other.example/",
            "",
        ] {
            assert_eq!(local_path(target), None, "{target}");
        }
    }

    #[test]
    fn media_types_are_those_that_browsers_insist_on() {
        for (name, media) in [
            ("index.html", "text/html; charset=utf-8"),
            ("app.js", "text/javascript; charset=utf-8"),
            ("app_bg.wasm", "application/wasm"),
            ("style.css", "text/css; charset=utf-8"),
            ("manifest.webmanifest", "application/manifest+json"),
            ("ICON.SVG", "image/svg+xml"),
            ("newsglass.d.ts", "text/plain; charset=utf-8"),
            ("unknown", "application/octet-stream"),
        ] {
            assert_eq!(media_type(Path::new(name)), media, "{name}");
        }
    }

    #[test]
    fn the_smallest_allowed_encoding_is_chosen() {
        for (header, encoding) in [
            ("", Encoding::Plain),
            ("identity", Encoding::Plain),
            ("gzip", Encoding::Gzip),
            ("gzip, deflate, br, zstd", Encoding::Brotli),
            ("GZIP;q=0.5", Encoding::Gzip),
            ("br;q=0, gzip;q=0.1", Encoding::Gzip),
            ("br; q=0.0, gzip;q=0", Encoding::Plain),
            ("*", Encoding::Brotli),
            ("*;q=0", Encoding::Plain),
            ("*, br;q=0", Encoding::Gzip),
            ("brotli", Encoding::Plain),
        ] {
            assert_eq!(Encoding::choose(header), encoding, "{header}");
        }
    }

    #[test]
    fn tags_are_compared_as_the_standard_says() {
        assert!(matches_tag("\"a\"", "\"a\""));
        assert!(matches_tag("\"b\", W/\"a\"", "\"a\""));
        assert!(matches_tag("*", "\"a\""));
        assert!(!matches_tag("", "\"a\""));
        assert!(!matches_tag("\"a-br\"", "\"a\""));
    }

    #[test]
    fn requests_are_read_as_far_as_they_matter() {
        let head = "GET /x HTTP/1.1\r\nHost: a\r\nACCEPT-encoding:  br\r\nIf-None-Match: \"t\"\r\n\r\n";
        let request = Request::parse(head).unwrap();
        assert_eq!((request.method, request.target), ("GET", "/x"));
        assert_eq!((request.accept_encoding, request.if_none_match, request.keep_alive), ("br", "\"t\"", true));
        assert!(!Request::parse("GET / HTTP/1.1\r\nConnection: Close\r\n\r\n").unwrap().keep_alive);
        assert!(!Request::parse("POST / HTTP/1.1\r\nContent-Length: 3\r\n\r\n").unwrap().keep_alive);
        assert!(!Request::parse("GET / HTTP/1.0\r\n\r\n").unwrap().keep_alive);
        for broken in ["", "GET", "GET /", "GET / x HTTP/1.1", "GET / HTTP/2", "GET / HTTP/1.1\r\nno colon\r\n\r\n"] {
            assert!(Request::parse(broken).is_none(), "{broken}");
        }
    }

    #[test]
    fn what_is_compressed_comes_back_whole() {
        let bytes: Vec<u8> = (0..100_000_u32).flat_map(|number| (number / 7).to_le_bytes()).collect();
        let mut gzip = Vec::new();
        let packed = Encoding::Gzip.apply(bytes.clone()).unwrap();
        flate2::read::GzDecoder::new(packed.as_slice()).read_to_end(&mut gzip).unwrap();
        let packed = Encoding::Brotli.apply(bytes.clone()).unwrap();
        let mut unpacked = Vec::new();
        brotli::Decompressor::new(packed.as_slice(), 4096).read_to_end(&mut unpacked).unwrap();
        assert!(gzip == bytes && unpacked == bytes && packed.len() < bytes.len());
    }

    /// One answer of a real server over a real socket.
    fn ask(url: &str, request: &str) -> String {
        let address = url.trim_start_matches("http://").trim_end_matches('/');
        let mut stream = TcpStream::connect(address).unwrap();
        stream.write_all(request.as_bytes()).unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        String::from_utf8_lossy(&answer).into_owned()
    }

    #[test]
    fn a_server_answers_as_the_contract_says() {
        let folder = std::env::temp_dir().join(format!("newsglass-serve-{}", std::process::id()));
        std::fs::create_dir_all(folder.join("dist/assets")).unwrap();
        std::fs::write(folder.join("secret.txt"), "secret").unwrap();
        std::fs::write(folder.join("dist/index.html"), "<!doctype html>").unwrap();
        std::fs::write(folder.join("dist/assets/index.html"), "assets").unwrap();
        let url = start(&folder.join("dist")).unwrap();
        let get =
            |path: &str, more: &str| ask(&url, &format!("GET {path} HTTP/1.1\r\nConnection: close\r\n{more}\r\n"));

        let page = get("/", "");
        assert!(page.starts_with("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n"), "{page}");
        assert!(page.contains(&format!("\r\nContent-Security-Policy: {CONTENT_SECURITY_POLICY}\r\n")));
        assert!(page.contains("\r\nX-Content-Type-Options: nosniff\r\n") && page.ends_with("\r\n\r\n<!doctype html>"));
        assert!(get("/", "Accept-Encoding: br\r\n").contains("\r\nContent-Encoding: br\r\n"));

        let tag = page.lines().find_map(|line| line.strip_prefix("ETag: ")).unwrap();
        let unchanged = get("/", &format!("If-None-Match: {tag}\r\n"));
        assert!(unchanged.starts_with("HTTP/1.1 304") && unchanged.ends_with("\r\n\r\n"), "{unchanged}");

        let head = ask(&url, "HEAD / HTTP/1.1\r\nConnection: close\r\n\r\n");
        assert!(head.contains("\r\nContent-Length: 15\r\n") && head.ends_with("\r\n\r\n"), "{head}");

        assert!(get("/assets", "").contains("\r\nLocation: assets/\r\n"));
        assert!(get("/assets/", "").ends_with("assets"));
        assert!(get("/none", "").starts_with("HTTP/1.1 404"));
        for path in ["/../secret.txt", "/%2e%2e/secret.txt", "/assets/../../secret.txt"] {
            let answer = get(path, "");
            assert!(answer.starts_with("HTTP/1.1 404") && !answer.contains("secret"), "{path}: {answer}");
        }
        assert!(ask(&url, "POST / HTTP/1.1\r\nContent-Length: 2\r\n\r\nhi").starts_with("HTTP/1.1 405"));
        assert!(ask(&url, "nonsense\r\n\r\n").starts_with("HTTP/1.1 400"));
        let long = format!("GET / HTTP/1.1\r\nX: {}", "x".repeat(16 * 1024 - 19));
        assert!(ask(&url, &long).starts_with("HTTP/1.1 431"));
        std::fs::remove_dir_all(&folder).unwrap();
    }

    #[test]
    fn a_port_in_use_is_told_with_the_remedy() {
        let taken = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let error = listen(Some(taken.local_addr().unwrap().port())).unwrap_err().to_string();
        assert!(error.contains("in use") && error.contains("--port") && error.lines().count() == 1, "{error}");
    }
}
