"""Is it alive, and is it ready? What is judged is passed in, so that the same words serve HTTP, systemd and tests."""

from __future__ import annotations

from dataclasses import dataclass

MAX_POLL_SILENCE_S = 120.0


@dataclass(frozen=True, slots=True)
class Condition:
    """What is known of a running bot. `complaint`: why the process is about to end itself, if it is.

    `problem`: why questions cannot be answered, None where they can. `poll_silence_s`: None with a webhook.
    """

    complaint: str | None
    problem: str | None
    poll_silence_s: float | None

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why it is not ready; nothing where it is."""
        found = [text for text in (self.complaint, self.problem) if text]
        if self.poll_silence_s is not None and self.poll_silence_s > MAX_POLL_SILENCE_S:
            found.append(f"no answer from Telegram for {self.poll_silence_s:.0f} s")
        return tuple(found)
