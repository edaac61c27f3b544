#!/usr/bin/env bash
# onnxruntime 1.30.0 (PyPI, CPU): where the weights of an If's branch (or a Loop's body) stand decides how often they are in memory, for as long
# as the session lives. As initializers of the outer graph, which the branch sees by name, they are there once. As initializers of the
# branch itself, or as its Constant nodes, three times (two of them beside what MatMul packs: with an Add in its place there are two in all).
# Weights made from the outer ones inside of the branch (here by Neg; a Transpose or Cast does the same) are folded at load as anywhere
# else, and held twice; the same nodes before the If once. The outputs are equal, the files equally large, no level of optimisation lifts
# anything out, and session.disable_prepacking takes away but one of the three.
# Why it matters: exporters keep a branch's weights in the branch (scripted modules, one model for two sampling rates, a decoder with and without
# past in one file), and memory is what decides whether a model fits. Lifting initializers, constants and what is made of them out of the branches
# needs a few lines over the graph: names are visible inside.
# Seen, in sizes of the weights, of 64 MB: "outer 1.14, branch 3.14, constant 3.14, loop 3.14, before 1.14, inside 2.14".
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check onnxruntime==1.30.0 onnx==1.22.0 numpy
cat >make.py <<'PY'
import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

N, COUNT = 1024, 16
node = helper.make_node
value = lambda name, type=TensorProto.FLOAT, shape=("n", N): helper.make_tensor_value_info(name, type, list(shape))
numbers = np.random.default_rng(0).normal(size=(COUNT, N, N)).astype(np.float32) / 32
weights = [numpy_helper.from_array(each, f"w{n}") for n, each in enumerate(numbers)]
negatives = [numpy_helper.from_array(-each, f"w{n}") for n, each in enumerate(numbers)]
negate = [node("Neg", [f"w{n}"], [f"v{n}"]) for n in range(COUNT)]


def products(letter):
    names = ["x", *(f"h{n}" for n in range(COUNT - 1)), "made"]
    return [node("MatMul", [names[n], f"{letter}{n}"], [names[n + 1]]) for n in range(COUNT)]


def save(name, inside, letter="w", held=(), outer=(), before=(), loop=False):
    """A model that multiplies x by all weights if c is true: `inside` stands before that in the branch, `held` are the branch's initializers."""
    if loop:
        body = helper.make_graph([*inside, *products(letter), node("Identity", ["go"], ["on"])], "body",
                                 [value("step", TensorProto.INT64, ()), value("go", TensorProto.BOOL, ())],
                                 [value("on", TensorProto.BOOL, ()), value("made")], list(held))
        once = numpy_helper.from_array(np.array(1, np.int64), "once")
        nodes, outer = [node("Loop", ["once", "c"], ["all"], body=body), node("Squeeze", ["all", "first"], ["y"])], [
            *outer, once, numpy_helper.from_array(np.array([0], np.int64), "first")]
    else:
        branch = helper.make_graph([*inside, *products(letter)], "then", [], [value("made")], list(held))
        other = helper.make_graph([node("Abs", ["x"], ["other"])], "else", [], [value("other")])
        nodes = [node("If", ["c"], ["y"], then_branch=branch, else_branch=other)]
    graph = helper.make_graph([*before, *nodes], name, [value("x"), value("c", TensorProto.BOOL, ())], [value("y")], list(outer))
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 21)])
    model.ir_version = 10
    onnx.checker.check_model(model)
    onnx.save(model, f"{name}.onnx")


save("outer", [], outer=weights)
save("branch", [], held=weights)
save("constant", [node("Constant", [], [each.name], value=each) for each in weights])
save("loop", [], held=weights, loop=True)
save("before", [], letter="v", outer=negatives, before=negate)
save("inside", negate, letter="v", outer=negatives)
PY
cat >measure.py <<'PY'
import ctypes, os, sys
import numpy as np
import onnxruntime as ort


def resident():
    ctypes.CDLL(None).malloc_trim(0)
    return int(open("/proc/self/statm").read().split()[1]) * os.sysconf("SC_PAGE_SIZE")


options = ort.SessionOptions()
options.intra_op_num_threads, options.log_severity_level = 1, 3
empty = resident()
session = ort.InferenceSession(sys.argv[1], options, providers=["CPUExecutionProvider"])
held = resident() - empty
y = session.run(None, {"x": np.ones((1, 1024), np.float32), "c": np.array(True)})[0]
print(f"{held / (16 << 22):.2f} {np.abs(y).sum():.3f}")
PY
venv/bin/python make.py
for kind in outer branch constant loop before inside; do
  echo "$kind $(venv/bin/python measure.py "$kind.onnx")"
done >seen.txt
cat seen.txt
python3 - <<'PY'
seen = {name: (float(held), float(total)) for name, held, total in map(str.split, open("seen.txt"))}
totals = [total for _, total in seen.values()]
assert max(totals) - min(totals) < 1e-3 * max(totals), "the models differ"
held = {name: each for name, (each, _) in seen.items()}
assert held["outer"] < 1.5 and held["before"] < 1.5, f"weights of the outer graph are held more than once: {held}"
assert all(2.6 < held[name] < 3.6 for name in ("branch", "constant", "loop")), f"weights of a branch are not held three times any more: {held}"
assert 1.7 < held["inside"] < 2.6, f"weights made in a branch are not held twice any more: {held}"
PY
