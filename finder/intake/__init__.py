"""Sources into directories: what a file is, what its rows say, and what in them is refused."""

from finder.intake.rows.checks import Finding, Progress, Report, SourceFile
from finder.intake.take_in import Intake, take_in

__all__ = ["Finding", "Intake", "Progress", "Report", "SourceFile", "take_in"]
