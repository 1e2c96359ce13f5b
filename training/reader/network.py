"""The encoder and its heads, with the rounding of `src/reader/format.rs` in the loop."""

import torch
from torch import nn
from torch.nn import functional

HIDDEN, HEADS, INNER = 384, 12, 1536
POSITIONS, SHAPES, GAPS = 320, 12, 3
GROUP = 32
PAIR = 128


class Rounded(torch.autograd.Function):
    """Weights of four bits in groups of 32 with whole-numbered scales; the gradient passes as if nothing had happened."""

    @staticmethod
    def forward(ctx, weight):
        rows = weight.reshape(weight.shape[0], -1, GROUP)
        top = rows.abs().amax(-1, keepdim=True).clamp_min(1e-8) / 7
        row = top.amax(1, keepdim=True) / 255
        scale = (top / row).round().clamp_min(1) * row
        return ((rows / scale).round().clamp(-7, 7) * scale).reshape(weight.shape)

    @staticmethod
    def backward(ctx, gradient):
        return gradient


class Dense(nn.Linear):
    rounding = False

    def forward(self, x):
        return functional.linear(x, Rounded.apply(self.weight) if Dense.rounding else self.weight, self.bias)


class Layer(nn.Module):
    def __init__(self):
        super().__init__()
        self.q, self.k, self.v, self.o = (Dense(HIDDEN, HIDDEN) for _ in range(4))
        self.up, self.down = Dense(HIDDEN, INNER), Dense(INNER, HIDDEN)
        self.norm1, self.norm2 = nn.LayerNorm(HIDDEN, eps=1e-12), nn.LayerNorm(HIDDEN, eps=1e-12)
        self.drop = nn.Dropout(0.05)

    def forward(self, x, mask):
        split = lambda t: t.reshape(*t.shape[:2], HEADS, -1).transpose(1, 2)
        seen = functional.scaled_dot_product_attention(split(self.q(x)), split(self.k(x)), split(self.v(x)), attn_mask=mask)
        x = self.norm1(x + self.drop(self.o(seen.transpose(1, 2).reshape(x.shape))))
        return self.norm2(x + self.drop(self.down(functional.gelu(self.up(x)))))


class Reader(nn.Module):
    """States of the pieces of a batch of windows; the heads turn them into scores."""

    def __init__(self, pieces, layers, corpora=6, valences=7):
        super().__init__()
        self.table = nn.Embedding(pieces, HIDDEN)
        self.position, self.shape, self.gap = nn.Embedding(POSITIONS, HIDDEN), nn.Embedding(SHAPES, HIDDEN), nn.Embedding(GAPS, HIDDEN)
        self.norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.layer = nn.ModuleList(Layer() for _ in range(layers))
        self.drop = nn.Dropout(0.1)
        self.head = nn.ModuleDict(
            {
                "names": nn.Linear(HIDDEN, 9 * corpora),
                "spans": nn.Linear(HIDDEN, 9),
                # Content, then what it links to: cue or source.
                "link_from": nn.Linear(2 * HIDDEN, 2 * PAIR),
                "link_to": nn.Linear(2 * HIDDEN, 2 * PAIR),
                "link_none": nn.Linear(2 * HIDDEN, 2),
                "anaphor": nn.Linear(2 * HIDDEN, PAIR),
                "antecedent": nn.Linear(2 * HIDDEN, PAIR),
                "none": nn.Linear(2 * HIDDEN, 1),
                "far": nn.Linear(3 * 12, 1, bias=False),
                "tone": nn.Linear(3 * HIDDEN, 3),
                "valence": nn.Linear(HIDDEN, valences),
            }
        )
        nn.init.zeros_(self.head["far"].weight)
        for part in (self.shape, self.gap):
            nn.init.normal_(part.weight, std=0.02)

    def start_from(self, folder, kept, pieces):
        """Weights of the published encoder for the layers and pieces that are kept."""
        import os

        from safetensors.torch import load_file

        weights = load_file(os.path.join(folder, "model.safetensors"))
        weights = {name.removeprefix("bert.").removeprefix("0.auto_model."): w.float() for name, w in weights.items()}
        with torch.no_grad():
            self.table.weight.copy_(weights["embeddings.word_embeddings.weight"][torch.tensor(pieces)])
            self.position.weight.copy_(weights["embeddings.position_embeddings.weight"][:POSITIONS])
            self.position.weight += weights["embeddings.token_type_embeddings.weight"][0]
            self.norm.weight.copy_(weights["embeddings.LayerNorm.weight"])
            self.norm.bias.copy_(weights["embeddings.LayerNorm.bias"])
            names = {
                "q": "attention.self.query",
                "k": "attention.self.key",
                "v": "attention.self.value",
                "o": "attention.output.dense",
                "up": "intermediate.dense",
                "down": "output.dense",
                "norm1": "attention.output.LayerNorm",
                "norm2": "output.LayerNorm",
            }
            for layer, number in zip(self.layer, kept):
                for own, theirs in names.items():
                    for part in ("weight", "bias"):
                        getattr(getattr(layer, own), part).copy_(weights[f"encoder.layer.{number}.{theirs}.{part}"])

    def forward(self, ids, shapes, gaps, mask):
        table = self.table(ids)
        if Dense.rounding:
            table = Rounded.apply(table.reshape(-1, HIDDEN)).reshape(table.shape)
        x = table + self.position.weight[: ids.shape[1]] + self.shape(shapes) + self.gap(gaps)
        x = self.drop(self.norm(x))
        bias = torch.zeros(mask.shape).masked_fill(~mask, -1e4)[:, None, None, :]
        for layer in self.layer:
            x = layer(x, bias)
        return x


def batch_of(windows):
    """Numbers, shapes, gaps and mask; each window stands between the first and the last piece."""
    length = max(len(w) for w in windows) + 2
    ids, shapes, gaps = (torch.zeros(len(windows), length, dtype=torch.long) for _ in range(3))
    mask = torch.zeros(len(windows), length, dtype=torch.bool)
    for row, window in enumerate(windows):
        count = len(window)
        ids[row, 0], ids[row, count + 1] = 1, 2
        ids[row, 1 : count + 1] = torch.tensor(window.ids)
        shapes[row, 1 : count + 1] = torch.tensor(window.shapes)
        gaps[row, 1 : count + 1] = torch.tensor(window.gaps)
        mask[row, : count + 2] = True
    return ids, shapes, gaps, mask
