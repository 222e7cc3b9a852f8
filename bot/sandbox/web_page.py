"""The sandbox's page in a browser: its files, the state it shows, the stream that keeps it so."""

import contextlib
import json
from pathlib import Path
from typing import Any

from aiohttp import web

from bot.sandbox.feed import Event
from bot.sandbox.server import Sandbox
from bot.sandbox.web_acts import Acts
from bot.sandbox.web_faults import FaultSwitch
from bot.sandbox.web_guard import HEADERS, guarded
from bot.sandbox.web_log import CallLog, moved_seconds
from bot.sandbox.web_stream import Batch, Stream, sse
from bot.sandbox.web_view import KYIV, earlier_view, iso, person_view

PAGE = Path(__file__).parent / "page"
TYPES = {
    ".html": "text/html",
    ".css": "text/css",
    ".js": "text/javascript",
    ".json": "application/json",
    ".svg": "image/svg+xml",
}
SHOWN_AS_IS = {"image/png", "image/jpeg", "image/gif", "image/webp"}


def invite_residents(sandbox: Sandbox) -> None:
    """Let the first people in, so that the page opens with phones; it can add more."""
    for person in json.loads((PAGE / "residents.json").read_text(encoding="utf-8")):
        sandbox.person(person["name"], language=person["language"])


def staff_words() -> dict[str, dict[str, str]]:
    """Return for each role what the page calls it, and the post where one has no organisation."""
    words: dict[str, dict[str, str]] = json.loads((PAGE / "staff.json").read_text("utf-8"))
    return words


class WebPage:
    """One sandbox's page; any number of tabs may be open."""

    def __init__(self, sandbox: Sandbox) -> None:
        self._sandbox = sandbox
        self._streams: set[Stream] = set()
        self._log = CallLog()
        self._faults = FaultSwitch(sandbox.faults)
        self._shown_faults = self._faults.view()
        self._acts = Acts(sandbox, self._faults, self._told)
        self._assets = {path.name: path for path in PAGE.iterdir() if path.is_file()}
        sandbox.feed.listen(self._hear)

    def routes(self) -> list[web.RouteDef]:
        """Return the page, its files, its state, its stream and what a person can do."""
        reads = [
            web.get("/", guarded(self._index)),
            web.get("/page/assets/{name}", guarded(self._asset)),
            web.get("/page/files/{file_id}", guarded(self._file)),
            web.get("/page/state", guarded(self._state)),
            web.get("/page/events", guarded(self._events)),
            web.get(r"/page/people/{person:\d+}/before/{message:\d+}", guarded(self._earlier)),
        ]
        return reads + self._acts.routes()

    def close(self) -> None:
        """End all streams, so that the server can stop at once."""
        for stream in tuple(self._streams):
            stream.close()

    def _hear(self, event: Event) -> None:
        call = self._log.hear(event, self._sandbox.clock.timestamp())
        if not self._streams or event.bot not in (0, self._sandbox.bot.id):
            return
        for stream in self._streams:
            stream.hear(event, call)
        if call is not None and (faults := self._faults.view()) != self._shown_faults:
            self._shown_faults = faults
            self._told("faults")

    def _told(self, subject: str) -> None:
        for stream in self._streams:
            stream.tell(subject)

    async def _index(self, request: web.Request) -> web.StreamResponse:
        return _page_file(self._assets["index.html"])

    async def _asset(self, request: web.Request) -> web.StreamResponse:
        path = self._assets.get(request.match_info["name"])
        if path is None:
            raise web.HTTPNotFound
        return _page_file(path)

    async def _file(self, request: web.Request) -> web.StreamResponse:
        file = self._sandbox.world.files.find(request.match_info["file_id"])
        if file is None:
            raise web.HTTPNotFound
        if file.mime in SHOWN_AS_IS:
            return web.Response(body=file.data, content_type=file.mime)
        headers = {"Content-Disposition": "attachment", "Content-Security-Policy": "sandbox"}
        return web.Response(
            body=file.data, content_type="application/octet-stream", headers=headers
        )

    async def _state(self, request: web.Request) -> web.StreamResponse:
        return web.json_response(self._subject("state"))

    async def _earlier(self, request: web.Request) -> web.StreamResponse:
        person = self._acts.person(request)
        before = int(request.match_info["message"])
        return web.json_response(earlier_view(person.messages, before))

    async def _events(self, request: web.Request) -> web.StreamResponse:
        answer = web.StreamResponse(headers=HEADERS)
        answer.content_type = "text/event-stream"
        await answer.prepare(request)
        stream = Stream()
        stream.tell("state")
        self._streams.add(stream)
        try:
            with contextlib.suppress(ConnectionError):
                async for batch in stream.batches():
                    await answer.write(self._lines(batch))
        finally:
            self._streams.discard(stream)
        return answer

    def _lines(self, batch: Batch) -> bytes:
        people = {person.id: person for person in self._sandbox.people}
        lines = [sse(subject, self._subject(subject)) for subject in batch.subjects]
        if "state" not in batch.subjects:
            lines += [
                sse("person", person_view(people[each])) for each in batch.people if each in people
            ]
        lines += [sse(kind, value) for kind, value in batch.moments]
        if batch.calls:
            lines.append(sse("calls", batch.calls))
        return b"".join(lines) or sse("beat", None)

    def _subject(self, subject: str) -> dict[str, Any]:
        if subject == "clock":
            now = self._sandbox.clock.timestamp()
            return {
                "now": iso(now),
                "zone": KYIV.key,
                "moved": moved_seconds(now),
            }
        if subject == "faults":
            return self._faults.view()
        return {
            "bot": {
                "username": self._sandbox.bot.username,
                "name": self._sandbox.bot.body()["first_name"],
            },
            "clock": self._subject("clock"),
            "faults": self._subject("faults"),
            "people": [person_view(person) for person in self._sandbox.people],
            "calls": list(self._log.calls),
        }


def _page_file(path: Path) -> web.Response:
    return web.Response(body=path.read_bytes(), content_type=TYPES[path.suffix], charset="utf-8")
