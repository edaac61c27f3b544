"""The decoder's attention in its graph: GroupQueryAttention over keys and values kept as floats or as int8. Knows no weights.
The rows of a batch are equally long, in the past and in what is new.

Over int8 caches there are two ways to the same numbers: GroupQueryAttention on the bytes reads a quarter of the memory, but its
product over several rows is slow; so a run of many tokens has the past cast to floats. Both ways attend with new keys and values
that are rounded already. The step is 1: see int8_cache.py.
"""

import numpy as np

from .onnx_graph import CONTRIB, FLOAT, INT8, INT32

PARTS = ("key", "value")


class Attention:
    """What all layers of one graph share: which positions are held, which are new, and the inputs and outputs of their caches."""

    def __init__(self, graph, shape, ids, mask, tables, is_int8):
        """ids, mask: names of inputs [batch, new] and [batch, total]; tables: (cos, sin) fp32 [context, head size / 2]."""
        self.g, self.shape, self.dtype = graph, shape, INT8 if is_int8 else FLOAT
        g, self.one, self.two = graph, graph.constant("one", np.array([1], np.int64)), graph.constant("two", np.array([2], np.int64))
        lengths = g.node("Sub", [g.node("ReduceSum", [mask, self.one], keepdims=0), self.one])
        self.seqlens_k = g.node("Cast", [lengths], to=INT32)
        self.total_at = g.node("Gather", [g.node("Shape", [mask]), self.one])
        self.total = g.node("Squeeze", [g.node("Cast", [self.total_at], to=INT32)])
        self.new = g.node("Gather", [g.node("Shape", [ids]), self.one])
        self.past_at = g.node("Sub", [self.total_at, self.new])
        self.tables = [g.constant(f"{name}_cache", table) for name, table in zip(("cos", "sin"), tables)]
        dims = lambda length: ["batch_size", shape.kv_heads, length, shape.head_size]
        for n in range(shape.layers):
            for part in PARTS:
                g.input(f"past_key_values.{n}.{part}", self.dtype, dims("past_sequence_length"))
                g.output(f"present.{n}.{part}", self.dtype, dims("total_sequence_length"))
        g.output("appended", self.dtype, ["sides_by_batch", *dims("sequence_length")[1:]])

    def caches(self):
        """Names of what the layers give out beside their result."""
        return [*(f"present.{n}.{part}" for n in range(self.shape.layers) for part in PARTS), "appended"]

    def join(self, prefix=""):
        """What all layers appended as one output: a call of onnxruntime-node takes longer for each."""
        sides = [f"{prefix}appended.{n}.{part}" for n in range(self.shape.layers) for part in PARTS]
        self.g.node("Concat", sides, [f"{prefix}appended"], axis=0)

    def layer(self, x, n, is_many=True, prefix=""):
        """x [batch, new, heads + 2 kv heads of head size] -> attended [batch, new, heads of head size]; prefix: put before the names of
        what the layer gives out, in a branch. is_many: which of the two ways over int8."""
        past = [f"past_key_values.{n}.{part}" for part in PARTS]
        present, appended = ([f"{prefix}{side}.{n}.{part}" for part in PARTS] for side in ("present", "appended"))
        attended = f"{prefix}model.layers.{n}.attention"
        way = self._over_floats if self.dtype == FLOAT else self._over_bytes_as_floats if is_many else self._over_bytes
        way(x, past, attended, present, appended)
        return attended

    def _attend(self, inputs, past, outputs, do_rotary=1, more=(), **attributes):
        tables = self.tables if do_rotary else ["", ""]
        self.g.node("GroupQueryAttention", [*inputs, *past, self.seqlens_k, self.total, *tables, *more], outputs, domain=CONTRIB,
                    num_heads=self.shape.heads, kv_num_heads=self.shape.kv_heads, do_rotary=do_rotary, rotary_interleaved=0, **attributes)

    def _over_floats(self, x, past, attended, present, appended, **quantised):
        self._attend([x, "", ""], past, [attended, *present], **quantised)
        for whole, new in zip(present, appended):
            self.g.node("Slice", [whole, self.past_at, self.total_at, self.two], [new])

    def _over_bytes(self, x, past, attended, present, appended):
        steps = self.g.constant("cache_steps", np.ones((1, self.shape.kv_heads, 1, self.shape.head_size), np.float32))
        self._over_floats(x, past, attended, present, appended, more=("", "", "", steps, steps), k_quant_type="PER_CHANNEL",
                          v_quant_type="PER_CHANNEL", kv_cache_bit_width=8)

    def _over_bytes_as_floats(self, x, past, attended, present, appended):
        """`present` is right where the past is as long as what is held, as the ecosystem has it; `appended` always."""
        g, shape = self.g, self.shape
        floats = [g.node("Cast", [part], to=FLOAT) for part in past]
        sizes = g.constant("sizes_of_qkv", np.array([count * shape.head_size for count in (shape.heads, shape.kv_heads, shape.kv_heads)], np.int64))
        q, k, v = g.node("Split", [x, sizes], [f"{attended}.{part}" for part in "qkv"], axis=-1)
        q, k = (g.node("RotaryEmbedding", [each, self.past_at, *self.tables], domain=CONTRIB, num_heads=heads,
                       rotary_embedding_dim=0) for each, heads in ((q, shape.heads), (k, shape.kv_heads)))
        unit, middle = g.constant("unit", np.array(1, np.float32)), g.constant("middle_of_int8", np.array(0, np.int8))
        rounded = [g.node("QuantizeLinear", [each, unit, middle]) for each in (k, v)]
        self._attend([q, *(g.node("Cast", [each], to=FLOAT) for each in rounded)], floats,
                     [attended, *(f"{name}.float" for name in present)], do_rotary=0)
        by_heads = g.constant("by_heads", np.array([0, 0, shape.kv_heads, shape.head_size], np.int64))
        for each, before, whole, new in zip(rounded, past, present, appended):
            g.node("Transpose", [g.node("Reshape", [each, by_heads])], [new], perm=[0, 2, 1, 3])
            g.node("Concat", [before, new], [whole], axis=2)
