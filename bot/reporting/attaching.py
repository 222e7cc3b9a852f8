"""A file that somebody has sent is fetched and stored with a draft, and confirmed by its name."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from bot.errors import WrongInput
from bot.people.visit import Attachment, Typed, Visit
from bot.reporting.files import Files, check
from bot.reporting.sheet import Sheet, cut

Fetch = Callable[[str], Awaitable[bytes]]
NAME = 60  # characters


@dataclass(frozen=True, slots=True)
class Attaching:
    """Stores files with drafts; what is too large is refused before it is fetched."""

    files: Files
    sheet: Sheet
    fetch: Fetch

    async def attached(
        self, visit: Visit, draft_id: int, typed: Typed, attachment: Attachment
    ) -> str:
        """Return the line that confirms a file, or says why it is refused, as HTML.

        Raises Gone for a draft or file that is not there (any more), Closed, Denied.
        """
        try:
            check(attachment)
            before = await self.files.of_draft(visit.person, draft_id)
            content = await self.fetch(attachment.file)
            stored = await self.files.attach(
                visit.person, draft_id, attachment, content, typed.album, now=visit.now
            )
        except WrongInput as error:
            return self.sheet.wrong(error)
        if len(stored) == len(before):
            name = cut(attachment.name, NAME)
            return self.sheet.said("draft-attached-twice", name=name)
        name = cut(stored[-1].name, NAME)
        return f"✅ {self.sheet.said('draft-attached', name=name, count=len(stored))}"
