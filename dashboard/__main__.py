"""`python -m dashboard` is the console command `jixiao`."""

import sys

from dashboard.cli import main

if __name__ == "__main__":  # worker processes import this module anew
    sys.exit(main())
