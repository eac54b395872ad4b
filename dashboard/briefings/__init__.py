"""
The briefing: facts computed from frames, then sentences, tables and charts that draw on nothing else.

    fact.py        Fact: a value, how it comes from which rows, and how it is written
    parts.py       sentences, tables and charts, made of facts and words
    document.py    Briefing: sections, slides and the one page
"""
