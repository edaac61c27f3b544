"""Trains the encoder-decoder by the clock, from the decoder's embedding and layers where shapes agree.

  python -m recipe.train_seq2seq --preset cpu --work DIR --seconds 2400 --from-decoder DIR/decoder.pt
"""

import json
from pathlib import Path

import torch

from . import tokenizer as bpe
from .config.presets import PRESETS
from .model_decoder import linear_cross_entropy, sampled_cross_entropy
from .model_seq2seq import Seq2SeqModel
from .specials import BOS, EOS, ID, PAD
from .trainer import CPU, Task, Trainer, training_arguments


def batch_loss(model, ids, chunk, sampled=0):
    """ids int64 [batch, length + 1] of seq2seq_rows -> mean nats over the target's tokens."""
    dtype = torch.bfloat16 if ids.is_cuda else torch.float32
    half = ids.shape[1] // 2
    source, target = ids[:, :half], ids[:, half:]
    with torch.autocast(ids.device.type, dtype=torch.bfloat16, enabled=ids.is_cuda):
        hidden = model(source, target[:, :-1].contiguous())
    targets = target[:, 1:].reshape(-1)
    kept = targets != PAD
    hidden, targets = hidden.reshape(-1, hidden.shape[-1])[kept].float(), targets[kept]
    if sampled:
        return sampled_cross_entropy(hidden, model.head, targets, sampled, sampled // 3, chunk, dtype)
    return linear_cross_entropy(hidden, model.head, targets, chunk, dtype)


def pad(rows):
    width = max(map(len, rows))
    return torch.tensor([row + [PAD] * (width - len(row)) for row in rows])


def validation_batches(work, pairs, longest):
    """direction -> list of (source, target) batches of held-out pairs."""
    tokenizer = bpe.load(Path(work) / "tokenizer")
    tokenizer.encode_special_tokens = True
    encode = lambda text: tokenizer.encode(text, add_special_tokens=False).ids
    found = [json.loads(line) for line in (Path(work) / "pairs-validation.jsonl").read_text(encoding="utf-8").splitlines()]
    found = [p for p in found if p[2] != "machine"][:pairs]
    batches = {}
    for task, source, target in (("to_ko", 0, 1), ("to_en", 1, 0)):
        rows = [([ID[f"<{task}>"], ID["<human>"], *encode(p[source])[:longest - 3], EOS], [BOS, *encode(p[target])[:longest - 2], EOS]) for p in found]
        rows.sort(key=lambda row: len(row[0]))
        batches[task] = [tuple(map(pad, zip(*rows[n:n + 16]))) for n in range(0, len(rows), 16)]
    return batches


@torch.no_grad()
def nats_a_token(model, batches):
    nats, count, device = 0.0, 0, model.head.device
    for source, target in batches:
        logits = model.logits(source.to(device), target[:, :-1].to(device))
        targets = target[:, 1:].to(device)
        nats += torch.nn.functional.cross_entropy(logits.flatten(0, 1), targets.flatten(), ignore_index=PAD, reduction="sum").item()
        count += (targets != PAD).sum().item()
    return round(nats / count, 4)


def main():
    parser = training_arguments(__doc__, "seq2seq", 2400)
    parser.add_argument("--from-decoder", help="checkpoint of train_decoder with equal width")
    parser.add_argument("--validation-pairs", type=int, default=160)
    arguments = parser.parse_args()
    preset, work = PRESETS[arguments.preset], Path(arguments.work)
    model = Seq2SeqModel(preset.seq2seq).to("cpu" if CPU else "cuda")
    if arguments.from_decoder and not (work / f"{arguments.name}.pt").exists():
        state = torch.load(arguments.from_decoder, map_location=model.head.device, weights_only=False)
        model.start_from_decoder(state["model"])
        print(f"starts from the decoder at step {state['step']}", flush=True)
    validation = validation_batches(work, arguments.validation_pairs, max(preset.seq2seq_schedule.row_tokens) // 2)
    task = Task(
        model=model, shape=preset.seq2seq, schedule=preset.seq2seq_schedule,
        rows={n: work / f"seq2seq-{n}.npy" for n in preset.seq2seq_schedule.row_tokens},
        loss_of=lambda ids, sampled: batch_loss(model, ids, arguments.chunk, sampled),
        validate=lambda: {task: nats_a_token(model, batches) for task, batches in validation.items()},
    )
    Trainer(task, arguments).run()


if __name__ == "__main__":
    main()
