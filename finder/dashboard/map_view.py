"""The map of the Find page: folium through streamlit-folium, built once, then only changed.

The base map is the same on every run, so streamlit-folium keeps its frame, with zoom and centre;
the scene goes in as the layer that it exchanges. Everything the frame loads is our own.
"""

from __future__ import annotations

import json
from typing import Any

import folium
import streamlit as st
from folium.template import Template
from streamlit_folium import st_folium

from finder.map.map_scene import MapCluster, MapPin, MapScene, scene_data
from finder.static_files import versioned

__all__ = ["MapCluster", "MapPin", "MapScene", "show"]

# The frame's page is /component/streamlit_folium.st_folium/index.html: from there this is right
# under any server.baseUrlPath and behind any proxy that serves us in a sub folder.
_FROM_FRAME = "../../assets/"

_HEIGHT = 640

_MIDDLE_OF_THE_COUNTRY = (39.5, -98.35)


class _BaseMap(folium.Map):
    """A folium map without tiles that takes its scripts and styles from us, not from five hosts."""

    def __init__(self) -> None:
        super().__init__(
            location=_MIDDLE_OF_THE_COUNTRY,
            zoom_start=4,
            tiles=None,
            zoom_control=False,
            zoom_snap=0.25,
        )
        self.default_js = [("map", _FROM_FRAME + versioned("map.js"))]
        self.default_css = [("map", _FROM_FRAME + versioned("map.css"))]


class _SceneLayer(folium.FeatureGroup):
    """The scene as the one layer that changes; what it looks like is in assets/map_scene.js."""

    _template = Template(
        """
        {% macro script(this, kwargs) %}
            var {{ this.get_name() }} = finderMap.scene({{ this.data }});
        {% endmacro %}
        """
    )

    def __init__(self, data: dict[str, Any]) -> None:
        super().__init__(name="scene", control=False)
        # No "<" and no "&": what stands in a name can neither end a script nor begin an element.
        text = json.dumps(data, separators=(",", ":"))
        self.data = text.replace("<", "\\u003c").replace("&", "\\u0026")


def show(scene: MapScene, key: str, *, tells: bool = True, height: int = _HEIGHT) -> str | None:
    """Draw the scene and return the id of the facility that was chosen since the last run, if any.

    key: names the map among the page's widgets; its container is of class `st-key-{key}_frame`.
    tells: a pin that is chosen runs the script; where the page around the map answers to it, no
    run is needed. height: of the frame in pixels, where no style sheet says otherwise.
    """
    with st.container(key=f"{key}_frame"):
        answer = st_folium(
            _BaseMap(),
            key=key,
            feature_group_to_add=_SceneLayer(scene_data(scene)),
            returned_objects=["last_active_drawing"] if tells else [],
            use_container_width=True,
            height=height,
        )
    return _newly_chosen(answer, f"{key}_chosen_at")


def _newly_chosen(answer: dict[str, Any] | None, seen_key: str) -> str | None:
    """The facility of a choice not yet seen: streamlit-folium repeats the last one on every run."""
    feature = (answer or {}).get("last_active_drawing") or {}
    properties = feature.get("properties") or {}
    chosen_at = properties.get("chosen_at")
    if chosen_at is None or chosen_at == st.session_state.get(seen_key):
        return None
    st.session_state[seen_key] = chosen_at
    facility_id = properties.get("facility_id")
    return facility_id if isinstance(facility_id, str) else None
