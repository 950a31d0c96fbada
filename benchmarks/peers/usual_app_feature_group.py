"""The usual app with the markers as `feature_group_to_add`: the map stays, the markers change."""

from __future__ import annotations

import folium
import pandas as pd
import streamlit as st
import usual
from folium.plugins import MarkerCluster
from streamlit_folium import st_folium


def draw_map(found: pd.DataFrame, place: tuple[float, float] | None) -> None:
    """The same map every time, and the markers beside it."""
    folium_map = usual.base_map(None, 0)
    # An empty one: streamlit-folium loads the scripts of what is in the map, not of the group.
    MarkerCluster().add_to(folium_map)
    group = folium.FeatureGroup("found")
    usual.clustered(found).add_to(group)
    st_folium(
        folium_map,
        key="map",
        feature_group_to_add=group,
        center=place,
        zoom=usual.zoom(place, st.session_state.within),
        height=640,
        use_container_width=True,
        returned_objects=[],
    )


usual.page(draw_map)
