"""Every page, in the order of the menu. To add a page, add its line here."""

from __future__ import annotations

from finder.pages.about import endpoint as about
from finder.pages.changes import endpoint as changes
from finder.pages.compare import endpoint as compare
from finder.pages.embed import endpoint as embed
from finder.pages.facilities import endpoint as facilities
from finder.pages.guide import endpoint as guide
from finder.pages.levels import endpoint as levels
from finder.pages.plan import endpoint as plan
from finder.pages.registry import PAGES
from finder.pages.shortlist import call_sheet
from finder.pages.shortlist import endpoint as shortlist
from finder.pages.start import endpoint as start
from finder.pages.table import endpoint as table
from finder.pages.tonight import endpoint as tonight

PAGES.declare(
    *(start.PAGE, guide.PAGE, levels.PAGE, tonight.PAGE, about.PAGE),
    *(shortlist.PAGE, compare.PAGE, call_sheet.PAGE, plan.PAGE, table.PAGE, changes.PAGE),
    *(embed.PAGE, facilities.PAGE),
)
