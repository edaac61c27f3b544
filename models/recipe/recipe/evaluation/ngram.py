"""5-gram model with interpolated modified Kneser-Ney smoothing (Chen & Goodman 1999) over BPE ids.

The baseline to beat: trained on the very ids the decoder saw. Knows ids only, no text. An n-gram
is a row of ids; its context is found by binary search in the sorted keys of the order below.
"""

import numpy as np

ORDER = 5


def _unique(keys):
    """Sorted distinct keys, how often each occurs, and the place of each input among them."""
    values, inverse, counts = np.unique(keys, return_inverse=True, return_counts=True)
    return values, counts, inverse


class _Order:
    """All n-grams of one order: keys = context place * vocabulary + last id, sorted."""

    def __init__(self, keys, counts, vocabulary):
        self.keys, self.counts = keys, counts.astype(np.float64)
        self.contexts = keys // vocabulary
        n1, n2, n3, n4 = (max(1, int((counts == k).sum())) for k in (1, 2, 3, 4))
        y = n1 / (n1 + 2 * n2)
        self.discounts = np.clip([0, 1 - 2 * y * n2 / n1, 2 - 3 * y * n3 / n2, 3 - 4 * y * n4 / n3], 0, None)
        discount = self.discounts[np.minimum(counts, 3)]
        self.kept = self.counts - discount
        size = int(self.contexts[-1]) + 1
        self.totals = np.bincount(self.contexts, self.counts, minlength=size)
        self.freed = np.bincount(self.contexts, discount, minlength=size)  # mass given to the lower order
        self.begin = np.searchsorted(self.contexts, np.arange(size + 1))

    def find(self, key):
        place = np.searchsorted(self.keys, key)
        return place if place < len(self.keys) and self.keys[place] == key else -1


class NGram:
    def __init__(self, ids, vocabulary, order=ORDER):
        """ids: one array; documents are separated by <bos>, which also gives the first context."""
        self.vocabulary, self.order = vocabulary, order
        ids = np.asarray(ids, np.int64)
        grams = []  # per order: distinct keys, their counts, and the place of the n-gram at each start
        for n in range(1, order + 1):
            context = grams[-1][2][:len(ids) - n + 1] if grams else np.zeros(len(ids), np.int64)
            grams.append(_unique(context * vocabulary + ids[n - 1:]))
        self.orders = []
        for n, (keys, counts, places) in enumerate(grams, 1):
            if n < order:  # lower orders count distinct left neighbours, not occurrences
                _, first = np.unique(grams[n][2], return_index=True)
                neighbours = np.bincount(places[1:][first], minlength=len(keys))
                counts = np.where(neighbours > 0, neighbours, counts)
            self.orders.append(_Order(keys, counts, vocabulary))
        del grams
        first = self.orders[0]
        self.unigram = np.full(vocabulary, first.freed[0] / first.totals[0] / vocabulary)
        self.unigram[first.keys] += first.kept / first.totals[0]

    def _context_places(self, context):
        """Place of the last k ids of the context among the k-grams, for k = 0, 1, ... while seen."""
        places = [0]
        for k in range(1, min(self.order - 1, len(context)) + 1):
            place = 0
            for depth, token in enumerate(context[-k:]):
                place = self.orders[depth].find(place * self.vocabulary + int(token))
                if place < 0:
                    return places
            places.append(place)
        return places

    def distribution(self, context):
        """context: ids before the position -> probabilities fp64 [vocabulary]."""
        p = self.unigram.copy()
        for k, place in enumerate(self._context_places(context)):
            order = self.orders[k]
            if k == 0 or place >= len(order.totals) or order.totals[place] == 0:
                continue
            begin, end = order.begin[place], order.begin[place + 1]
            p *= order.freed[place] / order.totals[place]
            p[order.keys[begin:end] % self.vocabulary] += order.kept[begin:end] / order.totals[place]
        return p
