//! Characters as HTML writes them: by name or by number.

use super::listed::named_character;

/// What Windows-1252 pages mean by the code points 80 to 9f.
pub(super) const WINDOWS: [u32; 32] = [
    0x20ac, 0x81, 0x201a, 0x192, 0x201e, 0x2026, 0x2020, 0x2021, 0x2c6, 0x2030, 0x160, 0x2039, 0x152, 0x8d, 0x17d,
    0x8f, 0x90, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x2dc, 0x2122, 0x161, 0x203a, 0x153, 0x9d,
    0x17e, 0x178,
];

/// Text with its character references resolved; null bytes and the like are dropped.
pub(super) fn decode(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        push(&mut out, rest.get(..at).unwrap_or(""));
        rest = rest.get(at..).unwrap_or("");
        match reference(rest) {
            Some((c, length)) => {
                out.push(c);
                rest = rest.get(length..).unwrap_or("");
            }
            None => {
                out.push('&');
                rest = rest.get(1..).unwrap_or("");
            }
        }
    }
    push(&mut out, rest);
    out
}

fn push(out: &mut String, text: &str) {
    if text.bytes().any(|byte| byte < 0x20 || byte == 0x7f) {
        out.extend(text.chars().filter(|c| !c.is_control() || c.is_whitespace()));
    } else {
        out.push_str(text);
    }
}

/// The character that a reference at the start of a text stands for, with the length of the reference. The first byte is not looked at.
pub(super) fn reference(text: &str) -> Option<(char, usize)> {
    let body = text.get(1..)?;
    if let Some(number) = body.strip_prefix('#') {
        let (digits, radix, lead) = match number.strip_prefix(['x', 'X']) {
            Some(digits) => (digits, 16, 3),
            None => (number, 10, 2),
        };
        let length = digits.find(|c: char| !c.is_digit(radix)).unwrap_or(digits.len());
        let code = u32::from_str_radix(digits.get(..length.min(8))?, radix).ok()?;
        let code = code.checked_sub(0x80).and_then(|index| WINDOWS.get(index as usize)).copied().unwrap_or(code);
        let end = lead + length + usize::from(digits.get(length..)?.starts_with(';'));
        let c = char::from_u32(code).filter(|c| !c.is_control() || c.is_whitespace()).unwrap_or('\u{fffd}');
        return Some((c, end));
    }
    let length = body.bytes().take(12).position(|byte| !byte.is_ascii_alphanumeric())?;
    let c = named_character(body.get(..length)?)?;
    let semicolon = body.get(length..)?.starts_with(';');
    semicolon.then_some((c, 1 + length + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references() {
        assert_eq!(decode("a &amp; b &#8217; &#x2014; &nope; &copy;2023 AT&T &#150;"), "a & b ’ — &nope; ©2023 AT&T –");
    }
}
