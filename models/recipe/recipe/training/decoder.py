"""Trains the decoder (see trainer.py for the run itself).

  python -m recipe.training.decoder --preset cpu --work DIR --seconds 4800
"""

import math
from pathlib import Path

import torch

from ..tokens import tokenizer as bpe
from ..config.presets import PRESETS
from ..corpus.shards import load_work_split
from ..models.decoder import DecoderModel
from ..models.losses import linear_cross_entropy, sampled_cross_entropy
from ..tokens.specials import BOS, FIM_MIDDLE, FIM_SUFFIX, PAD
from .trainer import CPU, Task, Trainer, training_arguments

# What follows them is a matter of chance (which piece was packed next, whether it was rearranged).
IGNORED_TARGETS = (PAD, BOS, FIM_SUFFIX, FIM_MIDDLE)
VALIDATION_ROW = 256


def batch_loss(model, ids, chunk, sampled=0):
    """ids [batch, length+1] -> mean nats over the trained targets. sampled: ids of the vocabulary
    that are always in the softmax sum, a third as many being drawn from the rest; 0: all."""
    dtype = torch.bfloat16 if ids.is_cuda else torch.float32
    inputs, targets = ids[:, :-1], ids[:, 1:].reshape(-1)
    with torch.autocast(ids.device.type, dtype=torch.bfloat16, enabled=ids.is_cuda):
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
    tokenizer, result = bpe.load(Path(work) / "tokenizer"), {}
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
        if rows:
            result[group] = (torch.tensor(rows), size)
    return result


@torch.no_grad()
def bits_per_byte(model, rows, size):
    nats, device = 0.0, model.head.device
    for batch in rows[:, :model.shape.context + 1].split(16):
        batch = batch.to(device)
        inputs, targets = batch[:, :-1], batch[:, 1:].reshape(-1)
        hidden = model(inputs).reshape(-1, model.shape.width)
        for h, t in zip(hidden[targets != PAD].split(512), targets[targets != PAD].split(512)):
            nats += torch.nn.functional.cross_entropy(h.float() @ model.head.T, t, reduction="sum").item()
    return nats / math.log(2) / size


def main():
    arguments = training_arguments(__doc__, "decoder", 4800).parse_args()
    preset, work = PRESETS[arguments.preset], Path(arguments.work)
    model = DecoderModel(preset.decoder).to("cpu" if CPU else "cuda")
    validation = validation_rows(work, arguments.validation_bytes)
    task = Task(
        model=model, shape=preset.decoder, schedule=preset.decoder_schedule,
        rows={n: work / f"rows-{n}.npy" for n in preset.decoder_schedule.row_tokens},
        loss_of=lambda ids, sampled: batch_loss(model, ids, arguments.chunk, sampled),
        validate=lambda: {g: round(bits_per_byte(model, *value), 4) for g, value in validation.items()},
    )
    Trainer(task, arguments).run()


if __name__ == "__main__":
    main()
