"""
Which texts are nearly the same, among a hundred thousand, without comparing each with each.

Two texts are as alike as their runs of five signs: shared runs over all runs (Jaccard, `figures.grams`).
The least of a text's runs under a mixing of all runs is that of another text as often as the two are
alike (MinHash). Texts that agree in a band of a few mixings are looked at; of these, the ones that agree
in enough of all mixings are compared exactly. So the work grows with the texts and not with their pairs;
the mixings are fixed, and what is given is exact: a pair that is just as alike as asked is missed once in
ten thousand.
"""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from math import sqrt
from random import Random

import numpy as np
import numpy.typing as npt

from pipelines.audit.figures import GRAM, folded

Numbers = npt.NDArray[np.int64]
Runs = npt.NDArray[np.uint64]
Mixed = npt.NDArray[np.uint32]

_MIXINGS = 130
_MISSED = 1e-4
#: Of a band's texts each is looked at beside so many others at least, before `_PAIRS` ends the search.
_NEIGHBOURS = 32
_PAIRS = 1_000_000  #: where thousands of texts are copies of one another: seconds, and not hours
_BATCH = 1_000
_FACTOR = np.uint64(0x9E3779B97F4A7C15)


@dataclass(frozen=True, slots=True)
class Twin:
    """The text of another owner that is most like one text."""

    other: int  #: its number
    alike: Decimal  #: shared runs over all runs, 0–1
    owners: int  #: how many other owners have a text as alike as asked; of very many copies, at least so many


def twins(texts: Sequence[str], owners: Sequence[Hashable], least: Decimal) -> list[Twin | None]:
    """
    For each text the most similar one of another owner.

    Args:
        texts: any number; a text without a run of five signs has no twin.
        owners: whose each text is; texts of one owner are not compared.
        least: how alike they have to be, above 0 and at most 1.

    Returns:
        One entry a text, None where no text is so alike. Of equally similar ones the first is named.
    """
    known: dict[Hashable, int] = {}
    whose = np.array([known.setdefault(one, len(known)) for one in owners], dtype=np.int64)
    share, found = Fraction(least), []
    runs, starts = _runs(texts)
    one, other = _candidates(_signatures(runs, starts), np.diff(starts), whose, float(least))
    for first, last in pairwise(_bounds(one)):
        found.append(_compared(runs, starts, int(one[first]), other[first:last], share))
    return _best(np.concatenate([np.empty((0, 4), np.int64), *found]), whose)


def _runs(texts: Sequence[str]) -> tuple[Runs, Numbers]:
    """Each text's different runs as hashes, rising, one text behind the other; and where each begins."""
    parts, sizes = [np.empty(0, np.uint64)], [0]
    for first in range(0, len(texts), _BATCH):
        batch = [folded(text) for text in texts[first : first + _BATCH]]
        signs = np.frombuffer("".join(batch).encode("utf-32-le", "surrogatepass"), dtype="<u4")
        hashes, start = _hashed(signs.astype(np.uint64)), 0
        for text in batch:
            own = np.sort(hashes[start : start + max(0, len(text) - GRAM + 1)])
            parts.append(own[_changes(own)])
            sizes.append(len(parts[-1]))
            start += len(text)
    return np.concatenate(parts), np.cumsum(np.array(sizes, dtype=np.int64))


def _hashed(signs: Runs) -> Runs:
    """The hash of the run that begins at each sign; as many as there are signs, less the last four."""
    found = np.zeros(max(0, len(signs) - GRAM + 1), dtype=np.uint64)
    for place in range(GRAM):
        found = found * _FACTOR + signs[place : place + len(found)]
    found ^= found >> np.uint64(29)
    found *= np.uint64(0xBF58476D1CE4E5B9)
    return found ^ (found >> np.uint64(32))


def _signatures(runs: Runs, starts: Numbers) -> Mixed:
    """Each text's least run under every mixing: texts × mixings; a text without runs has zeros."""
    drawn = Random(5)
    mixings = [(drawn.getrandbits(32), drawn.getrandbits(32) | 1) for _ in range(_MIXINGS)]
    found = np.zeros((len(starts) - 1, _MIXINGS), dtype=np.uint32)
    full = np.flatnonzero(np.diff(starts))
    for first in range(0, len(full), _BATCH):
        some = full[first : first + _BATCH]
        begin = starts[some[0]]
        own = (runs[begin : starts[some[-1] + 1]] >> np.uint64(16)).astype(np.uint32)
        for number, (flipped, factor) in enumerate(mixings):
            mixed = (own ^ np.uint32(flipped)) * np.uint32(factor)
            found[some, number] = np.minimum.reduceat(mixed, starts[some] - begin)
    return found


def _candidates(signatures: Mixed, sizes: Numbers, whose: Numbers, least: float) -> tuple[Numbers, Numbers]:
    """Pairs of texts of different owners that may be as alike as `least`, each once, sorted."""
    width = max(
        (rows for rows in range(1, 21) if (1 - least**rows) ** (_MIXINGS // rows) < _MISSED), default=1
    )
    # Far enough below, by what the drawing of so many mixings lets it miss.
    agree = (least - 4 * sqrt(least * (1 - least) / _MIXINGS)) * _MIXINGS
    order = np.argsort(sizes, kind="stable")[np.count_nonzero(sizes == 0) :]  # like stands beside like
    bands, texts = [np.empty(0, np.uint64)], [np.empty(0, np.int64)]
    for number in range(_MIXINGS // width):
        key = np.full(len(order), number, dtype=np.uint64)
        for column in range(number * width, (number + 1) * width):
            key = (key ^ signatures[order, column]) * _FACTOR
        by_key = np.argsort(key, kind="stable")
        key = key[by_key]
        again = key[1:] == key[:-1]
        kept = np.append(again, False) | np.append(False, again)[: len(key)]
        bands.append(key[kept])
        texts.append(order[by_key[kept]])
    band, text = np.concatenate(bands), np.concatenate(texts)
    rows, step, total = np.arange(len(band)), 0, 0
    pairs = [np.empty(0, np.int64)]
    while step < _NEIGHBOURS or total < _PAIRS:
        step += 1
        rows = rows[: np.searchsorted(rows, len(band) - step)]
        rows = rows[band[rows] == band[rows + step]]
        if not len(rows):
            break
        one, other = text[rows], text[rows + step]
        apart = whose[one] != whose[other]
        coded = np.minimum(one, other)[apart] * len(sizes) + np.maximum(one, other)[apart]
        pairs.append(_agreeing(_different(coded), signatures, agree))
        total += len(pairs[-1])
    one, other = np.divmod(_different(np.concatenate(pairs)), max(1, len(sizes)))
    return one, other


def _agreeing(pairs: Numbers, signatures: Mixed, agree: float) -> Numbers:
    """The pairs whose signatures have so many mixings in common."""
    kept = [np.empty(0, np.int64)]
    for first in range(0, len(pairs), 50_000):
        some = pairs[first : first + 50_000]
        one, other = np.divmod(some, len(signatures))
        kept.append(some[np.count_nonzero(signatures[one] == signatures[other], axis=1) >= agree])
    return np.concatenate(kept)


def _compared(runs: Runs, starts: Numbers, one: int, others: Numbers, share: Fraction) -> Numbers:
    """Those of the others that are as alike as asked: rows of text, other, shared runs, all runs."""
    own, sizes = runs[starts[one] : starts[one + 1]], starts[others + 1] - starts[others]
    theirs = np.concatenate([runs[starts[other] : starts[other + 1]] for other in others.tolist()])
    at = np.minimum(np.searchsorted(own, theirs), len(own) - 1)
    shared = np.add.reduceat((own[at] == theirs).astype(np.int64), np.cumsum(sizes) - sizes)
    union = len(own) + sizes - shared
    rows = np.stack([np.full(len(others), one), others, shared, union], axis=1)
    return rows[shared * share.denominator >= union * share.numerator]


def _best(rows: Numbers, whose: Numbers) -> list[Twin | None]:
    """The best of what was found, for both texts of each pair."""
    best: list[Twin | None] = [None] * len(whose)
    rows = np.concatenate([rows, rows[:, [1, 0, 2, 3]]])
    # Quotients of small whole numbers: equal ones are equal as floats, and different ones differ.
    rows = rows[np.lexsort((rows[:, 1], -rows[:, 2] / rows[:, 3], rows[:, 0]))]
    for first, last in pairwise(_bounds(rows[:, 0])):
        one, other, shared, union = rows[first].tolist()
        owners = len(set(whose[rows[first:last, 1]].tolist()))
        best[one] = Twin(other, Decimal(shared) / union, owners)
    return best


def _changes(values: Runs | Numbers) -> npt.NDArray[np.bool_]:
    """Where a value differs from the one before it; the first always does."""
    return np.append(True, values[1:] != values[:-1])[: len(values)]


def _different(values: Numbers) -> Numbers:
    """The different values, rising."""
    values = np.sort(values)
    return values[_changes(values)]


def _bounds(values: Numbers) -> list[int]:
    """Where each run of equal values begins, and where the last one ends."""
    return [*np.flatnonzero(_changes(values)).tolist(), len(values)]
