"""Two texts side by side, what they share marked in both."""

from collections.abc import Sequence
from itertools import pairwise

from dashboard.formats import plain
from dashboard.theme import Look
from pipelines.audit.passages import Passage


def marked(one: str, other: str, shared: Sequence[Passage]) -> tuple[str, str]:
    """Return both texts as markdown, neutral, with the shared passages on a coloured ground."""
    return (
        _marked(one, [(start, end) for start, end, _, _ in shared]),
        _marked(other, sorted((start, end) for _, _, start, end in shared)),
    )


def finding(one: str, shared: Sequence[Passage], look: Look) -> str:
    """Return how much of the first text stands in the other, in one line."""
    signs = sum(end - start for start, end, _, _ in shared)
    part = round(100 * signs / max(len(one), 1))
    zh = f"{len(shared)} 段文字相同，占本表 {part}%"
    return look.say(zh, f"{len(shared)} passages are the same, {part}% of this text")


def _marked(text: str, spans: Sequence[tuple[int, int]]) -> str:
    cuts = [0, *(at for span in spans for at in span), len(text)]
    parts = []
    for number, (start, end) in enumerate(pairwise(cuts)):
        lines = text[start:end].split("\n")
        parts.append("  \n".join(_line(line, number % 2 == 1) for line in lines))
    return "".join(parts)


def _line(text: str, shared: bool) -> str:
    if not text.strip():
        return text
    return f":orange-background[{plain(text)}]" if shared else plain(text)
