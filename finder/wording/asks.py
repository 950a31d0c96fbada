"""What a key is called, and what to ask about it when calling."""

from __future__ import annotations

from finder.criteria import registry
from finder.locale import _, joined

__all__ = ["asks_text", "label_of"]


def asks_text(keys: tuple[str, ...]) -> str:
    """What to ask when calling, of some keys."""
    return joined([_(registry.criterion(key).asks) or label_of(key) for key in keys])


def label_of(key: str) -> str:
    """What a key is called."""
    return _(registry.criterion(key).label).lower()
