#!/usr/bin/env bash
# onnxruntime 1.30.0 (PyPI): quantize_dynamic and quantize_static take a table behind Gather, the embedding, into int8 like all other weights, but always with one
# scale for the whole table. per_channel=True, which is meant for weights whose rows differ in size, changes MatMul's and leaves Gather's as it
# was, with no word. One row that is large decides how finely all others are told apart: ten times the usual size, a twentieth of each number is lost, a
# hundred times nearly half. The file says nothing else than a good one would.
# Why it matters: rows of an embedding are of very different size (start and end marks, padding, tokens that training hardly saw), in a small model with a
# large vocabulary the table is most of the file, and quantising by Gather too is the default. What is lost is looked for in the layers, by leaving
# MatMuls out or calibrating anew, where it is not. A scale for each row costs one number a row and no other operators than Gather, Cast and
# Mul: gather the bytes, gather their scales, multiply; or leave "Gather" out of op_types_to_quantize, and the table is float again.
# Seen, the part of the usual rows that is lost, first row 1, 10 and 100 times as large: "one scale 0.011 0.049 0.490, per_channel the same, static the same,
# a scale a row 0.006 0.006 0.006".
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check onnxruntime==1.30.0 onnx==1.22.0 numpy
cat >run.py <<'PY'
import numpy as np
import onnx
import onnxruntime as ort
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import CalibrationDataReader, QuantFormat, QuantType, quantize_dynamic, quantize_static

ROWS, WIDTH = 2000, 64
USUAL = {"ids": np.arange(100, 400)}


class Reader(CalibrationDataReader):
    left = [USUAL]

    def get_next(self):
        return self.left.pop() if self.left else None


def value(name, type, shape):
    return helper.make_tensor_value_info(name, type, shape)


def save(name, nodes, weights):
    """A model from ids to rows of a table, and to these times a matrix."""
    outputs = [value("rows", TensorProto.FLOAT, ["n", WIDTH]), value("product", TensorProto.FLOAT, ["n", WIDTH])]
    nodes = [*nodes, helper.make_node("MatMul", ["rows", "matrix"], ["product"])]
    held = [numpy_helper.from_array(each, key) for key, each in weights.items()]
    graph = helper.make_graph(nodes, name, [value("ids", TensorProto.INT64, ["n"])], outputs, held)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 21)])
    model.ir_version = 10
    onnx.save(model, f"{name}.onnx")


def lost(name, table):
    """The part of the usual rows that a model loses, and the shapes of the two scales."""
    rows = ort.InferenceSession(f"{name}.onnx", providers=["CPUExecutionProvider"]).run(["rows"], USUAL)[0]
    right = table[USUAL["ids"]]
    scales = {each.name: list(each.dims) for each in onnx.load(f"{name}.onnx").graph.initializer if each.name.endswith("_scale")}
    return float(np.linalg.norm(rows - right) / np.linalg.norm(right)), scales


seen = {}
for times in (1, 10, 100):
    numbers = np.random.default_rng(0)
    table, matrix = numbers.normal(size=(ROWS, WIDTH)).astype(np.float32), numbers.normal(size=(WIDTH, WIDTH)).astype(np.float32)
    table[0] *= times
    save("float", [helper.make_node("Gather", ["table", "ids"], ["rows"])], {"table": table, "matrix": matrix})
    for channels in (False, True):
        quantize_dynamic("float.onnx", "dynamic.onnx", per_channel=channels, weight_type=QuantType.QInt8)
        seen[times, "dynamic", channels], scales = lost("dynamic", table)
        assert scales["table_scale"] == [] and (scales["matrix_scale"] == [WIDTH]) == channels, f"other scales: {scales}"
    Reader.left = [USUAL]
    quantize_static("float.onnx", "static.onnx", Reader(), quant_format=QuantFormat.QDQ, per_channel=True, weight_type=QuantType.QInt8,
                    op_types_to_quantize=["Gather", "MatMul"])
    seen[times, "static", True] = lost("static", table)[0]
    scale = np.abs(table).max(axis=1, keepdims=True) / 127
    gather = [helper.make_node("Gather", [name, "ids"], [f"{name} rows"]) for name in ("bytes", "scale")]
    whole = [helper.make_node("Cast", ["bytes rows"], ["floats"], to=TensorProto.FLOAT), helper.make_node("Mul", ["floats", "scale rows"], ["rows"])]
    save("rows", [*gather, *whole], {"bytes": np.round(table / scale).astype(np.int8), "scale": scale, "matrix": matrix})
    seen[times, "rows", True] = lost("rows", table)[0]
for kind, channels in (("dynamic", False), ("dynamic", True), ("static", True), ("rows", True)):
    print(kind, "per_channel" if channels else "", *(f"{seen[times, kind, channels]:.3f}" for times in (1, 10, 100)))
for times, least in ((10, 0.03), (100, 0.3)):
    assert min(seen[times, "dynamic", True], seen[times, "static", True]) > least, "the table has a scale for each row now"
assert max(seen[times, "rows", True] for times in (1, 10, 100)) < 0.01, "a scale for each row does not help"
PY
venv/bin/python run.py 2>&1 | grep -v "^WARNING"
