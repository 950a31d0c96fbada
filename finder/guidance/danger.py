"""Signs of danger, and what to do now. They come before every other question.

The steps for an overdose follow SAMHSA's Overdose Prevention and Response Toolkit and CDC's page on
naloxone; seizures and delirium in withdrawal follow SAMHSA's TIP 45.
"""

from __future__ import annotations

from dataclasses import dataclass

from finder.audience import Spoken
from finder.locale import mark

__all__ = ["DANGERS", "NONE", "OVERDOSE_SIGNS", "OVERDOSE_STEPS", "Danger"]

# The answer that nothing of this is happening now.
NONE = "none"

OVERDOSE_SIGNS = (
    mark("They cannot be woken, or do not answer."),
    mark("They breathe slowly, or not at all, or make a gurgling or snoring sound."),
    mark("Lips or nails turn blue, gray or pale; the skin is cold."),
    mark("The pupils are very small."),
)
OVERDOSE_STEPS = (
    mark("Call 911. Say that someone does not wake up or does not breathe, and where you are."),
    mark(
        "Give naloxone (Narcan and others) if you have it. As a nose spray: put the tip into one "
        "nostril and press the plunger all the way. It does no harm if it is no opioid."
    ),
    mark(
        "If they do not breathe well, help them breathe: head back, chin up, one breath into the "
        "mouth every 5 seconds. If you know CPR and there is no pulse, give it."
    ),
    mark("No change after 2 to 3 minutes: give a second dose of naloxone."),
    mark("When they breathe by themselves, lay them on their side, with the top knee bent."),
    mark(
        "Stay until help comes. Naloxone wears off after 30 to 90 minutes, and the overdose can "
        "come back."
    ),
)
_SEIZURE_STEPS = (
    mark("Call 911, or go to the nearest emergency room now. Do not wait for an appointment."),
    mark("In a seizure: put something soft under the head, and nothing into the mouth."),
    mark("Afterwards lay them on their side. Do not leave them alone."),
    mark(
        "Say what was taken and when it was stopped. Withdrawal from alcohol or "
        "benzodiazepines can kill. It can be treated."
    ),
)
_SUICIDE = Spoken(
    mark("Call or text 988 now. If you may act on it, or have begun to, call 911."),
    mark("Call or text 988 now, with them or for them. If they may act on it, call 911."),
    mark("Call or text 988 now, with your client or for them. If they may act on it, call 911."),
)
_NOT_ALONE = Spoken(
    mark("Be with someone, or stay on the phone. Put pills, weapons and drink out of reach."),
    mark("Stay with them, or on the phone. Put pills, weapons and drink out of reach."),
)


@dataclass(frozen=True)
class Danger:
    """One kind of danger. lines: codes of helplines, the first to call first."""

    code: str
    label: Spoken
    lines: tuple[str, ...]
    steps: tuple[Spoken, ...]


def _same(*texts: str) -> tuple[Spoken, ...]:
    return tuple(Spoken(text) for text in texts)


_DECLARED = (
    Danger(
        "overdose",
        Spoken(
            mark("Someone cannot be woken, breathes slowly or not at all, or has blue or gray lips")
        ),
        ("911", "poison"),
        _same(*OVERDOSE_STEPS),
    ),
    Danger(
        "withdrawal",
        Spoken(
            mark(
                "After stopping or cutting down: a seizure, or strong shaking with fever. Or "
                "seeing or hearing things that are not there, or being very confused"
            )
        ),
        ("911",),
        _same(*_SEIZURE_STEPS),
    ),
    Danger(
        "suicide",
        Spoken(
            mark("I think of killing myself, or of hurting myself or someone else"),
            mark("They speak of suicide, or may hurt themselves or someone else"),
            mark("My client speaks of suicide, or may hurt themselves or someone else"),
        ),
        ("988", "911", "veterans"),
        (_SUICIDE, _NOT_ALONE),
    ),
    Danger(
        "body",
        Spoken(mark("Chest pain, trouble breathing, signs of a stroke, or a bad injury")),
        ("911",),
        _same(
            mark("Call 911 now, and say what was taken."),
            mark("Sit or lie still, and do not drive."),
        ),
    ),
    Danger(
        "poison",
        Spoken(mark("Someone took too much, or the wrong thing, and is awake")),
        ("poison", "911"),
        _same(
            mark("Call Poison Control now, and have the package at hand."),
            mark("Do not make them throw up, and give nothing to eat or drink unless told to."),
            mark("Call 911 if they get sleepy, confused, or breathe badly."),
        ),
    ),
    Danger(
        "unsure",
        Spoken(mark("I am not sure")),
        ("911", "988", "poison"),
        _same(
            mark("When it is not sure, call 911: they help you to find out."),
            mark("988 listens day and night, and Poison Control tells whether an amount is safe."),
        ),
    ),
)

DANGERS: dict[str, Danger] = {danger.code: danger for danger in _DECLARED}
