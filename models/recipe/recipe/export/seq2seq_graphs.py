"""One face for an encoder-decoder's PyTorch weights and for its two graphs: begin, step, keep. Ids and numbers only.

begin(source int64 [batch, length]) -> state; step(state, ids [batch, n]) -> (logits [batch, n, vocabulary], attention
[batch, heads, n, source length]), n tokens further on; keep(state, rows) drops or reorders rows. Of PyTorch's weights
the attention is that of the aligning head alone.
"""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

from .decoder import open_session
from ..tokens.specials import BOS, EOS, ID, PAD, RESERVED

FIRST_SENTINEL, LAST_SENTINEL = ID["<extra_0>"], ID["<extra_15>"]
ROWS_AT_ONCE = 32


def pad(rows):
    width = max(map(len, rows))
    return np.array([list(row) + [PAD] * (width - len(row)) for row in rows], np.int64)


def encoder_mask(source):
    return (source != PAD).astype(np.int64)


@dataclass
class GraphState:
    memory: np.ndarray
    mask: np.ndarray
    past: dict
    length: int = 0


class Graphs:
    def __init__(self, encoder, decoder):
        """Files or open sessions."""
        self.encoder, self.decoder = (open_session(g) if isinstance(g, (str, Path)) else g for g in (encoder, decoder))
        self.past = [i for i in self.decoder.get_inputs() if i.name.startswith("past_key_values")]
        self.outputs = [o.name for o in self.decoder.get_outputs()]

    @classmethod
    def of_bundle(cls, bundle):
        return cls(*graph_files(bundle))

    def begin(self, source):
        mask = encoder_mask(source)
        memory = self.encoder.run(None, {"input_ids": source, "attention_mask": mask})[0]
        return GraphState(memory, mask, {i.name: np.zeros((len(source), i.shape[1], 0, i.shape[3]), np.float32) for i in self.past})

    def step(self, state, ids):
        feeds = {"input_ids": ids, "encoder_hidden_states": state.memory, "encoder_attention_mask": state.mask,
                 "use_cache_branch": np.array([state.length > 0]), **state.past}
        made = dict(zip(self.outputs, self.decoder.run(None, feeds)))
        present = {name.replace("present", "past_key_values"): value for name, value in made.items() if name.startswith("present")}
        state.past |= {name: value for name, value in present.items() if state.length == 0 or ".encoder." not in name}
        state.length += ids.shape[1]
        return made["logits"], made["cross_attentions"]

    def keep(self, state, rows):
        state.memory, state.mask = state.memory[rows], state.mask[rows]
        state.past = {name: np.ascontiguousarray(value[rows]) for name, value in state.past.items()}


@dataclass
class TorchState:
    memory: torch.Tensor
    unseen: torch.Tensor
    target: torch.Tensor


class TorchGraphs:
    """The same of a Seq2SeqModel. It has no cache: every step runs the decoder from the start."""

    def __init__(self, model):
        self.model = model.eval()

    @torch.no_grad()
    def begin(self, source):
        source = torch.from_numpy(source).to(self.model.head.device)
        return TorchState(*self.model.encode(source), source[:, :0])

    @torch.no_grad()
    def step(self, state, ids):
        state.target = torch.cat((state.target, torch.from_numpy(ids).to(state.target.device)), 1)
        hidden, scores = self.model.decode(state.target, state.memory, state.unseen)
        new = ids.shape[1]
        logits = hidden[:, -new:].float() @ self.model.head.float().T
        return logits.cpu().numpy(), scores[:, None, -new:].float().softmax(-1).cpu().numpy()

    def keep(self, state, rows):
        rows = torch.as_tensor(rows, device=state.target.device)
        state.memory, state.unseen, state.target = state.memory[rows], state.unseen[rows], state.target[rows]


def graph_files(bundle):
    """-> (encoder, decoder) of a bundle folder."""
    return tuple(next((Path(bundle) / "onnx").glob(f"{stem}*.onnx")) for stem in ("encoder_model", "decoder_model_merged"))


def forced(graphs, source, target):
    """-> (logits, attention) of a given target that begins with <bos>, in one run."""
    return graphs.step(graphs.begin(source), target)


def forbidden_at_first(sources):
    """[rows, RESERVED]: no special token may be written but <eos> and the source's own sentinels."""
    forbidden = np.ones((len(sources), RESERVED), bool)
    forbidden[:, EOS] = False
    for row, source in zip(forbidden, sources):
        row[[t for t in source if FIRST_SENTINEL <= t <= LAST_SENTINEL]] = False
    return forbidden


def _greedy_rows(graphs, sources, most):
    state, forbidden = graphs.begin(pad(sources)), forbidden_at_first(sources)
    rows, last, written = np.arange(len(sources)), np.full(len(sources), BOS), [[] for _ in sources]
    for _ in range(most):
        logits = graphs.step(state, last[:, None])[0][:, -1]
        logits[:, :RESERVED][forbidden[rows]] = -np.inf
        last = logits.argmax(-1)
        for row, token in zip(rows, last):
            written[row].append(int(token))
            if token < RESERVED:  # each sentinel once
                forbidden[row, token] = True
        going = np.flatnonzero(last != EOS)
        if len(going) < len(rows):
            rows, last = rows[going], last[going]
            if not len(rows):
                break
            graphs.keep(state, going)
    return written


def greedy(graphs, sources, most):
    """-> for each source the ids written, up to `most`; <eos> is the last where it was reached."""
    order = sorted(range(len(sources)), key=lambda n: len(sources[n]))
    written = [None] * len(sources)
    for begin in range(0, len(order), ROWS_AT_ONCE):
        part = order[begin:begin + ROWS_AT_ONCE]
        for n, ids in zip(part, _greedy_rows(graphs, [sources[n] for n in part], most)):
            written[n] = ids
    return written
