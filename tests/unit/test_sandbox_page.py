"""What the page may ask of the sandbox, who may ask it, and what it is told."""

import asyncio
import json
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

import aiohttp
import pytest

from bot.sandbox.person import Person
from bot.sandbox.server import Sandbox
from bot.sandbox.web_page import PAGE, WebPage
from bot.sandbox.web_view import message_view, person_view

PNG = b"\x89PNG\r\n\x1a\n" + bytes(8) + b"\0\0\0\x02\0\0\0\x03" + bytes(8)


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    sandbox = Sandbox(page=WebPage)
    await sandbox.start()
    try:
        yield sandbox
    finally:
        await sandbox.stop()


@pytest.fixture
def anna(sandbox: Sandbox) -> Person:
    return sandbox.person("Anna")


class Browser:
    """The page's own requests, with the headers that a browser adds."""

    def __init__(self, session: aiohttp.ClientSession, url: str) -> None:
        self.session = session
        self.url = url
        self.own = {"Origin": url, "Sec-Fetch-Site": "same-origin"}

    async def post(self, path: str, headers: dict[str, str] | None = None, **values: Any) -> Any:
        sent = self.own if headers is None else headers
        async with self.session.post(
            f"{self.url}/page/{path}", json=values, headers=sent
        ) as answer:
            return answer.status, await answer.json()

    async def get(self, path: str, **headers: str) -> aiohttp.ClientResponse:
        async with self.session.get(f"{self.url}{path}", headers=headers) as answer:
            await answer.read()
            return answer

    async def bot(self, token: str, method: str, **values: Any) -> Any:
        """Call the Bot API as the bot would."""
        async with self.session.post(f"{self.url}/bot{token}/{method}", json=values) as answer:
            return await answer.json()

    @asynccontextmanager
    async def stream(self) -> AsyncIterator["Events"]:
        async with self.session.get(f"{self.url}/page/events") as answer:
            assert answer.content_type == "text/event-stream"
            yield Events(answer)


class Events:
    """The stream as the page reads it."""

    def __init__(self, answer: aiohttp.ClientResponse) -> None:
        self._answer = answer

    async def next(self, kind: str) -> Any:
        """Return the next event of a kind; raises TimeoutError after five seconds."""
        async with asyncio.timeout(5):
            while True:
                name = (await self._answer.content.readline()).decode().strip()
                data = (await self._answer.content.readline()).decode().strip()
                await self._answer.content.readline()
                if name == f"event: {kind}":
                    return json.loads(data.removeprefix("data: "))


@pytest.fixture
async def page(sandbox: Sandbox) -> AsyncIterator[Browser]:
    async with aiohttp.ClientSession() as session:
        yield Browser(session, sandbox.url)


def updates(sandbox: Sandbox) -> list[dict[str, Any]]:
    return [json.loads(item.text) for item in sandbox.bot.updates.waiting]


# What a person does on the page reaches the bot


async def test_words_reach_the_bot(page: Browser, sandbox: Sandbox, anna: Person) -> None:
    status, _ = await page.post(f"people/{anna.id}/say", text="де допомога?")
    assert status == 200
    assert updates(sandbox)[-1]["message"]["text"] == "де допомога?"


async def test_start_with_a_deep_link(page: Browser, sandbox: Sandbox, anna: Person) -> None:
    await page.post(f"people/{anna.id}/start", payload="i3")
    assert updates(sandbox)[-1]["message"]["text"] == "/start i3"
    status, answer = await page.post(f"people/{anna.id}/start", payload="no spaces")
    assert (status, answer["error"]) == (400, "Bad Request: START_PARAM_INVALID")


async def test_a_pressed_button_reaches_the_bot(
    page: Browser, sandbox: Sandbox, anna: Person
) -> None:
    await page.post(f"people/{anna.id}/start")
    keyboard = {"inline_keyboard": [[{"text": "Далі", "callback_data": "next"}]]}
    sent = await page.bot(
        sandbox.token, "sendMessage", chat_id=anna.id, text="?", reply_markup=keyboard
    )
    number = sent["result"]["message_id"]
    await page.post(f"people/{anna.id}/press", message=number, data="next")
    query = updates(sandbox)[-1]["callback_query"]
    assert (query["data"], query["message"]["message_id"]) == ("next", number)


async def test_files_and_albums_reach_the_bot(
    page: Browser, sandbox: Sandbox, anna: Person
) -> None:
    form = aiohttp.FormData({"kind": "photo", "caption": "двоє"})
    for name in ("a.png", "b.png"):
        form.add_field("file", PNG, filename=name, content_type="image/png")
    url = f"{page.url}/page/people/{anna.id}/files"
    async with page.session.post(url, data=form, headers=page.own) as answer:
        assert answer.status == 200
    first, second = (update["message"] for update in updates(sandbox)[-2:])
    assert first["caption"] == "двоє"
    assert "caption" not in second
    assert first["media_group_id"] == second["media_group_id"]
    assert (first["photo"][-1]["width"], first["photo"][-1]["height"]) == (2, 3)


@pytest.mark.parametrize("kind", ["voice", "sticker", "location", "contact"])
async def test_what_is_simulated_reaches_the_bot(
    page: Browser, sandbox: Sandbox, anna: Person, kind: str
) -> None:
    status, _ = await page.post(f"people/{anna.id}/simulate", kind=kind)
    assert status == 200
    assert kind in updates(sandbox)[-1]["message"]
    assert message_view(anna.messages[-1])["media"]["kind"] == kind


async def test_blocking_edits_and_what_cannot_be(
    page: Browser, sandbox: Sandbox, anna: Person
) -> None:
    await page.post(f"people/{anna.id}/say", text="перше")
    await page.post(f"people/{anna.id}/edit", message=anna.messages[0].id, text="друге")
    assert updates(sandbox)[-1]["edited_message"]["text"] == "друге"
    await page.post(f"people/{anna.id}/block", blocked=True)
    assert person_view(anna)["blocked"]
    assert (await page.post(f"people/{anna.id}/say", text="агов"))[0] == 400
    assert (await page.post(f"people/{anna.id}/say", text="  "))[0] == 400
    assert (await page.post(f"people/{anna.id}/simulate", kind="dice"))[0] == 400
    assert (await page.post("people/1/say", text="?"))[0] == 404


async def test_a_new_person_has_a_phone(page: Browser, sandbox: Sandbox) -> None:
    status, made = await page.post("people", name=" Emma ", language="en")
    assert status == 200
    assert [(each.id, each.name) for each in sandbox.people] == [(made["id"], "Emma")]
    assert (await page.post("people", name="", language="en"))[0] == 400
    assert (await page.post("people", name="x", language="ru"))[0] == 400


async def test_the_clock_moves_and_comes_back(page: Browser, sandbox: Sandbox) -> None:
    before = sandbox.clock.now()
    await page.post("clock", move=86_400)
    assert timedelta(days=1) <= sandbox.clock.now() - before < timedelta(days=1, seconds=5)
    await page.post("clock", at="2023-12-20T09:30")
    assert sandbox.clock.now().isoformat()[:16] == "2023-12-20T07:30"  # Kyiv is two hours ahead
    await page.post("clock", back=True)
    assert sandbox.clock.now() - before < timedelta(seconds=5)
    assert (await page.post("clock", move=1e12))[0] == 400
    assert (await page.post("clock", at="soon"))[0] == 400


async def test_faults_happen_to_acts_and_spare_the_poll(page: Browser, sandbox: Sandbox) -> None:
    await page.post("faults", latency=0, failure="too_many", when="once")
    polled = await page.bot(sandbox.token, "getUpdates")
    refused = await page.bot(sandbox.token, "getMe")
    again = await page.bot(sandbox.token, "getMe")
    assert (polled["ok"], refused["ok"], again["ok"]) == (True, False, True)
    assert refused["parameters"]["retry_after"] == 3
    await page.post("faults", latency=0.5, failure="server_error", when="always")
    assert sandbox.faults.latency == 0.5
    state = json.loads(await (await page.get("/page/state")).text())
    assert state["faults"] == {"latency": 0.5, "failure": "server_error", "when": "always"}
    await page.post("faults", latency=0, failure="off", when="once")
    assert (await page.bot(sandbox.token, "getMe"))["ok"]
    assert (await page.post("faults", latency=99, failure="off", when="once"))[0] == 400


# What the page is told


async def test_the_stream_begins_with_everything_and_goes_on(
    page: Browser, sandbox: Sandbox, anna: Person
) -> None:
    async with page.stream() as events:
        state = await events.next("state")
        assert [each["name"] for each in state["people"]] == ["Anna"]
        await page.post(f"people/{anna.id}/start")
        assert (await events.next("person"))["messages"][0]["text"] == "/start"
        await page.bot(
            sandbox.token, "sendMessage", chat_id=anna.id, text="тихо", disable_notification=True
        )
        told = (await events.next("person"))["messages"][-1]
        assert (told["text"], told["silent"], told["mine"]) == ("тихо", True, False)
        assert (await events.next("calls"))[-1]["method"] == "sendMessage"
        await page.bot(sandbox.token, "sendChatAction", chat_id=anna.id, action="typing")
        assert await events.next("action") == {"person": anna.id, "action": "typing"}
        await page.post("clock", move=3600)
        assert (await events.next("clock"))["moved"] == pytest.approx(3600, abs=2)


async def test_an_answer_to_a_press_is_told_even_without_words(
    page: Browser, sandbox: Sandbox, anna: Person
) -> None:
    await page.post(f"people/{anna.id}/start")
    async with page.stream() as events:
        for words in ("", "Готово"):
            await page.post(f"people/{anna.id}/press", message=7, data="x")
            number = updates(sandbox)[-1]["callback_query"]["id"]
            await page.bot(
                sandbox.token, "answerCallbackQuery", callback_query_id=number, text=words
            )
            answer = await events.next("answer")
            assert (answer["message"], answer["text"], answer["alert"]) == (7, words, False)


async def test_the_bot_presents_itself_in_each_ones_language(
    page: Browser, sandbox: Sandbox, anna: Person
) -> None:
    emma = sandbox.person("Emma", language="en")
    commands = [{"command": "start", "description": "Begin"}]
    await page.bot(sandbox.token, "setMyCommands", commands=commands, language_code="en")
    await page.bot(sandbox.token, "setMyName", name="Довідник")
    await page.bot(sandbox.token, "setMyDescription", description="Guide", language_code="en")
    assert person_view(emma)["bot"] == {
        "name": "Довідник",
        "description": "Guide",
        "about": "",
        "commands": commands,
    }
    assert person_view(anna)["bot"]["commands"] == []


async def test_older_messages_are_asked_for(page: Browser, anna: Person) -> None:
    for number in range(100):
        anna.phone.say(str(number))
    view = person_view(anna)
    assert (len(view["messages"]), view["more"]) == (80, True)
    first = view["messages"][0]["id"]
    answer = await page.get(f"/page/people/{anna.id}/before/{first}")
    assert [each["text"] for each in json.loads(await answer.text())["messages"]] == [
        str(number) for number in range(20)
    ]


async def test_words_stay_words(page: Browser, sandbox: Sandbox, anna: Person) -> None:
    evil = '<img src=x onerror="alert(1)"><script>alert(2)</script>'
    await page.post(f"people/{anna.id}/say", text=evil)
    await page.bot(
        sandbox.token, "sendMessage", chat_id=anna.id, text="<b>a &lt;i&gt;</b>", parse_mode="HTML"
    )
    mine, bold = person_view(anna)["messages"]
    assert mine["text"] == evil
    assert (bold["text"], bold["entities"][0]["type"]) == ("a <i>", "bold")
    markup = re.compile(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|DOMParser|eval\(")
    for script in PAGE.glob("*.js"):
        assert not markup.search(script.read_text()), f"{script.name} parses markup"


async def test_a_sent_file_is_never_a_page(page: Browser, sandbox: Sandbox) -> None:
    file = sandbox.world.files.add("document", b"<script>alert(1)</script>", "x.html")
    answer = await page.get(f"/page/files/{file.file_id}")
    assert answer.content_type == "application/octet-stream"
    assert answer.headers["Content-Disposition"] == "attachment"
    assert answer.headers["Content-Security-Policy"] == "sandbox"
    assert (await page.get("/page/files/none")).status == 404


# Who may ask


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "OWN", "Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "OWN", "Host": "evil.example"},
        {},
    ],
)
async def test_a_foreign_page_cannot_drive_the_sandbox(
    page: Browser, sandbox: Sandbox, anna: Person, headers: dict[str, str]
) -> None:
    sent = {name: value.replace("OWN", page.url) for name, value in headers.items()}
    status, answer = await page.post(f"people/{anna.id}/say", headers=sent, text="чуже")
    assert status == 403
    assert answer["error"]
    assert updates(sandbox) == []


async def test_a_form_of_another_site_is_refused(page: Browser, anna: Person) -> None:
    url = f"{page.url}/page/people/{anna.id}/say"
    async with page.session.post(url, data={"text": "чуже"}, headers=page.own) as answer:
        assert answer.status == 400  # a form cannot carry JSON, and nothing else is read


async def test_a_name_that_resolves_here_is_not_this_machine(page: Browser) -> None:
    assert (await page.get("/", Host="rebound.example")).status == 403
    assert (await page.get("/page/state", Host="rebound.example")).status == 403
    assert (await page.get("/", Host="localhost:1")).status == 200
    assert (await page.get("/", Host="[::1]:1")).status == 200
    foreign = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors"}
    assert (await page.get("/page/state", **foreign)).status == 403
    opened = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"}
    assert (await page.get("/?start=i3", **opened)).status == 200


async def test_headers_of_every_answer(page: Browser) -> None:
    for path in ("/", "/page/assets/app.js", "/page/state", "/page/assets/none.js"):
        headers = (await page.get(path)).headers
        policy = headers["Content-Security-Policy"]
        assert policy.startswith("default-src 'self';")
        assert "unsafe" not in policy
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Cache-Control"] == "no-store"
    assert (await page.get("/page/assets/..%2fserver.py")).status == 404


# The page itself


def test_both_languages_have_the_same_words() -> None:
    words = json.loads((PAGE / "words.json").read_text())
    assert list(words["uk"]) == list(words["en"])
    for key in words["uk"]:
        places = [set(re.findall(r"{\w+}", words[each][key])) for each in words]
        assert places[0] == places[1], key


def test_every_word_of_the_page_is_there() -> None:
    words = json.loads((PAGE / "words.json").read_text())["uk"]
    used = set(re.findall(r'data-words(?:-\w+)?="([^"]+)"', (PAGE / "index.html").read_text()))
    for script in PAGE.glob("*.js"):
        used |= set(re.findall(r'\bword\("([^"]+)"', script.read_text()))
    assert used - set(words) == set()


def test_nothing_is_inline_or_from_elsewhere() -> None:
    html = (PAGE / "index.html").read_text()
    assert not re.search(r"<style|\sstyle=|\son\w+=|<script(?![^>]*src=)", html)
    for file in PAGE.iterdir():
        found = set(re.findall(r"https?://[\w.]+", file.read_text()))
        assert found <= {"http://www.w3.org"}, f"{file.name}: {found}"


def test_every_file_of_the_page_is_small() -> None:
    written = [path for path in PAGE.iterdir() if path.suffix in (".js", ".css", ".html")]
    sizes = {path.name: len(path.read_text().splitlines()) for path in written}
    assert {name: size for name, size in sizes.items() if size > 250} == {}


async def test_stopping_ends_open_streams_at_once() -> None:
    sandbox = Sandbox(page=WebPage)
    await sandbox.start()
    async with aiohttp.ClientSession() as session:
        browser = Browser(session, sandbox.url)
        async with browser.stream() as events:
            await events.next("state")
            async with asyncio.timeout(1.5):
                await sandbox.stop()
