"""Everything measured of the encoder-decoder, in one go: figures, alignment, summaries, quantisation, samples, curve.

Reads the work folder's checkpoint, log, rows and held-out files; writes the bundle's MODEL_CARD.md, loss.png and
SHA256SUMS, and report-seq2seq.json in the work folder. The prose of the card is in card_seq2seq.py; what the engine's own
evaluation says of the same graph is kept.

  python -m recipe.cards.report_seq2seq --work DIR --preset cpu --bundle ../seq2seq [--keep]
"""

import argparse
import json
import statistics
from pathlib import Path

import numpy as np
import onnx
import torch

from ..export.bundle import kept_parts, replace_part, write_checksums, write_json, write_text
from .seq2seq import PARTS, readme_figures, seq2seq_card
from ..config.presets import PRESETS
from .curves import cpu_milliseconds, draw_curve
from ..evaluation.seq2seq import TASKS, evaluate, evaluation_arguments, held_out_pairs, nats_a_token, rows_of, translate, translation_figures
from ..export.seq2seq import decoder_graph, encoder_graph, load_seq2seq
from ..export.onnx_graph import ROWS
from ..export.seq2seq_graphs import Graphs, graph_files
from ..rows.seq2seq_text import Language
from ..tokens.specials import BOS, RESERVED

# Bits of (encoder's body, decoder's body, embedding and head).
QUANTISATIONS = {"fp32": (32, 32, 32), "fp32 encoder, rest 8-bit": (32, 8, 8), "8-bit": (8, 8, 8),
                 "int8 by rows": (ROWS, ROWS, ROWS), "int8 by rows, 8-bit head": (ROWS, ROWS, 8), "4-bit bodies, 8-bit head": (4, 4, 8), "4-bit": (4, 4, 4)}
TIMED_SOURCE, TIMED_STEPS = 24, 32


def bits_of(file):
    """-> (bits of the body's matrices, bits of the embedding) of a graph."""
    graph = onnx.load(str(file)).graph
    nodes = graph.node
    bits = lambda operator: {a.i for n in nodes if n.op_type == operator for a in n.attribute if a.name == "bits"}
    embedding = bits("GatherBlockQuantized") or {8 if any(i.name == "shared.weight.q" for i in graph.initializer) else 32}
    is_by_rows = any(n.op_type == "MatMulIntegerToFloat" for n in nodes)
    return ROWS if is_by_rows else min(bits("MatMulNBits") or {32}), min(embedding)


def speeds(graphs, vocabulary):
    """-> (encoder, one step of the decoder), CPU ms of one thread, one source of TIMED_SOURCE tokens."""
    source = np.random.default_rng(0).integers(RESERVED, vocabulary, (1, TIMED_SOURCE))
    encoder = cpu_milliseconds(lambda: graphs.begin(source))
    state = graphs.begin(source)
    graphs.step(state, np.array([[BOS]]))
    step = cpu_milliseconds(lambda: graphs.step(state, source[:, :1]), TIMED_STEPS, statistics.median)
    return encoder, step


def quantisation_table(model, work, language, sides):
    """sides: {task: held-out Sides} -> rows of {name, megabytes, nats, chrF++ of each task, ms}."""
    weights, rows = {n: t.detach().float().numpy() for n, t in model.state_dict().items()}, []
    files = [work / f"quantisation-{part}.onnx" for part in ("encoder", "decoder")]
    forced = [row for task, some in sides.items() for row in rows_of(language, task, some)]
    for name, (encoder_bits, decoder_bits, head_bits) in QUANTISATIONS.items():
        encoder_graph(weights, model.shape, encoder_bits, head_bits).save(files[0])
        decoder_graph(weights, model.shape, decoder_bits, head_bits).save(files[1])
        graphs, scores = Graphs(*files), {}
        for task, some in sides.items():
            written = translate(graphs, language, task, some)
            texts = [language.decode(ids, side.atoms) for ids, side in zip(written, some)]
            scores[task] = translation_figures(task, some, written, texts)["chrF++"]
        encoder_ms, step_ms = speeds(graphs, model.shape.vocabulary)
        rows.append({"name": name, "megabytes": [round(f.stat().st_size / 1e6, 1) for f in files], "nats": round(nats_a_token(graphs, forced), 4),
                     "chrF++": scores, "encoderMs": encoder_ms, "stepMs": step_ms})
        print(rows[-1], flush=True)
    for file in files:
        file.unlink()
    return rows


def measure(a, work, bundle):
    model, state = load_seq2seq(work / f"{a.name}.pt")
    names = {"to_ko": "English to Korean", "to_en": "Korean to English"}
    draw_curve(work / f"{a.name}.jsonl", bundle / "loss.png", {title: lambda v, task=task: v[task] for task, title in names.items()},
               ("Training", "loss (nats a token, alignment's share included)"), ("Held-out pairs", "nats a token"))
    preset, language, (encoder, decoder) = PRESETS[a.preset], Language(bundle), graph_files(bundle)
    figures = evaluate(Graphs(encoder, decoder), bundle, work, preset, a)
    groups, _ = held_out_pairs(work, language, figures["longestPair"], a.quantisation_pairs)
    some = [pair for group in ("human", "community") for pair in groups.get(group, [])]
    sides = {task: [pair[n] for pair in some] for n, task in enumerate(TASKS)}
    (encoder_bits, head_bits), (decoder_bits, _) = map(bits_of, (encoder, decoder))
    return {
        "step": state["step"], "tokens": state["tokens"], "seconds": round(state["elapsed"]),
        "parameters": sum(p.numel() for p in model.parameters()),
        "encoderBytes": encoder.stat().st_size, "decoderBytes": decoder.stat().st_size,
        "bits": {"encoder": encoder_bits, "decoder": decoder_bits, "head": head_bits},
        "rows": json.loads((work / "seq2seq-rows.json").read_text(encoding="utf-8")), "figures": figures,
        "quantisation": quantisation_table(model, work, language, sides), "quantisationPairs": len(some),
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    evaluation_arguments(parser)
    parser.add_argument("--bundle", default="../seq2seq")
    parser.add_argument("--quantisation-pairs", type=int, default=100, help="by people, of a group and direction")
    parser.add_argument("--keep", action="store_true", help="only write the card anew from report-seq2seq.json")
    a = parser.parse_args()
    torch.set_num_threads(1)
    work, bundle = Path(a.work), Path(a.bundle)
    if not a.keep:
        write_json(work / "report-seq2seq.json", measure(a, work, bundle))
    report = json.loads((work / "report-seq2seq.json").read_text(encoding="utf-8"))
    parts = kept_parts(bundle / "MODEL_CARD.md", PARTS, graph_files(bundle)[1])
    write_text(bundle / "MODEL_CARD.md", seq2seq_card(report, a.preset, parts))
    replace_part(bundle.parent / "README.md", "seq2seq figures", readme_figures(report))
    write_checksums(bundle)


if __name__ == "__main__":
    main()
