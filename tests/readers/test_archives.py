"""Archives beside zip: every file in them is read, and none can lead out or swell."""

import gzip
import io
import random
import tarfile
from collections.abc import Mapping

import py7zr
import pytest

from pipelines.readers import ReadResult, limits, read_bytes, sniff, unpack

PAGE = "<table><tr><td>一级指标</td><td>得分</td></tr></table>".encode()
FILES = {"县医院/自评表.html": PAGE, "说明.txt": "项目支出绩效自评表".encode("gb18030")}


def tar(files: Mapping[str, bytes], encoding: str = "utf-8", kind: int = tarfile.PAX_FORMAT) -> bytes:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w", encoding=encoding, format=kind) as archive:
        for name, data in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return stream.getvalue()


def seven_zip(files: Mapping[str, bytes], password: str | None = None) -> bytes:
    stream = io.BytesIO()
    with py7zr.SevenZipFile(stream, "w", password=password) as archive:
        for name, data in files.items():
            archive.writestr(data, name)
    return stream.getvalue()


def members(result: ReadResult) -> list[tuple[str | None, str]]:
    return [(one.member, one.grids[0].cells[0].text) for one in result.documents]


@pytest.mark.parametrize(
    ("data", "media"),
    [
        (tar(FILES), sniff.TAR),
        (tar(FILES, "gb18030", tarfile.GNU_FORMAT), sniff.TAR),
        (gzip.compress(tar(FILES)), sniff.GZIP),
        (seven_zip(FILES), sniff.SEVEN_ZIP),
    ],
    ids=["tar", "tar with GBK names", "tar.gz", "7z"],
)
def test_every_file_of_an_archive_is_read(data: bytes, media: str) -> None:
    assert sniff.media_type(io.BytesIO(data)) == media
    result = read_bytes(data, "上报.dat")
    assert not result.rejected
    assert members(result) == [("县医院/自评表.html", "一级指标"), ("说明.txt", "项目支出绩效自评表")]


def test_a_compressed_file_that_is_no_tar_is_the_file() -> None:
    packed = bytearray(gzip.compress(PAGE))
    packed[3] |= 0x08
    packed[10:10] = "自评表.html".encode("gb18030") + b"\0"
    assert members(read_bytes(bytes(packed), "自评表.html.gz")) == [("自评表.html", "一级指标")]


def test_archives_inside_archives_are_opened_down_to_a_depth() -> None:
    data = PAGE
    for depth in range(3):
        data = (tar({"内.tar": data}), seven_zip({"内.7z": data}), gzip.compress(data))[depth]
    assert len(read_bytes(data, "外.gz").documents) == 1
    deep = PAGE
    for _ in range(6):
        deep = gzip.compress(deep)
    (rejected,) = read_bytes(deep, "深.gz").rejected
    assert rejected.error.code == "too_large"


def test_what_is_no_plain_file_is_passed_over() -> None:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w") as archive:
        for name, kind in (("链接", tarfile.SYMTYPE), ("硬链接", tarfile.LNKTYPE), ("设备", tarfile.CHRTYPE)):
            info = tarfile.TarInfo(name)
            info.type, info.linkname = kind, "/etc/hostname"
            archive.addfile(info)
        info = tarfile.TarInfo("../../表.html")
        info.size = len(PAGE)
        archive.addfile(info, io.BytesIO(PAGE))
        hidden = tarfile.TarInfo(".隐藏.html")
        hidden.size = len(PAGE)
        archive.addfile(hidden, io.BytesIO(PAGE))
    result = read_bytes(stream.getvalue(), "表.tar")
    assert members(result) == [("../../表.html", "一级指标")]
    assert not result.rejected


def test_an_archive_without_files_is_empty() -> None:
    for data in (gzip.compress(tar({".隐藏": b"x"})), seven_zip({"~$表.docx": b"x"})):
        assert [one.error.code for one in read_bytes(data, "空").rejected] == ["empty"]


def test_a_7z_with_a_password_says_so() -> None:
    (rejected,) = read_bytes(seven_zip(FILES, "密码"), "密.7z").rejected
    assert rejected.error.code == "encrypted"


def test_what_swells_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unpack, "MAX_FILE_BYTES", 1 << 20)
    monkeypatch.setattr(unpack, "MAX_HELD_BYTES", 1 << 20)
    zeros = bytes(5 << 20)
    for data in (gzip.compress(zeros), seven_zip({"零.txt": zeros}), tar({"零.txt": zeros})):
        (rejected,) = read_bytes(data, "炸弹").rejected
        assert rejected.error.code == "too_large"
    # A file that is too large does not take the others with it.
    result = read_bytes(tar({"零.txt": zeros, "表.html": PAGE}), "混.tar")
    assert members(result) == [("表.html", "一级指标")]


def test_a_size_that_lies_is_stopped_at_the_limit() -> None:
    # A pax header says that it is eight gigabytes long; the stream behind it unpacks for ever.
    head = bytearray(tar({"表.txt": b"x"}, kind=tarfile.USTAR_FORMAT)[:512])
    head[156:157] = b"x"
    head[124:136] = b"77777777777\0"
    head[148:156] = b"        "
    head[148:156] = b"%06o\0 " % sum(head)
    (rejected,) = read_bytes(gzip.compress(bytes(head) + bytes(1 << 20)), "长.tar.gz").rejected
    assert rejected.error.code in {"too_large", "truncated"}


def test_a_damaged_archive_is_refused_in_one_line() -> None:
    dice = random.Random(11)
    for whole in (tar(FILES), gzip.compress(tar(FILES)), seven_zip(FILES)):
        for _ in range(60):
            data = bytearray(whole[: dice.choice([len(whole), dice.randrange(20, len(whole))])])
            for _ in range(dice.randrange(1, 8)):
                data[dice.randrange(6, len(data))] = dice.randrange(256)
            for _, error in read_bytes(bytes(data), "坏").rejected:
                assert "\n" not in error.line()


def test_the_limits_leave_room_for_a_district() -> None:
    assert limits.MAX_HELD_BYTES >= 4 * limits.MAX_FILE_BYTES
