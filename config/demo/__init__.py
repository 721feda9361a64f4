"""The demonstration: three programmes of 2009 to 2012 in an invented council.

Facts (titles, dates, amounts, structure, printed numbers and their oddities) are real; the council,
its people and every sentence are invented. `loader.load()` writes all of it through the actions.
"""
