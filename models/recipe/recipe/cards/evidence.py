"""Which words a filling rests on: occlusion against attention, compared by removing the words they name.

For one blanked word in each of the held-out pieces the model's own best filling is the candidate. Every
method ranks the other words of the piece; then the best 1 and 3 of each are erased, once by <mask> in
their place and once by deletion, and the fall of the candidate's log-probability is measured
(comprehensiveness, DeYoung et al., arXiv 1911.03429; larger is more faithful). Masking is the very
operation by which occlusion ranks, deletion is its neighbour; so the opposite is measured too
(sufficiency): only the best 3 and the nearest 2 words are left, and what the candidate loses by that
counts against the method. Writes the card's part on it.

  python -m recipe.cards.evidence --work DIR --bundle ../fill-mask    (after recipe.rows.decoder's split)
"""

import argparse
import json
import random
from collections import namedtuple
from pathlib import Path

import numpy as np
import torch

from ..export.bundle import replace_part, sha256, write_json
from ..export.weights import read_weights
from .masked import EVIDENCE, FIRST_LOSS, evidence_part
from .curves import cpu_milliseconds
from ..evaluation.masked import CONTEXT, held_out_blanks
from ..rows.mask_spans import WordFinder
from ..tokens.specials import MASK, PAD
from ..tokens.tokenizer import encoder

FEW, NEAREST = 12, 2  # words the extension occludes; words left beside the best three
FEW_TOKENS = 32       # of context on each side that it occludes them in
BATCH = 32

# ids: with <mask> in the blank begin..end; candidate: the ids that fill it; words: [(begin, end)] of all others
Case = namedtuple("Case", "group ids begin end candidate words")


def open_model(bundle):
    """The shipped weights in fp32, with attention that can be looked at."""
    from transformers import EuroBertConfig, EuroBertForMaskedLM
    config = json.loads((Path(bundle) / "config.json").read_text(encoding="utf-8"))
    named = {key: value for key, value in config.items() if "." not in key}
    model = EuroBertForMaskedLM(EuroBertConfig(**named, attn_implementation="eager"))
    missing, unexpected = model.load_state_dict(read_weights(bundle), strict=False)
    if set(missing) - {"lm_head.weight"} or unexpected:
        raise ValueError(f"{bundle}: the graph's weights are not EuroBERT's: {missing} {unexpected}")
    model.tie_weights()
    return model.float().eval()


@torch.no_grad()
def log_probabilities(model, rows, begins, length):
    """rows: lists of ids of any length, a blank of `length` at begins[n] -> [rows, length, vocabulary]."""
    tables = []
    for at in range(0, len(rows), BATCH):
        part, starts = rows[at:at + BATCH], begins[at:at + BATCH]
        width = max(map(len, part))
        ids = torch.tensor([row + [PAD] * (width - len(row)) for row in part])
        hidden = model.model(input_ids=ids, attention_mask=(ids != PAD).long()).last_hidden_state
        chosen = torch.stack([hidden[n, b:b + length] for n, b in enumerate(starts)])
        tables.append(torch.log_softmax(model.lm_head(chosen), -1))
    return torch.cat(tables)


def candidate_scores(model, case, rows, begins):
    """Log-probability of the candidate in each row, its tokens independent given the masks."""
    table = log_probabilities(model, rows, begins, len(case.candidate))
    return table[:, range(len(case.candidate)), case.candidate].sum(-1).numpy()


def make_case(model, finder, group, ids, begin, end):
    words = [(b, e) for b, e in finder.words(ids) if e <= begin or b >= end]
    masked = [*ids[:begin], *[MASK] * (end - begin), *ids[end:]]
    candidate = log_probabilities(model, [masked], [begin], end - begin)[0].argmax(-1).tolist()
    return Case(group, masked, begin, end, candidate, words)


def distance(case, word):
    return case.begin - word[1] if word[1] <= case.begin else word[0] - case.end


def masked_without(case, words):
    ids = list(case.ids)
    for begin, end in words:
        ids[begin:end] = [MASK] * (end - begin)
    return ids, case.begin


def deleted_without(case, words):
    gone = {n for b, e in words for n in range(b, e)}
    return [i for n, i in enumerate(case.ids) if n not in gone], case.begin - sum(n < case.begin for n in gone)


def only_with(case, words):
    """<bos>, the blank, these words and <eos>: the rest deleted, or masked."""
    kept = {0, len(case.ids) - 1, *range(case.begin, case.end), *(n for b, e in words for n in range(b, e))}
    deleted = [i for n, i in enumerate(case.ids) if n in kept]
    return (deleted, sum(n < case.begin for n in kept)), ([i if n in kept else MASK for n, i in enumerate(case.ids)], case.begin)


def ranked(words, scores):
    return [words[n] for n in np.argsort(-np.asarray(scores), kind="stable")]


def by_occlusion(model, case, most=None):
    """The words whose masking costs the candidate most. most: only so many of the nearest are tried,
    and only their neighbourhood is looked at, as the extension does to be quick."""
    if most is None:
        near, seen = case.words, case
    else:
        low, high = max(1, case.begin - FEW_TOKENS), min(len(case.ids) - 1, case.end + FEW_TOKENS)
        near = [w for w in case.words if low <= w[0] and w[1] <= high]
        near = sorted(near, key=lambda w: distance(case, w))[:most]
        shift = low - 1
        ids = [case.ids[0], *case.ids[low:high], case.ids[-1]]
        seen = case._replace(ids=ids, begin=case.begin - shift, end=case.end - shift, words=[(b - shift, e - shift) for b, e in near])
    rows = [masked_without(seen, [word])[0] for word in seen.words]
    return ranked(near, -candidate_scores(model, seen, rows, [seen.begin] * len(rows)))


@torch.no_grad()
def attention_maps(model, ids):
    """[layers, heads, length, length]"""
    output = model.model(input_ids=torch.tensor([ids]), output_attentions=True)
    return torch.cat(output.attentions)


def attention_rows(maps, begin, end):
    """What the blank's positions look at, three readings of the maps: {name: [length]}."""
    means = maps.mean(1)
    blank = lambda table: table[begin:end].mean(0).numpy()
    rollout = torch.eye(means.shape[-1])
    for layer in means:  # Abnar and Zuidema, arXiv 2005.00928
        rollout = (layer + torch.eye(len(layer))) / 2 @ rollout
    return {"attention, last layer": blank(means[-1]), "attention, mean of the layers": blank(means.mean(0)),
            "attention, rollout": blank(rollout)}


def rankings(model, case, rng):
    """{method: the other words, best first}"""
    result = {"occlusion, every word": by_occlusion(model, case), f"occlusion, the {FEW} nearest words": by_occlusion(model, case, FEW)}
    for name, looks in attention_rows(attention_maps(model, case.ids), case.begin, case.end).items():
        result[name] = ranked(case.words, [looks[b:e].sum() for b, e in case.words])
    result["the nearest words"] = sorted(case.words, key=lambda w: distance(case, w))
    result["words at random"] = rng.sample(case.words, len(case.words))
    return result


def faithfulness(model, case, words):
    """-> nats: what the candidate loses without the best 1 and 3 words (by mask, by deletion), and with only the best 3 and
    the nearest 2 (the rest deleted, masked)."""
    nearest = sorted(case.words, key=lambda w: distance(case, w))
    rest = [w for w in nearest if w not in words[:3]][:NEAREST]
    trials = [(case.ids, case.begin), masked_without(case, words[:1]), masked_without(case, words[:3]),
              deleted_without(case, words[:1]), deleted_without(case, words[:3]), *only_with(case, words[:3] + rest)]
    scores = candidate_scores(model, case, *map(list, zip(*trials)))
    return scores[0] - scores[1:]


def costs(model, case):
    """CPU ms of one thread in PyTorch: what each way adds to the run that fills the blank."""
    plain = lambda implementation: (model.set_attn_implementation(implementation),
                                    cpu_milliseconds(lambda: candidate_scores(model, case, [case.ids], [case.begin])))[1]
    fused, looked_at = plain("sdpa"), plain("eager")
    model.set_attn_implementation("sdpa")
    few, every = (cpu_milliseconds(lambda: by_occlusion(model, case, most)) for most in (FEW, None))
    model.set_attn_implementation("eager")
    return {"tokens": len(case.ids), "words": len(case.words), "few": FEW, "fill": fused, "attention": round(max(0.0, looked_at - fused), 1),
            "occlusionFew": few, "occlusion": every}


def measure(model, finder, blanks, seed=5):
    """-> {blanks: {group: number}, drops: {method: six means}, against: see paired, cost: ms}"""
    rng, table, groups, longest = random.Random(seed), {}, {}, None
    for group, kind, ids, begin, end in blanks:
        if kind != "word":
            continue
        case = make_case(model, finder, group, ids, begin, end)
        groups[group] = groups.get(group, 0) + 1
        longest = case if longest is None or len(case.ids) > len(longest.ids) else longest
        for name, words in rankings(model, case, rng).items():
            table.setdefault(name, []).append(faithfulness(model, case, words))
    means = {name: np.mean(drops, 0, dtype=float).round(3).tolist() for name, drops in table.items()}
    return {"blanks": groups, "drops": means, "against": paired(table), "cost": costs(model, longest)}


def paired(table):
    """For each measure: what the extension's occlusion has over the best attention, and one standard error of it."""
    ours = np.array(table[f"occlusion, the {FEW} nearest words"])
    theirs = {name: np.array(drops) for name, drops in table.items() if name.startswith("attention")}
    result = []
    for n in range(ours.shape[1]):
        name = (min if n >= FIRST_LOSS else max)(theirs, key=lambda each: theirs[each][:, n].mean())
        difference = ours[:, n] - theirs[name][:, n]
        result.append({"attention": name, "mean": round(float(difference.mean()), 3),
                       "error": round(float(difference.std() / len(difference) ** 0.5), 3)})
    return result


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--work", default="work")
    parser.add_argument("--bundle", default="../fill-mask")
    parser.add_argument("--blanks", type=int, default=100, help="of a group")
    parser.add_argument("--keep", action="store_true", help="only write the card's part anew from evidence-masked.json")
    a = parser.parse_args()
    torch.set_num_threads(1)
    bundle, file = Path(a.bundle), Path(a.work) / "evidence-masked.json"
    if not a.keep:
        write_json(file, measure_bundle(bundle, a.work, a.blanks))
    figures = json.loads(file.read_text())
    print(json.dumps(figures, indent=1))
    graph = sha256(next((bundle / "onnx").glob("*.onnx")))
    replace_part(bundle / "MODEL_CARD.md", EVIDENCE, evidence_part(figures, graph))


def measure_bundle(bundle, work, count):
    tokenizer, _ = encoder(bundle)
    finder = WordFinder(tokenizer, tokenizer.get_vocab_size())
    model = open_model(bundle)
    return measure(model, finder, held_out_blanks(work, bundle, finder, count, min(CONTEXT, model.config.max_position_embeddings)))


if __name__ == "__main__":
    main()
