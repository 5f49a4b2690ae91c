"""What people did, by subject, in one SQLite file beside the archive's."""

from __future__ import annotations

from pathlib import Path

from bot.state import keys
from bot.state.alarms import Alarms
from bot.state.chats import Chats
from bot.state.database import Database
from bot.state.digests import Digests
from bot.state.evaluations import Evaluations
from bot.state.identities import Identities
from bot.state.inbox import Inbox
from bot.state.journal import Journal
from bot.state.links import Links
from bot.state.log import Log
from bot.state.privacy import Privacy
from bot.state.seen import Seen
from bot.state.votes import Votes
from bot.state.watches import Watches
from corpus import StoreError


class State:
    """The bot's own memory. All methods of its subjects raise StoreError where the file does not work."""

    def __init__(self, database: Database, identities: Identities) -> None:
        self._database = database
        self.inbox = Inbox(database, identities)
        self.journal = Journal(database, identities)
        self.votes = Votes(database, identities)
        self.chats = Chats(database, identities)
        self.links = Links(database, identities)
        self.watches = Watches(database)
        self.digests = Digests(database)
        self.log = Log(database)
        self.evaluations = Evaluations(database)
        self.alarms = Alarms(database)
        self.seen = Seen(database)
        self.privacy = Privacy(database, identities)

    @classmethod
    async def open(cls, folder: Path) -> State:
        """The files in `folder`, made where they are missing. Raises StoreError."""
        identities = Identities.open(folder)
        database = await Database.open(folder)
        try:
            await keys.note(database, keys.mark_of(identities.key), is_new=identities.is_new)
        except StoreError:
            await database.close()
            raise
        return cls(database, identities)

    async def close(self) -> None:
        """Close the file."""
        await self._database.close()
