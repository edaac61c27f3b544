"""Trains the encoder-decoder by the clock, from the decoder's embedding and layers where shapes agree.

  python -m recipe.training.seq2seq --preset cpu --work DIR --seconds 2400 --from-decoder DIR/decoder.pt
"""

import functools
import json
from dataclasses import replace
from pathlib import Path

import torch
import torch.nn.functional as F

from ..config.presets import PRESETS
from ..export.weights import read_weights
from ..models.losses import linear_cross_entropy, sampled_cross_entropy
from ..models.seq2seq import Seq2SeqModel
from ..rows.pairs import UNSEEN_SOURCES, mark_atoms, piecewise
from ..rows.seq2seq import Form
from ..tokens.specials import BOS, EOS, ID, PAD
from ..tokens.tokenizer import encoder
from .trainer import CPU, Task, Trainer, training_arguments


ALIGNMENT_WEIGHT = 0.1


def batch_loss(model, rows, chunk, sampled=0):
    """rows int64 [batch, 2 + S + 2T] of seq2seq_rows -> mean nats over the target's tokens, plus the alignment's share."""
    dtype = torch.bfloat16 if rows.is_cuda else torch.float32
    longest_source = int(rows[0, 0])
    longest_target = (rows.shape[1] - 2 - longest_source) // 2
    source, target, links = rows[:, 1:].split((longest_source, longest_target + 1, longest_target), dim=1)
    if not rows.is_cuda:  # padding of the whole batch costs time; on a GPU fixed shapes are worth more
        source = source[:, :int((source != PAD).sum(1).max())]
        longest_target = int((target != PAD).sum(1).max()) - 1
        target, links = target[:, :longest_target + 1], links[:, :longest_target]
    with torch.autocast(rows.device.type, dtype=torch.bfloat16, enabled=rows.is_cuda):
        hidden, scores = model(source, target[:, :-1].contiguous())
    targets = target[:, 1:].reshape(-1)
    kept = targets != PAD
    hidden, targets = hidden.reshape(-1, hidden.shape[-1])[kept].float(), targets[kept]
    loss_of = functools.partial(sampled_cross_entropy, always=sampled, sampled=sampled // 3) if sampled else linear_cross_entropy
    loss = loss_of(hidden, model.head, targets, chunk=chunk, dtype=dtype)
    return loss + ALIGNMENT_WEIGHT * alignment_loss(scores, links)


def alignment_loss(scores, links):
    """Guided alignment (Chen et al. 2016, arXiv 1607.01628; one head as in Garg et al. 2019, arXiv 1909.02074).
    scores [batch, target, source] of the head that shall align, before its softmax; links: 1 + source position, 0 unknown."""
    known = links > 0
    return F.cross_entropy(scores.float()[known], links[known] - 1, reduction="sum") / known.sum().clamp(min=1)


def stages_of(schedule, work):
    """The schedule's stages with the forms that were written, each as likely as it has tokens."""
    counts = json.loads((Path(work) / "seq2seq-rows.json").read_text(encoding="utf-8"))
    stages = []
    for stage in schedule.stages:
        forms = {Form(stage.row, *map(int, shape.split("x"))): count for shape, count in counts[stage.row].items()}
        stages.append(replace(stage, row={form: count * form.tokens for form, count in forms.items()}))
    return replace(schedule, stages=tuple(stages))


def pad(rows):
    width = max(map(len, rows))
    return torch.tensor([row + [PAD] * (width - len(row)) for row in rows])


def validation_batches(work, pairs, longest):
    """direction -> list of (source, target) batches of held-out pairs."""
    encode = piecewise(encoder(Path(work) / "tokenizer")[1])
    found = [json.loads(line) for line in (Path(work) / "pairs-validation.jsonl").read_text(encoding="utf-8").splitlines()]
    found = [p for p in found if p[2] != "machine" and p[3] not in UNSEEN_SOURCES][:pairs]
    batches = {}
    for task, source, target in (("to_ko", 0, 1), ("to_en", 1, 0)):
        plain = filter(None, (mark_atoms(p[source], p[target]) for p in found))
        rows = [([ID[f"<{task}>"], ID["<human>"], *encode(a)[:longest - 3], EOS], [BOS, *encode(b)[:longest - 2], EOS]) for a, b in plain]
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
    parser.add_argument("--from-decoder", help="weights of equal width: a checkpoint, an .fp16 file or a bundle's folder")
    parser.add_argument("--from-masked", help="the same of train_masked, for the encoder")
    parser.add_argument("--validation-pairs", type=int, default=160)
    arguments = parser.parse_args()
    preset, work = PRESETS[arguments.preset], Path(arguments.work)
    model = Seq2SeqModel(preset.seq2seq).to("cpu" if CPU else "cuda")
    if not (work / f"{arguments.name}.pt").exists():
        if arguments.from_decoder:
            model.start_from_decoder(read_weights(arguments.from_decoder))
        if arguments.from_masked:
            model.start_encoder(read_weights(arguments.from_masked))
    schedule = stages_of(preset.seq2seq_schedule, work)
    forms = {form for stage in schedule.stages for form in stage.row}
    validation = validation_batches(work, arguments.validation_pairs, max(form.target for form in forms))
    task = Task(
        model=model, shape=preset.seq2seq, schedule=schedule,
        rows={f: work / f"seq2seq-{f.set}-{f.source}x{f.target}.npy" for f in forms},
        loss_of=lambda ids, sampled: batch_loss(model, ids, arguments.chunk, sampled),
        validate=lambda: {task: nats_a_token(model, batches) for task, batches in validation.items()},
    )
    Trainer(task, arguments).run()


if __name__ == "__main__":
    main()
