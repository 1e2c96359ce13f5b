"""The pieces that news uses, most frequent first: `vocabulary.py --model DIR --data DIR --size N --out FILE`."""

import argparse
import collections
import json
import os

from pieces import CLS, SEP, UNKNOWN, Pieces, letters, words


def texts(data):
    for folder, name in (("silver", "news"), ("quotes", "polnear-train"), ("coref", "gum_other-train"), ("coref", "litbank-train")):
        with open(os.path.join(data, folder, f"{name}.jsonl"), encoding="utf-8") as file:
            for line in file:
                yield json.loads(line)["text"]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    for flag in ("model", "data", "out"):
        parser.add_argument(f"--{flag}", required=True)
    parser.add_argument("--size", type=int, default=12288)
    given = parser.parse_args()
    with open(os.path.join(given.model, "tokenizer.json"), encoding="utf-8") as file:
        full = json.load(file)["model"]["vocab"]
    known = [piece for piece, _ in sorted(full.items(), key=lambda item: item[1])]
    folds = letters()
    cut, counts = Pieces(known, folds), collections.Counter()
    counted = collections.Counter()
    for text in texts(given.data):
        counted.update("".join(char for char, _ in word) for word, _ in words(text))
    for word, times in counted.items():
        for number, _, _ in cut.cut(word):
            counts[known[number]] += times
    single = [p for p in known if len(p.removeprefix("##")) == 1 and (ord(p[-1]) < 0x250 or counts[p] > 2)]
    kept = [UNKNOWN, CLS, SEP] + single
    inside = set(kept)
    kept += [p for p, _ in counts.most_common() if p not in inside][: given.size - len(kept)]
    with open(given.out, "w", encoding="utf-8") as file:
        json.dump({"pieces": kept, "letters": folds}, file, ensure_ascii=False)
    small = Pieces(kept, folds)
    before, after = (sum(times * len(cutter.cut(word)) for word, times in counted.items()) for cutter in (cut, small))
    unknown = sum(times for word, times in counted.items() if small.cut(word)[0][0] == 0)
    print(f"{len(kept)} pieces; {before} pieces of text become {after}, {unknown} unknown, of {sum(counted.values())} words")


if __name__ == "__main__":
    main()
