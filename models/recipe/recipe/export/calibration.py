"""What an encoder-decoder's products are given, measured on pairs, and its matrices rounded for that.

Behind a norm a row's values reach about as far as any other row's, so that one fixed step serves all of them: no row's largest value
is looked for, nothing is scaled behind the product, and no row's result depends on its neighbours. Two things make up for the coarser step. Inputs
that reach farther than others are scaled down in the norm and up in the matrix (Xiao et al. 2022, arXiv 2211.10438), and each input's
rounding error is made good by the inputs after it (Frantar et al. 2022, arXiv 2210.17323).
"""

import json
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper

from ..tokens.specials import BOS, EOS, ID
from .quantize import quantize_channels

HEAD = "shared.head"
MOST_TOKENS = 64  # of a source or a target; longer ones are left out
REACHES = 0.9999  # of an input's values are below its reach
EVENNESS = 0.6    # 0 leaves inputs as they are, 1 makes them reach equally far
SAMPLED = 4       # of so many rows one is kept for the reach


@dataclass
class Inputs:
    """Of one matrix: the mean of x x^T, float64 [inputs, inputs], and the |x| under which REACHES of each input's values lie, [inputs]."""
    moment: np.ndarray
    reach: np.ndarray


@dataclass
class Quantised:
    """What a graph of int8 products is made of, beside the weights: {matrix: (int8 [inputs, outputs], scales [outputs])}, {norm: the step
    of what it gives out} and what the last norm's values are multiplied by before the head, [width]. Empty it leaves all to the graph."""
    matrices: dict = field(default_factory=dict)
    steps: dict = field(default_factory=dict)
    balance: np.ndarray | None = None

    @classmethod
    def of_bundle(cls, folder):
        """As it stands in a bundle's graphs, integer for integer."""
        found = {}
        for path in sorted((Path(folder) / "onnx").glob("*.onnx")):
            found |= {i.name: numpy_helper.to_array(i) for i in onnx.load(str(path)).graph.initializer if not i.name.endswith(".q")}
        stems = lambda kind: {name.removesuffix(kind): value for name, value in found.items() if name.endswith(kind)}
        matrices = {name: (q, found[f"{name}.channels"]) for name, q in stems(".int8").items()}
        return cls(matrices, stems(".step"), found.get(f"{HEAD}.balance"))


def read_examples(path, tokenizer, most):
    """[(source ids, target ids)] both ways of the first `most` lines [English, Korean, ...] of a JSONL file."""
    encode = lambda text: tokenizer.encode(text, add_special_tokens=False).ids
    examples = []
    for line in Path(path).read_text(encoding="utf-8").splitlines()[:most]:
        en, ko, *_ = json.loads(line)
        for to, source, target in (("<to_ko>", en, ko), ("<to_en>", ko, en)):
            example = [ID[to], ID["<human>"], *encode(source), EOS], [BOS, *encode(target)]
            if max(map(len, example)) < MOST_TOKENS:
                examples.append(example)
    return examples


def measure(model, examples):
    """{matrix: Inputs} of every linear layer of a Seq2SeqModel and of its head, while it reads the examples."""
    sums, counts, seen = {}, {}, {}

    def note(name, x):
        x = x.detach().reshape(-1, x.shape[-1])
        sums[name] = sums.get(name, 0) + (x.T @ x).double().numpy()
        counts[name] = counts.get(name, 0) + len(x)
        seen.setdefault(name, []).append(x[::SAMPLED].abs().numpy())

    hooks = [module.register_forward_hook(lambda _, given, out, name=name: note(name, given[0]))
             for name, module in model.named_modules() if isinstance(module, torch.nn.Linear)]
    hooks.append(model.get_submodule("decoder.final_layer_norm").register_forward_hook(lambda _, given, out: note(HEAD, out)))
    with torch.no_grad():
        for source, target in examples:
            model.logits(torch.tensor([source]), torch.tensor([target]))
    for hook in hooks:
        hook.remove()
    return {name: Inputs(sums[name] / counts[name], np.quantile(np.concatenate(seen[name]), REACHES, axis=0)) for name in sums}


def readers(matrices):
    """{norm: the matrices that multiply what it gives out}."""
    norms = {}
    for name in matrices:
        if name == HEAD:
            norm = "decoder.final_layer_norm"
        elif name.endswith(("EncDecAttention.k", "EncDecAttention.v")):
            norm = "encoder.final_layer_norm"
        elif name.endswith((".o", ".wo")):
            continue
        else:
            norm = f"{name.rsplit('.', 2)[0]}.layer_norm"
        norms.setdefault(norm, []).append(name)
    return norms


def calibrate(model, examples):
    """-> (weights with balanced norms and matrices, {name: fp32 array}, Quantised)."""
    inputs = measure(model, examples)
    weights = {name: tensor.detach().float().numpy() for name, tensor in model.state_dict().items()}
    own = {name: weights[f"{name}.weight"] if name != HEAD else weights["shared.weight"] for name in inputs}
    steps, balance = {}, None
    for norm, names in readers(own).items():
        reach = np.maximum(inputs[names[0]].reach, 1e-6)
        by = ((reach / np.exp(np.log(reach).mean())) ** EVENNESS).astype(np.float32)
        for name in names:
            own[name] = own[name] * by
            inputs[name].moment /= np.outer(by, by)
        steps[norm] = np.float32((reach / by).max() / 127)
        if names == [HEAD]:  # which shares the norm's other reader, the table, with nobody: it stays what it is
            balance = 1 / by
        else:
            weights[f"{norm}.weight"] = weights[f"{norm}.weight"] / by
    matrices = {name: quantize_channels(matrix, inputs[name].moment) for name, matrix in own.items()}
    weights |= {f"{name}.weight": matrix for name, matrix in own.items() if name != HEAD}
    return weights, Quantised(matrices, steps, balance)
