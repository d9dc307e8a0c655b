"""The mind: facts in, guidance out. Pure: no clock, no random source, no network; the same on every Python.

Read in this order. `model` are the records that a county official writes, `condition` is their language, `bundle` the
compiled catalogue and `check` the only way to one (`content` reads, `lint` judges). `resolve` and `evaluate` say what a
condition means for one person. `engine` decides what may still change the answer and what to ask next. `materials`,
`forms` and `timing` say what is needed, filled in and waited for; `guidance` joins it all. `proof` shows that nothing
unasked could change the answer, `explain` why a line stands, `diff` what a new bundle changes and for whom, `optimum`
how near the order of questions is to the best possible.
"""
