"""What changed in a directory while it was served, for any search."""

from finder.changes.changed import Changed, ChangesFound, Update, changes_found
from finder.changes.updates import updates_of

__all__ = ["Changed", "ChangesFound", "Update", "changes_found", "updates_of"]
