"""The mind: facts in, guidance out. Pure: no clock, no random source, no network.

Read in this order: `model` (the words), `condition` (the language), `evaluate` (three values), `relevance` and
`questions` (what to ask), `materials`, `forms`, `schedule` (what is needed), `guidance` (the whole answer).
"""
