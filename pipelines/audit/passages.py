"""Where two texts say the same: what a person sees side by side when texts are found to be alike."""

import re
from collections import defaultdict

from pipelines.audit.figures import GRAM, NUMBER
from pipelines.forms.text import key
from pipelines.warehouse.schema import GOALS
from pipelines.warehouse.warehouse import Warehouse, Where

Passage = tuple[int, int, int, int]  #: start and end in one text, start and end in the other

#: Of a run that one text repeats over and over, so many places are tried.
_PLACES = 50
_NUMBER_OR_SIGN = re.compile(f"({NUMBER.pattern})|.", re.DOTALL)


def passages(one: str, other: str, least: int = 2 * GRAM) -> list[Passage]:
    """
    The passages that two texts share, also where their order differs.

    Args:
        one: a text as its form prints it.
        other: the text beside it.
        least: signs of the shortest passage; white space is no sign, and a whole number is one, so that
            a year or an amount that was changed is no difference.

    Returns:
        (start in one, end in one, start in other, end in other), in the order of `one`, the ends not
        included; no two overlap in either text. [] where nothing is shared.
    """
    own, of_own = _signs(one)
    theirs, of_theirs = _signs(other)
    places: dict[str, list[int]] = defaultdict(list)
    for place in range(len(theirs) - GRAM + 1):
        places[theirs[place : place + GRAM]].append(place)
    taken = bytearray(len(theirs))
    found, at = [], 0
    while at + GRAM <= len(own):
        tried = places.get(own[at : at + GRAM], [])[:_PLACES]
        lengths = ((_same(own, at, theirs, place, taken), -place) for place in tried)
        length, back = max(lengths, default=(0, 0))
        place = -back  # of equally long ones the first
        if length < least:
            at += 1
            continue
        taken[place : place + length] = b"\1" * length
        (start, _), (_, end) = of_own[at], of_own[at + length - 1]
        (other_start, _), (_, other_end) = of_theirs[place], of_theirs[place + length - 1]
        found.append((start, end, other_start, other_end))
        at += length
    return found


def _same(own: str, at: int, theirs: str, place: int, taken: bytearray) -> int:
    """How many signs from these places on are the same and not taken."""
    length = 0
    while (
        at + length < len(own)
        and place + length < len(theirs)
        and own[at + length] == theirs[place + length]
        and not taken[place + length]
    ):
        length += 1
    return length


def _signs(text: str) -> tuple[str, list[tuple[int, int]]]:
    """The signs that are compared, as in `figures.folded`, and which part of the text each stands for."""
    spread = [(sign, place) for place, printed in enumerate(text) for sign in key(printed)]
    parts = list(_NUMBER_OR_SIGN.finditer("".join(sign for sign, _ in spread)))
    spans = [(spread[part.start()][1], spread[part.end() - 1][1] + 1) for part in parts]
    return "".join("0" if part[1] else part[0] for part in parts), spans


def side_by_side(warehouse: Warehouse, form_id: str, other_form_id: str) -> tuple[str, str, list[Passage]]:
    """What two forms tell in words, and the passages that they share; "" for a form that tells nothing."""
    one, other = (_told(warehouse, form) for form in (form_id, other_form_id))
    return one, other, passages(one, other)


def _told(warehouse: Warehouse, form_id: str) -> str:
    """The narrative of a form, as `figures.narrative` puts it together."""
    rows = warehouse.rows(GOALS, ("achieved",), None, [Where("form_id", "=", form_id)], ("goal_no",))
    return "\n".join(text for text in rows["achieved"] if text)
