"""The limits for one file."""

MEGABYTE = 1_000_000
MOST_PIXELS = 40_000_000
MOST_PAGES = 2_000  # of a PDF
MOST_ENTRIES = 5_000  # of a file that is a zip inside
MOST_UNPACKED = 200 * MEGABYTE
MOST_RATIO = 150  # unpacked to packed, of the whole

CPU_SECONDS = 20  # of the examining process
WALL_SECONDS = 40
MEMORY_BYTES = 1_000 * MEGABYTE
