"""Trains the decoder by the clock: every schedule is a function of elapsed / allowed seconds.

Checkpoints atomically every few minutes, on SIGTERM and at the end; started again with the same
work folder it goes on from the last checkpoint, with the time already spent counted.

  python -m recipe.train_decoder --preset cpu --work DIR --seconds 4800
"""

import argparse
import json
import math
import os
import signal
import time
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch

from . import tokenizer as bpe
from .config.presets import PRESETS
from .data import load_work_split
from .model_decoder import DecoderModel, linear_cross_entropy, sampled_cross_entropy
from .optimizers import make_optimizers
from .specials import BOS, FIM_MIDDLE, FIM_SUFFIX, PAD
from .workers import Workers

IGNORED_TARGETS = (PAD, BOS, FIM_SUFFIX, FIM_MIDDLE)
VALIDATION_ROW = 256
CPU = not torch.cuda.is_available()


class Rows:
    """Packed rows of one length, read in order, reshuffled at each further pass."""

    def __init__(self, path, device):
        rows = np.load(path, mmap_mode=None if device == "cuda" else "r")
        self.rows = torch.from_numpy(rows.astype(np.int32)).to(device) if device == "cuda" else rows
        self.order, self.cursor, self.passes = np.arange(len(rows)), 0, 0

    def next(self, count):
        """-> ids int64 [count, length+1]."""
        if self.cursor + count > len(self.order):
            self.passes += 1
            self.order, self.cursor = np.random.default_rng(self.passes).permutation(len(self.order)), 0
        index = self.order[self.cursor:self.cursor + count]
        self.cursor += count
        rows = self.rows[torch.from_numpy(index).to(self.rows.device) if torch.is_tensor(self.rows) else index]
        return rows.long() if torch.is_tensor(rows) else torch.from_numpy(rows.astype(np.int64))

    def state(self):
        return {"cursor": self.cursor, "passes": self.passes}

    def restore(self, state):
        self.cursor, self.passes = state["cursor"], state["passes"]
        if self.passes:
            self.order = np.random.default_rng(self.passes).permutation(len(self.order))


def batch_loss(model, ids, dtype, chunk, sampled=0):
    """ids [batch, length+1] -> mean nats over the trained targets. sampled: ids of the vocabulary
    that are always in the softmax sum, a third as many being drawn from the rest; 0: all."""
    inputs, targets = ids[:, :-1], ids[:, 1:].reshape(-1)
    with torch.autocast(ids.device.type, dtype=torch.bfloat16, enabled=dtype != torch.float32):
        hidden = model(inputs)
    hidden = hidden.reshape(-1, hidden.shape[-1])
    kept = torch.ones_like(targets, dtype=torch.bool)
    for ignored in IGNORED_TARGETS:
        kept &= targets != ignored
    hidden, targets = hidden[kept].float(), targets[kept]
    if sampled:
        return sampled_cross_entropy(hidden, model.head, targets, sampled, sampled // 3, chunk, dtype)
    return linear_cross_entropy(hidden, model.head, targets, chunk, dtype)


def validation_rows(work, bytes_per_group):
    """group -> (rows int64 [n, VALIDATION_ROW+1], bytes of their text)."""
    tokenizer, result = bpe.load(work / "tokenizer"), {}
    tokenizer.encode_special_tokens = True
    _, documents = load_work_split(work)
    for group in ("docs", "prose", "ko"):
        rows, size = [], 0
        for document in documents:
            if document["group"] != group or size >= bytes_per_group:
                continue
            ids = tokenizer.encode(document["text"], add_special_tokens=False).ids
            for begin in range(0, min(len(ids), 6 * VALIDATION_ROW), VALIDATION_ROW):
                piece = ids[begin:begin + VALIDATION_ROW]
                size += len(tokenizer.decode(piece, skip_special_tokens=False).encode())
                rows.append([BOS, *piece] + [PAD] * (VALIDATION_ROW - len(piece)))
        result[group] = (torch.tensor(rows), size)
    return result


@torch.no_grad()
def bits_per_byte(model, rows, size, device):
    nats = 0.0
    for batch in rows.split(16):
        batch = batch.to(device)
        inputs, targets = batch[:, :-1], batch[:, 1:].reshape(-1)
        hidden = model(inputs).reshape(-1, model.shape.width)
        for h, t in zip(hidden[targets != PAD].split(512), targets[targets != PAD].split(512)):
            nats += torch.nn.functional.cross_entropy(h.float() @ model.head.T, t, reduction="sum").item()
    return nats / math.log(2) / size


def learning_rate_scale(preset, fraction, step):
    warm = min(1.0, (step + 1) / preset.warm_up_steps)
    down = max(0.0, (fraction - preset.decay_from) / (1 - preset.decay_from))
    return warm * (1 - (1 - preset.final_lr) * min(1.0, down))


class Run:
    def __init__(self, arguments):
        self.preset = PRESETS[arguments.preset]
        for name in ("width", "layers", "mlp", "heads", "kv_heads"):
            if getattr(arguments, name):
                self.preset = replace(self.preset, decoder=replace(self.preset.decoder, **{name: getattr(arguments, name)}))
        self.arguments, self.work = arguments, Path(arguments.work)
        self.device = "cuda" if torch.cuda.is_available() else "cpu"
        self.dtype = torch.bfloat16 if self.device == "cuda" else torch.float32
        torch.manual_seed(3)
        self.model = DecoderModel(self.preset.decoder).to(self.device)
        self.optimizers = make_optimizers(self.model, self.preset)
        self.rows = {n: Rows(self.work / f"rows-{n}.npy", self.device) for n in self.preset.row_tokens}
        self.step, self.tokens, self.elapsed = 0, 0, 0.0
        self.stopped = False
        self.checkpoint_path = self.work / f"{arguments.name}.pt"
        if self.checkpoint_path.exists():
            self.restore()
        self.workers = None
        if self.device == "cuda":
            self.model.compile_blocks()

    def save(self):
        state = {
            "model": self.model.state_dict(), "optimizers": [o.state_dict() for o in self.optimizers],
            "rows": {n: r.state() for n, r in self.rows.items()}, "shape": self.preset.decoder,
            "step": self.step, "tokens": self.tokens, "elapsed": self.elapsed,
        }
        partial = self.checkpoint_path.with_suffix(".partial")
        torch.save(state, partial)
        os.replace(partial, self.checkpoint_path)

    def restore(self):
        state = torch.load(self.checkpoint_path, map_location=self.device, weights_only=False)
        self.model.load_state_dict(state["model"])
        for optimizer, saved in zip(self.optimizers, state["optimizers"]):
            optimizer.load_state_dict(saved)
        for length, saved in state["rows"].items():
            self.rows[length].restore(saved)
        self.step, self.tokens, self.elapsed = state["step"], state["tokens"], state["elapsed"]
        print(f"resumed at step {self.step}, {self.elapsed:.0f} s", flush=True)

    def stage(self, fraction):
        return [s for s in self.preset.stages if s.begin <= fraction][-1]

    def train_step(self, fraction):
        stage, scale = self.stage(fraction), learning_rate_scale(self.preset, fraction, self.step)
        for optimizer, base in zip(self.optimizers, (self.preset.muon_lr, self.preset.adam_lr)):
            for group in optimizer.param_groups:
                group["lr"] = base * scale
        self.optimizers[0].param_groups[0]["momentum"] = 0.85 + 0.10 * min(1.0, self.step / 300)
        ids = self.rows[stage.row].next(stage.batch_tokens // stage.row).to(self.device)
        micro = max(1, min(stage.batch_tokens, self.arguments.micro_tokens) // stage.row)
        if self.workers:
            sampled = self.preset.sampled_head if fraction < self.preset.whole_head_from else 0
            loss_sum = self.workers.step(ids, micro, sampled)
            self.step, self.tokens = self.step + 1, self.tokens + stage.batch_tokens
            return loss_sum, scale, stage
        parts = ids.split(micro)
        loss_sum = 0.0
        for part in parts:
            loss = batch_loss(self.model, part, self.dtype, self.arguments.chunk) / len(parts)
            loss.backward()
            loss_sum += loss.item()
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        for optimizer in self.optimizers:
            optimizer.step()
            optimizer.zero_grad(set_to_none=False)
        self.step, self.tokens = self.step + 1, self.tokens + stage.batch_tokens
        return loss_sum, scale, stage

    def validate(self, rows, log):
        self.model.eval()
        bpb = {group: round(bits_per_byte(self.model, *value, self.device), 4) for group, value in rows.items()}
        self.model.train()
        self.log(log, {"validation": bpb})

    def log(self, file, record):
        record = {"step": self.step, "tokens": self.tokens, "seconds": round(self.elapsed, 1), **record}
        print(json.dumps(record), file=file, flush=True)
        print(json.dumps(record), flush=True)

    def run(self):
        a = self.arguments
        if self.device == "cpu":
            largest = max(stage.batch_tokens for stage in self.preset.stages)
            loss_of = lambda ids, sampled: batch_loss(self.model, ids, self.dtype, a.chunk, sampled)
            self.workers = Workers(self.model, self.optimizers, loss_of, a.processes, largest)
        signal.signal(signal.SIGTERM, lambda *_: setattr(self, "stopped", True))
        validation = validation_rows(self.work, a.validation_bytes)
        with open(self.work / f"{a.name}.jsonl", "a") as log:
            begin, before = time.monotonic(), self.elapsed
            saved = validated = shown = self.elapsed
            shown_tokens, losses = self.tokens, []
            while not self.stopped and self.elapsed < a.seconds:
                loss, scale, stage = self.train_step(self.elapsed / a.seconds)
                self.elapsed = before + time.monotonic() - begin
                losses.append(loss)
                if self.elapsed - shown >= a.log_every:
                    speed = (self.tokens - shown_tokens) / (self.elapsed - shown)
                    self.log(log, {"loss": round(sum(losses) / len(losses), 4), "lr": round(scale, 4),
                                   "row": stage.row, "tokens_per_s": round(speed)})
                    shown, shown_tokens, losses = self.elapsed, self.tokens, []
                if self.elapsed - validated >= a.validate_every:
                    self.validate(validation, log)
                    validated = self.elapsed
                if self.elapsed - saved >= a.save_every:
                    self.save()
                    saved = self.elapsed
            self.save()
            self.validate(validation, log)
        if self.workers:
            self.workers.close()


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--preset", choices=PRESETS, default="cpu")
    parser.add_argument("--work", default="work")
    parser.add_argument("--name", default="decoder")
    parser.add_argument("--seconds", type=float, default=4800)
    parser.add_argument("--processes", type=int, default=os.cpu_count(), help="without a GPU")
    parser.add_argument("--micro-tokens", type=int, default=1024 if CPU else 65_536)
    parser.add_argument("--chunk", type=int, default=512 if CPU else 8192, help="rows of logits that exist at once")
    parser.add_argument("--width", type=int)
    parser.add_argument("--layers", type=int)
    parser.add_argument("--mlp", type=int)
    parser.add_argument("--heads", type=int)
    parser.add_argument("--kv-heads", type=int)
    parser.add_argument("--log-every", type=float, default=30)
    parser.add_argument("--validate-every", type=float, default=300)
    parser.add_argument("--save-every", type=float, default=240)
    parser.add_argument("--validation-bytes", type=int, default=40_000)
    arguments = parser.parse_args()
    if CPU:
        torch.set_num_threads(1)  # see workers.py
    Run(arguments).run()


if __name__ == "__main__":
    main()
