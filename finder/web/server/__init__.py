"""What stands around all pages: headers, language, Streamlit's own files, first paint, watching."""
