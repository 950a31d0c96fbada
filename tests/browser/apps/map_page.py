"""A page with the map, and a widget for each thing that may change about it."""

from __future__ import annotations

from typing import Literal

import numpy as np
import streamlit as st

from finder.dashboard.map_view import MapPin, MapScene, show
from finder.map.clusters import clusters
from finder.map.tiles import tile_source
from finder.static_files import static_file

PLACES = {"Charlottesville": (38.03, -78.48), "Roanoke": (37.27, -79.94)}
NAMES = ("Riverbend Recovery", "Jefferson Park Health", "Blue Ridge Detox", "Rivanna House")
MILE = 1 / 69


def pins(center: tuple[float, float], count: int) -> tuple[MapPin, ...]:
    """A spiral of pins around a place: 2 and 3 at one point, 4 approximate, even ones possible."""
    angles = np.arange(25) * 2.4
    miles = 4 + np.arange(25) * 0.8
    miles[2], angles[2] = miles[1], angles[1]
    return tuple(
        MapPin(
            number=index + 1,
            facility_id=f"facility{index + 1}",
            name=f"{NAMES[index % 4]} {index + 1}",
            latitude=center[0] + miles[index] * MILE * np.cos(angles[index]),
            longitude=center[1] + miles[index] * MILE * np.sin(angles[index]) * 1.27,
            status=_status(index),
            approximate=index == 3,
            label=f"Intensive outpatient · {miles[index]:.1f} miles",
        )
        for index in range(count)
    )


def _status(index: int) -> Literal["match", "possible"]:
    return "possible" if index % 2 else "match"


st.set_page_config(page_title="Map", layout="wide")
st.html(f"<style>{static_file('page.css').content.decode()}</style>")
place = st.radio("Place", [*PLACES, "nowhere"], horizontal=True)
number = st.number_input("Pins", 0, 25, 12)
radius = st.selectbox("Within", [25, 50, 10])
streets = st.checkbox("Show streets")
center = PLACES.get(place)
others = np.random.default_rng(3).normal(0, 0.12, size=(40, 2)) + (center or (39.0, -95.0))
scene = MapScene(
    center=center,
    radius_miles=radius if center else None,
    pins=pins(center, int(number)) if center else (),
    others=tuple(
        clusters(others[:, 0], others[:, 1], facility_ids=[f"other{row}" for row in range(40)])
    ),
    tiles=tile_source() if streets else None,
    selected=st.session_state.get("chosen"),
)
chosen = show(scene, key="map")
if chosen:
    st.session_state["chosen"] = chosen
    st.session_state["choices"] = st.session_state.get("choices", 0) + 1
    st.rerun()
st.markdown(f"chosen {st.session_state.get('chosen')}, {st.session_state.get('choices', 0)} times")
st.markdown(f"drawn {len(scene.pins)} pins at {place} within {radius}, streets {streets}")
