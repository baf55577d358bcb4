"""The figures of sales, by noun; pages and the command ask the same functions.

Each takes opportunities that the reader may see and a period; sums are the database's, a handful of
statements whatever the number of rows. ``None`` means *not available*.
"""
