"""
The briefing: facts computed from frames, then sentences, tables and charts that draw on nothing else.

    fact.py, parts.py, document.py   what a briefing is made of, before it is any kind of file
    gather.py → gathered.py          all that is needed of the warehouse, loaded once
    numbers.py, peers.py, sampling.py, seven.py   facts and choices that several chapters share
    draft.py, chapters/              one section a module; a sentence without its fact is left out, and told
    compose.py                       whole briefings: of a district, of one department, the letter to it
    record.py                        the facts as JSON, and the record that rides in each file
"""
