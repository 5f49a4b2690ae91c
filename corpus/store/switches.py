"""What the operator and the sites themselves said: on or off, and not before when."""

from __future__ import annotations

from corpus.store.store import Store


class Switches:
    """The switches of all sites; one that nobody touched stands as its table entry says."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def is_on(self, site: str, default: bool) -> bool:
        """Whether the site is crawled without being named."""
        rows = await self._store.read("SELECT is_on FROM site_switches WHERE site = ?", (site,))
        return default if not rows or rows[0][0] is None else bool(rows[0][0])

    async def turn(self, site: str, is_on: bool) -> None:
        """Switch a site on or off."""
        async with self._store.change() as write:
            await write.execute(
                "INSERT INTO site_switches (site, is_on) VALUES (?, ?) "
                "ON CONFLICT (site) DO UPDATE SET is_on = excluded.is_on",
                (site, is_on),
            )

    async def resume_after(self, site: str) -> int:
        """Until when (Unix seconds) the site asked to be left alone; 0 where it did not."""
        rows = await self._store.read("SELECT resume_after FROM site_switches WHERE site = ?", (site,))
        return int(rows[0][0] or 0) if rows else 0

    async def leave_alone(self, site: str, until_s: int) -> None:
        """Note that the site asked to be left alone."""
        async with self._store.change() as write:
            await write.execute(
                "INSERT INTO site_switches (site, resume_after) VALUES (?, ?) "
                "ON CONFLICT (site) DO UPDATE SET resume_after = excluded.resume_after",
                (site, until_s),
            )
