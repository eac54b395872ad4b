"""The fourteen published forms, laid out in every format, are read right."""

import pytest

from pipelines.synthetic.writers import FORMATS
from tests.accuracy import by_format


@pytest.mark.parametrize("fmt", list(FORMATS))
def test_the_published_forms_are_read_right(fmt: str) -> None:
    tally = by_format([fmt])[fmt]
    assert tally.expected > 1000
    assert tally.share_right >= 0.99, tally.missed
    assert tally.share_wrong <= 0.005, tally.wrong
