"""The map of the Find page, and the choice of streets beneath it."""

from __future__ import annotations

import streamlit as st

from finder.dashboard.map_view import show
from finder.locale import _
from finder.map.scene import scene_of
from finder.map.tiles import TileSource, tile_source
from finder.search import Results

__all__ = ["map_panel"]


def map_panel(results: Results) -> None:
    """Draw the map of the results; streets come from another host, so only when asked for."""
    tiles = tile_source()
    streets = tiles is not None and bool(st.session_state.get("streets"))
    show(scene_of(results, tiles if streets else None), key="map", tells=False)
    if tiles is None:
        return
    st.checkbox(_("Show streets"), key="streets")
    st.caption(_about_streets(tiles, streets))


def _about_streets(tiles: TileSource, shown: bool) -> str:
    if shown:
        message = _("Street pictures come from {host}: it sees which area you look at.")
    else:
        message = _(
            "County lines and towns are drawn by this site. Streets would come from {host}, "
            "which then sees which area you look at."
        )
    return message.format(host=tiles.host)
