"""`python -m finder`: the command line."""

from __future__ import annotations

import sys

from finder.command import main

if __name__ == "__main__":
    sys.exit(main())
