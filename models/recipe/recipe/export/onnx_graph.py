"""A small builder of ONNX graphs. Knows operators and quantised weights, no model.

`bits` of a weight: 32 gives plain MatMul/Gather, 4 or 8 MatMulNBits/GatherBlockQuantized.
"""

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from .quantize import BLOCK, pack, quantize_blocks

OPSET, IR_VERSION = 21, 10
INT8_ACTIVATIONS = 4  # MatMulNBits accuracy_level
CONTRIB = "com.microsoft"


class Graph:
    def __init__(self, name):
        self.name, self.nodes, self.inputs, self.outputs, self.initializers = name, [], [], [], {}
        self._count = 0

    def input(self, name, dtype, shape):
        self.inputs.append(helper.make_tensor_value_info(name, dtype, shape))
        return name

    def output(self, name, dtype, shape):
        self.outputs.append(helper.make_tensor_value_info(name, dtype, shape))
        return name

    def constant(self, name, array):
        array = np.asarray(array)
        if name not in self.initializers:
            self.initializers[name] = numpy_helper.from_array(np.ascontiguousarray(array), name)
        return name

    def node(self, operator, inputs, outputs=None, domain="", **attributes):
        """Adds a node; returns its output name (or the list given as `outputs`)."""
        self._count += 1
        names = outputs or [f"{operator}_{self._count}"]
        self.nodes.append(helper.make_node(operator, inputs, names, f"{operator}_{self._count}", domain=domain, **attributes))
        return outputs or names[0]

    def _quantized(self, name, weight, bits):
        """Stores weight [rows, columns] once; returns the names of its packed blocks and scales."""
        if f"{name}.q" not in self.initializers:
            q, scales = quantize_blocks(weight, bits)
            self.constant(f"{name}.q", pack(q, bits))
            self.constant(f"{name}.scales", scales)
        return f"{name}.q", f"{name}.scales"

    def linear(self, x, name, weight, bits):
        """x [..., columns] @ weight.T for weight fp32 [rows, columns]."""
        rows, columns = weight.shape
        if bits == 32:
            return self.node("MatMul", [x, self.constant(f"{name}.t", weight.T)])
        q, scales = self._quantized(name, weight, bits)
        return self.node("MatMulNBits", [x, q, scales], domain=CONTRIB, K=columns, N=rows, bits=bits,
                         block_size=BLOCK, accuracy_level=INT8_ACTIVATIONS)

    def embedding(self, ids, name, weight, bits):
        """Rows of weight [vocabulary, width]; with bits < 32 the packed matrix is the head's own."""
        if bits == 32:
            return self.node("Gather", [self.constant(name, weight), ids], axis=0)
        q, scales = self._quantized(name, weight, bits)
        shape = self.constant(f"{name}.shape", np.array([weight.shape[0], weight.shape[1] * bits // 8], np.int64))
        flat = self.node("Reshape", [q, shape])
        return self.node("GatherBlockQuantized", [flat, ids, scales], domain=CONTRIB, gather_axis=0,
                         quantize_axis=1, block_size=BLOCK, bits=bits)

    def rms_norm(self, x, name, weight, epsilon):
        return self.node("SimplifiedLayerNormalization", [x, self.constant(name, weight)], axis=-1, epsilon=epsilon, stash_type=1)

    def skip_rms_norm(self, x, skip, name, weight, epsilon):
        """-> (norm(x + skip), x + skip)."""
        normed, total = f"{name}.out", f"{name}.sum"
        self.node("SkipSimplifiedLayerNormalization", [x, skip, self.constant(name, weight)],
                  [normed, "", "", total], domain=CONTRIB, epsilon=epsilon)
        return normed, total

    def model(self):
        graph = helper.make_graph(self.nodes, self.name, self.inputs, self.outputs, list(self.initializers.values()))
        opsets = [helper.make_opsetid("", OPSET), helper.make_opsetid(CONTRIB, 1)]
        model = helper.make_model(graph, opset_imports=opsets, producer_name="local-text-assist")
        model.ir_version = IR_VERSION
        return model

    def save(self, path):
        onnx.save(self.model(), str(path))


FLOAT, INT64, INT32 = TensorProto.FLOAT, TensorProto.INT64, TensorProto.INT32
