"""What the reports share: the log of a run, its picture, CPU time. Knows no model."""

import json
import time
from pathlib import Path

COLOURS = ("#3b6ea5", "#b5651d", "#2e7d32")


def read_log(path):
    """-> (steps [(tokens, seconds, loss)], validations [(tokens, seconds, figures)])."""
    steps, validations = [], []
    for line in Path(path).read_text().splitlines():
        record = json.loads(line)
        if "loss" in record:
            steps.append((record["tokens"], record["seconds"], record["loss"]))
        else:
            validations.append((record["tokens"], record["seconds"], record["validation"]))
    return steps, validations


def draw_curve(log, path, lines, left, right):
    """The training loss beside held-out figures. lines: {label: figure of a validation record}; left, right: (title, y axis)."""
    import matplotlib
    matplotlib.use("Agg")
    import matplotlib.pyplot as plt
    steps, validations = read_log(log)
    figure, axes = plt.subplots(1, 2, figsize=(10, 3.6))
    axes[0].plot([t / 1e6 for t, _, _ in steps], [loss for _, _, loss in steps], color=COLOURS[0], linewidth=1)
    for (label, figure_of), colour in zip(lines.items(), COLOURS):
        axes[1].plot([t / 1e6 for t, _, _ in validations], [figure_of(v) for _, _, v in validations], "o-", color=colour, label=label, markersize=3)
    axes[1].legend()
    for axis, (title, unit) in zip(axes, (left, right)):
        axis.set(xlabel="training tokens (millions)", ylabel=unit, title=title)
        axis.grid(alpha=0.3)
    figure.tight_layout()
    figure.savefig(path, dpi=110)
    plt.close(figure)


def cpu_milliseconds(work, runs=15, of=min):
    """CPU time of one run of work(), the least by default: wall time on a busy machine says little."""
    times = []
    for _ in range(runs):
        begin = time.process_time()
        work()
        times.append((time.process_time() - begin) * 1000)
    return round(float(of(times)), 2)
