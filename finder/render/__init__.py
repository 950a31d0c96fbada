"""The one renderer: results and facilities to HTML, for the dashboard, `/plain` and first paint.

Nothing here knows a server or a screen. Links are made by a function that the caller gives:
`link(criteria, path)` is the address of a page (`/`, `/facility?id=…`, `/plain`) with that search.
"""
