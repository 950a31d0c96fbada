"""One folder a page. A page imports no other page but find; frame is what all share."""

from finder.pages import declared as declared  # declares all pages on import
