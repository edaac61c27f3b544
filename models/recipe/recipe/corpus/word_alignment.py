"""Which source token a target token comes from: IBM model 1 both ways, the two posteriors multiplied. Ids only.

IBM model 1: Brown et al. 1993. Agreement of both directions: Liang, Taskar and Klein 2006. Trained on what it aligns.
"""

import numpy as np

ITERATIONS = 5
LEAST_POSTERIOR = 0.12  # of the product of both directions; weaker links are left out
LEAST_SHARE = 0.25  # of the best link of the target token in its whole column


class Cells:
    """Every pair of a source and a target position of a slice of the corpus, laid out flat, pair after pair, target by target."""

    def __init__(self, pairs, vocabulary):
        sizes = np.array([(len(s), len(t)) for s, t in pairs])
        self.sizes, rows = sizes, []
        for source, target in pairs:
            rows.append(np.add.outer(np.asarray(target, np.int64) * vocabulary, np.asarray(source, np.int64)).ravel())
        self.keys = np.concatenate(rows)
        sources, targets = sizes[:, 0], sizes[:, 1]
        self.target_starts = np.concatenate([[0], np.cumsum(np.repeat(sources, targets))[:-1]])  # a run of sources for each target
        begin = np.concatenate([[0], np.cumsum(sources)])[:-1]
        self.source_of = np.concatenate([np.tile(np.arange(b, b + s, dtype=np.int32), t) for b, s, t in zip(begin, sources, targets)])
        self.source_count = int(sources.sum())
        self.pair_starts = np.concatenate([[0], np.cumsum(sources * targets)])

    def per_target(self, values):
        """values / their sum over the sources of the same target position."""
        sums = np.add.reduceat(values, self.target_starts)
        lengths = np.diff(np.append(self.target_starts, len(values)))
        return values / np.repeat(sums, lengths)

    def per_source(self, values):
        return values / np.bincount(self.source_of, values, self.source_count)[self.source_of]


def learn(pairs, vocabulary):
    """-> (keys int64 sorted, p(target|source), p(source|target)), one entry a pair of ids seen together."""
    cells = Cells(pairs, vocabulary)
    keys, at = np.unique(cells.keys, return_inverse=True)
    at, cells.keys = at.astype(np.int32), None
    source, target = keys % vocabulary, keys // vocabulary
    forward = backward = np.ones(len(keys), np.float32)
    for _ in range(ITERATIONS):
        counts = np.bincount(at, cells.per_target(forward[at]), len(keys))
        forward = (counts / np.bincount(source, counts, vocabulary)[source]).astype(np.float32)
        counts = np.bincount(at, cells.per_source(backward[at]), len(keys))
        backward = (counts / np.bincount(target, counts, vocabulary)[target]).astype(np.float32)
    return keys, forward, backward


def align(pairs, table, vocabulary):
    """-> for each pair an array of the target's length: source position, or -1."""
    keys, forward, backward = table
    cells = Cells(pairs, vocabulary)
    at = np.minimum(np.searchsorted(keys, cells.keys), len(keys) - 1)
    seen = keys[at] == cells.keys
    both = cells.per_target(np.where(seen, forward[at], 1e-9)) * cells.per_source(np.where(seen, backward[at], 1e-9))
    found = []
    for (sources, targets), begin in zip(cells.sizes, cells.pair_starts):
        grid = both[begin:begin + sources * targets].reshape(targets, sources)
        best, sums = grid.max(1), grid.sum(1)
        found.append(np.where((best > LEAST_POSTERIOR) & (best > LEAST_SHARE * sums), grid.argmax(1), -1))
    return found
