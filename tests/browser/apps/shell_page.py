"""One of each part that the pages use: widgets, a chart, a component with its own script."""

from __future__ import annotations

import altair as alt
import pandas as pd
import streamlit as st

from finder.static_files import static_file

SCRIPT = """export default function ({ parentElement }) {
  parentElement.querySelector("p").textContent = "The component has drawn";
}
"""

hello = st.components.v2.component("hello", html="<p>waiting</p>", js=SCRIPT)

st.set_page_config(page_title="Shell", layout="wide")
st.html(f"<style>{static_file('page.css').content.decode()}</style>")
st.title("A page")
st.text_input("Where", "22903")
st.selectbox("Within", ["25 miles", "50 miles"])
st.multiselect("Care level", ["Detox", "Residential"], default=["Detox"])
st.number_input("Can pay", 0, 1000, 600)
st.pills("Payment", ["Medicaid", "Medicare"], selection_mode="multi", default=["Medicaid"])
st.checkbox("Has openings", value=True)
st.button("Call", type="primary")
st.button("Shortlist")
st.download_button("Download", "a,b", "table.csv")
st.altair_chart(
    alt.Chart(pd.DataFrame({"level": ["IOP", "PHP"], "hours": [9, 20]}))
    .mark_bar()
    .encode(x="level", y="hours")
)
st.dataframe(pd.DataFrame({"level": ["IOP"], "hours": [9]}))
hello()
