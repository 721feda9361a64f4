"""The demonstration: three programmes of 2009 to 2012 in an invented council.

Its facts are in `data/` as TOML: titles, dates, amounts, structure, printed numbers and their
oddities are real; the council, its people and every sentence are invented. `kinds` says what a
table may hold, `reading` reads and checks all files, and `loader.load()` then writes them through
the actions."""
