"""Scores of the heads on the dev parts, by plain decoding, without the rules of the core."""

import numpy
import torch

import data
import heads
from network import batch_of


def batches(windows, size=6000):
    order = sorted(range(len(windows)), key=lambda i: len(windows[i]))
    batch = []
    for index in order:
        if batch and (len(batch) + 1) * (len(windows[index]) + 2) > size:
            yield batch
            batch = []
        batch.append(windows[index])
    if batch:
        yield batch


def each(net, windows):
    net.eval()
    with torch.no_grad():
        for batch in batches(windows):
            yield batch, net(*batch_of(batch)).float()


def f1(right, made, wanted):
    return 200 * right / max(1, made + wanted)


def decoded(logs):
    """Labels where an inside follows a begin or inside of its kind, by Viterbi. Rows of words, 1 + 2n columns."""
    size = logs.shape[1]
    may = numpy.array([[not (to % 2 == 0 and to > 0) or before in (to, to - 1) for to in range(size)] for before in range(size)])
    block = numpy.where(may, 0.0, -1e9)
    path = numpy.where([i % 2 == 0 and i > 0 for i in range(size)], -1e9, logs[0])
    back = []
    for row in logs[1:]:
        both = path[:, None] + block
        back.append(both.argmax(0))
        path = both.max(0) + row
    label = int(path.argmax())
    labels = [label]
    for came in reversed(back):
        label = int(came[label])
        labels.append(label)
    return labels[::-1]


def name_scores(net, windows, corpora):
    result = {}
    for corpus in corpora:
        right = made = wanted = 0
        for batch, state in each(net, [w for w in windows if w.corpus == corpus]):
            scores = net.head["names"](state).reshape(*state.shape[:2], -1, data.LABELS).log_softmax(-1)[:, :, corpus]
            for row, window in enumerate(batch):
                labels = decoded(scores[row][[1 + h for h in window.heads]].numpy())
                found, index = set(), 0
                while index < len(labels):
                    if labels[index] == 0:
                        index += 1
                        continue
                    stop = index + 1
                    while stop < len(labels) and labels[stop] == labels[index] + 1:
                        stop += 1
                    end = window.heads[stop] - 1 if stop < len(window.heads) else len(window) - 1
                    found.add((window.starts[window.heads[index]], window.ends[end], (labels[index] - 1) // 2))
                    index = stop
                begin, stop = window.starts[0], window.ends[-1]
                gold = {g for g in window.gold if begin <= g[0] and g[1] <= stop and g[2] < 3}
                found = {g for g in found if g[2] < 3}
                right, made, wanted = right + len(found & gold), made + len(found), wanted + len(gold)
        result[corpus] = f1(right, made, wanted)
    return result


def runs(labels):
    found, index = set(), 0
    while index < len(labels):
        stop = index + 1
        if labels[index]:
            while stop < len(labels) and labels[stop] == 2:
                stop += 1
            found.add((index, stop - 1))
        index = stop
    return found


def quote_scores(net, windows):
    counts = {name: [0, 0, 0] for name in data.SPANS}
    linked = {"cue": [0, 0], "source": [0, 0]}
    for batch, state in each(net, windows):
        scores = net.head["spans"](state).reshape(*state.shape[:2], 3, 3).log_softmax(-1)
        for row, window in enumerate(batch):
            for number, name in enumerate(data.SPANS):
                found, gold = runs(decoded(scores[row, 1 : len(window) + 1, number].numpy())), runs(window.labels[name])
                for at, value in enumerate((len(found & gold), len(found), len(gold))):
                    counts[name][at] += value
            if window.links:
                for which, name in enumerate(("cue", "source")):
                    others = sorted(window.spans[name])
                    best = heads.link_scores(net, state, row, [link["content"] for link in window.links], others, which).argmax(-1)
                    for link, answer in zip(window.links, best.tolist()):
                        linked[name][0] += answer == (others.index(link[name]) if name in link else len(others))
                        linked[name][1] += 1
    return {name: f1(*counts[name]) for name in data.SPANS} | {f"{n} linked": 100 * a / b for n, (a, b) in linked.items()}


def cluster_scores(net, windows):
    """Share of pronouns given to a right antecedent, and of those given none that have none."""
    right = total = 0
    for batch, state in each(net, windows):
        for row, window in enumerate(batch):
            kinds = [m[3] for m in window.mentions]
            best = heads.pair_scores(net, state, row, [m[:2] for m in window.mentions], kinds).argmax(-1).tolist()
            for i, (mention, answer) in enumerate(zip(window.mentions, best)):
                word = window.text[mention[4] : mention[5]].lower()
                if word not in ("he", "him", "his", "she", "her", "hers", "himself", "herself"):
                    continue
                same = [j for j in range(i) if window.mentions[j][2] == mention[2]]
                right += answer in same if same else answer == len(kinds)
                total += 1
    return {"he/she": 100 * right / max(1, total), "of": total}


def gap_score(net, windows):
    answers, gold = [], []
    for batch, state in each(net, windows):
        answers += heads.gap_scores(net, state, batch).softmax(-1).tolist()
        gold += [w.gold for w in batch]
    answers, gold = numpy.array(answers), numpy.array(gold)
    result = {}
    for least in (0.0, 0.6, 0.7, 0.8):
        best = answers.argmax(-1)
        told = (best < 2) & (answers.max(-1) >= least)
        right = (told & (best == gold)).sum()
        result[f"F1 at {least}"] = f1(right, told.sum(), (gold < 2).sum())
        result[f"wrong at {least}"] = 100 * (told & (gold < 2) & (best != gold)).sum() / len(gold)
    return result


def tone_score(net, windows):
    gold, given = [], []
    for batch, state in each(net, windows):
        given += heads.tone_scores(net, state, batch).argmax(-1).tolist()
        gold += [w.tone for w in batch]
    gold, given = numpy.array(gold), numpy.array(given)
    return numpy.mean([f1(((gold == c) & (given == c)).sum(), (given == c).sum(), (gold == c).sum()) for c in range(3)])


def valence_score(net, windows):
    result = {}
    for number, name in enumerate(data.VALENCE[:3]):
        gold, given = [], []
        for batch, state in each(net, [w for w in windows if w.set == number]):
            given += heads.valence_scores(net, state, batch)[:, number].tolist()
            gold += [w.valence for w in batch]
        result[name] = float(numpy.corrcoef(gold, given)[0, 1])
    return result


def measure(net, sets):
    parts = {
        "names": name_scores(net, sets["names"], (1, 2, 4)),
        "quotes": quote_scores(net, sets["quotes"]),
        "news": cluster_scores(net, sets["news"]),
        "interview": cluster_scores(net, sets["interview"]),
        "gap": gap_score(net, sets["gap"]),
        "mt": tone_score(net, sets["mt"]),
        "rw": tone_score(net, sets["rw"]),
        "valence": valence_score(net, sets["valence"]),
    }
    for name, value in parts.items():
        print(name, {k: round(v, 3) for k, v in value.items()} if isinstance(value, dict) else round(value, 1), flush=True)
    return parts
