"""What both usual apps share: the table, the filters, the link, the cards.

Written as a careful user of Streamlit writes it: the table and each filtered table are cached, a
choice costs one run, the map asks for nothing when it is moved. Run from this folder; the table
(benchmarks/page/rows.py) is named by USUAL_TABLE, the address of Leaflet's files by USUAL_LEAFLET.
"""

from __future__ import annotations

import os
from collections.abc import Callable

import folium
import numpy as np
import pandas as pd
import streamlit as st
import zipcodes
from folium.plugins import MarkerCluster

PAGE_SIZE = 25
_EARTH_MILES = 3958.7613
_MIDDLE_OF_THE_COUNTRY = (39.5, -98.35)
_EMPTY_TILE = "data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw=="

FILTERS = {
    "care": "Type of care",
    "pay": "Payment",
    "medication": "Medication",
    "therapy": "Therapies",
    "for": "Programs for",
    "age": "Age",
    "gender": "Gender",
    "lang": "Languages",
    "with": "Services",
    "accredited": "Accreditation",
}
IN_VIEW = ("care", "pay")
ANY_OF = ("care", "pay", "accredited")

Asked = tuple[tuple[str, tuple[str, ...]], ...]


@st.cache_data
def table() -> pd.DataFrame:
    """One row a facility, with a column of yes and no for each code: `care:iop`."""
    return pd.read_parquet(os.environ["USUAL_TABLE"])


@st.cache_data
def place_of(text: str) -> tuple[float, float] | None:
    """The point of a ZIP code."""
    try:
        found = zipcodes.matching(text.strip())
    except ValueError:
        return None
    return (float(found[0]["lat"]), float(found[0]["long"])) if found else None


@st.cache_data
def filtered(
    near: tuple[float, float] | None, within: float, detox: bool, name: str, asked: Asked
) -> pd.DataFrame:
    """The facilities found, the nearest first."""
    found = table()
    for key, codes in asked:
        columns = found[[f"{key}:{code}" for code in codes]]
        found = found[columns.any(axis=1) if key in ANY_OF else columns.all(axis=1)]
    if detox:
        found = found[found["care:detox"]]
    if name:
        found = found[found["name"].str.contains(name, case=False, regex=False)]
    if near is None:
        return found.sort_values("name")
    found = found.assign(miles=miles_from(near, found["latitude"], found["longitude"]))
    return found[found["miles"] <= within].sort_values(["miles", "name"])


def miles_from(
    point: tuple[float, float], latitude: pd.Series[float], longitude: pd.Series[float]
) -> pd.Series[float]:
    """Great-circle distances in miles."""
    up, across = np.radians(latitude - point[0]), np.radians(longitude - point[1])
    level = np.cos(np.radians(point[0])) * np.cos(np.radians(latitude))
    half = np.sin(up / 2) ** 2 + level * np.sin(across / 2) ** 2
    return 2 * _EARTH_MILES * np.arcsin(np.sqrt(half))


def from_link() -> None:
    """Fill the widgets from the address, once a session."""
    if "read" in st.session_state:
        return
    asked = st.query_params
    st.session_state.read = True
    st.session_state.near = asked.get("near", "")
    st.session_state.within = float(asked.get("within", 25))
    st.session_state.detox = asked.get("detox") == "onsite"
    st.session_state.name = asked.get("q", "")
    st.session_state.page = int(asked.get("page", 1))
    for key in FILTERS:
        st.session_state[key] = [code for code in asked.get(key, "").split(",") if code]


def into_link() -> None:
    """Write what is chosen into the address; a new choice begins at the first page."""
    st.session_state.page = 1
    chosen = {key: ",".join(st.session_state.get(key, [])) for key in FILTERS}
    chosen |= {"near": st.session_state.near, "q": st.session_state.name}
    chosen["within"] = f"{st.session_state.within:g}" if st.session_state.within != 25 else ""
    chosen["detox"] = "onsite" if st.session_state.detox else ""
    st.query_params.from_dict({key: text for key, text in chosen.items() if text})


def ask() -> tuple[tuple[float, float] | None, pd.DataFrame]:
    """The filters; returns the place and what was found."""
    near, within, care, pay, detox = st.columns([1.4, 1, 2, 2, 1], vertical_alignment="bottom")
    near.text_input("Where", key="near", on_change=into_link)
    within.number_input("Within miles", 1.0, 500.0, key="within", on_change=into_link)
    for column, key in zip((care, pay), IN_VIEW, strict=True):
        with column:
            _choices(key)
    detox.checkbox("Detox on site", key="detox", on_change=into_link)
    with st.expander("More filters"):
        st.text_input("Name", key="name", on_change=into_link)
        columns = st.columns(4)
        rest = [key for key in FILTERS if key not in IN_VIEW]
        for number, key in enumerate(rest):
            with columns[number % 4]:
                _choices(key)
    place = place_of(st.session_state.near) if st.session_state.near else None
    asked = tuple((key, tuple(st.session_state[key])) for key in FILTERS if st.session_state[key])
    shown = st.session_state
    return place, filtered(place, shown.within, shown.detox, shown.name, asked)


@st.cache_data
def _codes(key: str) -> list[str]:
    return [column.partition(":")[2] for column in table().columns if column.startswith(f"{key}:")]


def _choices(key: str) -> None:
    st.multiselect(
        FILTERS[key],
        _codes(key),
        format_func=lambda code: code.replace("-", " ").capitalize(),
        key=key,
        on_change=into_link,
    )


def cards(found: pd.DataFrame) -> None:
    """One page of the list, and the way to the next."""
    last = max(1, -(-len(found) // PAGE_SIZE))
    page = min(st.session_state.page, last)
    first = (page - 1) * PAGE_SIZE
    for number, row in enumerate(found[first : first + PAGE_SIZE].itertuples(), first + 1):
        _card(number, row)
    back, here, onward = st.columns(3)
    back.button("Previous", disabled=page == 1, on_click=_turn, args=(page - 1,))
    here.write(f"Page {page} of {last}")
    onward.button("Next", disabled=page == last, on_click=_turn, args=(page + 1,))


def _turn(page: int) -> None:
    st.session_state.page = page
    st.query_params["page"] = str(page)


def _card(number: int, row: object) -> None:
    with st.container(border=True):
        st.markdown(f"##### {number}. {row.name}\n{row.address}\n\n{row.levels}")
        if hasattr(row, "miles"):
            st.caption(f"{row.miles:.1f} miles away")
        call, details, save = st.columns(3)
        call.link_button(row.phone, f"tel:{row.phone}")
        details.button("Details", key=f"details {row.id}", on_click=_open, args=(row.id,))
        save.button("Save", key=f"save {row.id}", on_click=_save, args=(row.id,))


def _open(facility: str) -> None:
    st.session_state.opened = facility


def _save(facility: str) -> None:
    st.session_state.setdefault("saved", set()).add(facility)


def details() -> None:
    """The facility that was chosen, in a dialog."""
    if facility := st.session_state.pop("opened", None):
        row = table().set_index("id").loc[facility]
        st.dialog(row["name"])(lambda: st.write(row["address"], row["levels"], row["services"]))()


def base_map(place: tuple[float, float] | None, within: float) -> folium.Map:
    """A map of the surroundings, with empty tiles: no app here fetches any."""
    middle = place or _MIDDLE_OF_THE_COUNTRY
    return folium.Map(
        middle, tiles=_EMPTY_TILE, attr=" ", zoom_start=zoom(place, within), max_zoom=18
    )


def zoom(place: tuple[float, float] | None, within: float) -> int:
    """The zoom at which the radius fits."""
    return 4 if place is None else max(4, round(13.6 - np.log2(within)))


def clustered(found: pd.DataFrame) -> MarkerCluster:
    """A marker for each facility found, gathered in the browser."""
    cluster = MarkerCluster(name="programs")
    for row in found.itertuples():
        if not np.isnan(row.latitude):
            folium.Marker((row.latitude, row.longitude), tooltip=row.name).add_to(cluster)
    return cluster


def page(draw_map: Callable[[pd.DataFrame, tuple[float, float] | None], None]) -> None:
    """The whole app around a map."""
    st.set_page_config(page_title="Find a program", layout="wide")
    local_leaflet()
    from_link()
    st.title("Find a treatment program")
    place, found = ask()
    st.subheader(f"{len(found):,} facilities")
    in_list, on_map = st.columns(2)
    with in_list:
        cards(found)
    with on_map:
        draw_map(found, place)
    details()


def local_leaflet() -> None:
    """Leaflet from a host of ours in the place of five hosts on the internet.

    Only what this map uses: without jQuery, Bootstrap and the icon fonts that folium also loads.
    """
    host = os.environ["USUAL_LEAFLET"]
    folium.Map.default_js = [("leaflet", f"{host}/leaflet.js")]
    folium.Map.default_css = [("leaflet", f"{host}/leaflet.css")]
    MarkerCluster.default_js = [("cluster", f"{host}/leaflet.markercluster.min.js")]
    MarkerCluster.default_css = [("cluster", f"{host}/leaflet.markercluster.css")]
