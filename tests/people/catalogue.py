"""The numbers of the catalogue of bad input that concern rights, leaks, lists, accounts and
clearances, and why some of them have no test. Every other number has one that is named
`test_catalogue_NNN`.

A reason names what is not built: whoever builds it takes the line away and writes the test.
"""

from __future__ import annotations

ACCESS = (
    1, 3, 4, 6, 7, 9, 10, 11, 12, 13, 14, 16, 17, 18, 19, 20, 21, 22, 23, 24, 29, 30,
)  # fmt: skip
LEAKS = (
    31, 32, 33, 34, 36, 37, 38, 39, 41, 42, 43, 45, 46, 47, 48, 50, 51, 52, 54, 55,
)  # fmt: skip
LISTS = (140, 141, 142, 143, 144, 145, 147, 148, 149, 150, 151, 152, 153)
ACCOUNTS = (154, 155, 156, 157, 158, 159, 160, 161, 162, 163, 165, 167)
CLEARANCES = (169, 170, 171)

NUMBERS = (*ACCESS, *LEAKS, *LISTS, *ACCOUNTS, *CLEARANCES)

WITHOUT = {
    16: "Nothing is imported yet.",
    45: "There are no risks yet: nothing links to a paper but its own parts.",
    55: "There is no API, and nothing is shown without signing in.",
}
