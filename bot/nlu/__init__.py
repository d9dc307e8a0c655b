"""What is heard: cleaning, life events, acts, facts, and the arbiter that decides between them.

Read in this order: `cleaning`, `tokenizer`, `lexicon`, `linear` (how a model is trained and asked),
`event_recogniser`, `act_classifier`, `fact_reader` with `phrases`, `numerals`, `dates`, `pending`, then `arbiter`.
"""
