"""How long a visitor waits, beside what others would have built.

    python -m benchmarks.page [SOURCE or directory] [--repetitions 20] [--only slow visits …]

Prints tables and writes benchmarks/results.md.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.page.report import report
from benchmarks.page.rows import prepared
from benchmarks.page.run import PARTS, browser, measured
from benchmarks.page.servers import ROOT

_NATIONAL = ROOT.parent / "shared/data/samhsa/su_directory_2023_with_coords.csv"


def main() -> None:
    """Measure, print, write."""
    options = _options()
    with browser() as chromium:
        version = chromium.version
    with TemporaryDirectory() as folder:
        programs = options.programs if "million" in options.only else 0
        files = prepared(options.source, Path(folder), programs)
        text = ""
        # What was measured stands written, whatever becomes of the rest.
        for findings in measured(files, options.only, options.repetitions, options.sessions):
            text = report(findings, version)
            Path(options.write).write_text(text, encoding="utf-8")
    print(text)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("source", nargs="?", default=str(_NATIONAL))
    parser.add_argument("--repetitions", type=int, default=20)
    parser.add_argument("--sessions", type=int, default=50)
    parser.add_argument("--programs", type=int, default=1_000_000)
    parser.add_argument("--only", nargs="+", choices=PARTS, default=PARTS)
    parser.add_argument("--write", default=str(ROOT / "benchmarks" / "results.md"))
    return parser.parse_args()


if __name__ == "__main__":
    main()
