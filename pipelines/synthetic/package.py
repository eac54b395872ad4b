"""Zip files that are the same bytes whenever they are written."""

import io
import zipfile
from collections.abc import Iterable

#: Stamped on every entry; any fixed moment would do.
MOMENT = (2024, 1, 1, 0, 0, 0)


def zipped(entries: Iterable[tuple[str, bytes]]) -> bytes:
    """Return a deflated archive of (name, content), in the order given; names in UTF-8."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries:
            entry = zipfile.ZipInfo(name, date_time=MOMENT)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content)
    return buffer.getvalue()
