"""Content files to rows and back.

records  the tree that files and rows have in common, and the shapes it may have; no Django
files    TOML (facts and English) and PO (every other language) to records and back; no Django
merging  what a load takes from the files and what it leaves to the editors; no Django
rows     rows to records and back
load     files into the database
breaches  what can be wrong with content; no Django
check    the rules that content must keep, one function each; no Django
exchange  the texts of a language to translators and back: PO, CSV
workbooks  the same as Excel files
"""
