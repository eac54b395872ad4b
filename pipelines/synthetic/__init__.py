"""
Form files that look like those which departments publish, made from facts.

    facts                         a form in the words of the contract (`show --json`)
    templates.lay_out(facts, …)   Table     title, rows of cells with spans, notes
    writers.write(tables, …)      bytes     xlsx, docx, html, text; the same bytes every time
    plan.plan_district(…)         Plan      an invented district: what each department files
    write_district(…)             Summary   the plan as files on disk, with `truth.json`

Nothing here knows how forms are read: what a written file says is known from its facts.
"""

from pipelines.synthetic.district import Summary, write_district

__all__ = ["Summary", "write_district"]
