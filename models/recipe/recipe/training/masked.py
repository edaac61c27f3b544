"""Trains the masked model by the clock, from the decoder's weights where shapes agree.

Every schedule is a function of elapsed / allowed seconds: learning rate, row lengths, mask rate.
Masks are drawn anew for each batch; only masked positions go through the head. See trainer.py for
checkpoints and resuming.

  python -m recipe.training.masked --preset cpu --work DIR --seconds 1800 --from-decoder DIR/decoder.pt
"""

import multiprocessing
import random
from collections import deque
from pathlib import Path

import numpy as np
import torch

from ..tokens import tokenizer as bpe
from ..config.masked_presets import MASKED_PRESETS
from ..corpus.shards import load_work_split
from ..export.weights import read_weights
from ..rows.mask_spans import WordFinder, mask_rows
from ..rows.masked import Pieces
from ..models.losses import linear_cross_entropy, sampled_cross_entropy
from ..models.masked import MaskedModel
from ..tokens.specials import MASK
from ..tokens.tokenizer import encoder
from .trainer import CPU, Task, Trainer, learning_rate_scale, training_arguments

VALIDATION_ROW = 128


def batch_loss(model, pairs, chunk, sampled=0):
    """pairs int64 [batch, 2 * length]: masked ids, then targets (0 where not masked) -> mean nats
    over the masked positions."""
    dtype = torch.bfloat16 if pairs.is_cuda else torch.float32
    ids, targets = pairs.chunk(2, dim=1)
    with torch.autocast(ids.device.type, dtype=torch.bfloat16, enabled=pairs.is_cuda):
        hidden = model(ids)
    masked = targets != 0
    hidden, targets = hidden[masked].float(), targets[masked]
    if sampled:
        return sampled_cross_entropy(hidden, model.head, targets, sampled, sampled // 3, chunk, dtype)
    return linear_cross_entropy(hidden, model.head, targets, chunk, dtype)


def mask_rate(preset, fraction):
    """Constant, then falling over the last third: the product fills one blank in intact text."""
    last = max(0.0, min(1.0, 3 * fraction - 2))
    return preset.mask_rate + (preset.mask_rate_end - preset.mask_rate) * last


def stage_of(preset, fraction):
    return [s for s in preset.stages if s.begin <= fraction][-1]


def validation_blanks(work, finder, per_group, length=VALIDATION_ROW):
    """group -> (ids int64 [n, length] with one whole word masked, targets [n, length], 0 elsewhere).
    Each row is a piece of a held-out document; words of one token, so that top-1 is the word."""
    _, encode = encoder(work / "tokenizer")
    rng, result = random.Random(11), {}
    _, documents = load_work_split(work)
    for group in ("docs", "prose", "ko"):
        pairs = []
        for document in (d for d in documents if d["group"] == group):
            for row in list(Pieces(encode, rng).rows(document, length))[:4]:
                words = [w for w in finder.words(row) if w[1] - w[0] == 1]
                if words and len(pairs) < per_group:
                    begin, _ = rng.choice(words)
                    pair = np.zeros(2 * length, np.int64)
                    pair[:len(row)] = row
                    pair[length + begin], pair[begin] = row[begin], MASK
                    pairs.append(pair)
        result[group] = torch.from_numpy(np.stack(pairs))
    return result


@torch.no_grad()
def score_blanks(model, pairs):
    """-> mean nats, top-1 and top-5 shares over the masked tokens of pairs [n, 2 * length]."""
    nats, first, five, count = 0.0, 0, 0, 0
    for part in pairs.split(32):
        ids, targets = part.to(model.head.device).chunk(2, dim=1)
        rows, columns = (targets != 0).nonzero(as_tuple=True)
        logits, targets = model.logits_at(ids, rows, columns), targets[rows, columns]
        nats += torch.nn.functional.cross_entropy(logits, targets, reduction="sum").item()
        rank = (logits > logits.gather(1, targets[:, None])).sum(1)
        first, five, count = first + (rank < 1).sum().item(), five + (rank < 5).sum().item(), count + len(rows)
    return round(nats / count, 3), round(first / count, 4), round(five / count, 4)


class MaskedTrainer(Trainer):
    """The common run, with batches of mixed row lengths and masks drawn as they are made."""

    def __init__(self, task, arguments, finder):
        super().__init__(task, arguments)
        self.finder, self.ahead = finder, deque()
        # A GPU eats batches faster than one core can draw masks.
        self.pool = None if CPU else multiprocessing.get_context("fork").Pool(8)

    def batch(self, stage, rate):
        """-> int64 [rows, 2 * length] for batch_loss, on the model's device."""
        depth = 0 if self.pool is None else 24
        while len(self.ahead) <= depth:
            rng = random.Random(self.step * 100 + len(self.ahead))
            length = rng.choices(list(stage.rows), list(stage.rows.values()))[0]
            rows = self.rows[length].next(stage.batch_tokens // length).cpu().numpy().astype(np.uint16)
            job = (rows, self.finder, rate, rng)
            self.ahead.append(self.pool.apply_async(mask_rows, job) if self.pool else job)
        job = self.ahead.popleft()
        return torch.from_numpy(job.get() if self.pool else mask_rows(*job)).to(self.device)

    def train_step(self, fraction):
        """-> (mean nats over masked positions, learning-rate scale, stage)."""
        schedule, stage = self.schedule, stage_of(self.schedule, fraction)
        scale = learning_rate_scale(schedule, fraction, self.step)
        for optimizer, base in zip(self.optimizers, (schedule.muon_lr, schedule.adam_lr)):
            for group in optimizer.param_groups:
                group["lr"] = base * scale
        self.optimizers[0].param_groups[0]["momentum"] = 0.85 + 0.10 * min(1.0, self.step / 300)
        pairs = self.batch(stage, mask_rate(schedule, fraction))
        length = pairs.shape[1] // 2
        micro_rows = max(1, min(stage.batch_tokens, self.arguments.micro_tokens) // length)
        if self.workers:
            loss = self.workers.step(pairs, micro_rows, schedule.sampled_head if fraction < schedule.whole_head_from else 0)
        else:
            loss = self._step_here(pairs, micro_rows)
        self.step, self.tokens = self.step + 1, self.tokens + pairs.numel() // 2
        return loss, scale, stage


def main():
    parser = training_arguments(__doc__, "masked", 1800)
    parser.add_argument("--from-decoder", help="weights of equal shape: a checkpoint, an .fp16 file or a bundle's folder")
    parser.add_argument("--validation-blanks", type=int, default=192, help="a group")
    arguments = parser.parse_args()
    preset, work = MASKED_PRESETS[arguments.preset], Path(arguments.work)
    model = MaskedModel(preset.shape).to("cpu" if CPU else "cuda")
    if arguments.from_decoder and not (work / f"{arguments.name}.pt").exists():
        model.start_from_decoder(read_weights(arguments.from_decoder))
        print(f"starts from the decoder of {arguments.from_decoder}", flush=True)
    tokenizer = bpe.load(work / "tokenizer")
    finder = WordFinder(tokenizer, tokenizer.get_vocab_size())
    blanks = validation_blanks(work, finder, arguments.validation_blanks, min(VALIDATION_ROW, preset.shape.context))
    task = Task(
        model=model, shape=preset.shape, schedule=preset,
        rows={n: work / f"masked-rows-{n}.npy" for n in preset.row_tokens},
        loss_of=lambda pairs, sampled: batch_loss(model, pairs, arguments.chunk, sampled),
        validate=lambda: {g: dict(zip(("nats", "top1", "top5"), score_blanks(model, p))) for g, p in blanks.items()},
    )
    MaskedTrainer(task, arguments, finder).run()


if __name__ == "__main__":
    main()
