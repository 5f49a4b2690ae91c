"""The places of the province, with their names before and since the merger of July 2025."""
