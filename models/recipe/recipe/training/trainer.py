"""A training run by the clock: schedule, steps, checkpoints, validation. Knows no model's loss.

Every schedule is a function of elapsed / allowed seconds. Checkpoints are atomic: every few
minutes, on SIGTERM, at the end. Started again with the same work folder and name the run goes on
from its checkpoint, with the time already spent counted. A file NAME.deadline in the work folder
moves the end while the run goes on; NAME.done says that it has ended and saved.
"""

import argparse
import json
import os
import signal
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Callable

import numpy as np
import torch

from ..config.presets import PRESETS, Schedule
from .optimizers import make_optimizers
from .workers import Workers

CPU = not torch.cuda.is_available()
LOOK_SECONDS = 2  # between two looks for a file that may appear


@dataclass
class Task:
    """What is trained. loss_of(ids int64 [rows, columns], sampled) is mean nats; validate() gives the
    figures to log; rows: name of a row's form -> file of rows. A name is the row's length, or has
    the attribute `tokens`."""
    model: torch.nn.Module
    shape: object
    schedule: Schedule
    rows: dict
    loss_of: Callable
    validate: Callable


def tokens_of(form):
    return form if isinstance(form, int) else form.tokens


class Rows:
    """Packed rows of one form, read in order, reshuffled at each further pass. The file is opened when its rows are first
    needed and may arrive as late as that: a run begins while its last stages are still being made or sent."""

    def __init__(self, path, device, wait=time.sleep):
        self.path, self.device, self.wait = Path(path), device, wait
        self.rows, self.order, self.cursor, self.passes = None, None, 0, 0

    def _open(self):
        while not self.path.exists():
            print(f"waits for {self.path}", flush=True)
            self.wait(LOOK_SECONDS)
        rows = np.load(self.path, mmap_mode=None if self.device == "cuda" else "r")
        self.rows = torch.from_numpy(rows.astype(np.int32)).to(self.device) if self.device == "cuda" else rows
        self.order = np.random.default_rng(self.passes).permutation(len(rows)) if self.passes else np.arange(len(rows))

    def next(self, count):
        """-> ids int64 [count, length+1]."""
        if self.rows is None:
            self._open()
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
        self.cursor, self.passes, self.rows = state["cursor"], state["passes"], None


class Deadline:
    """How long a run may take in all, in seconds of its own time. The file, where there is one, holds the hour of the end
    (seconds since 1970) and overrules `allowed`; learning rate and stages follow, since they are shares of the whole."""

    def __init__(self, file, allowed, spent, now=time.time):
        self.file, self.allowed, self.now = Path(file), allowed, now
        self.began, self.looked = now() - spent, None

    def seconds(self):
        if self.looked is None or self.now() - self.looked >= LOOK_SECONDS:
            self.looked = self.now()
            text = self.file.read_text().strip() if self.file.exists() else ""
            if text:  # empty while it is being written
                self.allowed = max(1.0, float(text) - self.began)
        return self.allowed


def learning_rate_scale(schedule, fraction, step):
    warm = min(1.0, (step + 1) / schedule.warm_up_steps)
    down = max(0.0, (fraction - schedule.decay_from) / (1 - schedule.decay_from))
    return warm * (1 - (1 - schedule.final_lr) * min(1.0, down))


class Trainer:
    def __init__(self, task, arguments):
        self.task, self.arguments, self.schedule = task, arguments, task.schedule
        self.device = "cpu" if CPU else "cuda"
        self.model = task.model
        self.optimizers = make_optimizers(self.model, self.schedule)
        self.rows = {length: Rows(path, self.device) for length, path in task.rows.items()}
        self.step, self.tokens, self.elapsed, self.stopped = 0, 0, 0.0, False
        self.checkpoint_path = Path(arguments.work) / f"{arguments.name}.pt"
        if self.checkpoint_path.exists():
            self.restore()
        if arguments.compile:
            self.model.compile_blocks()
        self.workers = None
        if CPU and arguments.processes > 1:
            largest = 2 * max(stage.batch_tokens for stage in self.schedule.stages)
            self.workers = Workers(self.model, self.optimizers, task.loss_of, arguments.processes, largest)

    def save(self):
        state = {
            "model": self.model.state_dict(), "optimizers": [o.state_dict() for o in self.optimizers],
            "rows": {str(n): r.state() for n, r in self.rows.items()}, "shape": self.task.shape,
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
        for form, rows in self.rows.items():
            rows.restore(state["rows"][str(form)])
        self.step, self.tokens, self.elapsed = state["step"], state["tokens"], state["elapsed"]
        print(f"resumed at step {self.step}, {self.elapsed:.0f} s", flush=True)

    def train_step(self, fraction):
        """-> (mean nats, learning-rate scale, stage)."""
        stage = [s for s in self.schedule.stages if s.begin <= fraction][-1]
        scale = learning_rate_scale(self.schedule, fraction, self.step)
        for optimizer, base in zip(self.optimizers, (self.schedule.muon_lr, self.schedule.adam_lr)):
            for group in optimizer.param_groups:
                group["lr"] = base * scale
        self.optimizers[0].param_groups[0]["momentum"] = 0.85 + 0.10 * min(1.0, self.step / 300)
        row = stage.row
        if not isinstance(row, int):  # shares of several lengths
            forms, shares = zip(*row.items())
            row = forms[np.random.default_rng(self.step).choice(len(forms), p=np.array(shares) / sum(shares))]
        ids = self.rows[row].next(stage.batch_tokens // tokens_of(row))
        micro_rows = max(1, min(stage.batch_tokens, self.arguments.micro_tokens) // tokens_of(row))
        if self.workers:
            sampled = self.schedule.sampled_head if fraction < self.schedule.whole_head_from else 0
            loss = self.workers.step(ids, micro_rows, sampled)
        else:
            loss = self._step_here(ids, micro_rows)
        self.step, self.tokens = self.step + 1, self.tokens + stage.batch_tokens
        return loss, scale, stage

    def _step_here(self, ids, micro_rows):
        total, parts = torch.zeros((), device=self.device), ids.split(micro_rows)
        for part in parts:
            loss = self.task.loss_of(part, 0) / len(parts)
            loss.backward()
            total += loss.detach()
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        for optimizer in self.optimizers:
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
        return total.item()

    def validate(self, log):
        self.model.eval()
        with torch.compiler.set_stance("force_eager"):  # its shapes vary: each would be compiled
            self.log(log, {"validation": self.task.validate()})
        self.model.train()

    def log(self, file, record):
        record = {"step": self.step, "tokens": self.tokens, "seconds": round(self.elapsed, 1), **record}
        print(json.dumps(record), file=file, flush=True)
        print(json.dumps(record), flush=True)

    def run(self):
        try:
            self._run()
        except BaseException:
            if self.workers:
                self.workers.kill()
            raise
        if self.workers:
            self.workers.close()

    def _run(self):
        a = self.arguments
        signal.signal(signal.SIGTERM, lambda *_: setattr(self, "stopped", True))
        with open(Path(a.work) / f"{a.name}.jsonl", "a") as log:
            begin, before = time.monotonic(), self.elapsed
            deadline = Deadline(Path(a.work) / f"{a.name}.deadline", a.seconds, before)
            saved = validated = shown = self.elapsed
            shown_tokens, losses = self.tokens, []
            while not self.stopped and self.elapsed < deadline.seconds():
                loss, scale, stage = self.train_step(self.elapsed / deadline.seconds())
                self.elapsed = before + time.monotonic() - begin
                losses.append(loss)
                if self.elapsed - shown >= a.log_every:
                    speed = (self.tokens - shown_tokens) / (self.elapsed - shown)
                    self.log(log, {"loss": round(sum(losses) / len(losses), 4), "lr": round(scale, 4),
                                   "row": stage.row if isinstance(stage.row, int) else "mixed", "tokens_per_s": round(speed)})
                    shown, shown_tokens, losses = self.elapsed, self.tokens, []
                if self.elapsed - validated >= a.validate_every:
                    self.validate(log)
                    validated = self.elapsed
                if self.elapsed - saved >= a.save_every:
                    self.save()
                    saved = self.elapsed
            self.save()
            self.validate(log)
        if not self.stopped:
            (Path(a.work) / f"{a.name}.done").touch()


def training_arguments(description, name, seconds):
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--preset", choices=PRESETS, default="cpu")
    parser.add_argument("--work", default="work")
    parser.add_argument("--name", default=name, help="of the checkpoint and the log in the work folder")
    parser.add_argument("--seconds", type=float, default=seconds)
    parser.add_argument("--processes", type=int, default=os.cpu_count(), help="without a GPU")
    parser.add_argument("--compile", action=argparse.BooleanOptionalAction, default=not CPU, help="needs a C++ compiler on a CPU")
    parser.add_argument("--micro-tokens", type=int, default=2048 if CPU else 65_536)
    parser.add_argument("--chunk", type=int, default=512 if CPU else 8192, help="rows of logits that exist at once")
    parser.add_argument("--log-every", type=float, default=30)
    parser.add_argument("--validate-every", type=float, default=300)
    parser.add_argument("--save-every", type=float, default=240)
    parser.add_argument("--validation-bytes", type=int, default=40_000)
    if CPU:
        torch.set_num_threads(1)  # see workers.py
    torch.manual_seed(3)
    return parser
