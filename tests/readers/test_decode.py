"""Bytes become text by what they are, not by what the file says of itself."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.problems import SourceError
from pipelines.readers.decode import decode

NAME = "朱镕基堃㎡：绩效自评表５㎡"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-32"])
def test_the_usual_encodings_are_told_apart(encoding: str) -> None:
    assert decode(NAME.encode(encoding)) == NAME


@pytest.mark.parametrize("order", ["utf-16-le", "utf-16-be"])
def test_utf_16_is_known_without_its_mark(order: str) -> None:
    text = f"{NAME}\t100.00\r\n" * 20
    assert decode(text.encode(order)) == text


def test_a_page_that_names_gb2312_may_hold_characters_beyond_it() -> None:
    page = f'<meta charset="gb2312"><td>{NAME}</td>'
    assert decode(page.encode("gb18030")) == page


def test_a_page_kept_as_utf_8_may_still_name_gb2312() -> None:
    page = f'<meta charset="gb2312"><td>{NAME}</td>'
    assert decode(page.encode()) == page


def test_big5_is_believed() -> None:
    page = '<meta http-equiv="Content-Type" content="text/html; charset=big5"><td>績效自評表</td>'
    assert decode(page.encode("big5")) == page


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_character_cut_off_at_the_end_costs_only_itself(encoding: str) -> None:
    assert decode((NAME + "表").encode(encoding)[:-1]) == NAME + "\ufffd"


def test_one_damaged_byte_does_not_turn_a_utf_8_text_into_another_language() -> None:
    data = bytearray((NAME * 5).encode())
    data[31] = 0xFF
    text = decode(bytes(data))
    assert "\ufffd" in text
    assert text.count("绩效自评表") >= 4


@pytest.mark.parametrize("noise", [bytes(range(256)) * 4, b"\x00\x01\x02\x03" * 9, b"\xff\xfe\x00\xd8" * 50])
def test_noise_is_no_text(noise: bytes) -> None:
    with pytest.raises(SourceError) as caught:
        decode(noise)
    assert caught.value.code == "unreadable"


@given(data=st.binary(max_size=200))
def test_any_bytes_give_a_text_or_a_source_error(data: bytes) -> None:
    with suppress(SourceError):
        assert isinstance(decode(data), str)
