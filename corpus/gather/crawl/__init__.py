"""The crawl: what newspapers' sites have, found politely, fetched safely, taken in once.

`plan` says what to fetch of a site, `discover` finds addresses, `fetch` gets one of them, `settle` decides what a
visit means for the archive, `run` does it all for one site. Nothing is imported here: a sites table names `plan`
alone, and need not load an HTTP client for that.
"""
