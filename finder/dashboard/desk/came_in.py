"""What came in: answers of places and hints of visitors, and what becomes of each."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st
from sqlalchemy import Connection

from finder.dashboard.desk.buttons import call_button, how_many_shown, more_button
from finder.dashboard.desk.deciding import FIT_WORDS, decided, may_decide
from finder.dashboard.desk.here import Here
from finder.dashboard.desk.words import hint_lines, plain
from finder.desk.came import Alike, Case, cases_of
from finder.desk.hints import close_hints, open_hints
from finder.desk.people import Person
from finder.desk.proposals import LONGEST_WHY, Proposal, accept, decline, proposals_of
from finder.desk.reports import of_facility
from finder.directory import Facility, Program
from finder.locale import _, plural
from finder.pages.frame.served import served
from finder.shortlist.found import Fit
from finder.wording.field_labels import field_label
from finder.wording.statements import level_name
from finder.wording.told_fields import age_words, cells_of, cells_words
from finder.wording.words import address, date_words

__all__ = ["came_in"]

_SHOWN = 15
_DECIDED_SHOWN = 30


def came_in(here: Here) -> None:
    """One list: what many agree on first, then the newest."""
    answers = here.read(lambda connection: proposals_of(connection, waiting=True))
    hints = here.read(lambda connection: open_hints(connection, here.today))
    cases = cases_of(answers, hints)
    st.subheader(plural("{n} place to look at", "{n} places to look at", len(cases)))
    if not cases:
        st.write(_("Nothing has come in that nobody has looked at."))
    shown = how_many_shown("came", _SHOWN)
    for case in cases[:shown]:
        with st.container(border=True):
            _case(case, here)
    more_button("came", _("Show more places"), shown, len(cases))
    _were_decided(here)


def _case(case: Case, here: Here) -> None:
    row = here.directory.row_of(case.facility_id)
    facility = here.directory.facility(row) if row is not None else None
    name = facility.name if facility else _("A place that is not listed now")
    st.markdown(f"#### {plain(name)}")
    if facility:
        st.caption(plain(address(facility)))
    for answer, hint in case.differing:
        st.warning(
            _("These differ. The place says: {answer}. Visitors say: {hint}").format(
                answer=plain(_words_of(answer)), hint=hint_lines([hint])[0]
            )
        )
    told, said = st.columns(2) if case.answers and case.hints else (st.container(), st.container())
    with told:
        if case.answers:
            st.markdown(f"**{_('The place says')}**")
        for answer in case.answers:
            _answer(answer, facility, here)
        if len(case.answers) > 1 and here.person.is_lead:
            _accept_all(case, here)
    with said:
        if case.hints:
            st.markdown(f"**{_('Visitors say')}**")
        for alike in case.hints:
            _hint(alike, here)
    if facility:
        call_button(facility, f"came-call-{case.facility_id}")


def _answer(answer: Proposal, facility: Facility | None, here: Here) -> None:
    """Old, new, source, which usual questions it decides; and the two buttons of a lead."""
    program = _program_of(answer, facility)
    st.markdown(f"{_subject(answer)}: **{plain(_words_of(answer))}**")
    lines = [_("Told by the place on {date}.").format(date=date_words(answer.given_on))]
    if answer.kind == "facts":
        known = cells_of(program, here.today) if program else {}
        old = {name: known[name] for name in answer.cells if name in known}
        before = cells_words(old) if old else _("not known")
        lines.insert(0, _("Until now: {old}.").format(old=before))
        if program:
            lines.insert(1, age_words(program))
    elif answer.kind == "closed":
        lines.append(_("Accepted, it leaves every list, and its page says so."))
    else:
        lines.append(
            _("Accepted, it stands here as a note: the address itself comes from the directory.")
        )
    st.caption(plain(" ".join(lines)))
    for question, before_fit, after_fit in _decided(answer, facility, here):
        words = _("For who asks “{question}”: {before} → {after}.")
        st.caption(
            plain(
                words.format(
                    question=question,
                    before=_(FIT_WORDS[before_fit]),
                    after=_(FIT_WORDS[after_fit]),
                )
            )
        )
    if here.person.is_lead:
        _decide(answer, here)


def _decide(answer: Proposal, here: Here) -> None:
    label = f"{_subject(answer)}: {_words_of(answer)}"
    if st.button(
        _("Accept"), key=f"accept-{answer.number}", help=plain(label), type="primary"
    ) and _done(here, lambda one, who: accept(one, answer.number, who, here.today)):
        st.rerun()
    with st.form(f"decline-{answer.number}", border=False):
        why = st.text_input(
            _("Why it is declined"), key=f"why-{answer.number}", max_chars=LONGEST_WHY
        )
        sent = st.form_submit_button(_("Decline"), key=f"decline-press-{answer.number}")

    def work(connection: Connection, person: Person) -> int:
        decline(connection, answer.number, person, why, here.today)
        return answer.number

    if sent and _done(here, work):
        st.rerun()


def _accept_all(case: Case, here: Here) -> None:
    def work(connection: Connection, person: Person) -> int:
        for answer in reversed(case.answers):
            accept(connection, answer.number, person, here.today)
        return len(case.answers)

    if st.button(
        _("Accept all that this place says"), key=f"accept-all-{case.facility_id}"
    ) and _done(here, work):
        st.rerun()


def _hint(alike: Alike, here: Here) -> None:
    st.markdown(hint_lines([alike])[0])

    def work(connection: Connection, person: Person) -> int:
        where = alike.facility_id, alike.kind, alike.care
        return close_hints(connection, *where, person, here.today)

    key = f"done-{alike.facility_id}-{alike.kind}-{alike.care}"
    if st.button(_("Dealt with"), key=key) and _done(here, work):
        st.rerun()


def _done(here: Here, work: Callable[[Connection, Person], int]) -> bool:
    return here.save(work) is not None


def _decided(answer: Proposal, facility: Facility | None, here: Here) -> list[tuple[str, Fit, Fit]]:
    if facility is None or not may_decide(answer):
        return []
    ids = (facility.id, *facility.former_ids)
    reports = here.read(lambda connection: of_facility(connection, ids))
    return decided(answer, served().imported, reports, here.today)


def _were_decided(here: Here) -> None:
    """What became of earlier answers, and why those were declined that were."""
    answers = here.read(lambda connection: proposals_of(connection, waiting=False))
    if not answers:
        return
    with st.expander(_("What was decided")):
        for answer in answers[:_DECIDED_SHOWN]:
            row = here.directory.row_of(answer.facility_id)
            name = here.directory.facility(row).name if row is not None else answer.facility_id
            became = (
                _("declined: {why}").format(why=answer.why)
                if answer.state == "declined"
                else _("accepted")
            )
            day = date_words(answer.decided_on) if answer.decided_on else ""
            line = f"{name}, {_subject(answer)}: {_words_of(answer)} · {became} · {day}"
            st.markdown(f"- {plain(line)}")


def _subject(answer: Proposal) -> str:
    """`Intensive outpatient, hours a week`."""
    if answer.kind == "closed":
        return _("The place")
    if answer.kind == "moved":
        return _("Address")
    label = field_label({"name": "name", "detox_for": "detox"}.get(answer.fact, answer.fact))
    return f"{level_name(answer.care)}, {label}" if answer.care else label


def _words_of(answer: Proposal) -> str:
    if answer.kind == "closed":
        return _("Closed for good")
    return answer.note if answer.kind == "moved" else cells_words(answer.cells)


def _program_of(answer: Proposal, facility: Facility | None) -> Program | None:
    """The program that an answer is about; of the place itself, its first."""
    programs = facility.programs if facility else ()
    same = [one for one in programs if answer.care is None or one.care == answer.care]
    named = [one for one in same if one.name == answer.program_name]
    return next(iter(named or same), None)
