"""The usual app: a new folium map, with all its markers, on every run."""

from __future__ import annotations

import pandas as pd
import streamlit as st
import usual
from streamlit_folium import st_folium


def draw_map(found: pd.DataFrame, place: tuple[float, float] | None) -> None:
    """A map made anew, markers inside."""
    folium_map = usual.base_map(place, st.session_state.within)
    usual.clustered(found).add_to(folium_map)
    st_folium(folium_map, key="map", height=640, use_container_width=True, returned_objects=[])


usual.page(draw_map)
