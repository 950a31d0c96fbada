"""Use what was chosen: save the map, see what differs from the directory in place, import."""

from __future__ import annotations

import os
from pathlib import Path

import streamlit as st

from finder.dashboard.mapping.outcome import Outcome
from finder.directory import Directory, open_directory
from finder.directory.differences import Listed, differences
from finder.errors import DirectoryUnreadable, FinderError
from finder.intake.columns.choosing import Layout, maps_folder, remember
from finder.intake.publishing.publish import publish
from finder.locale import _, plural

__all__ = ["use"]

_EXAMPLES = 10


def use(path: str, layout: Layout, toml: str, outcome: Outcome) -> None:
    """The last part of the page."""
    st.header(_("Save and import"))
    _save(path, layout, toml)
    folder = st.text_input(
        _("Folder of the directory"), os.environ.get("FINDER_MAP_TO", ""), key="folder"
    ).strip()
    if outcome.intake is None or not folder:
        return
    made = outcome.intake.directory
    _differ(folder, made)
    accept = st.checkbox(_("Replace it also if much would be lost"), key="accept")
    if st.button(_("Import"), key="import", type="primary"):
        try:
            publish(made, folder, accept_drop=accept)
        except FinderError as error:
            st.error(str(error))
            return
        remember(layout, toml, maps_folder())
        st.success(_("The directory is in {folder}.").format(folder=folder))


def _save(path: str, layout: Layout, toml: str) -> None:
    with st.expander(_("The map as a file")):
        st.code(toml, language="toml")
    place = st.text_input(_("Save the map as"), f"{path}.map.toml", key=f"map-{path}").strip()
    if st.button(_("Save the map"), key="save"):
        try:
            Path(place).write_text(toml, encoding="utf-8")
            remember(layout, toml, maps_folder())
        except OSError as error:
            reason = error.strerror or str(error)
            st.error(_("The map cannot be written: {reason}").format(reason=reason))
            return
        words = _("Saved as {file}. It is used again for the next file with these columns.")
        st.success(words.format(file=place))


def _differ(folder: str, made: Directory) -> None:
    """A dry run: what the import would change."""
    st.subheader(_("What would change"))
    try:
        before = open_directory(folder)
    except DirectoryUnreadable as error:
        if isinstance(error.__cause__, FileNotFoundError):
            st.info(_("No directory is there yet."))
        else:
            st.warning(str(error))
        return
    found = differences(before, made)
    counts = (
        (plural("{n} facility gone", "{n} facilities gone", len(found.gone)), found.gone),
        (plural("{n} facility new", "{n} facilities new", len(found.new)), found.new),
        (
            plural("{n} facility changed", "{n} facilities changed", len(found.changed)),
            found.changed,
        ),
    )
    for title, some in counts:
        st.markdown(f"**{title}**")
        for one in some[:_EXAMPLES]:
            st.text(_line(one))
    if found.fields:
        names = ", ".join(f"{name} ({count:,})" for name, count in found.fields.items())
        st.text(_("What changed, and at how many facilities:") + " " + names)


def _line(one: Listed) -> str:
    return f"{one.name}, {one.city}, {one.state}"
