"""
How well projects are followed through their renames: `python -m tests.following`.

Over invented districts, whose plan knows which forms are about one project (`truth.json` says the same).
"""

from collections import defaultdict
from dataclasses import dataclass, field
from itertools import pairwise

from pipelines.queries.following import ProjectForm, follow
from pipelines.synthetic.plan import plan_district
from pipelines.synthetic.truth import own_money

Pair = tuple[str, str]


@dataclass
class Figures:
    """Pairs of forms: those that are one project, those that were found so, and how sure each find was."""

    true: set[Pair] = field(default_factory=set)
    renamed: set[Pair] = field(default_factory=set)  #: of the true ones, those under two names
    found: dict[Pair, float] = field(default_factory=dict)

    @property
    def precision(self) -> float:
        return len(self.true & self.found.keys()) / len(self.found)

    @property
    def recall(self) -> float:
        return len(self.true & self.found.keys()) / len(self.true)

    @property
    def recall_of_renamed(self) -> float:
        return len(self.renamed & self.found.keys()) / len(self.renamed)

    @property
    def wrong(self) -> set[Pair]:
        return self.found.keys() - self.true


def measure(departments: int, years: int, seed: int) -> Figures:
    """Follow all projects of a district, from the facts that its forms print."""
    figures, forms = Figures(), []
    for member in plan_district(departments, years, seed).members:
        same: dict[str, list[ProjectForm]] = defaultdict(list)
        for number, one in enumerate(member.forms):
            if one.subject is None:
                continue
            names = tuple(row["name"] for row in one.facts["indicators"])
            form = ProjectForm(
                f"{seed}·{one.department}·{number}", "演示区", one.department, one.form_type, one.year,
                one.facts["project"], names, own_money(one.facts, "adjusted"),
            )  # fmt: skip
            forms.append(form)
            same[one.subject].append(form)
        for several in same.values():
            for earlier, later in pairwise(several):
                figures.true.add((earlier.form_id, later.form_id))
                if earlier.project != later.project:
                    figures.renamed.add((earlier.form_id, later.form_id))
    figures.found = {(match.earlier, match.later): match.confidence for match in follow(forms)}
    return figures


def main() -> None:
    """Print the figures of a few districts, and how often finds of each confidence were right."""
    bands: dict[float, list[bool]] = defaultdict(list)
    for seed in range(1, 6):
        one = measure(300, 5, seed)
        print(
            f"seed {seed}: {len(one.true)} pairs, {len(one.renamed)} renamed; precision {one.precision:.4f}, "
            f"recall {one.recall:.4f}, of renamed {one.recall_of_renamed:.3f}"
        )
        for pair, sure in one.found.items():
            bands[int(sure * 20) / 20].append(pair in one.true)
    for band, right in sorted(bands.items()):
        print(f"confidence from {band:.2f}: {len(right)} finds, {sum(right) / len(right):.4f} right")


if __name__ == "__main__":
    main()
