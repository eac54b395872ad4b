"""
How much one file may ask of the machine.

Published forms have some hundred cells. The limits stand far above that, and far below
what makes a build slow or a machine swap. A file beyond one is refused by name.
"""

MIB = 1024 * 1024

MAX_FILE_BYTES = 128 * MIB  #: of a single file or archive member
MAX_PART_BYTES = 128 * MIB  #: of one part inside an xlsx or docx, unpacked
MAX_EXPANDED_BYTES = 4096 * MIB  #: of all that one archive unpacks to, inner archives included
MAX_MEMBERS = 50_000  #: entries of one archive
MAX_DEPTH = 3  #: archives inside archives
MAX_CELLS = 500_000  #: with text, in one document
MAX_CHARACTERS = 64 * MIB  #: in all cells of one document: a shared string may be used a million times
MAX_ROWS = 1_048_576  #: of a sheet; those of Excel itself
MAX_COLUMNS = 16_384
MAX_SPAN = 1_000  #: rows or columns of one merged cell that are taken at their word
MAX_WORD_COLUMNS = 63  #: of one table in Word: its own limit
MAX_NESTING = 40  #: tables inside tables; what lies deeper is read as text
