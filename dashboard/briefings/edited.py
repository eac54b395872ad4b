"""
Sentences that a person wrote in place of the generated ones, part by part.

A number in them that the briefing knows stays a fact, with its rows; any other is marked, in every
format, so that nobody takes it for one.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from dashboard.briefings.document import Briefing
from dashboard.briefings.fact import Fact
from dashboard.briefings.parts import Block, Heading, Name, Paragraph, Part, Section, Sentence
from pipelines.ledger import briefs

#: Behind a number that is no fact.
MARK = "〔未核对〕"
#: What a part before any heading is called.
OPENING = "导语"
_NUMBER = r"[0-9０-９][0-9０-９,，.．]*[%％]?"
_NOT_WITHIN = r"(?<![0-9０-９.．,，])"
_NOT_BEFORE = r"(?![0-9０-９]|[.．,，][0-9０-９])"


@dataclass(frozen=True, slots=True)
class EditablePart:
    """What can be written anew: the sentences under one heading. `key` stays the same on other days."""

    key: str
    title: str
    text: str  #: one paragraph a line


def editable(briefing: Briefing) -> list[EditablePart]:
    """Return the parts of a briefing that hold sentences, in order of reading."""
    found: dict[str, EditablePart] = {}
    for section in briefing.sections:
        for key, title, block in _placed(section):
            if isinstance(block, Paragraph):
                line = block.lead + "".join(sentence.plain() for sentence in block.sentences)
                old = found.get(key)
                found[key] = EditablePart(key, title, f"{old.text}\n{line}" if old else line)
    return list(found.values())


def apply(briefing: Briefing, texts: Mapping[str, str]) -> Briefing:
    """
    Return the briefing with the texts in place of the sentences of their parts.

    The text stands where the part's first paragraph stood; tables and charts stay. A part that the
    briefing no longer has is left out.
    """
    if not texts:
        return briefing
    read = _Reader(briefing)
    return replace(
        briefing, sections=tuple(_written_anew(section, texts, read) for section in briefing.sections)
    )


def about(briefing: Briefing) -> briefs.About:
    """What the ledger calls a briefing."""
    return briefs.About(briefing.kind, briefing.collection, briefing.year, briefing.department)


def worded(briefing: Briefing, texts: Mapping[briefs.About, Mapping[str, str]]) -> Briefing:
    """Return the briefing with what people wrote into it, of all that `briefs.wordings` has."""
    return apply(briefing, texts.get(about(briefing), {}))


def unknown_numbers(briefing: Briefing, text: str) -> list[str]:
    """Return the numbers of a text that are no facts of the briefing, in order, each once."""
    parts = _Reader(briefing).parts(text)
    return list(
        dict.fromkeys(
            part.text.removesuffix(MARK)
            for part in parts
            if isinstance(part, Name) and part.text.endswith(MARK)
        )
    )


def _placed(section: Section) -> Iterator[tuple[str, str, Block]]:
    """Every block with the key and the title of the heading that it stands under."""
    above: dict[int, Heading] = {}
    for block in section.blocks:
        if isinstance(block, Heading):
            above = {level: one for level, one in above.items() if level < block.level}
            above[block.level] = block
        path = "".join(one.mark for one in above.values())
        lowest = list(above.values())[-1:]
        title = "".join(one.mark + one.text for one in lowest) or OPENING
        yield f"{section.key}/{path}", title, block


def _written_anew(section: Section, texts: Mapping[str, str], read: "_Reader") -> Section:
    blocks: list[Block] = []
    done: set[str] = set()
    for key, _, block in _placed(section):
        if not isinstance(block, Paragraph) or key not in texts:
            blocks.append(block)
        elif key not in done:
            done.add(key)
            lines = [line.strip() for line in texts[key].splitlines() if line.strip()]
            blocks += [Paragraph((Sentence(tuple(read.parts(line))),)) for line in lines]
    return replace(section, blocks=tuple(blocks))


class _Reader:
    """Finds facts, names and years of a briefing in a text."""

    def __init__(self, briefing: Briefing) -> None:
        # What a sentence says comes before what a table writes: both may read 「60」.
        known = [one for _, _, one in briefing.facts()]
        self._facts: dict[str, Fact] = {}
        for one in sorted(known, key=lambda one: not one.key.endswith("~")):
            if any(letter.isdigit() for letter in one.shown):
                self._facts.setdefault(one.shown, one)
        years = [str(briefing.year - back) for back in (0, 1)] if briefing.year else []
        names = [name for name in _names(briefing) if re.search(_NUMBER, name)]
        self._names = {*names, *years}
        words = sorted({*self._facts, *self._names}, key=lambda word: (-len(word), word))
        known_words = "|".join(map(re.escape, words))
        said = f"{_NOT_WITHIN}(?:{known_words}){_NOT_BEFORE}|" if words else ""
        self._pattern = re.compile(f"({said}{_NUMBER})")

    def parts(self, text: str) -> list[Part]:
        """Words, facts, and names in order; a number that is none of them carries `MARK`."""
        found: list[Part] = []
        for at, piece in enumerate(self._pattern.split(text)):
            if not piece:
                continue
            if at % 2 == 0:
                found.append(piece)
            elif piece in self._names:
                found.append(Name(piece))
            else:
                found.append(self._facts.get(piece) or Name(piece + MARK))
        return found


def _names(briefing: Briefing) -> Iterator[str]:
    for section in briefing.sections:
        for block in section.blocks:
            if isinstance(block, Paragraph):
                for sentence in block.sentences:
                    yield from (part.text for part in sentence.parts if isinstance(part, Name))
