use super::*;

/// A PDF of these objects, which have the numbers from 1 on; the first is the catalog.
fn file(objects: &[Vec<u8>], trailer: &str) -> Vec<u8> {
    let mut bytes = b"%PDF-1.7\n".to_vec();
    let mut places = Vec::new();
    for (at, object) in objects.iter().enumerate() {
        places.push(bytes.len());
        bytes.extend(format!("{} 0 obj\n", at + 1).bytes());
        bytes.extend(object);
        bytes.extend(b"\nendobj\n");
    }
    let start = bytes.len();
    bytes.extend(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).bytes());
    for place in places {
        bytes.extend(format!("{place:010} 00000 n \n").bytes());
    }
    let size = objects.len() + 1;
    bytes.extend(format!("trailer\n<< /Size {size} /Root 1 0 R {trailer} >>\nstartxref\n{start}\n%%EOF").bytes());
    bytes
}

fn stream(dictionary: &str, data: &[u8]) -> Vec<u8> {
    let mut object = format!("<< {dictionary} /Length {} >>\nstream\n", data.len()).into_bytes();
    object.extend(data);
    object.extend(b"\nendstream");
    object
}

/// A page with this content, a font of the standard ones and a picture.
fn one_page(content: &str, trailer: &str) -> Vec<u8> {
    let objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_vec(),
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> /XObject << /Im1 6 0 R >> >> >>".to_vec(),
        stream("", content.as_bytes()),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>".to_vec(),
        stream("/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8", b"\x7f"),
        b"<< /Title (Bridge to reopen in March) >>".to_vec(),
        b"<< /Filter /Standard /V 1 /R 2 /P -4 /O <0000000000000000000000000000000000000000000000000000000000000000> /U <1111111111111111111111111111111111111111111111111111111111111111> >>".to_vec(),
    ];
    file(&objects, trailer)
}

const STORY: &str = "BT /F1 11 Tf 14 TL 60 700 Td (Mayor Lena Ortiz said on Tuesday that the bridge would reopen in March.) Tj T* \
    (\\223We saved it,\\224 she said. The crews go on until then, and the city pays.) Tj ET";

fn read(bytes: Vec<u8>) -> Result<String, Problem> {
    text_of(bytes, |_| {})
}

#[test]
fn text_in_a_font_that_the_file_does_not_bring_is_read_under_the_title() {
    let mut shares = Vec::new();
    let text = text_of(one_page(STORY, "/Info 7 0 R"), |share| shares.push(share)).unwrap();
    assert_eq!(
        text,
        "Bridge to reopen in March\n\nMayor Lena Ortiz said on Tuesday that the bridge would reopen in March. \u{201c}We saved it,\u{201d} she said. The crews go on until then, and the city pays."
    );
    assert_eq!(shares, [1.0]);
}

#[test]
fn text_that_runs_up_the_page_is_read_as_if_the_page_were_turned() {
    let turned = STORY.replacen("BT", "BT 0 1 -1 0 300 100 Tm", 1).replace("60 700 Td", "0 0 Td");
    assert!(read(one_page(&turned, "")).unwrap().starts_with("Mayor Lena Ortiz said on Tuesday"));
}

#[test]
fn what_has_no_text_says_why() {
    assert_eq!(read(one_page("q 595 0 0 842 0 0 cm /Im1 Do Q", "")), Err(Problem::Scan));
    assert_eq!(read(one_page("q 595 0 0 842 0 0 cm /Im1 Do Q BT /F1 9 Tf 50 20 Td (7) Tj ET", "")), Err(Problem::Scan));
    assert_eq!(read(one_page("0 0 100 100 re f", "")), Err(Problem::Empty));
    assert_eq!(read(b"%PDF-1.7 ...".to_vec()), Err(Problem::Broken));
    assert_eq!(read(Vec::new()), Err(Problem::Broken));
    let id = "/Encrypt 8 0 R /ID [<00112233445566778899aabbccddeeff> <00112233445566778899aabbccddeeff>]";
    assert_eq!(read(one_page(STORY, id)), Err(Problem::Encrypted));
}

#[test]
fn a_damaged_file_gives_a_text_or_a_problem() {
    let whole = one_page(STORY, "/Info 7 0 R");
    for length in (0..whole.len()).step_by(37) {
        let _ = read(whole[..length].to_vec());
    }
    for at in (0..whole.len()).step_by(11) {
        let mut damaged = whole.clone();
        damaged[at] = damaged[at].wrapping_mul(31).wrapping_add(at as u8);
        let _ = read(damaged);
    }
}

#[test]
fn a_title_is_no_name_of_a_file_or_of_a_program() {
    assert_eq!(title(b"Bridge to  reopen"), Some("Bridge to reopen".to_owned()));
    assert_eq!(title(b"\xfe\xff\0B\0r\0\xfc\0c\0k\0e\0 \0a\0u\0f"), Some("Brücke auf".to_owned()));
    for not in [
        "Microsoft Word - story",
        "the story.docx",
        "A1_politics final",
        "Untitled document",
        "Bridge",
        "https://news.example/a b",
        "",
    ] {
        assert_eq!(title(not.as_bytes()), None, "{not}");
    }
}
