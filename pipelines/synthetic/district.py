"""An invented district on disk: form files, its roster, and what a reader must find in them."""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from random import Random

from pipelines.synthetic.names import DISTRICT
from pipelines.synthetic.package import zipped
from pipelines.synthetic.plan import Member, Plan, PlannedForm, plan_district
from pipelines.synthetic.roster import roster_toml
from pipelines.synthetic.table import Table
from pipelines.synthetic.templates import file_stem, lay_out, render_many
from pipelines.synthetic.truth import truth

COLLECTION = f"{DISTRICT}（演示数据）"
#: The departments of this kind file together, in one archive a year.
_TOGETHER = "公安政法"


@dataclass(frozen=True, slots=True)
class Summary:
    """What was written. A member of an archive counts as a file, the archive itself does not."""

    departments: int
    years: tuple[int, ...]
    files: int
    files_on_disk: int
    forms: int  #: of distinct files: what is filed twice byte for byte counts once
    duplicates: int
    superseded: int


@dataclass(frozen=True, slots=True)
class _File:
    path: PurePosixPath  #: under the collection
    forms: int
    content: bytes
    archive: str | None = None  #: of the archive that holds it


def write_district(
    out: Path,
    departments: int = 60,
    years: int = 3,
    seed: int = 1,
    progress: Callable[[int, int], None] | None = None,
) -> Summary:
    """
    Write a district of `departments` departments over `years` years, the same bytes for the same seed.

    `out` gets one folder (the collection) with the forms and `.departments.toml`, and
    `truth.json` beside it. `progress` is told (departments written, departments).

    Raises:
        ValueError: fewer than one department or year.
        OSError: the folder cannot be written.
    """
    plan = plan_district(departments, years, seed)
    root = out / COLLECTION
    root.mkdir(parents=True, exist_ok=True)
    (root / ".departments.toml").write_text(roster_toml(plan), encoding="utf-8")
    counts = {"files": 0, "files_on_disk": 0, "forms": 0, "duplicates": 0, "superseded": 0}
    archives: dict[str, list[tuple[str, bytes]]] = {}
    for done, member in enumerate(plan.members, start=1):
        seen: set[bytes] = set()
        for file in _files(member, plan):
            counts["files"] += 1
            if file.content in seen:
                counts["duplicates"] += 1
            else:
                counts["forms"] += file.forms
            seen.add(file.content)
            if file.archive:
                archives.setdefault(file.archive, []).append((str(file.path), file.content))
            else:
                counts["files_on_disk"] += 1
                path = root / file.path
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(file.content)
        counts["superseded"] += sum(form.earlier is not None for form in member.forms)
        if progress:
            progress(done, len(plan.members))
    for name, entries in archives.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(zipped(entries))
        counts["files_on_disk"] += 1
    told = json.dumps(truth(plan, counts, COLLECTION), ensure_ascii=False, indent=1)
    (out / "truth.json").write_text(told + "\n", encoding="utf-8")
    return Summary(departments=len(plan.members), years=plan.years, **counts)


def _files(member: Member, plan: Plan) -> Iterator[_File]:
    """Yield the files of a department: its overall form, its projects apart or together."""
    name = member.department.name
    random = Random(f"{plan.seed}/{name}/files")
    together = member.department.kind == _TOGETHER
    for year in plan.years:
        forms = [form for form in member.forms if form.year == year]
        archive = f"{year}/{_TOGETHER}（打包报送）.zip" if together else None
        folder = PurePosixPath(name) if together else PurePosixPath(str(year), name)
        first = True
        for group in _groups(forms, random):
            fmt = member.formats[year]
            stem = file_stem(group[0].facts) if len(group) == 1 else f"{year}年度{name}绩效自评表"
            stem += "" if first or len(group) == 1 else "（项目）"
            original = [replace(form, facts=form.earlier or form.facts) for form in group]
            ending, content = render_many(_tables(original), fmt, "")
            file = _File(folder / f"{stem}{ending}", len(group), content, archive)
            yield file
            loose = PurePosixPath(str(year), name)
            if any(form.earlier for form in group):
                again = [form for form in group if form.earlier]
                _, corrected = render_many(_tables(again), fmt, "")
                yield _File(loose / "更正" / f"{stem}（更正）{ending}", len(again), corrected)
            elif first and plan.cast.has("duplicate_file", name, year):
                yield _File(loose / "补充材料" / f"{stem}（副本）{ending}", len(group), content)
            first = False


def _groups(forms: Sequence[PlannedForm], random: Random) -> Iterator[list[PlannedForm]]:
    """Yield the forms that stand in one file: mostly one each, else the projects, else all."""
    overall = [form for form in forms if form.form_type == "department_overall"]
    projects = [form for form in forms if form.form_type != "department_overall"]
    drawn = random.random()
    if drawn < 0.15 and forms:
        yield [*overall, *projects]
    elif drawn < 0.4:
        yield from ([overall] if overall else [])
        yield from ([projects] if projects else [])
    else:
        yield from ([form] for form in forms)


def _tables(forms: Sequence[PlannedForm]) -> list[Table]:
    return [lay_out(form.facts, form.template) for form in forms]
