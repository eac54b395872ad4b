"""
Form files that look like those which departments publish, made from facts.

    facts                         a form in the words of the contract (`show --json`)
    templates.lay_out(facts, …)   Table     title, rows of cells with spans, notes
    writers.write(tables, …)      bytes     xlsx, docx, html, text; the same bytes every time
    district.write_district(…)    Summary   an invented district on disk, with `truth.json`

Nothing here knows how forms are read: what a written file says is known from its facts.
"""
