"""Texts to pieces of words: the rules of `src/reader/pieces.rs`, whose documentation is the specification."""

import functools
import json
import unicodedata

INVISIBLE = [(0xAD, 0xAD), (0x61C, 0x61C), (0x180E, 0x180E), (0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x206F), (0xFEFF, 0xFEFF)]
LINES = "\n\x0b\x0c\r\x85\u2028\u2029"
BLANKS = "\t \xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
QUOTES = "\"“”„‘’‚'«»‹›()[]"
UNKNOWN, CLS, SEP = "[UNK]", "[CLS]", "[SEP]"
CONTINUES = "##"
LONGEST = 100


def is_diacritic(char):
    return "\u0300" <= char <= "\u036f"


@functools.cache
def kind(char):
    if is_diacritic(char) or any(first <= ord(char) <= last for first, last in INVISIBLE):
        return "nothing"
    if char in LINES:
        return "line"
    if char in BLANKS or unicodedata.category(char) == "Cc":
        return "blank"
    return "letter" if char.isalnum() or unicodedata.category(char) == "Nl" else "sign"


def letters():
    """Small letters with marks, and the letter that each is folded to."""
    found = {}
    for code in range(0xC0, 0x1F00):
        parts = unicodedata.normalize("NFD", chr(code))
        if len(parts) > 1 and parts[0].islower() and all(unicodedata.category(c) == "Mn" for c in parts[1:]):
            found[chr(code)] = parts[0]
    return found


def shape(word):
    """The row of the table of shapes for a word as it is written."""
    if len(word) == 1 and kind(word) == "sign":
        return 10 if word in QUOTES else 11
    digits = sum(c.isnumeric() for c in word)
    if digits:
        return 7 if digits == len(word) else 8
    small, first, later = any(map(str.islower, word)), word[0].isupper(), any(map(str.isupper, word[1:]))
    if not small:
        return 9 if not first and not later else 2 if len(word) == 1 else 3
    return {(False, False): 1, (True, False): 4, (True, True): 5, (False, True): 6}[first, later]


def words(text):
    """The characters of each word with their places, and its gap: 0 glued to the one before, 1 after a blank, 2 after a line break or first."""
    word, gap = [], 2
    for at, char in enumerate(text):
        what = kind(char)
        if what == "nothing":
            continue
        if what != "letter" and word:
            yield word, gap
            word, gap = [], 0
        if what == "line":
            gap = 2
        elif what == "blank":
            gap = max(gap, 1)
        else:
            word.append((char, at))
        if what == "sign":
            yield word, gap
            word, gap = [], 0
    if word:
        yield word, gap


class Pieces:
    """Cuts words into the longest pieces of a vocabulary, from the left."""

    def __init__(self, entries, folds):
        self.number = {entry: number for number, entry in enumerate(entries)}
        self.folds = folds
        self.known = {}

    def cut(self, word):
        """Number, first character and the one after the last of each piece of a word, counted in its characters."""
        if word in self.known:
            return self.known[word]
        folded = [(self.folds.get(low, low), at) for at, char in enumerate(word) for low in char.lower()]
        folded = [part for part in folded if not is_diacritic(part[0])]
        small, found, begin = "".join(part[0] for part in folded), [], 0
        while begin < len(small) <= LONGEST:
            mark = CONTINUES if begin else ""
            stop = next((stop for stop in range(len(small), begin, -1) if mark + small[begin:stop] in self.number), None)
            if stop is None:
                break
            found.append((self.number[mark + small[begin:stop]], folded[begin][1], folded[stop - 1][1] + 1))
            begin = stop
        if begin < len(small) or not small:
            found = [(self.number[UNKNOWN], 0, len(word))]
        self.known[word] = found
        return found

    def __call__(self, text):
        """Tuples of number, start, end, shape, gap, whether it begins a word, and whether it can end a sentence."""
        found = []
        for word, gap in words(text):
            written = "".join(char for char, _ in word)
            form, ends = shape(written), written in (".", "!", "?", "…")
            for index, (number, first, last) in enumerate(self.cut(written)):
                start, end = word[first][1], word[last - 1][1] + 1
                found.append((number, start, end, form, 0 if index else gap, index == 0, index == 0 and ends))
        return found


def load(path):
    with open(path, encoding="utf-8") as file:
        vocabulary = json.load(file)
    return Pieces(vocabulary["pieces"], vocabulary["letters"]), vocabulary["pieces"]
