//! Texts with places for values, as the faces keep them in each language.

/// A text with values at its places `{0}`, `{1}` and so on. A place without a value stays as it is, and values are not read for places.
///
/// ```
/// assert_eq!(newsglass_analysis::fill_places("{1} of {0}", &["all", "{0}"]), "{0} of all");
/// ```
pub fn fill_places(text: &str, values: &[&str]) -> String {
    let mut out = String::new();
    for (index, part) in text.split(['{', '}']).enumerate() {
        let place = part.parse::<usize>().ok().filter(|_| index % 2 == 1);
        out.push_str(place.and_then(|place| values.get(place)).unwrap_or(&part));
    }
    out
}
