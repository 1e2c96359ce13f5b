"""What each head is asked in training: a loss for a batch of windows of its own kind."""

import torch
from torch.nn import functional

from data import LABELS, SILVER, SPANS

# Labels allowed, as a row of ones and zeros.
ALLOWED = torch.tensor([[1.0 if bits >> label & 1 else 0.0 for label in range(LABELS)] for bits in range(1 << LABELS)])
DISTANCES = (1, 2, 3, 4, 6, 9, 13, 20, 30, 45, 70)


def ends(state, row, place):
    """States of the first and the last piece of a stretch, end to end."""
    return torch.cat([state[row, place[0] + 1], state[row, place[1] + 1]])


def gathered(state, rows, places):
    rows = torch.tensor(rows)
    first = torch.tensor([p[0] + 1 for p in places])
    last = torch.tensor([p[1] + 1 for p in places])
    return torch.cat([state[rows, first], state[rows, last]], -1)


def names(net, state, batch):
    rows = torch.tensor([r for r, w in enumerate(batch) for _ in w.heads])
    columns = torch.tensor([1 + head for w in batch for head in w.heads])
    corpora = torch.tensor([w.corpus for w in batch for _ in w.heads])
    bits = torch.tensor([b for w in batch for b in w.bits])
    scores = net.head["names"](net.drop(state[rows, columns])).float().reshape(len(rows), -1, LABELS)
    logs = scores[torch.arange(len(rows)), corpora].log_softmax(-1)
    return -(logs.exp() * ALLOWED[bits]).sum(-1).clamp_min(1e-6).log().mean()


def link_scores(net, state, row, contents, others, which):
    """Scores of each content (rows) with each other span and, last, with none."""
    from_ = gathered(state, [row] * len(contents), contents)
    size = net.head["link_from"].out_features // 2
    q = net.head["link_from"](from_)[:, which * size : (which + 1) * size]
    none = net.head["link_none"](from_)[:, which : which + 1]
    if not others:
        return none.float()
    k = net.head["link_to"](gathered(state, [row] * len(others), others))[:, which * size : (which + 1) * size]
    return torch.cat([q @ k.T / size**0.5, none], -1).float()


def quotes(net, state, batch):
    rows = torch.tensor([r for r, w in enumerate(batch) for _ in range(len(w))])
    columns = torch.tensor([1 + i for w in batch for i in range(len(w))])
    scores = net.head["spans"](net.drop(state[rows, columns])).float().reshape(len(rows), 3, 3)
    weight = torch.tensor([1.0, 2.0, 1.0])
    loss = 0
    for number, name in enumerate(SPANS):
        gold = torch.tensor([label for w in batch for label in w.labels[name]])
        loss = loss + functional.cross_entropy(scores[:, number], gold, weight=weight)
    links, count = 0, 0
    for row, window in enumerate(batch):
        if not window.links:
            continue
        contents = [link["content"] for link in window.links]
        for which, name in enumerate(("cue", "source")):
            others = sorted(window.spans[name])
            gold = torch.tensor([others.index(link[name]) if name in link else len(others) for link in window.links])
            links = links + functional.cross_entropy(link_scores(net, state, row, contents, others, which), gold, reduction="sum")
            count += len(contents)
    return loss + (0.3 * links / count if count else 0)


def distance(count):
    return next((i for i, most in enumerate(DISTANCES) if count <= most), len(DISTANCES))


def pair_scores(net, state, row, places, kinds):
    """Scores of each mention (rows) with each earlier one and, last, with none of them; later ones are out of the question."""
    both = gathered(state, [row] * len(places), places)
    q, k, none = net.head["anaphor"](both), net.head["antecedent"](both), net.head["none"](both)
    scores = (q @ k.T / q.shape[-1] ** 0.5).float()
    far = torch.tensor([[kind * 12 + distance(i - j) if j < i else 0 for j in range(len(places))] for i, kind in enumerate(kinds)])
    scores = scores + net.head["far"].weight[0][far]
    scores = scores.masked_fill(torch.ones_like(scores).triu().bool(), -1e4)
    return torch.cat([scores, none.float()], -1)


WEIGHTS = (0.3, 0.5, 1.0)


def clusters(net, state, batch):
    loss, count = 0, 0
    for row, window in enumerate(batch):
        places, kinds = [m[:2] for m in window.mentions], [m[3] for m in window.mentions]
        scores = pair_scores(net, state, row, places, kinds).log_softmax(-1)
        gold = torch.zeros_like(scores, dtype=torch.bool)
        for i, mention in enumerate(window.mentions):
            same = [j for j in range(i) if window.mentions[j][2] == mention[2]]
            gold[i, same or [-1]] = True
        weight = torch.tensor([WEIGHTS[kind] for kind in kinds])
        own = -scores.masked_fill(~gold, -1e4).logsumexp(-1)
        loss, count = loss + (own * weight).sum(), count + weight.sum()
    return loss / count


def gap_scores(net, state, batch):
    """Scores of name A, name B and neither."""
    rows = list(range(len(batch)))
    both = [gathered(state, rows, [w.places[i] for w in batch]) for i in range(3)]
    q = net.head["anaphor"](both[0])
    pairs = [(q * net.head["antecedent"](b)).sum(-1) / q.shape[-1] ** 0.5 for b in both[1:]]
    return torch.cat([torch.stack(pairs, -1), net.head["none"](both[0])], -1).float()


def gap(net, state, batch):
    return functional.cross_entropy(gap_scores(net, state, batch), torch.tensor([w.gold for w in batch]))


def means(state, batch):
    return torch.stack([state[row, 1 : len(w) + 1].mean(0) for row, w in enumerate(batch)])


def tone_scores(net, state, batch):
    own = gathered(state, list(range(len(batch))), [w.place for w in batch])
    return net.head["tone"](net.drop(torch.cat([own, means(state, batch)], -1))).float()


def tone(net, state, batch):
    return functional.cross_entropy(tone_scores(net, state, batch), torch.tensor([w.tone for w in batch]), label_smoothing=0.05)


def valence_scores(net, state, batch):
    return net.head["valence"](net.drop(means(state, batch))).float()


def valence(net, state, batch):
    own = valence_scores(net, state, batch)[range(len(batch)), [w.set for w in batch]]
    return functional.mse_loss(own, torch.tensor([w.valence for w in batch]))


LOSSES = {"names": names, "silver": names, "quotes": quotes, "clusters": clusters, "gap": gap, "tone": tone, "valence": valence}
