"""
One section of a briefing a module: each a function from what was gathered to a `Draft`.

No sentence holds a number of its own: each clause asks facts, and is not written where its
condition is false or its fact cannot be formed.
"""
