"""HTML as a tree, for tests that read pages like a visitor does."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"base", "meta", "link", "input", "br", "img", "circle", "ellipse", "rect", "path"}


@dataclass
class Element:
    """One element. texts and children stand in `content` in their order."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    content: list[Element | str] = field(default_factory=list)

    @property
    def classes(self) -> list[str]:
        return self.attributes.get("class", "").split()

    @property
    def text(self) -> str:
        """Everything that a screen reader says, spaces joined."""
        parts = (one if isinstance(one, str) else f" {one.text} " for one in self.content)
        return " ".join("".join(parts).split())

    @property
    def seen(self) -> str:
        """The text without what is hidden from the eye."""
        if "unseen" in self.classes or self.tag in ("style", "script"):
            return ""
        parts = (one if isinstance(one, str) else f" {one.seen} " for one in self.content)
        return " ".join("".join(parts).split())

    def __getitem__(self, name: str) -> str:
        return self.attributes[name]

    def all(self, what: str) -> list[Element]:
        """Elements by tag (`h1`), class (`.card`), id (`#main`) or attribute (`[data-pick]`)."""
        return [one for one in self._inside() if one._is(what)]

    def one(self, what: str) -> Element:
        """The only such element."""
        (found,) = self.all(what)
        return found

    def _inside(self) -> Iterator[Element]:
        for child in self.content:
            if isinstance(child, Element):
                yield child
                yield from child._inside()

    def _is(self, what: str) -> bool:
        if what.startswith("."):
            return what[1:] in self.classes
        if what.startswith("#"):
            return self.attributes.get("id") == what[1:]
        if what.startswith("["):
            return what[1:-1] in self.attributes
        return self.tag == what


class _Builder(HTMLParser):
    """Raises AssertionError for an element that is closed but not open."""

    def __init__(self) -> None:
        super().__init__()
        self.open = [Element("whole")]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].content.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].content.append(element)

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        closed = self.open.pop()
        assert closed.tag == tag, f"</{tag}> closes <{closed.tag}>"

    def handle_data(self, data: str) -> None:
        self.open[-1].content.append(data)


def tree(html: str) -> Element:
    """The tree of a whole or a part of a page. Raises AssertionError if it is not well formed."""
    builder = _Builder()
    builder.feed(html)
    builder.close()
    assert len(builder.open) == 1, [one.tag for one in builder.open]
    return builder.open[0]
