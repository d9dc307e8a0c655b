"""What leaves the catalogue for others to read, and what comes back from the sheet that officials edit.

Reading order: `columns` (the 细则清单, both ways), `workbook`, `registers`; `reading`, `changes`, `applying`; `guide_page`
with `flow`, and `column`.
"""
