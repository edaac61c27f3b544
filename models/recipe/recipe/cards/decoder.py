"""The words of the model card. Takes measured figures, measures nothing."""

from ..evaluation.decoder import GROUPS

MACHINES = {"tiny": "on two CPU cores", "cpu": "on two CPU cores", "gpu": "on one H200 (bf16, shared with other runs)"}

ATTRIBUTION = """The training text comes from public repositories under permissive and Creative Commons licences; the
full list with commits is in `models/DATA_SOURCES.md`. CC BY and CC BY-SA sources need attribution: MDN contributors (CC BY-SA
2.5), Google Chrome developer documentation (CC BY-SA 4.0), OWASP (CC BY-SA 4.0), AWS documentation (CC BY-SA 4.0),
docs.scala-lang (CC BY-SA 3.0), Microsoft Docs and their Korean editions (CC BY 4.0), OpenStax (CC BY 4.0), Kubernetes,
React, React Native, webpack, OpenTelemetry and Dart documentation (CC BY 4.0), Roblox creator documentation and rOpenSci (CC BY
4.0), Ruby on Rails Guides, Privacy Guides, Django Girls and Node.js best practices (CC BY-SA 4.0), Learn X in Y minutes (CC BY-SA
3.0), OpenStack and GNOME (CC BY 3.0)."""


def _figures_table(figures):
    lines = ["| held-out text | bits per byte | 5-gram | bits per character | next word | 5-gram |", "| --- | ---: | ---: | ---: | ---: | ---: |"]
    for group, title in GROUPS.items():
        model, ngram = figures["bundle"][group], figures["ngram"][group]
        lines.append(f"| {title} | **{model['bitsPerByte']:.3f}** | {ngram['bitsPerByte']:.3f} | {model['bitsPerCharacter']:.3f} "
                     f"| **{model['nextWord']:.1%}** | {ngram['nextWord']:.1%} |")
    return "\n".join(lines)


def readme_figures(report):
    """The decoder's part of models/README.md, between its two marks."""
    return f"""Decoder, {report['parameters'] / 1e6:.2f} M parameters, {report['tokens'] / 1e6:.2f} M training tokens; the shipped graph on held-out pages:

{_figures_table(report['figures'])}

"""


def _quantisation_table(rows):
    sizes = list(rows[0]["ms"])
    lines = ["| weights | file, MB | " + " | ".join(GROUPS.values()) + " | bits lost | " + " | ".join(f"ms, {n} new" for n in sizes) + " |",
             "| --- |" + " ---: |" * (len(GROUPS) + 2 + len(sizes))]
    for r in rows:
        bits = " | ".join(f"{r['bitsPerByte'][g]:.4f}" for g in GROUPS)
        lines.append(f"| {r['name']} | {r['megabytes']} | {bits} | {r['lossPercent']:+.2f} % | " + " | ".join(f"{r['ms'][n]}" for n in sizes) + " |")
    return "\n".join(lines)


def shown(text, most=None):
    """Text in a cell of a table, cut after `most` characters."""
    text = text if most is None or len(text) <= most else text[:most].rstrip() + " …"
    return text.replace("\n", "⏎").replace("|", "\\|").replace("`", "'").replace("<", "&lt;")


def _samples(rows):
    lines = ["| before the cursor | after it | it writes |", "| --- | --- | --- |"]
    for r in rows:
        lines.append(f"| {shown(r['prefix'])} | {shown(r.get('suffix', ''))} | {shown(r['text']) or '(nothing)'} |")
    return "\n".join(lines)


def decoder_card(report, name, preset):
    shape, schedule = preset.decoder, preset.decoder_schedule
    stages = ", ".join(f"{s.row} tokens a row from {s.begin:.0%}" for s in schedule.stages)
    return f"""---
license: mit
language: [en, ko]
library_name: transformers
pipeline_tag: text-generation
tags: [llama, onnx, transformers.js, fill-in-the-middle]
parameters: {report['parameters']}
---
# Local Text Assist: completion

A small decoder that goes on with English and Korean documentation and prose, for ghost text on the writer's own
CPU. It knows how documentation reads, not what is true: it states nothing that should be believed.

- **Architecture:** Llama, {shape.layers} layers, width {shape.width}, {shape.heads} heads of {shape.head_size} ({shape.kv_heads} for keys and values), gated MLP {shape.mlp}, RMSNorm, rotary
  positions, tied embedding, vocabulary {shape.vocabulary:,}, context {shape.context:,}: {report['parameters'] / 1e6:.2f} M parameters.
- **Trained** from nothing {MACHINES[name]} in {report['seconds'] / 60:.1f} minutes: {report['tokens'] / 1e6:.2f} M tokens in {report['step']:,} steps
  ({stages}), Muon and AdamW. This is the `{name}` preset (`runs/{name}.sh`).
- **Fill in the middle:** half of the rows. `<bos> <fim_suffix> after <fim_middle> before`, and the model writes what
  stands between, then `<fim_end>`. Without text after the cursor: `<bos> before`.
- **Files:** `onnx/` holds the graph the extension runs ({report['onnxBytes'] / 1e6:.1f} MB: int8 products, embedding and head in 8-bit blocks, keys and values int8). The folder loads
  unchanged in transformers.js; `python -m recipe.export.weights ../completion ../completion/model.safetensors` writes what
  `LlamaForCausalLM` wants (fp16, out of the graph), `python -m recipe.export.gguf` a GGUF.
- **Keys and values** are int8 and counted in steps that the weights hold (each key's and value's projection divided by them, the query's
  and the output's multiplied), so the weights that come out of the graph are the same model in other units. onnxruntime 1.30 runs it.
- **`appended`** of the graph: the keys and values of the new positions alone, for who keeps the past himself.

## Figures on text it never saw
Held out by whole pages, the English and the Korean version of a page together; figures of the shipped graph,
windows of 512 tokens overlapping by half. The baseline is a 5-gram model with modified Kneser-Ney smoothing over the same
tokens, counted on {report['packedTokens'] / 1e6:.1f} M packed tokens of the training text. *Next word*:
the whole word, and that it ends there, predicted from the text before its space.

{_figures_table(report['figures'])}

![loss](loss.png)

## Quantisation
On {report['quantisationBytes'] // 1000} kB of held-out text a group. Milliseconds: CPU time of one thread for so many new tokens after 64, the least of several runs
taken in turns (AVX-512 with VNNI and AMX, other work beside it).

{_quantisation_table(report['quantisation'])}

*8-bit blocks*: MatMulNBits, a scale for every 128 inputs (4 bits: 32). *int8 products*: 7 bits a weight with one scale an output,
and activations of 8 bits with one step a row, so that no token's result depends on its neighbours or on how a text is cut into runs;
7 bits because a processor without VNNI adds two products in 16 bits: a prompt and a run of several tokens cost about half,
a lone token a tenth more. *int8 keys and values* ship: one step a channel, fitted to 110 training pages. A run of up to 5 tokens attends over the bytes and reads
the same int8 weights laid out in blocks, a longer one attends over floats cast from the bytes and multiplies by rows: a lone token behind 64 others
takes 2.6 ms where it took 3.7 by rows, behind 512 3.1 and 4.3, behind 900 3.6 and 4.8 (EPYC, CPU time), with a KL from fp32 of 0.0026 for 0.0037. Also tried: one step of activations for all rows (DynamicQuantizeMatMul), +2.7 %; 4 bits in gate and up
alone, +0.45 %, in the whole MLP, +0.6 %, no faster than 8; 8 instead of 7 bits a weight, +0.05 %; signed activations, eight times slower.
Another processor rounds differently: a logit moves by up to 0.34, 0.17 at the median of the golden cases (8-bit blocks: 0.17, 0.11);
and a run of up to 5 tokens otherwise than a longer one: by up to 0.6, 0.05 on average.

## What it writes
Greedy, up to the line's end or 24 tokens; every prompt of the golden cases, not chosen ("⏎" is a line end).

{_samples(report['samples'])}

## Limits
- With {report['tokens'] / report['parameters']:.1f} training tokens a parameter it is far from trained out: it repeats itself, and names, numbers and code
  are guesses. The extension shows only what the model is confident of.
- It knows Korean of technical documentation (hapsho style) and little else of Korean.
- Documentation of some large projects (Microsoft, Adobe, MDN, Kubernetes) weighs much in what it proposes.

## Data and licence
The weights are under MIT like the rest of the project. {ATTRIBUTION}

Checksums are in `SHA256SUMS`.
"""
