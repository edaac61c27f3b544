"""The run by the clock: shards to a checkpoint, resuming, two processes."""

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import torch

from recipe.config.presets import Schedule, Stage
from recipe.training.trainer import LOOK_SECONDS, Deadline, Rows, learning_rate_scale

RECIPE = Path(__file__).parents[1]


def python(*arguments):
    done = subprocess.run([sys.executable, "-m", *map(str, arguments)], cwd=RECIPE, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout


@pytest.fixture(scope="module")
def work(corpus, tmp_path_factory):
    folder = tmp_path_factory.mktemp("work")
    python("recipe.rows.decoder", "--preset", "tiny", "--corpus", corpus, "--work", folder, "--stage", "split")
    python("recipe.tokens.tokenizer", "--preset", "tiny", "--corpus", corpus, "--work", folder)
    return folder


def test_learning_rate_warms_up_holds_and_falls_to_its_end():
    schedule = Schedule(stages=(Stage(0, 8, 8),), warm_up_steps=10, decay_from=0.4, final_lr=0.1)
    assert learning_rate_scale(schedule, 0.0, 0) == pytest.approx(0.1)
    assert learning_rate_scale(schedule, 0.3, 50) == 1
    assert learning_rate_scale(schedule, 0.7, 500) == pytest.approx(0.55)
    assert learning_rate_scale(schedule, 1.0, 900) == pytest.approx(0.1)


def test_the_end_of_a_run_may_be_moved_while_it_runs(tmp_path):
    hour, file = [1000.0], tmp_path / "decoder.deadline"
    deadline = Deadline(file, 600, 100, lambda: hour[0])  # 100 s were spent before it was started again
    assert deadline.seconds() == 600
    file.write_text("1200\n")
    assert deadline.seconds() == 600  # not looked at in every step
    hour[0] += LOOK_SECONDS
    assert deadline.seconds() == 1200 - 900
    file.write_text("")
    hour[0] += LOOK_SECONDS
    assert deadline.seconds() == 300
    file.write_text("950")
    hour[0] += LOOK_SECONDS
    assert deadline.seconds() == 50  # it is past: the next step is the last


def test_rows_may_arrive_after_the_run_began(tmp_path):
    path, table = tmp_path / "rows-4.npy", np.arange(30, dtype=np.uint16).reshape(6, 5)
    waits = []

    def wait(seconds):
        waits.append(seconds)
        if len(waits) == 2:
            np.save(path, table)
    rows = Rows(path, "cpu", wait)
    assert rows.state() == {"cursor": 0, "passes": 0} and not waits
    assert rows.next(2).tolist() == table[:2].tolist() and waits == [LOOK_SECONDS] * 2
    rows.next(4), rows.next(3)
    again = Rows(path, "cpu", wait)
    again.restore(rows.state())
    assert again.next(3).tolist() == rows.next(3).tolist() and len(waits) == 2


def test_two_processes_make_the_step_one_process_makes():
    from recipe.config.presets import Decoder
    from recipe.models.decoder import DecoderModel
    from recipe.training.optimizers import make_optimizers
    from recipe.training.decoder import batch_loss
    from recipe.training.workers import Workers
    ids = torch.randint(64, 300, (8, 17))
    results = []
    for processes in (1, 2):
        torch.manual_seed(0)
        model = DecoderModel(Decoder(vocabulary=300, width=32, layers=2, heads=2, kv_heads=1, mlp=64, context=32))
        optimizers = make_optimizers(model, Schedule(stages=()))
        workers = Workers(model, optimizers, lambda part, sampled: batch_loss(model, part, 64, sampled), processes, 256)
        losses = [workers.step(ids, 2, 0) for _ in range(3)]
        workers.close()
        results.append((losses, model.head.detach().clone()))
    assert results[0][0] == pytest.approx(results[1][0], abs=1e-4)
    assert torch.allclose(results[0][1], results[1][1], atol=1e-4)
    assert results[0][0][2] < results[0][0][0]


@pytest.fixture(scope="module")
def rows(work):
    """The work folder with the decoder's rows, and the preset's tokenizer cut."""
    tokens = len(json.loads((work / "tokenizer-48k.json").read_text())["model"]["vocab"])
    if tokens < 1024:
        pytest.skip("the made-up corpus has too few merges for the tiny preset's vocabulary")
    python("recipe.rows.decoder", "--preset", "tiny", "--work", work, "--stage", "rows")
    return work


def test_training_goes_on_from_its_checkpoint(rows):
    work = rows
    arguments = ("--preset", "tiny", "--work", work, "--validation-bytes", 500, "--processes", 2)
    python("recipe.training.decoder", *arguments, "--seconds", 2)
    first = torch.load(work / "decoder.pt", weights_only=False)
    assert (work / "decoder.done").exists()
    assert "resumed at step" in python("recipe.training.decoder", *arguments, "--seconds", 4)
    second = torch.load(work / "decoder.pt", weights_only=False)
    assert second["step"] > first["step"] > 0 and second["elapsed"] >= 4
    assert "fp32 parity" in python("recipe.export.decoder", "--work", work, "--bundle", work / "completion")


def test_the_encoder_decoder_from_shards_to_card_and_golden_cases(rows, corpus):
    bundle = rows / "seq2seq"
    (rows / "README.md").write_text("<!-- seq2seq figures -->\n<!-- end of seq2seq figures -->\n")
    python("recipe.rows.seq2seq", "--preset", "tiny", "--corpus", corpus, "--work", rows)
    python("recipe.training.seq2seq", "--preset", "tiny", "--work", rows, "--seconds", 2, "--processes", 1, "--validation-pairs", 4)
    assert "fp32 parity" in python("recipe.export.seq2seq", "--work", rows, "--bundle", bundle)
    arguments = ("--preset", "tiny", "--corpus", corpus, "--work", rows, "--pairs", 2, "--pages", 2)
    python("recipe.cards.report_seq2seq", *arguments, "--quantisation-pairs", 1, "--bundle", bundle)
    report = json.loads((rows / "report-seq2seq.json").read_text())
    assert "github/opensource.guide" in report["figures"]["translation"]["to_ko"]
    assert [row["name"] for row in report["quantisation"]][-1] == "4-bit"
    assert f"parameters: {report['parameters']}" in (bundle / "MODEL_CARD.md").read_text()
    assert "Encoder-decoder" in (rows / "README.md").read_text()
    python("recipe.goldens.seq2seq", "--bundle", bundle, "--golden", rows)
    assert len(json.loads((rows / "seq2seq.json").read_text())["cases"]) == 15
