"""Fits the weights by which the extension places markup in a translation (src/engine/documents/spanRanges.ts).

A log-linear model over all runs of a translation's words: the likelihood of the runs that people marked is raised, Adam with
a penalty on squares. The features are what test/bench/spanMarkup.ts writes, a line a span; half of the pairs are kept for the
test. With --all these are fitted on, too, and the test says nothing. Weights are rounded to two decimals.

  python -m recipe.training.spans FEATURES.jsonl ../../src/engine/documents/spanWeights.ts
"""

import argparse
import json
import textwrap
from pathlib import Path

import torch
from torch import nn

SEED = 0
EPOCHS = 24
BATCH = 256
RATE, LAST_RATE = 0.05, 0.01  # the latter over the last third
PENALTY, KIND_PENALTY = 0.3, 4.0  # kinds of words are many and seldom
LEAST_SHARE = 0.001  # as in spanRanges.ts
WIDTH = 120  # of a line, as biome has it

EVIDENCE = ("words", "starts", "ends")
HEADER = '''// Weights of spanRanges.ts, natural logs. Written by models/recipe (recipe/training/spans.py), fitted on markup of people's
// translations; not to be edited by hand.

/** By the language of the translation; SpanWeights of spanRanges.ts says of what. */
export const spanWeights = {
'''


def tensors_of(lines):
    """lines of one direction, n of them, the longest of `length` words -> name: tensor, padded with zeros:
    words, starts, ends [n, length, features]; is_word [n, length]; kinds [n, length + 2]; stretches [n, length, 2] (shares of
    the translation); first_kind, last_kind, share [n]; gold [n, 2] (first and last word)."""
    count, length = len(lines), max(len(line["words"]) for line in lines)
    made = {name: torch.zeros(count, length, len(lines[0][name][0])) for name in EVIDENCE}
    made["is_word"] = torch.zeros(count, length, dtype=torch.bool)
    made["kinds"] = torch.zeros(count, length + 2, dtype=torch.long)
    made["stretches"] = torch.zeros(count, length, 2)
    for n, line in enumerate(lines):
        own = len(line["words"])
        for name in (*EVIDENCE, "stretches"):
            made[name][n, :own] = torch.tensor(line[name], dtype=torch.float)
        made["is_word"][n, :own] = True
        made["kinds"][n, :own + 2] = torch.tensor(line["kinds"])
    for name, key in (("first_kind", "firstKind"), ("last_kind", "lastKind"), ("share", "share"), ("gold", "gold")):
        made[name] = torch.tensor([line[key] for line in lines])
    return made


class RunScores(nn.Module):
    """The names of the parameters are those of SpanWeights."""

    def __init__(self, features, kinds, source_kinds):
        """features: how many numbers words, starts and ends have. kinds: how many kinds of words the translation's language has."""
        super().__init__()
        zeros = lambda *shape: nn.Parameter(torch.zeros(*shape))
        self.word, self.start, self.end = (zeros(count) for count in features)
        self.size = zeros(3)
        self.startKind, self.kindBefore, self.endKind, self.kindBehind = (zeros(kinds) for _ in range(4))
        self.firstKind, self.lastKind = (zeros(kinds, source_kinds) for _ in range(2))

    def forward(self, batch):
        """tensors_of -> [n, length, length]: of the run from the row's word to the column's."""
        length, kinds = batch["is_word"].shape[1], batch["kinds"]
        own = kinds[:, 1:length + 1]
        sums = ((batch["words"] @ self.word) * batch["is_word"]).cumsum(1)
        before = torch.cat([torch.zeros(len(sums), 1), sums[:, :-1]], 1)
        starts = batch["starts"] @ self.start + self.startKind[own] + self.kindBefore[kinds[:, :length]]
        starts = starts + self.firstKind[own, batch["first_kind"][:, None]]
        ends = batch["ends"] @ self.end + self.endKind[own] + self.kindBehind[kinds[:, 2:length + 2]]
        ends = ends + self.lastKind[own, batch["last_kind"][:, None]]
        begin, close = batch["stretches"].unbind(2)
        share = (close[:, None, :] - begin[:, :, None]).clamp(min=LEAST_SHARE)
        longer = torch.log(share / batch["share"].clamp(min=LEAST_SHARE)[:, None, None])
        size = self.size[0] * longer + self.size[1] * longer**2 + self.size[2] * torch.eye(length)
        scores = (sums + ends)[:, None, :] + (starts - before)[:, :, None] + size
        is_run = torch.ones(length, length, dtype=torch.bool).triu() & batch["is_word"][:, None, :]
        return scores.masked_fill(~is_run, -1e9)

    def penalty(self):
        return sum((KIND_PENALTY if "ind" in name else PENALTY) * (p**2).sum() for name, p in self.named_parameters())


def batches(data):
    """Those of like lengths together, in a random order."""
    lengths = data["is_word"].sum(1)
    order = torch.randperm(len(lengths))
    parts = order[lengths[order].argsort(stable=True)].split(BATCH)
    for n in torch.randperm(len(parts)).tolist():
        yield part_of(data, parts[n])


def part_of(data, rows):
    part = {name: values[rows] for name, values in data.items()}
    longest = int(part["is_word"].sum(1).max())
    for name in (*EVIDENCE, "is_word", "stretches"):
        part[name] = part[name][:, :longest]
    part["kinds"] = part["kinds"][:, :longest + 2]
    return part


def fit(lines):
    """lines of one direction -> RunScores"""
    data = tensors_of(lines)
    model = RunScores([data[name].shape[2] for name in EVIDENCE], *lines[0]["kindCounts"])
    optimizer = torch.optim.Adam(model.parameters(), lr=RATE)
    for epoch in range(EPOCHS):
        optimizer.param_groups[0]["lr"] = LAST_RATE if epoch >= EPOCHS * 2 // 3 else RATE
        for batch in batches(data):
            scores = model(batch)
            first, last = batch["gold"].unbind(1)
            loss = nn.functional.cross_entropy(scores.flatten(1), first * scores.shape[1] + last)
            optimizer.zero_grad()
            (loss + model.penalty() / len(lines)).backward()
            optimizer.step()
    return model


@torch.no_grad()
def accuracy(model, lines):
    """Share of the spans whose likeliest run is the one that people marked; nan for none."""
    right = 0
    for batch in batches(tensors_of(lines)) if lines else ():
        scores = model(batch)
        best, length = scores.flatten(1).argmax(1), scores.shape[1]
        right += (torch.stack([best // length, best % length], 1) == batch["gold"]).all(1).sum().item()
    return right / len(lines) if lines else float("nan")


def number(value):
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def array(values, indent, name=""):
    """Numbers as biome formats them: on one line, or filled."""
    inner = ", ".join(map(number, values))
    line = f"{indent}{name}[{inner}],\n"
    if len(line) <= WIDTH + 1:
        return line
    filled = textwrap.fill(inner + ",", WIDTH, initial_indent=indent + "  ", subsequent_indent=indent + "  ", break_on_hyphens=False)
    return f"{indent}{name}[\n{filled}\n{indent}],\n"


def written(weights):
    """language -> name of SpanWeights -> list, or list of lists -> the file's text"""
    text = HEADER
    for language, named in weights.items():
        text += f"  {language}: {{\n"
        for name, values in named.items():
            if isinstance(values[0], list):
                text += f"    {name}: [\n" + "".join(array(row, " " * 6) for row in values) + "    ],\n"
            else:
                text += array(values, " " * 4, f"{name}: ")
        text += "  },\n"
    return text + "};\n"


def main(arguments=None):
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("features", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--all", action="store_true", help="fit on the test's pairs, too")
    a = parser.parse_args(arguments)
    with open(a.features, encoding="utf-8") as file:
        lines = [json.loads(line) for line in file]
    torch.manual_seed(SEED)
    weights = {}
    for language in ("ko", "en"):
        own = [line for line in lines if line["to"] == language]
        test = [line for line in own if line["isTest"]]
        train = own if a.all else [line for line in own if not line["isTest"]]
        if not train:
            raise ValueError(f"No spans to {language} in {a.features}")
        model = fit(train)
        print(f"to {language}: {len(train)} spans, right {accuracy(model, train):.3f}; test: {len(test)}, right {accuracy(model, test):.3f}", flush=True)
        weights[language] = {name: values.tolist() for name, values in model.named_parameters()}
    a.out.write_text(written(weights), encoding="utf-8")


if __name__ == "__main__":
    main()
