"""What a person can do on the page: each act is one small POST, answered before the bot reacts."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import wraps
from typing import Any

from aiohttp import web

from bot.sandbox.messages import Body
from bot.sandbox.person import Person, contact, document, location, photo, sticker, voice
from bot.sandbox.refusals import Refusal
from bot.sandbox.server import Sandbox
from bot.sandbox.web_faults import FaultSwitch
from bot.sandbox.web_guard import Handler, guarded
from bot.sandbox.web_view import KYIV

NAME_LIMIT = 64
LANGUAGES = ("uk", "en")
FARTHEST = timedelta(days=3660)  # the clock goes ten years at most: dates must stay dates


def told(act: Handler) -> Handler:
    """Return the act with its refusals as 400 and words that the page can show."""

    @wraps(act)
    async def safe(request: web.Request) -> web.StreamResponse:
        try:
            return await act(request)
        except Refusal as refusal:
            return web.json_response({"error": refusal.description}, status=400)
        except KeyError as error:
            return web.json_response({"error": f"not there: {error}"}, status=400)
        except (ValueError, TypeError, OverflowError, AssertionError) as error:
            return web.json_response({"error": str(error)}, status=400)

    return safe


class Acts:
    """Turns requests of the page into acts of people, the clock and the faults."""

    def __init__(
        self, sandbox: Sandbox, faults: FaultSwitch, changed: Callable[[str], None]
    ) -> None:
        self._sandbox = sandbox
        self._faults = faults
        self._changed = changed

    def routes(self) -> list[web.RouteDef]:
        """Return the acts as guarded routes."""
        of_a_person = {
            "say": self._say,
            "start": self._start,
            "press": self._press,
            "edit": self._edit,
            "block": self._block,
            "simulate": self._simulate,
            "files": self._files,
        }
        acts = {f"/page/people/{{person:\\d+}}/{name}": act for name, act in of_a_person.items()}
        acts |= {"/page/people": self._add, "/page/clock": self._clock}
        acts |= {"/page/faults": self._switch_faults}
        return [web.post(path, guarded(told(act))) for path, act in acts.items()]

    def person(self, request: web.Request) -> Person:
        """Return the person of the path; raises HTTPNotFound."""
        number = int(request.match_info["person"])
        for person in self._sandbox.people:
            if person.id == number:
                return person
        raise web.HTTPNotFound

    async def _add(self, request: web.Request) -> web.StreamResponse:
        values = await _values(request)
        name, language = str(values["name"]).strip(), values["language"]
        if not 1 <= len(name) <= NAME_LIMIT or language not in LANGUAGES:
            raise ValueError(f"a name of 1 to {NAME_LIMIT} letters, and one of {LANGUAGES}")
        person = self._sandbox.person(name, language=language)
        self._changed("state")
        return web.json_response({"id": person.id})

    async def _say(self, request: web.Request) -> web.StreamResponse:
        person, values = self.person(request), await _values(request)
        return _taken(person.phone.say(str(values["text"])))

    async def _start(self, request: web.Request) -> web.StreamResponse:
        person, values = self.person(request), await _values(request)
        return _taken(person.phone.start(str(values.get("payload", ""))))

    async def _press(self, request: web.Request) -> web.StreamResponse:
        person, values = self.person(request), await _values(request)
        return _taken(person.phone.press(str(values["data"]), int(values["message"])))

    async def _edit(self, request: web.Request) -> web.StreamResponse:
        person, values = self.person(request), await _values(request)
        return _taken(person.phone.edit(int(values["message"]), str(values["text"])))

    async def _block(self, request: web.Request) -> web.StreamResponse:
        phone, values = self.person(request).phone, await _values(request)
        return _taken(phone.block() if values["blocked"] else phone.unblock())

    async def _simulate(self, request: web.Request) -> web.StreamResponse:
        person, values = self.person(request), await _values(request)
        contents: dict[str, Callable[[], Body]] = {
            "voice": lambda: voice(self._sandbox.world),
            "sticker": lambda: sticker(self._sandbox.world),
            "location": location,
            "contact": lambda: contact("+380000000000", person.name, person.id),
        }
        return _taken(person.phone.send(contents[str(values["kind"])]()))

    async def _files(self, request: web.Request) -> web.StreamResponse:
        phone, form = self.person(request).phone, await request.post()
        caption = str(form.get("caption", ""))
        contents: list[Body] = []
        for file in form.getall("file"):
            if not isinstance(file, web.FileField):
                raise ValueError("a file is expected")
            words = "" if contents else caption
            with file.file as opened:
                data = opened.read()
            if form.get("kind") == "photo":
                contents.append(photo(self._sandbox.world, data, words))
            else:
                contents.append(document(self._sandbox.world, file.filename, data, words))
        single = len(contents) == 1
        return _taken(phone.send(contents[0]) if single else phone.send_album(contents))

    async def _clock(self, request: web.Request) -> web.StreamResponse:
        values, clock = await _values(request), self._sandbox.clock
        real = datetime.now(UTC)
        if values.get("back"):
            moment = real
        elif "at" in values:  # what a clock on the wall in Kyiv shows
            moment = datetime.fromisoformat(str(values["at"])).replace(tzinfo=KYIV)
        else:
            moment = clock.now() + timedelta(seconds=float(values["move"]))
        if abs(moment - real) > FARTHEST:
            raise ValueError(f"at most {FARTHEST.days} days from now")
        clock.set(moment)
        return web.json_response({"now": clock.now().isoformat()})

    async def _switch_faults(self, request: web.Request) -> web.StreamResponse:
        values = await _values(request)
        self._faults.switch(float(values["latency"]), str(values["failure"]), str(values["when"]))
        self._changed("faults")
        return web.json_response(self._faults.view())


async def _values(request: web.Request) -> dict[str, Any]:
    """Return the posted JSON object; raises ValueError for anything else."""
    if request.content_type != "application/json":
        raise ValueError("JSON is expected")
    values = await request.json()
    if not isinstance(values, dict):
        raise ValueError("a JSON object is expected")
    return values


def _taken(update_id: int | None) -> web.Response:
    """Answer with the update that the act has caused; None where the bot does not ask for such."""
    return web.json_response({"update": update_id})
