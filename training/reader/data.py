"""The labelled sets as windows of pieces: what each head of the reader learns from, and what it is measured with."""

import csv
import json
import os
import random

KINDS = ["PER", "ORG", "LOC", "MISC"]
# Outside, then begin and inside of each kind.
LABELS = 9
# Corpora of the names: Worldwide, English EWT, tweets, CrossNER, machine-labelled news.
SILVER = 5
SPANS = ("content", "cue", "source")
VALENCE = ("nyt_editorial", "emobank_headlines", "emobank_news", "emobank_other", "hutto_amazon", "hutto_movie", "hutto_tweets")
TONES = ("neg", "neu", "pos")
LONGEST = 254
PRONOUNS = set(
    "he him his himself she her hers herself it its itself they them their theirs themselves i me my mine myself you your yours yourself "
    "we us our ours ourselves".split()
)


def read_jsonl(*path):
    with open(os.path.join(*path), encoding="utf-8") as file:
        return [json.loads(line) for line in file]


class Window:
    """Pieces of one stretch of text, with their places in it."""

    def __init__(self, pieces, text=""):
        self.ids = [p[0] for p in pieces]
        self.starts = [p[1] for p in pieces]
        self.ends = [p[2] for p in pieces]
        self.shapes = [p[3] for p in pieces]
        self.gaps = [p[4] for p in pieces]
        self.heads = [i for i, p in enumerate(pieces) if p[5]]
        self.text = text

    def __len__(self):
        return len(self.ids)

    def inside(self, start, end):
        """First and last piece of a stretch of characters, or none if it is not wholly here."""
        own = [i for i in range(len(self.ids)) if self.starts[i] < end and start < self.ends[i]]
        return (own[0], own[-1]) if own and self.starts[own[0]] <= start and end <= self.ends[own[-1]] else None


def joined(rows, cut, chance, lengths=(40, 250)):
    """Neighbouring rows put together: text and the first character of each row."""
    group, size, limit = [], 0, chance.randint(*lengths)
    for row in rows:
        length = row["pieces"]
        if group and (size + length > limit or row["group"] != group[-1]["group"]):
            yield group
            group, size, limit = [], 0, chance.randint(*lengths)
        group.append(row)
        size += length
    if group:
        yield group


def name_windows(rows, cut, chance):
    """Rows of `{text, names: [[start, end, kind, trust]], corpus, others_unmarked}` as windows with the labels that each word may have."""
    for row in rows:
        row["cut"] = cut(row["text"])
        row["pieces"] = len(row["cut"])
        row.setdefault("group", (row["corpus"], row["others_unmarked"]))
    found = []
    for group in joined([r for r in rows if 0 < r["pieces"]], cut, chance):
        at, pieces, names, text = 0, [], [], ""
        for row in group:
            pieces += [(p[0], p[1] + at, p[2] + at, *p[3:]) for p in row["cut"]]
            names += [(s + at, e + at, *rest) for s, e, *rest in row["names"]]
            text += row["text"] + "\n"
            at += len(row["text"]) + 1
        for begin in range(0, len(pieces), LONGEST):
            window = Window(pieces[begin : begin + LONGEST], text)
            if not window.heads:
                continue
            window.corpus = group[0]["corpus"]
            free, usual = (1 << LABELS) - 1, 1 | ((1 << 7 | 1 << 8) if group[0]["others_unmarked"] else 0)
            bits, place = [usual] * len(window.heads), {head: n for n, head in enumerate(window.heads)}
            for start, end, kind, trust in names:
                own = [place[i] for i in window.heads if window.starts[i] < end and start < window.ends[i]]
                for position, number in enumerate(own):
                    label = 1 << (1 + 2 * kind + (position > 0))
                    bits[number] = free if trust == "open" else label | (trust == "doubtful")
            window.bits = bits
            window.gold = {(s, e, k) for s, e, k, t in names}
            found.append(window)
    for row in rows:
        row.pop("cut")
    return found


def marked_rows(path, part):
    return [r for r in read_jsonl(path) if r["part"] == part]


def silver_rows(data, chance, share):
    """Machine-labelled paragraphs: a name of little confidence may be none, one of less may be anything."""
    documents = {}
    for row in read_jsonl(data, "silver", "news.jsonl"):
        documents.setdefault(row["id"], []).append(row)
    kept = sorted(documents)
    chance.shuffle(kept)
    rows = []
    for identity in kept[: int(share * len(kept))]:
        for row in documents[identity]:
            names = [
                (s, e, KINDS.index(k), "sure" if c >= 0.8 else "doubtful" if c >= 0.55 else "open") for s, e, k, c in row["entities"]
            ]
            rows.append({"text": row["text"], "names": names, "corpus": SILVER, "others_unmarked": False, "group": identity})
    return rows


def windows_of(text, cut, chance=None, longest=LONGEST):
    """A text as windows that end at a line or a sentence where there is one; at random lengths if there is a chance."""
    pieces, found, begin = cut(text), [], 0
    if chance and len(pieces) > longest:
        limit = chance.randint(60, longest)
    else:
        limit = longest
    while begin < len(pieces):
        stop = min(begin + limit, len(pieces))
        if stop < len(pieces):
            ends = [i for i in range(begin + 1, stop + 1) if pieces[i][4] == 2]
            ends = ends or [i for i in range(begin + 1, stop + 1) if text[pieces[i - 1][1] : pieces[i - 1][2]] in (".", "!", "?")]
            stop = ends[-1] if ends else stop
        found.append(Window(pieces[begin:stop], text))
        begin, limit = stop, chance.randint(160, longest) if chance else longest
    return found


def outermost(quotes):
    return [q for q in quotes if not any(o is not q and o["start"] <= q["start"] and q["end"] <= o["end"] for o in quotes)]


def quote_windows(rows, cut, chance=None):
    """Spans of content, cue and source as labels (0 outside, 1 begin, 2 inside), and links from each content to its cue and source."""
    found = []
    for row in rows:
        quotes = outermost(row["quotes"])
        for window in windows_of(row["text"], cut, chance):
            window.labels = {name: [0] * len(window) for name in SPANS}
            window.links, window.doc = [], row["id"]
            spans = {name: set() for name in SPANS}
            for quote in quotes:
                places = {}
                for name, part in (("content", quote), ("cue", quote.get("cue")), ("source", quote.get("speaker"))):
                    place = window.inside(part["start"], part["end"]) if part else None
                    if place:
                        places[name] = place
                        spans[name].add(place)
                if "content" in places:
                    window.links.append(places)
            for name in SPANS:
                for first, last in sorted(spans[name], key=lambda s: s[0] - s[1]):
                    if not any(window.labels[name][first : last + 1]):
                        window.labels[name][first : last + 1] = [1] + [2] * (last - first)
            window.spans = spans
            found.append(window)
    return found


def tidy(text, spans):
    """LitBank's blanks before signs taken out, with the spans moved along."""
    moved, kept, opened = [], [], False
    for at, char in enumerate(text):
        moved.append(len(kept))
        if char == " " and at + 1 < len(text):
            after, before = text[at + 1], text[at - 1] if at else ""
            if after in ".,;:!?)’" or text[at + 1 : at + 3] in ("'s", "n'") or before in "(“‘":
                continue
        kept.append(char)
    moved.append(len(kept))
    return "".join(kept), [(moved[s], moved[e]) for s, e in spans]


def cluster_documents(data, name):
    for row in read_jsonl(data, "coref", f"{name}.jsonl"):
        mentions = [
            (m["start"], m["end"], number, m["kind"]) for number, cluster in enumerate(row["clusters"]) for m in cluster
        ]
        text, spans = row["text"], [(s, e) for s, e, *_ in mentions]
        if name.startswith("litbank"):
            text, spans = tidy(text, spans)
        yield row["id"], text, [(s, e, *m[2:]) for (s, e), m in zip(spans, mentions)]


def cluster_windows(documents, cut, chance=None):
    """Mentions of each window: first and last piece, cluster, kind (0 name, 1 description, 2 pronoun)."""
    found = []
    for identity, text, mentions in documents:
        for window in windows_of(text, cut, chance):
            own = []
            for start, end, cluster, kind in mentions:
                place = window.inside(start, end)
                if place:
                    pronoun = text[start:end].lower() in PRONOUNS
                    own.append((*place, cluster, 2 if pronoun else 0 if kind == "name" else 1, start, end))
            window.mentions = sorted(set(own), key=lambda m: (m[0], -m[1]))
            window.doc = identity
            if len(window.mentions) > 1:
                found.append(window)
    return found


def gap_windows(path, cut):
    found = []
    with open(path, encoding="utf-8") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            window = Window(cut(row["Text"]), row["Text"])
            at = int(row["Pronoun-offset"])
            spans = [(at, at + len(row["Pronoun"]))]
            for side in "AB":
                start = int(row[f"{side}-offset"])
                spans.append((start, start + len(row[side])))
            if len(window) > LONGEST + 60:
                middle = next(i for i in range(len(window)) if window.ends[i] > at)
                begin = max(0, min(middle - 200, len(window) - LONGEST - 60))
                window = Window(cut(row["Text"])[begin : begin + LONGEST + 60], row["Text"])
            places = [window.inside(*span) for span in spans]
            if None in places[1:] or places[0] is None:
                continue
            window.places = places
            window.gold = 0 if row["A-coref"] == "TRUE" else 1 if row["B-coref"] == "TRUE" else 2
            window.feminine = row["Pronoun"].lower() in ("she", "her", "hers")
            found.append(window)
    return found


def target_windows(rows, cut):
    found = []
    for row in rows:
        text, target = row["text"], row["target"]
        window = Window(cut(text)[:LONGEST], text)
        place = window.inside(target["start"], target["end"])
        if place:
            window.place, window.tone = place, TONES.index(row["label"])
            found.append(window)
    return found


def valence_windows(data, part, cut, chance, most=9999):
    found = []
    for number, name in enumerate(VALENCE):
        train = read_jsonl(data, "sentiment", f"{name}-train.jsonl")
        values = [row["valence"] for row in train]
        mean = sum(values) / len(values)
        deviation = (sum((v - mean) ** 2 for v in values) / len(values)) ** 0.5
        rows = train if part == "train" else read_jsonl(data, "sentiment", f"{name}-{part}.jsonl")
        chance.shuffle(rows)
        for row in rows[:most]:
            window = Window(cut(row["text"])[:LONGEST], row["text"])
            if len(window):
                window.set, window.valence = number, (row["valence"] - mean) / deviation
                found.append(window)
    return found
