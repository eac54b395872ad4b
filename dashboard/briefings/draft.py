"""A section while it is written: sentences that need facts, and the record of those that were left out."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from dashboard.briefings.document import LeftOut
from dashboard.briefings.fact import Fact, Unit, rounded
from dashboard.briefings.parts import (
    Block,
    Cell,
    Chart,
    Heading,
    Name,
    Paragraph,
    Part,
    Sentence,
    Table,
)

Said = tuple[Sentence, ...]


class Draft:
    """One section on its way; blocks stand in the order in which they are added."""

    def __init__(self, key: str) -> None:
        self.key = key
        self.blocks: list[Block] = []
        self.left_out: list[LeftOut] = []

    def say(self, what: str, *parts: Part) -> Said:
        """
        Return one sentence, its facts as running text writes them; none where one cannot be formed.

        `what` names the sentence for the record of those left out.
        """
        missing = [part.text for part in parts if isinstance(part, Fact) and part.value is None]
        if missing:
            self.leave(what, "没有可以计算的数：" + "、".join(dict.fromkeys(missing)))
            return ()
        return (Sentence(tuple(part.in_text() if isinstance(part, Fact) else part for part in parts)),)

    def leave(self, what: str, why: str) -> None:
        """Record a sentence, a table or a chart that is not written, and why."""
        self.left_out.append(LeftOut(self.key, what, why))

    def heading(self, level: int, mark: str, text: str) -> None:
        assert level in (1, 2, 3)
        self.blocks.append(Heading(level, mark, text))  # type: ignore[arg-type]  # narrowed above

    def paragraph(self, *said: Said, lead: str = "") -> None:
        """Add the sentences that there are; nothing where there are none."""
        sentences = tuple(one for several in said for one in several)
        if sentences:
            self.blocks.append(Paragraph(sentences, lead))

    def add(self, block: Table | Chart | None) -> None:
        if block is not None:
            self.blocks.append(block)


def listed(items: Iterable[Sequence[Part]], between: str = "、") -> list[Part]:
    """Items one after the other, with a sign between them."""
    found: list[Part] = []
    for item in items:
        found += [between, *item] if found else list(item)
    return found


def bare(sentence: Sentence) -> Sentence:
    """A sentence as a title has it: without the full stop."""
    *first, last = sentence.parts
    return Sentence((*first, last.removesuffix("。"))) if isinstance(last, str) else sentence


def names(words: Sequence[str], most: int = 3) -> list[Part]:
    """Names, at most so many, then 「等」."""
    found = listed([Name(word)] for word in words[:most])
    return [*found, "等"] if len(words) > most else found


def moved(change: Fact, up: str = "上升", down: str = "下降", same: str = "持平") -> list[Part]:
    """The verb of a change and its size, by what is written: 0.04 percentage points are no change."""
    if change.value is None:
        return [change]
    digits = 1 if change.unit is Unit.PERCENTAGE_POINTS else 2
    size = rounded(change.value, digits)
    return [same] if not size else [up if size > 0 else down, change]


def is_above(fact: Fact, other: Fact | Decimal) -> bool:
    """Whether a fact is above another; False where either is unknown."""
    value = other.value if isinstance(other, Fact) else other
    return fact.value is not None and value is not None and fact.value > value


def cell(*parts: Part | None, level: int = 0) -> Cell:
    """A cell of a table; what is not there is left blank by the table's own sign."""
    return Cell(tuple(part for part in parts if part is not None), level)
