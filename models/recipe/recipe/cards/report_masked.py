"""Everything measured of the masked model, in one go: figures, baselines, quantisation, samples, curve.

Reads the work folder's checkpoint, log and split; writes the bundle's MODEL_CARD.md, loss.png and
SHA256SUMS, and report-masked.json in the work folder. The prose of the card is in masked.py;
two parts of it are measured apart (recipe.cards.evidence, the engine's benches) and kept.

  python -m recipe.cards.report_masked --work DIR --bundle ../fill-mask --decoder DIR/decoder.pt [--keep]
"""

import argparse
import json
import multiprocessing
from pathlib import Path

import numpy as np
import torch

from ..export.bundle import kept_parts, replace_part, write_checksums, write_json, write_text
from .masked import PARTS, masked_card, readme_figures
from ..config.masked_presets import MASKED_PRESETS
from .curves import cpu_milliseconds, draw_curve
from ..evaluation.masked import (CONTEXT, GROUPS, Unigram, fill, fill_left_to_right, graph_scorer, held_out_blanks, nats, tally)
from ..export.decoder import load_checkpoint, open_session
from ..export.masked import WANTED, build_graph, load_masked, numpy_weights, run_graph
from ..export.onnx_graph import ROWS
from ..goldens.masked import SENTENCES, case_ids
from ..rows.mask_spans import WordFinder
from ..tokens.specials import MASK, RESERVED
from ..tokens.tokenizer import encoder

QUANTISATIONS = {"fp32": (32, 32), "fp32 body, 8-bit head": (32, 8), "8-bit blocks": (8, 8),
                 "int8 products, 8-bit head": (ROWS, 8), "4-bit body, 8-bit head": (4, 8)}


def milliseconds(session, shape, batch, tokens, marked):
    """Of one thread on random ids. marked: wanted positions a row; 0 asks for all."""
    ids = np.random.default_rng(0).integers(RESERVED, shape.vocabulary, (batch, tokens))
    mask = np.ones_like(ids)
    if marked:
        mask[:, tokens // 2:tokens // 2 + marked] = WANTED
    return cpu_milliseconds(lambda: run_graph(session, ids, mask))


def quantisation_table(model, work, blanks):
    """Rows of {name, megabytes, nats per group, top1, lossPercent, ms1, ms6, msAll}."""
    weights, rows, tokens = numpy_weights(model), [], min(130, model.shape.context)
    words = [b for b in blanks if b[1] == "word" and b[4] - b[3] == 1]
    for name, (body, head) in QUANTISATIONS.items():
        path = Path(work) / "quantisation-masked.onnx"
        build_graph(weights, model.shape, body, head).save(path)
        score, session = graph_scorer(path), open_session(path)
        right = sum(best_id(score, ids, begin) == ids[begin] for _, _, ids, begin, _ in words)
        row = {"name": name, "megabytes": round(path.stat().st_size / 1e6, 1), "nats": nats(score, blanks),
               "top1": round(right / max(1, len(words)), 4), "words": len(words),
               "ms1": milliseconds(session, model.shape, 1, tokens, 1),
               "ms6": milliseconds(session, model.shape, 6, tokens, 4),
               "msAll": milliseconds(session, model.shape, 6, tokens, 0)}
        base = (rows[0] if rows else row)["nats"]
        row["lossPercent"] = round(100 * float(sum(row["nats"].values()) / sum(base.values()) - 1), 2)
        rows.append(row)
        path.unlink()
        print(row, flush=True)
    return rows


def best_id(score, ids, position):
    masked = np.array([ids], np.int64)
    masked[0, position] = MASK
    return int(score(masked, [0], [position])[0].argmax())


def samples(score, encode, tokenizer):
    """The golden sentences of one token with the four best words and their probabilities: not chosen."""
    rows = []
    for before, after, tokens in SENTENCES:
        if tokens == 1:
            ids, position = case_ids(encode, before, after, tokens)
            table = score(np.array([ids], np.int64), [0], [position])[0]
            best = np.argsort(-table)[:4].tolist()
            rows.append({"before": before, "after": after,
                         "words": [[tokenizer.decode([i], skip_special_tokens=False), round(float(np.exp(table[i])), 3)] for i in best]})
    return rows


def _figures(kind, argument, work, folder, blanks):
    """One column of the table, in a process of its own."""
    torch.set_num_threads(1)
    if kind == "model":
        score = graph_scorer(argument)
        return tally(blanks, lambda _, *blank: fill(score, *blank))
    if kind == "decoder":
        decoder = load_checkpoint(argument)[0]
        return tally(blanks, lambda _, *blank: fill_left_to_right(decoder, *blank))
    tokenizer, _ = encoder(folder)
    rows = np.load(Path(work) / argument, mmap_mode="r")[:4000]
    return tally(blanks, Unigram(rows, WordFinder(tokenizer, tokenizer.get_vocab_size())).fill)


def baselines(a, work, blanks, context):
    """The decoder's and the unigram's columns; kept in the work folder, because they do not change."""
    file = work / f"report-masked-baselines-{a.blanks}.json"
    if not file.exists():
        columns = {"unigram": f"masked-rows-{context}.npy", **({"decoder": a.decoder} if a.decoder else {})}
        write_json(file, {kind: _figures(kind, argument, work, work / "tokenizer", blanks) for kind, argument in columns.items()})
    return json.loads(file.read_text())


def measure(a, work, bundle, finder, context, blanks):
    model, state = load_masked(work / f"{a.name}.pt")
    lines = {title: lambda v, group=group: 100 * v[group]["top1"] for group, title in GROUPS.items()}
    draw_curve(work / f"{a.name}.jsonl", bundle / "loss.png", lines,
               ("Training (30 % masked, at the end 15 %)", "loss (nats a masked token)"), ("Held out: one word of one token", "top-1, %"))
    tokenizer, encode = encoder(bundle)
    onnx_file = next((bundle / "onnx").glob("*.onnx"))
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        job = pool.apply_async(_figures, ("model", onnx_file, work, bundle, blanks))
        figures = {**baselines(a, work, blanks, context), "model": job.get()}
    print(json.dumps(figures), flush=True)
    long = held_out_blanks(work, bundle, finder, a.blanks // 3, min(448, model.shape.context - 2))
    score = graph_scorer(onnx_file)
    return {
        "step": state["step"], "tokens": state["tokens"], "seconds": round(state["elapsed"]),
        "parameters": sum(p.numel() for p in model.parameters()), "onnxBytes": onnx_file.stat().st_size,
        "figures": figures, "longContext": {"128": nats(score, blanks), "448": nats(score, long)},
        "quantisation": quantisation_table(model, work, blanks[:a.quantisation_blanks]),
        "samples": samples(score, encode, tokenizer),
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--work", default="work")
    parser.add_argument("--name", default="masked")
    parser.add_argument("--preset", choices=MASKED_PRESETS, default="cpu")
    parser.add_argument("--bundle", default="../fill-mask")
    parser.add_argument("--decoder", help="decoder checkpoint, to be compared left to right")
    parser.add_argument("--blanks", type=int, default=150, help="of a kind and group")
    parser.add_argument("--quantisation-blanks", type=int, default=300)
    parser.add_argument("--baselines", action="store_true", help="measure only the decoder and the unigram, beforehand")
    parser.add_argument("--keep", action="store_true", help="only write the card anew from report-masked.json")
    a = parser.parse_args()
    torch.set_num_threads(1)
    work, bundle = Path(a.work), Path(a.bundle)
    if not a.keep:
        tokenizer, _ = encoder(work / "tokenizer")
        finder, context = WordFinder(tokenizer, tokenizer.get_vocab_size()), min(CONTEXT, MASKED_PRESETS[a.preset].shape.context)
        blanks = held_out_blanks(work, work / "tokenizer", finder, a.blanks, context)
        if a.baselines:
            baselines(a, work, blanks, context)
            return
        write_json(work / "report-masked.json", measure(a, work, bundle, finder, context, blanks))
    report = json.loads((work / "report-masked.json").read_text())
    replace_part(bundle.parent / "README.md", "masked figures", readme_figures(report))
    parts = kept_parts(bundle / "MODEL_CARD.md", PARTS, next((bundle / "onnx").glob("*.onnx")))
    write_text(bundle / "MODEL_CARD.md", masked_card(report, a.preset, MASKED_PRESETS[a.preset], parts))
    write_checksums(bundle)


if __name__ == "__main__":
    main()
