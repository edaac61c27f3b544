"""A small builder of ONNX graphs. Knows operators and quantised weights, no model.

`bits` of a weight: 32 gives plain MatMul/Gather, 4 or 8 MatMulNBits/GatherBlockQuantized, ROWS (7) products of int8:
one scale an output, and of the activations one a row, or one fixed beforehand, so that no row's result depends on its neighbours. ROWS_AS_BLOCKS are the same
weights (stored once) in blocks, made when the graph is loaded: MatMulNBits is the faster for a few rows.
"""

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from .quantize import block_of, pack, quantize_blocks, quantize_channels

OPSET, IR_VERSION = 21, 10
INT8_ACTIVATIONS = 4  # MatMulNBits accuracy_level
CONTRIB = "com.microsoft"
ROWS = 7
ROWS_AS_BLOCKS = "rows as blocks"


class Graph:
    def __init__(self, name, matrices=None):
        """matrices: {name: (int8, scales)} of ROWS that are quantised already."""
        self.matrices, self._fixed = matrices or {}, {}
        self.name, self.nodes, self.inputs, self.outputs, self.shaped, self.initializers = name, [], [], [], [], {}
        self._count, self._rows, self._middles, self._blocks, self._outside = 0, {}, None, {}, self.nodes

    def input(self, name, dtype, shape):
        self.inputs.append(helper.make_tensor_value_info(name, dtype, shape))
        return name

    def output(self, name, dtype, shape):
        self.outputs.append(helper.make_tensor_value_info(name, dtype, shape))
        return name

    def say_shape(self, name, dtype, shape):
        """For who cannot tell it: shapes are not inferred into the branches of an If."""
        self.shaped.append(helper.make_tensor_value_info(name, dtype, shape))

    def constant(self, name, array):
        array = np.asarray(array)
        if name not in self.initializers:
            self.initializers[name] = numpy_helper.from_array(np.ascontiguousarray(array), name)
        return name

    def branch(self, name, build):
        """A graph for an If, of the nodes that build() adds. build() -> {name in the branch: type of element}, what the If gives out, in order."""
        outer, self.nodes, self._rows, self._middles = self.nodes, [], {}, None
        outputs = [helper.make_tensor_value_info(own, dtype, None) for own, dtype in build().items()]
        made, self.nodes, self._rows, self._middles = self.nodes, outer, {}, None
        return helper.make_graph(made, name, [], outputs)

    def node(self, operator, inputs, outputs=None, domain="", nodes=None, **attributes):
        """Adds a node; returns its output name (or the list given as `outputs`). nodes: where to, if not to the graph or branch at hand."""
        self._count += 1
        names = outputs or [f"{operator}_{self._count}"]
        (self.nodes if nodes is None else nodes).append(helper.make_node(operator, inputs, names, f"{operator}_{self._count}", domain=domain, **attributes))
        return outputs or names[0]

    def _quantized(self, name, weight, bits):
        """Stores weight [rows, columns] once; returns the names of its packed blocks and scales."""
        if f"{name}.q" not in self.initializers:
            q, scales = quantize_blocks(weight, bits)
            self.constant(f"{name}.q", pack(q, bits))
            self.constant(f"{name}.scales", scales)
        return f"{name}.q", f"{name}.scales"

    def linear(self, x, name, weight, bits, shape=None):
        """x [..., columns] @ weight.T for weight fp32 [rows, columns]; of ROWS x is [any, columns], and the result is laid out as
        `shape` says, before it is scaled: a reshape of what a graph gives out would copy it."""
        rows, columns = weight.shape
        if bits == 32:
            return self.node("MatMul", [x, self.constant(f"{name}.t", weight.T)])
        if bits == ROWS:
            return self._linear_of_rows(x, name, weight, shape)
        if bits == ROWS_AS_BLOCKS:
            blocks, steps, block = self._channels_in_blocks(name, weight)
            return self._product_of_blocks(x, blocks, steps, weight.shape, 8, block)
        q, scales = self._quantized(name, weight, bits)
        return self._product_of_blocks(x, q, scales, weight.shape, bits, block_of(columns, bits))

    def _product_of_blocks(self, x, q, scales, shape, bits, block):
        return self.node("MatMulNBits", [x, q, scales], domain=CONTRIB, K=shape[1], N=shape[0], bits=bits, block_size=block,
                         accuracy_level=INT8_ACTIVATIONS)

    def _channels(self, name, weight):
        """Stores weight [outputs, inputs] once; returns the names of its int8 [inputs, outputs] and scales [outputs]."""
        if f"{name}.int8" not in self.initializers:
            q, scales = self.matrices.get(name) or quantize_channels(weight)
            self.constant(f"{name}.int8", q)
            self.constant(f"{name}.channels", scales)
        return f"{name}.int8", f"{name}.channels"

    def _channels_in_blocks(self, name, weight):
        """The same as MatMulNBits reads them: uint8 about 128, a scale a block. Made once, outside of any branch: onnxruntime computes what
        hangs on constants alone when it loads the graph, and what a branch made of the outer graph's constants it would keep twice."""
        if name not in self._blocks:
            outside = lambda operator, inputs, **attributes: self.node(operator, inputs, nodes=self._outside, **attributes)
            matrix, scales = self._channels(name, weight)
            inputs, block = weight.shape[1], block_of(weight.shape[1], 8)
            signed = outside("Cast", [outside("Transpose", [matrix], perm=[1, 0])], to=TensorProto.UINT8)
            about = outside("BitwiseXor", [signed, self.constant("middle_of_uint8", np.array(128, np.uint8))])
            blocks = outside("Reshape", [about, self.constant(f"blocks_of_{block}", np.array([0, -1, block], np.int64))])
            column = outside("Unsqueeze", [scales, self.constant("axis_of_columns", np.array([1], np.int64))])
            steps = outside("Expand", [column, self.constant(f"{inputs // block}_blocks", np.array([1, inputs // block], np.int64))])
            self._blocks[name] = blocks, steps, block
        return self._blocks[name]

    def fix_step(self, x, name, step):
        """Where x is multiplied by rows all of it has this step, and what lies beyond 127 of them is cut off."""
        self._fixed[x] = self.constant(f"{name}.step", np.array(step, np.float32))

    def _linear_of_rows(self, x, name, weight, shape):
        matrix, scales = self._channels(name, weight)
        middle = self.constant("middle_of_uint8", np.array(128, np.uint8))
        if x in self._fixed:
            if x not in self._rows:
                self._rows[x] = self.node("QuantizeLinear", [x, self._fixed[x], middle])
            rows = self.node("Reshape", [self._rows[x], shape]) if shape else self._rows[x]
            return self.node("MatMulIntegerToFloat", [rows, matrix, self._fixed[x], scales, middle], domain=CONTRIB)
        rows, steps = self._quantized_rows(x)
        unit = self.constant("unit", np.array(1, np.float32))
        product = self.node("MatMulIntegerToFloat", [rows, matrix, unit, scales, middle], domain=CONTRIB)
        if shape:
            product, steps = (self.node("Reshape", [each, shape]) for each in (product, steps))
        return self.node("Mul", [product, steps])

    def _quantized_rows(self, x):
        """x [rows, columns] -> (uint8 about 128, the step of each row [rows, 1]); made once for all that multiply x. The
        rows of one graph are as many everywhere, so that their middles are made once too. (Signed they would need none,
        but then the product takes a path without dot products: eight times slower.)"""
        if x not in self._rows:
            columns = self.constant("axis_of_columns", np.array([1], np.int64))
            largest = self.node("ReduceMax", [self.node("Abs", [x]), columns], keepdims=0)
            step = self.node("Mul", [largest, self.constant("one_127th", np.array(1 / 127, np.float32))])
            step = self.node("Max", [step, self.constant("least_step", np.array(1e-12, np.float32))])
            if not self._middles:
                self._middles = self.node("Expand", [self.constant("middle_of_uint8", np.array(128, np.uint8)), self.node("Shape", [step])])
            rows = self.node("QuantizeLinear", [x, step, self._middles], axis=0)
            self._rows[x] = (rows, self.node("Unsqueeze", [step, columns]))
        return self._rows[x]

    def flat(self, x, columns):
        """[..., columns] -> [rows, columns]."""
        return self.node("Reshape", [x, self.constant(f"rows_of_{columns}", np.array([-1, columns], np.int64))])

    def like(self, ids):
        """The shape [batch, length, -1] of what stands at every id [batch, length]."""
        return self.node("Concat", [self.node("Shape", [ids]), self.constant("rest", np.array([-1], np.int64))], axis=0)

    def embedding(self, ids, name, weight, bits, is_row=False):
        """Rows of weight [vocabulary, width]; with bits < 32 the packed matrix is the head's own. is_row: ids are [any]."""
        if bits == 32:
            return self.node("Gather", [self.constant(name, weight), ids], axis=0)
        q, scales = self._quantized(name, weight, bits)
        shape = self.constant(f"{name}.shape", np.array([weight.shape[0], weight.shape[1] * bits // 8], np.int64))
        flat = self.node("Reshape", [q, shape])
        block = block_of(weight.shape[1], bits)
        if is_row and bits == 8:
            return self._row_of_blocks(flat, ids, scales, block)
        return self.node("GatherBlockQuantized", [flat, ids, scales], domain=CONTRIB, gather_axis=0,
                         quantize_axis=1, block_size=block, bits=bits)

    def _row_of_blocks(self, flat, ids, scales, block):
        """What GatherBlockQuantized, which goes from value to value, takes three times as long for."""
        about = self.node("Sub", [self.node("Cast", [self.node("Gather", [flat, ids], axis=0)], to=FLOAT), self.constant("middle_of_uint8_as_float", np.float32(128))])
        shape = self.node("Shape", [about])
        blocks = self.node("Reshape", [about, self.constant(f"in_blocks_of_{block}", np.array([0, -1, block], np.int64))])
        each = self.node("Unsqueeze", [self.node("Gather", [scales, ids], axis=0), self.constant("axis_of_values", np.array([2], np.int64))])
        return self.node("Reshape", [self.node("Mul", [blocks, each]), shape])

    def rms_norm(self, x, name, weight, epsilon):
        return self.node("SimplifiedLayerNormalization", [x, self.constant(name, weight)], axis=-1, epsilon=epsilon, stash_type=1)

    def skip_rms_norm(self, x, skip, name, weight, epsilon):
        """-> (norm(x + skip), x + skip)."""
        normed, total = (f"{name}.{part}_{self._count}" for part in ("out", "sum"))
        self.node("SkipSimplifiedLayerNormalization", [x, skip, self.constant(name, weight)],
                  [normed, "", "", total], domain=CONTRIB, epsilon=epsilon)
        return normed, total

    def model(self):
        graph = helper.make_graph(self.nodes, self.name, self.inputs, self.outputs, list(self.initializers.values()), value_info=self.shaped)
        opsets = [helper.make_opsetid("", OPSET), helper.make_opsetid(CONTRIB, 1)]
        model = helper.make_model(graph, opset_imports=opsets, producer_name="local-text-assist")
        model.ir_version = IR_VERSION
        return model

    def save(self, path):
        onnx.save(self.model(), str(path))


FLOAT, INT64, INT32, INT8 = TensorProto.FLOAT, TensorProto.INT64, TensorProto.INT32, TensorProto.INT8
