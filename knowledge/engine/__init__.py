"""What may still change the answer, and what to ask next.

Read in this order: `outcome` (what the answer consists of), `axes` (the values that can matter), `diagram` and `roots`
(conditions as decision diagrams), `relevance` (where a person stands), `needs` and `information` (what a question is
worth), `questions` (the next one), `ordering` (found when a bundle is built), `recall` (parts that are remembered).
"""
