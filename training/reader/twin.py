"""The reader in numpy: a second opinion on src/reader/, written from its documentation.

    python3 training/reader/twin.py golden tests/reader/golden.json
    python3 training/reader/twin.py states --weights FILE.safetensors --vocab FILE.json --text FILE --states FILE

`golden` makes a small encoder of numbers that tests/reader.rs makes, too, and writes what becomes of a few sentences. `states` writes the
states of a text as `newsglass-train reader --states` does. All of it is single precision in the order that the documentation names, so
that even the last bit should be the same.
"""

import argparse
import itertools
import json

import numpy as np
from pieces import Pieces

HIDDEN, WIDE, HEAD, GROUP = 384, 1536, 32, 32
WINDOW, LEFT, RIGHT = 256, 48, 24
F = np.float32
MATRICES = [*((name, HIDDEN, HIDDEN) for name in "qkvo"), ("up", WIDE, HIDDEN), ("down", HIDDEN, WIDE)]


# Pieces: src/reader/pieces.rs.


def pieces_of(text, entries, letters):
    """Tuples of id, first byte, byte after the last, shape, gap, whether it begins a word, whether it can end a sentence."""
    byte = [0, *itertools.accumulate(len(c.encode()) for c in text)]
    return [(id, byte[start], byte[end], *rest) for id, start, end, *rest in Pieces(entries, letters)(text)]


# Windows: src/reader/windows.rs.


def windows_of(pieces):
    start = 0
    while start < len(pieces):
        left = min(LEFT, start)
        room = WINDOW - 2 - left
        if len(pieces) - start <= room:
            end = len(pieces)
        else:
            ends = range(start + room - RIGHT, start, -1)
            rules = (
                lambda at: pieces[at][4] == 2,
                lambda at: pieces[at - 1][6] and pieces[at][5],
                lambda at: pieces[at][5],
            )
            end = next((at for rule in rules for at in ends if rule(at)), ends[0])
        yield start - left, min(len(pieces), end + RIGHT), start, end
        start = end


# Weights: src/reader/writer.rs.


def rounded(x, step, most):
    step = np.broadcast_to(step, x.shape)
    return np.clip(np.rint(np.divide(x, step, out=np.zeros_like(x), where=step > 0)), -most, most)


def packed(weights):
    """Weights as integers `[row, group, 32]`, group scales `[row, group]` and row scales `[row]`."""
    w = weights.astype(np.float64).reshape(len(weights), -1, GROUP)
    most = np.abs(w).max(2)
    rows = (most.max(1) / 7 / 255).astype(F)
    step = rows.astype(np.float64)[:, None]
    whole = np.rint(np.divide(most / 7, step, out=np.ones_like(most), where=step > 0))
    best, scales = np.full(most.shape, np.inf), np.ones(most.shape)
    for share in (1.0, 0.95, 0.9, 0.85, 0.8, 0.75, 0.7):
        scale = np.clip(np.rint(whole * share), 1, 255)
        size = (step * scale)[..., None]
        errors = (w - rounded(w, size, 7) * size) ** 2
        total = np.zeros(most.shape)
        for number in range(GROUP):
            total = total + errors[..., number]
        better = total < best
        best, scales = np.where(better, total, best), np.where(better, scale, scales)
    return rounded(w, (step * scales)[..., None], 7), scales, rows


def place_rows(weights):
    scales = (np.abs(weights.astype(np.float64)).max(1) / 127).astype(F)
    values = rounded(weights.astype(np.float64), scales.astype(np.float64)[:, None], 127)
    return values.astype(F) * scales[:, None]


class Model:
    def __init__(self, tensors):
        values, scales, rows = packed(tensors["table"])
        self.table = (values.astype(F) * (scales.astype(F) * rows[:, None])[..., None]).reshape(len(rows), HIDDEN)
        self.places = [place_rows(tensors[name]) for name in ("position", "shape", "gap")]
        self.norm = tensors["norm.weight"], tensors["norm.bias"]
        self.layers = []
        while f"layer.{len(self.layers)}.q.weight" in tensors:
            at = f"layer.{len(self.layers)}."
            matrices = {}
            for name, outputs, inputs in MATRICES:
                assert tensors[f"{at}{name}.weight"].shape == (outputs, inputs)
                values, scales, rows = packed(tensors[f"{at}{name}.weight"])
                # The group scale times the weight: integers, so that one exact product does.
                matrices[name] = (values * scales[..., None]).reshape(outputs, inputs), rows, tensors[f"{at}{name}.bias"]
            norms = [(tensors[f"{at}{name}.weight"], tensors[f"{at}{name}.bias"]) for name in ("norm1", "norm2")]
            self.layers.append((matrices, norms))


# Numbers: src/reader/numbers.rs.


def lanes_sum(x):
    """Sums over the last axis: eight lanes in order, then pairs."""
    x = np.concatenate([x, np.zeros(x.shape[:-1] + (-x.shape[-1] % 8,), F)], -1)
    lanes = np.zeros(x.shape[:-1] + (8,), F)
    for at in range(0, x.shape[-1], 8):
        lanes = lanes + x[..., at : at + 8]
    a, b, c, d, e, f, g, h = np.moveaxis(lanes, -1, 0)
    return ((a + b) + (c + d)) + ((e + f) + (g + h))


def exp(x):
    x = np.maximum(x, F(-87))
    power = x * F(1.4426950408889634)
    whole = np.rint(power)
    rest = (x - whole * F(0.6933594)) - whole * F(-2.1219444e-4)
    total = F(1 / 5040)
    for number in (720, 120, 24, 6, 2, 1, 1):
        total = total * rest + F(1) / F(number)
    return np.ldexp(total, whole.astype(np.int32))


def gelu(x):
    size = np.abs(x) * F(0.7071067811865476)
    t = F(1) / (F(1) + F(0.3275911) * size)
    total = F(1.0614054)
    for number in (-1.4531521, 1.4214138, -0.28449672, 0.2548296):
        total = total * t + F(number)
    tail = F(0.5) * (total * t * exp(-(size * size)))
    return x * np.where(x < 0, tail, F(1) - tail)


def normalised(x, norm):
    mean = lanes_sum(x) / F(x.shape[-1])
    off = x - mean[..., None]
    factor = F(1) / np.sqrt(lanes_sum(off * off) / F(x.shape[-1]) + F(1e-12))
    return off * factor[..., None] * norm[0] + norm[1]


def as_bytes(x):
    most = np.abs(x).max(-1)
    factor = np.divide(F(127), most, out=np.zeros_like(most), where=most > 0)
    return np.rint(x * factor[..., None]).astype(np.float64), most / F(127)


def product(x, matrix):
    values, rows, biases = matrix
    numbers, scales = as_bytes(x)
    return biases + (numbers @ values.T).astype(F) * (scales[:, None] * rows)


# The encoder: src/reader/encoder.rs.


def encode(model, specials, pieces):
    ids = [specials[0], *(piece[0] for piece in pieces), specials[1]]
    shapes, gaps = [0, *(piece[3] for piece in pieces), 0], [0, *(piece[4] for piece in pieces), 0]
    positions, of_shape, of_gap = model.places
    x = normalised(((model.table[ids] + positions[: len(ids)]) + of_shape[shapes]) + of_gap[gaps], model.norm)
    for matrices, norms in model.layers:
        heads = [product(x, matrices[name]).reshape(len(ids), -1, HEAD).swapaxes(0, 1) for name in "qkv"]
        (queries, query_scales), (keys, key_scales) = as_bytes(heads[0]), as_bytes(heads[1])
        scales = (query_scales * F(0.17677669529663687))[:, :, None] * key_scales[:, None, :]
        scores = (queries @ keys.swapaxes(1, 2)).astype(F) * scales
        shares = exp(scores - scores.max(-1, keepdims=True))
        factor = F(1) / lanes_sum(shares)
        context = np.zeros_like(heads[2])
        for key in range(len(ids)):
            context = context + shares[:, :, key, None] * heads[2][:, None, key, :]
        context = (context * factor[..., None]).swapaxes(0, 1).reshape(len(ids), HIDDEN)
        x = normalised(x + product(context, matrices["o"]), norms[0])
        x = normalised(x + product(gelu(product(x, matrices["up"])), matrices["down"]), norms[1])
    assert x.dtype == F
    return x[1:-1]


def states_of(model, specials, pieces):
    states = np.zeros((0, HIDDEN), F)
    for seen, seen_end, start, end in windows_of(pieces):
        states = np.concatenate([states, encode(model, specials, pieces[seen:seen_end])[start - seen : end - seen]])
    return states


# What tests/reader.rs makes, too.

ENTRIES = """[PAD] [UNK] [CLS] [SEP] the a of to and in said mayor bridge harbour lena ort ##iz council will re ##open on friday mc ##cain
iphone ##s 20 ##26 ##2 2 4 million cafe not ever ##y one agrees , . ! ? “ ” ’ ' " - ( ) s t it was quoted ##ed ##ly ##ing plan open
critics warn northern""".split()
LETTERS = {"é": "e", "ñ": "n", "ö": "o"}
TEXTS = [
    "The mayor of the harbour, Lena Ortiz, said: “It will reopen on Friday.”",
    "McCain’s iPhones\u00a0(2026) — “not everyone agrees!”\n\nCAFÉ openly re\u00adopen\u200bing, cafe\u0301s?\tQuoted I Zyx A4 2.2 million",
    "\n".join(
        f"The council said {'the plan was quoted and not open, ' * (number % 5)}it will reopen the northern bridge."
        f" Critics warn of it{'!' * (number % 3)}"
        for number in range(9)
    )
    + "\n" + "the mayor and the council open a cafe in the harbour, " * 24 + "not every one agrees." + " " + "reopening" * 12 + "s",
]
SHAPES = [("table", len(ENTRIES), HIDDEN, 0.5), ("position", 256, HIDDEN, 0.2), ("shape", 12, HIDDEN, 0.3), ("gap", 3, HIDDEN, 0.3)]
LAYERS = 2


def numbers(tensor, count, size):
    """Numbers between -size and size: the finaliser of SplitMix64 (Steele, Lea and Flood, 2014) over a counter."""
    with np.errstate(over="ignore"):
        z = np.arange(count, dtype=np.uint64) + np.uint64(tensor << 32)
        z = (z + np.uint64(1)) * np.uint64(0x9E3779B97F4A7C15)
        z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        z = z ^ (z >> np.uint64(31))
    return ((z >> np.uint64(40)).astype(F) / F(1 << 23) - F(1)) * F(size)


def small_tensors():
    tensors, made = {}, 0

    def add(name, shape, size, more=0.0):
        nonlocal made
        tensors[name] = numbers(made, int(np.prod(shape)), size).reshape(shape) + F(more)
        made += 1

    for name, rows, columns, size in SHAPES:
        add(name, (rows, columns), size)
    add("norm.weight", HIDDEN, 0.5, 1.0)
    add("norm.bias", HIDDEN, 0.2)
    for layer in range(LAYERS):
        for name, outputs, inputs in MATRICES:
            add(f"layer.{layer}.{name}.weight", (outputs, inputs), 0.12)
            add(f"layer.{layer}.{name}.bias", outputs, 0.1)
        for name in ("norm1", "norm2"):
            add(f"layer.{layer}.{name}.weight", HIDDEN, 0.5, 1.0)
            add(f"layer.{layer}.{name}.bias", HIDDEN, 0.2)
    return tensors


def golden(path):
    model = Model(small_tensors())
    specials = [ENTRIES.index("[CLS]"), ENTRIES.index("[SEP]")]
    texts = []
    for text in TEXTS:
        pieces = pieces_of(text, ENTRIES, LETTERS)
        states = states_of(model, specials, pieces)
        # Some numbers of each state, others of the next.
        some = [[round(float(x), 6) for x in state[at % 64 :: 64]] for at, state in enumerate(states)]
        rows = [[ENTRIES[piece[0]], *piece[1:5], int(piece[5]), int(piece[6])] for piece in pieces]
        texts.append({"text": text, "pieces": rows, "states": some})
    told = lambda value: json.dumps(value, ensure_ascii=False)
    lines = [f'{{"entries": {told(ENTRIES)},', f'"letters": {told(LETTERS)},', '"texts": [']
    for number, one in enumerate(texts):
        lines.append(f'{{"text": {told(one["text"])}, "pieces": [')
        both = [told([piece, state]) for piece, state in zip(one["pieces"], one["states"])]
        lines.append(",\n".join(both))
        lines.append("]}" + ("," if number + 1 < len(texts) else ""))
    lines.append("]}")
    with open(path, "w", encoding="utf-8") as out:
        out.write("\n".join(lines) + "\n")


def load(path):
    with open(path, "rb") as file:
        length = int.from_bytes(file.read(8), "little")
        header, data = json.loads(file.read(length)), file.read()
    header.pop("__metadata__", None)
    return {name: np.frombuffer(data[slice(*entry["data_offsets"])], "<f4").reshape(entry["shape"]) for name, entry in header.items()}


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("golden").add_argument("out")
    states = commands.add_parser("states")
    for name in ("weights", "vocab", "text", "states"):
        states.add_argument(f"--{name}", required=True)
    given = parser.parse_args()
    if given.command == "golden":
        return golden(given.out)
    with open(given.vocab, encoding="utf-8") as file:
        vocabulary = json.load(file)
    with open(given.text, encoding="utf-8", newline="") as file:
        pieces = pieces_of(file.read(), vocabulary["pieces"], vocabulary["letters"])
    specials = [vocabulary["pieces"].index(name) for name in ("[CLS]", "[SEP]")]
    states_of(Model(load(given.weights)), specials, pieces).astype("<f4").tofile(given.states)


if __name__ == "__main__":
    main()
