"""The desk: the pages of a team that calls places, in Streamlit's own widgets."""
