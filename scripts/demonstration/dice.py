"""Chance that falls the same way on every machine and in every version of Python."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from random import Random
from typing import TypeVar

T = TypeVar("T")


class Dice:
    """Draws from one seed.

    Only `Random.random` is used: it is the one method whose sequence Python promises to keep.
    Each facility has dice of its own, so a change to one leaves the others as they are.
    """

    def __init__(self, *seed: object) -> None:
        self._random = Random(":".join(map(str, seed))).random

    def chance(self, probability: float) -> bool:
        """True with this probability, from 0 to 1."""
        return self._random() < probability

    def between(self, low: float, high: float) -> float:
        """A number from `low` to `high`, evenly spread."""
        return low + (high - low) * self._random()

    def near(self, spread: float) -> float:
        """A number around 0, within `spread`, small ones likelier."""
        return spread * (self._random() + self._random() + self._random() - 1.5) / 1.5

    def whole(self, low: int, high: int) -> int:
        """A whole number from `low` to `high`, both included."""
        return low + int(self._random() * (high - low + 1))

    def pick(self, choices: Sequence[T]) -> T:
        """One of the choices, each as likely."""
        return choices[self.whole(0, len(choices) - 1)]

    def weighted(self, weights: Mapping[T, float]) -> T:
        """One of the keys, as likely as its weight is large."""
        mark = self._random() * sum(weights.values())
        for choice, weight in weights.items():
            mark -= weight
            if mark < 0:
                return choice
        return list(weights)[-1]

    def some(self, chances: Mapping[str, float]) -> list[str]:
        """Those keys that come up, each with its own probability, in the order given."""
        return [choice for choice, probability in chances.items() if self.chance(probability)]

    def shuffled(self, choices: Sequence[T]) -> list[T]:
        """All choices in another order."""
        keys = [self._random() for _ in choices]
        return [choices[index] for index in sorted(range(len(choices)), key=keys.__getitem__)]
