"""What one file may take."""

MEGABYTE = 1_000_000
MOST_PIXELS = 40_000_000
MOST_PAGES = 2_000  # of a PDF
MOST_ENTRIES = 5_000  # of what is a zip inside
MOST_UNPACKED = 200 * MEGABYTE
MOST_RATIO = 150  # unpacked to packed, of the whole

CPU_SECONDS = 20  # of the process that examines it
WALL_SECONDS = 40
MEMORY_BYTES = 1_000 * MEGABYTE
