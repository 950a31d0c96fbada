"""What changed in a directory while it was served, for any search."""

from finder.changes.changed import Changed, ChangesFound, Update, changes_found
from finder.changes.updates import last_update, updates_of

__all__ = ["Changed", "ChangesFound", "Update", "changes_found", "last_update", "updates_of"]
