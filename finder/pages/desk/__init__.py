"""The doors of the desk: an invitation, leaving; the desk itself is drawn by Streamlit."""
