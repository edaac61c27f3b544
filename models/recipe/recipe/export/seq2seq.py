"""Encoder-decoder weights -> bundle folder, as transformers.js names it: two graphs.

onnx/encoder_model: input_ids, attention_mask -> last_hidden_state
onnx/decoder_model_merged: input_ids [batch, length], encoder_hidden_states, encoder_attention_mask,
  past_key_values.N.{decoder,encoder}.{key,value} [batch, heads, past, head size], use_cache_branch bool
  -> logits, present.N.{decoder,encoder}.{key,value}, cross_attentions [batch, heads, length, source],
  log_sum [batch, length, 1], block_maxima [batch, length, vocabulary / BLOCK], given_log_probs [batch, length - 1, 1]
With use_cache_branch false the encoder's keys and values are computed and given out, else those fed are read and nothing is
given out: they are made once a sentence. cross_attentions are the last layer's weights, for word alignment: row t belongs
to the token that is written after input t. log_sum is the log of the sum of exp(logits): logits less
log_sum are log probabilities, and here it costs a twentieth of what it costs in JavaScript. block_maxima are the largest of each
BLOCK logits in a row: who looks for the best few reads these and a few blocks. given_log_probs are those of the
input's own tokens after the first: a whole target is scored without its logits leaving onnxruntime.

  python -m recipe.export.seq2seq --work DIR --bundle ../seq2seq
  python -m recipe.export.seq2seq --weights ../seq2seq --bundle OUT      a bundle's graphs anew, of the same integers
  python -m recipe.export.seq2seq --weights OLD --calibration PAIRS.jsonl --bundle OUT      quantised for what these pairs give its products
"""

import argparse
import json
import math
import shutil
from pathlib import Path

import numpy as np
import torch
from onnx import TensorProto, helper

from .bundle import move_files, write_checksums, write_json
from .calibration import HEAD, Quantised, calibrate, read_examples
from .decoder import PARITY
from .weights import read_weights
from ..config.presets import EncoderDecoder
from ..models.seq2seq import BUCKETS, MAXIMUM_DISTANCE, NORM_EPSILON, Seq2SeqModel, distance_buckets
from .onnx_graph import CONTRIB, FLOAT, INT64, ROWS, Graph
from .seq2seq_graphs import Graphs
from ..tokens import tokenizer as bpe
from ..tokens.specials import BOS, EOS, ID, PAD

SUFFIX = {"fp32": "", "q8": "_quantized", "q4": "_q4"}
HIDDEN = -1e9
BLOCK = 64  # logits


class Layers:
    """What both graphs share: names, projections, norms, the MLP. With products of int8 by rows all but the attention is
    [batch * length, width], else [batch, length, width]."""

    def __init__(self, g, weights, shape, bits, head_bits, ids, steps):
        assert bits == ROWS or head_bits != ROWS, "a head by rows behind a body in three dimensions"
        self.g, self.weights, self.shape, self.bits, self.ids = g, weights, shape, bits, ids
        self.steps = steps if bits == ROWS else {}
        self.in_order = g.like(ids) if bits == ROWS else None
        self.block_bits = 8 if bits == ROWS else bits  # of what has rows of its own: the cross-attention's memory
        self.table_bits = 8 if head_bits == ROWS else head_bits

    def embed(self):
        g, ids = self.g, self.ids
        if self.in_order:
            ids = g.node("Reshape", [ids, g.constant("rest", np.array([-1], np.int64))])
        return g.embedding(ids, "shared.weight", self.weights["shared.weight"], self.table_bits, is_row=bool(self.in_order))

    def sequences(self, x):
        """-> [batch, length, any]"""
        return self.g.node("Reshape", [x, self.in_order]) if self.in_order else x

    def rows(self, x, columns):
        """The inverse of `sequences`."""
        return self.g.flat(x, columns) if self.in_order else x

    def linear(self, x, name):
        return self.g.linear(x, name, self.weights[f"{name}.weight"], self.bits)

    def norm(self, residual, update, name):
        """-> (normed, new residual)."""
        parameters = (f"{name}.weight", self.weights[f"{name}.weight"], NORM_EPSILON)
        normed, residual = (self.g.rms_norm(residual, *parameters), residual) if update is None else self.g.skip_rms_norm(residual, update, *parameters)
        return self.stepped(normed, name), residual

    def stepped(self, x, norm):
        """x, with the step that is known of the norm's values."""
        if norm in self.steps:
            self.g.fix_step(x, norm, self.steps[norm])
        return x

    def mlp(self, x, name):
        g, name = self.g, f"{name}.DenseReluDense"
        active = g.node("Mul", [g.node("QuickGelu", [self.linear(x, f"{name}.wi_0")], domain=CONTRIB, alpha=1.0), self.linear(x, f"{name}.wi_1")])
        return self.linear(active, f"{name}.wo")

    def size(self, x, axis):
        """The length of an axis, int64 [1]."""
        g = self.g
        return g.node("Slice", [g.node("Shape", [x]), g.constant(f"at_{axis}", np.array([axis], np.int64)), g.constant(f"at_{axis + 1}", np.array([axis + 1], np.int64))])

    def position_bias(self, stack, queries, keys, past):
        """[1, heads, queries, keys] from the learned table; queries begin at position `past`."""
        g, causal = self.g, stack == "decoder"
        length = self.shape.context
        table = self.weights[f"{stack}.block.0.layer.0.SelfAttention.relative_attention_bias.weight"][distance_buckets(length, not causal).numpy()].T.copy()
        if causal:
            table[:, length:] = HIDDEN
        scalar = lambda x: g.node("Squeeze", [x])
        zero, one = g.constant("zero", np.array(0, np.int64)), g.constant("one", np.array(1, np.int64))
        key_at = g.node("Range", [zero, scalar(keys), one])
        query_at = g.node("Range", [scalar(past), scalar(g.node("Add", [past, queries])), one]) if past else g.node("Range", [zero, scalar(queries), one])
        distance = g.node("Sub", [key_at, g.node("Unsqueeze", [query_at, g.constant("at_1", np.array([1], np.int64))])])
        index = g.node("Add", [distance, g.constant("middle", np.array(length - 1, np.int64))])
        bias = g.node("Gather", [g.constant(f"{stack}.table", table.astype(np.float32)), index], axis=1)
        return g.node("Unsqueeze", [bias, g.constant("at_0", np.array([0], np.int64))])

    def hidden_padding(self, mask):
        """attention_mask int64 [batch, source] -> fp32 [batch, 1, 1, source], 0 or very low."""
        g = self.g
        unseen = g.node("Mul", [g.node("Sub", [g.constant("one_f", np.float32(1)), g.node("Cast", [mask], to=FLOAT)]), g.constant("hidden", np.float32(HIDDEN))])
        return g.node("Unsqueeze", [unseen, g.constant("axes_1_2", np.array([1, 2], np.int64))])


def encoder_graph(weights, shape, bits, head_bits, quantised=Quantised()):
    g = Graph("encoder", quantised.matrices)
    ids = g.input("input_ids", INT64, ["batch_size", "encoder_sequence_length"])
    mask = g.input("attention_mask", INT64, ["batch_size", "encoder_sequence_length"])
    g.output("last_hidden_state", FLOAT, ["batch_size", "encoder_sequence_length", shape.width])
    layers = Layers(g, weights, shape, bits, head_bits, ids, quantised.steps)
    length = layers.size(ids, 1)
    bias = g.node("Add", [layers.position_bias("encoder", length, length, None), layers.hidden_padding(mask)])
    residual, update = layers.embed(), None
    for n in range(shape.encoder_layers):
        block = f"encoder.block.{n}.layer"
        x, residual = layers.norm(residual, update, f"{block}.0.layer_norm")
        q, k, v = (layers.sequences(layers.linear(x, f"{block}.0.SelfAttention.{part}")) for part in "qkv")
        y = g.node("MultiHeadAttention", [q, k, v, "", "", bias], domain=CONTRIB, num_heads=shape.heads)
        update = layers.linear(layers.rows(y, shape.width), f"{block}.0.SelfAttention.o")
        x, residual = layers.norm(residual, update, f"{block}.1.layer_norm")
        update = layers.mlp(x, f"{block}.1")
    x, _ = g.skip_rms_norm(residual, update, "encoder.final_layer_norm.weight", weights["encoder.final_layer_norm.weight"], NORM_EPSILON)
    layers.sequences(x)
    g.nodes[-1].output[0] = "last_hidden_state"
    return g


def _heads(g, x, shape, name):
    """[batch, length, width] -> [batch, heads, length, head size]."""
    split = g.node("Reshape", [x, g.constant("split", np.array([0, 0, shape.heads, shape.head_size], np.int64))])
    return g.node("Transpose", [split], [name] if name else None, perm=[0, 2, 1, 3])


def _cross_attention(g, layers, shape, n, q, memory, padding, use_cache):
    """Layer n's attention from q [batch, heads, length, head size] to the source -> [batch, length, width]. An If: over the encoder's keys
    and values as they are fed back, or over those computed here. Reading them where they lie, not out of the If, saves a copy at every
    step; so with a cache what is given out as the encoder's is empty, as in the ecosystem's merged decoders."""
    keys_and_values = [f"{n}.encoder.{part}" for part in ("key", "value")]
    ends = [f"crossed.{n}", *(f"present.{name}" for name in keys_and_values)] + ["cross_attentions"] * (n == shape.decoder_layers - 1)
    g.say_shape(q, FLOAT, ["batch_size", shape.heads, "decoder_sequence_length", shape.head_size])
    g.say_shape(padding, FLOAT, ["batch_size", 1, 1, "encoder_sequence_length"])

    def attend(read, given):
        products = g.node("FusedMatMul", [q, read[0]], domain=CONTRIB, transB=1, alpha=shape.head_size ** -0.5)
        attention = g.node("Softmax", [g.node("Add", [products, padding])], axis=-1)
        mixed = g.node("Transpose", [g.node("MatMul", [attention, read[1]])], perm=[0, 2, 1, 3])
        y = g.node("Reshape", [mixed, g.constant("joined", np.array([0, 0, shape.width], np.int64))])
        return dict.fromkeys([y, *given, attention][:len(ends)], FLOAT)

    def over_past():
        nothing = g.constant("no_positions", np.zeros((1, shape.heads, 0, shape.head_size), np.float32))
        return attend([f"past_key_values.{name}" for name in keys_and_values], [g.node("Identity", [nothing]) for _ in keys_and_values])

    def over_memory():
        made = []
        for part in ("k", "v"):
            weight = f"decoder.block.{n}.layer.1.EncDecAttention.{part}"
            bits = ROWS if "encoder.final_layer_norm" in layers.steps else layers.block_bits
            made.append(_heads(g, g.linear(memory, weight, layers.weights[f"{weight}.weight"], bits), shape, None))
        return attend(made, made)

    g.node("If", [use_cache], ends, then_branch=g.branch("then_branch", over_past), else_branch=g.branch("else_branch", over_memory))
    return ends[0]


def decoder_graph(weights, shape, bits, head_bits, quantised=Quantised()):
    g = Graph("decoder", quantised.matrices)
    mask = g.input("encoder_attention_mask", INT64, ["batch_size", "encoder_sequence_length"])
    ids = g.input("input_ids", INT64, ["batch_size", "decoder_sequence_length"])
    memory = g.input("encoder_hidden_states", FLOAT, ["batch_size", "encoder_sequence_length", shape.width])
    g.output("logits", FLOAT, ["batch_size", "decoder_sequence_length", shape.vocabulary])
    shape_of = lambda length: ["batch_size", shape.heads, length, shape.head_size]
    for n in range(shape.decoder_layers):
        for side in ("decoder", "encoder"):
            for part in ("key", "value"):
                g.input(f"past_key_values.{n}.{side}.{part}", FLOAT, shape_of(f"past_{side}_sequence_length"))
                rows = "batch_size" if side == "decoder" else "encoded_rows"
                g.output(f"present.{n}.{side}.{part}", FLOAT, [rows, *shape_of(f"present_{side}_sequence_length")[1:]])
    use_cache = g.input("use_cache_branch", TensorProto.BOOL, [1])
    g.output("cross_attentions", FLOAT, ["batch_size", shape.heads, "decoder_sequence_length", "encoder_sequence_length"])
    g.output("log_sum", FLOAT, ["batch_size", "decoder_sequence_length", 1])
    stretch = math.gcd(BLOCK, shape.vocabulary)
    g.output("block_maxima", FLOAT, ["batch_size", "decoder_sequence_length", shape.vocabulary // stretch])
    g.output("given_log_probs", FLOAT, ["batch_size", "given_length", 1])
    layers = Layers(g, weights, shape, bits, head_bits, ids, quantised.steps)
    padding = layers.hidden_padding(mask)
    past = layers.size("past_key_values.0.decoder.key", 2)
    queries = layers.size(ids, 1)
    layers.stepped(memory, "encoder.final_layer_norm")
    bias = layers.position_bias("decoder", queries, g.node("Add", [past, queries]), past)
    residual, update = layers.embed(), None
    for n in range(shape.decoder_layers):
        block = f"decoder.block.{n}.layer"
        x, residual = layers.norm(residual, update, f"{block}.0.layer_norm")
        q, k, v = (layers.sequences(layers.linear(x, f"{block}.0.SelfAttention.{part}")) for part in "qkv")
        caches = [f"past_key_values.{n}.decoder.{part}" for part in ("key", "value")]
        y = f"{block}.attended"
        g.node("MultiHeadAttention", [q, k, v, "", "", bias, *caches],
               [y, f"present.{n}.decoder.key", f"present.{n}.decoder.value"], domain=CONTRIB, num_heads=shape.heads)
        x, residual = layers.norm(residual, layers.linear(layers.rows(y, shape.width), f"{block}.0.SelfAttention.o"), f"{block}.1.layer_norm")
        q = _heads(g, layers.sequences(layers.linear(x, f"{block}.1.EncDecAttention.q")), shape, None)
        y = _cross_attention(g, layers, shape, n, q, memory, padding, use_cache)
        x, residual = layers.norm(residual, layers.linear(layers.rows(y, shape.width), f"{block}.1.EncDecAttention.o"), f"{block}.2.layer_norm")
        update = layers.mlp(x, f"{block}.2")
    x, _ = layers.norm(residual, update, "decoder.final_layer_norm")
    name = "shared.weight"
    if head_bits == ROWS and quantised.balance is not None:
        name, x = HEAD, layers.stepped(g.node("Mul", [x, g.constant(f"{HEAD}.balance", quantised.balance)]), "decoder.final_layer_norm")
    head = g.linear(x, name, weights["shared.weight"], head_bits, layers.in_order)
    if head_bits != ROWS:
        layers.sequences(head)
    g.nodes[-1].output[0] = "logits"
    blocks = g.node("Reshape", ["logits", g.constant("blocks", np.array([0, 0, -1, stretch], np.int64))])
    g.node("ReduceMax", [blocks, g.constant("at_3", np.array([3], np.int64))], ["block_maxima"], keepdims=0)
    # LogSoftmax is vectorised, ReduceLogSumExp is not: nine times as long.
    first = lambda rows: g.node("Gather", [rows, g.constant("first", np.array([0], np.int64))], axis=2)
    g.node("Sub", [first("logits"), first(g.node("LogSoftmax", ["logits"], axis=-1))], ["log_sum"])
    number = lambda name, value: g.constant(name, np.array([value], np.int64))
    given = g.node("Slice", [ids, number("from_second", 1), number("top", np.iinfo(np.int64).max), number("at_1", 1)])
    chosen = g.node("GatherElements", ["logits", g.node("Unsqueeze", [given, number("at_2", 2)])], axis=2)
    sums = g.node("Slice", ["log_sum", number("at_0", 0), number("but_last", -1), number("at_1", 1)])
    g.node("Sub", [chosen, sums], ["given_log_probs"])
    return g


def t5_config(shape, dtype):
    return {
        "architectures": ["T5ForConditionalGeneration"], "model_type": "t5", "vocab_size": shape.vocabulary,
        "d_model": shape.width, "d_kv": shape.head_size, "d_ff": shape.mlp, "num_heads": shape.heads,
        "num_layers": shape.encoder_layers, "num_decoder_layers": shape.decoder_layers,
        "relative_attention_num_buckets": BUCKETS, "relative_attention_max_distance": MAXIMUM_DISTANCE,
        "feed_forward_proj": "gated-silu", "layer_norm_epsilon": NORM_EPSILON, "dropout_rate": 0.0,
        "is_encoder_decoder": True, "tie_word_embeddings": True, "use_cache": True, "torch_dtype": "float16",
        "n_positions": shape.context, "decoder_start_token_id": BOS, "bos_token_id": BOS, "eos_token_id": EOS,
        "pad_token_id": PAD, "transformers.js_config": {"dtype": dtype},
    }


GENERATION_CONFIG = {"decoder_start_token_id": BOS, "bos_token_id": BOS, "eos_token_id": EOS, "pad_token_id": PAD,
                     "do_sample": False, "max_length": 256}


def seq2seq_tokenizer(tokenizer_json):
    """The shared tokenizer.json text with `text <eos>` as its template."""
    state = json.loads(tokenizer_json)
    text, end = {"Sequence": {"id": "A", "type_id": 0}}, {"SpecialToken": {"id": "<eos>", "type_id": 0}}
    state["post_processor"] = {"type": "TemplateProcessing", "single": [text, end], "pair": [text, end, {"Sequence": {"id": "B", "type_id": 0}}, end],
                               "special_tokens": {"<eos>": {"id": "<eos>", "ids": [EOS], "tokens": ["<eos>"]}}}
    return json.dumps(state, ensure_ascii=False, separators=(",", ":"))


def run_graphs(graphs, source, target, pieces=()):
    """Logits and attention of a given target [batch, length], the decoder run on its pieces in turn."""
    state, done, made = graphs.begin(source), 0, []
    for length in pieces or (target.shape[1],):
        made.append(graphs.step(state, target[:, done:done + length]))
        done += length
    logits, attentions = zip(*made)
    return np.concatenate(logits, axis=1), np.concatenate(attentions, axis=2)


def check_parity(model, encoder, decoder, source, target):
    with torch.no_grad():
        expected = model.logits(torch.from_numpy(source), torch.from_numpy(target)).numpy()
    graphs = Graphs(encoder, decoder)
    worst = 0.0
    for pieces in ((), (1,) * target.shape[1], (2, target.shape[1] - 2)):
        logits, attention = run_graphs(graphs, source, target, pieces)
        assert np.abs(attention.sum(-1) - 1).max() < 1e-4
        worst = max(worst, float(np.abs(logits - expected).max()))
    assert worst < PARITY, f"fp32 graphs differ from PyTorch by {worst}"
    return worst


def load_seq2seq(path):
    state = torch.load(path, map_location="cpu", weights_only=False)
    model = Seq2SeqModel(state["shape"])
    model.load_state_dict(state["model"])
    return model.eval(), state


def load_bundle(folder):
    """The model of a bundle, its weights read back out of the graphs."""
    config = json.loads((Path(folder) / "config.json").read_text(encoding="utf-8"))
    shape = EncoderDecoder(vocabulary=config["vocab_size"], width=config["d_model"], heads=config["num_heads"], mlp=config["d_ff"],
                           encoder_layers=config["num_layers"], decoder_layers=config["num_decoder_layers"], context=config["n_positions"])
    model = Seq2SeqModel(shape)
    model.load_state_dict(read_weights(folder))
    return model.eval()


def export(model, tokenizer_folder, bundle, dtype="q8", body_bits=ROWS, head_bits=ROWS, quantised=Quantised(), examples=()):
    """Writes the bundle folder; returns the parity figure. quantised: as it stands in a bundle; examples: what it is to be made for."""
    bundle, shape = Path(bundle), model.shape
    staging = bundle.with_name(bundle.name + ".partial")
    shutil.rmtree(staging, ignore_errors=True)
    (staging / "onnx").mkdir(parents=True)
    weights = {n: t.detach().float().numpy() for n, t in model.state_dict().items()}
    for name, build in (("encoder", encoder_graph), ("decoder", decoder_graph)):
        build(weights, shape, 32, 32).save(staging / f"{name}.onnx")
    worst = check_parity(model, staging / "encoder.onnx", staging / "decoder.onnx", *parity_batch(tokenizer_folder))
    if examples:
        weights, quantised = calibrate(model, examples)
    for name, stem, build in (("encoder", "encoder_model", encoder_graph), ("decoder", "decoder_model_merged", decoder_graph)):
        (staging / f"{name}.onnx").unlink()
        build(weights, shape, body_bits, head_bits, quantised).save(staging / "onnx" / f"{stem}{SUFFIX[dtype]}.onnx")
    write_json(staging / "config.json", t5_config(shape, dtype))
    write_json(staging / "generation_config.json", GENERATION_CONFIG)
    folder = Path(tokenizer_folder)
    (staging / "tokenizer.json").write_text(seq2seq_tokenizer((folder / "tokenizer.json").read_text(encoding="utf-8")), encoding="utf-8")
    configuration = json.loads((folder / "tokenizer_config.json").read_text(encoding="utf-8"))
    write_json(staging / "tokenizer_config.json", {**configuration, "model_max_length": shape.context})
    write_checksums(staging)
    move_files(staging, bundle)
    return worst


def parity_batch(tokenizer_folder):
    """Two sources of unequal length and their targets, int64 [2, length], right-padded."""
    encode = lambda text: bpe.load(tokenizer_folder).encode(text, add_special_tokens=False).ids
    pad = lambda rows: np.array([r + [PAD] * (max(map(len, rows)) - len(r)) for r in rows], np.int64)
    sources = [[ID["<to_ko>"], ID["<human>"], *encode("Save the file, then run `npm test`."), EOS],
               [ID["<to_en>"], ID["<human>"], *encode("파일을 저장하세요."), EOS]]
    targets = [[BOS, *encode("파일을 저장한 다음 `npm test`를")], [BOS, *encode("Save the file.")]]
    return pad(sources), pad(targets)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--work", default="work")
    parser.add_argument("--name", default="seq2seq")
    parser.add_argument("--bundle", default="../seq2seq")
    parser.add_argument("--dtype", choices=("q8", "q4"), default="q8")
    parser.add_argument("--body-bits", type=int, default=ROWS, choices=(4, ROWS, 8))
    parser.add_argument("--head-bits", type=int, default=ROWS, choices=(4, ROWS, 8))
    parser.add_argument("--weights", help="a bundle's folder instead of a checkpoint; its tokenizer too")
    parser.add_argument("--calibration", help="JSONL of training pairs [English, Korean]")
    parser.add_argument("--calibration-pairs", type=int, default=250)
    a = parser.parse_args()
    torch.set_num_threads(1)
    model, state = (load_bundle(a.weights), {}) if a.weights else load_seq2seq(Path(a.work) / f"{a.name}.pt")
    tokenizer = a.weights or Path(a.work) / "tokenizer"
    quantised = Quantised.of_bundle(a.weights) if a.weights and a.body_bits == a.head_bits == ROWS else Quantised()
    examples = read_examples(a.calibration, bpe.load(tokenizer), a.calibration_pairs) if a.calibration else ()
    worst = export(model, tokenizer, a.bundle, a.dtype, a.body_bits, a.head_bits, quantised, examples)
    print(f"step {state.get('step', 'unknown')}; fp32 parity {worst:.2e}; wrote {a.bundle}")


if __name__ == "__main__":
    main()
