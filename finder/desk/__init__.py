"""The desk: what a team hears on the phone, kept in a database and laid over the directory.

`laying` and `said` know nothing of a database; what does (`schema`, `database`, `reports`) is
imported only where FINDER_DESK names one.
"""
