"""Backups: made while the bot serves, tried before they count, restored with a way back."""

from corpus.backup.making import FOLDER, STAMP, Backup, make_backup, try_out
from corpus.backup.restoring import Restored, newest_undo, restore_backup

__all__ = ["FOLDER", "STAMP", "Backup", "Restored", "make_backup", "newest_undo", "restore_backup", "try_out"]
