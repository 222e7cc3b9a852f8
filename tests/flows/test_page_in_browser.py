"""The sandbox's page as a person uses it: a real Chromium, the real bot, the real client."""

import asyncio
import os
import shutil
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest
from playwright.async_api import Browser, Locator, Page, async_playwright, expect

from bot.app import Knowledge
from bot.sandbox.clock import MovableClock
from bot.sandbox.server import Sandbox
from bot.sandbox.web_page import WebPage
from bot.sandboxed import build_in
from bot.settings import Settings

pytestmark = pytest.mark.browser

FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
DESK = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}
SMALLEST = {"width": 320, "height": 568}
PATIENCE_MS = 10_000


@pytest.fixture
def chromium() -> str:
    """The path of a Chromium; where there is none, CI fails and other machines skip."""
    path = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if path is None:
        why = "no Chromium on this machine: set CHROMIUM or install Debian's"
        if os.environ.get("CI"):
            pytest.fail(why)
        pytest.skip(why)
    return path


@pytest.fixture
async def browser(chromium: str) -> AsyncIterator[Browser]:
    expect.set_options(timeout=PATIENCE_MS)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield browser
        await browser.close()


@pytest.fixture
async def sandbox(settings: Settings, knowledge: Knowledge) -> AsyncIterator[Sandbox]:
    """A sandbox with its page and the bot in it, and two people who have not started yet."""
    clock = MovableClock()
    sandbox = Sandbox(clock, page=WebPage)
    await sandbox.start()
    app = build_in(sandbox, settings, clock, knowledge)
    running = asyncio.create_task(app.run())
    sandbox.person("Оксана", language="uk")
    sandbox.person("Emma", language="en")
    try:
        yield sandbox
    finally:
        app.stop()
        await asyncio.wait_for(running, 15)
        await sandbox.stop()


class Screen:
    """One browser window with the page, and what a person does there."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.faults: list[str] = []
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.on(
            "console", lambda line: self.faults.append(line.text) if line.type == "error" else None
        )

    def phone(self, name: str) -> Locator:
        return self.page.locator(".phone", has=self.page.locator(".owner", has_text=name))

    def last(self, name: str) -> Locator:
        return self.phone(name).locator(".message.theirs").last

    async def start(self, name: str) -> None:
        await self.phone(name).locator(".start").click()
        await expect(self.last(name).locator(".key").first).to_be_visible()

    async def fits(self) -> bool:
        """Whether nothing sticks out of the window sideways."""
        return await self.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


Opening = Callable[..., "asyncio.Future[Screen]"]


@pytest.fixture
async def window(browser: Browser, sandbox: Sandbox) -> AsyncIterator[Opening]:
    """Opens windows; at the end none of them may have had an error."""
    screens: list[Screen] = []

    async def opened(size: dict[str, int], path: str = "/", **settings: object) -> Screen:
        context = await browser.new_context(viewport=size, **settings)
        context.set_default_timeout(PATIENCE_MS)
        screen = Screen(await context.new_page())
        screens.append(screen)
        await screen.page.goto(sandbox.url + path)
        await expect(screen.page.locator("#connection")).to_have_attribute(
            "data-state", "connected"
        )
        return screen

    yield opened
    for screen in screens:
        assert screen.faults == []
        await screen.page.context.close()


async def test_a_resident_finds_help_and_leaves_nothing(window: Opening, sandbox: Sandbox) -> None:
    screen = await window(DESK)
    for name in ("Оксана", "Emma"):
        await screen.start(name)
    await screen.last("Emma").get_by_role("button", name="Who answers now").click()
    await expect(screen.last("Emma")).to_contain_text("116 123")
    await screen.phone("Оксана").locator("textarea").fill("мене б'ють")
    await screen.page.keyboard.press("Enter")
    await expect(screen.last("Оксана")).to_contain_text("102")
    await expect(screen.phone("Оксана").locator(".message.mine")).to_have_count(0)
    await screen.last("Оксана").get_by_role("button", name="Сховати").click()
    await expect(screen.phone("Оксана").locator(".messages")).not_to_contain_text("116 123")
    await screen.page.reload()  # the state is the server's
    await expect(screen.last("Emma")).to_contain_text("116 123")


async def test_the_page_by_keyboard_alone(window: Opening) -> None:
    screen = await window(DESK)
    press = screen.page.keyboard.press
    await press("Tab")
    await press("Enter")  # the first skip link leads to the chats
    focused = screen.page.locator(":focus")
    for _ in range(6):
        await press("Tab")
        if await focused.evaluate("node => node.classList.contains('start')"):
            break
    await press("Enter")
    await expect(screen.last("Оксана").locator(".key").first).to_be_visible()
    await expect(screen.phone("Оксана").locator("textarea")).to_be_focused()
    await screen.last("Оксана").locator(".key").first.focus()
    await press("ArrowDown")
    await expect(screen.last("Оксана").locator(".key").nth(1)).to_be_focused()
    before = await screen.last("Оксана").locator(".words").inner_text()
    await press("Enter")
    await expect(screen.last("Оксана").locator(".words")).not_to_have_text(before)
    assert await focused.evaluate("node => node.classList.contains('key')"), "the focus was lost"
    await screen.phone("Оксана").locator(".commands").focus()
    await press("Enter")
    await expect(screen.phone("Оксана").locator(".commands-menu")).to_contain_text("/sos")
    await press("Escape")
    await expect(screen.phone("Оксана").locator(".commands")).to_be_focused()


async def test_one_phone_at_a_time_on_a_phone(window: Opening) -> None:
    screen = await window(PHONE, "/?start=i3", has_touch=True, is_mobile=True)
    await expect(screen.page.locator(".phone:visible")).to_have_count(1)
    await expect(screen.phone("Оксана").locator(".start")).to_contain_text("i3")
    await screen.start("Оксана")
    await screen.page.locator("#tabs button[value=calls]").click()
    await expect(screen.page.locator(".call b", has_text="sendMessage").first).to_be_visible()
    await screen.page.locator("#tabs button[value=people]").click()
    notice = screen.page.locator(".person", has_text="Оксана").locator(".notice-text")
    assert 0 < len(await notice.inner_text()) <= 81
    await screen.page.locator("#languages button[value=en]").click()
    await screen.page.locator(".person-open", has_text="Emma").click()
    await screen.start("Emma")
    await screen.page.set_viewport_size(SMALLEST)
    for tab in ("people", "chats", "tools", "calls"):
        await screen.page.locator(f"#tabs button[value={tab}]").click()
        assert await screen.fits(), tab


async def test_a_finger_finds_every_target(window: Opening) -> None:
    screen = await window(PHONE, has_touch=True, is_mobile=True, reduced_motion="reduce")
    await screen.start("Оксана")
    small = await screen.page.evaluate(
        """() => [...document.querySelectorAll("button, select, input:not([type=file])")]
            .filter((node) => node.checkVisibility() && node.type !== "checkbox")
            .map((node) => [node.outerHTML.slice(0, 90), node.getBoundingClientRect()])
            .filter(([, box]) => box.height < 44 || box.width < 44)
            .map(([tag, box]) => `${tag}: ${box.width} x ${box.height}`)"""
    )
    assert small == []


async def test_clock_faults_and_files(window: Opening, sandbox: Sandbox, tmp_path: Path) -> None:
    screen = await window(DESK)
    await screen.start("Оксана")
    real = sandbox.clock.now()
    await screen.page.locator("#clock [data-move='86400']").click()
    await expect(screen.page.locator("#clock-shift")).to_contain_text("+1")
    assert (sandbox.clock.now() - real).total_seconds() > 86_000
    await screen.page.locator("#clock [data-move='0']").click()
    await expect(screen.page.locator("#clock-shift")).to_have_text("справжній час")

    await screen.page.locator("[name=failure]").select_option("too_many")
    await expect(screen.page.locator("#fault-chip")).to_be_visible()
    await screen.page.locator("#faults-clear").click()
    await expect(screen.page.locator("#fault-chip")).to_be_hidden()

    file = tmp_path / "звіт.txt"
    file.write_text("слова")
    await screen.phone("Оксана").locator(".pick-file").set_input_files(file)
    await screen.phone("Оксана").locator(".send").click()
    await expect(screen.phone("Оксана").locator(".attached")).to_be_hidden()
    await screen.page.locator(".phone-more").first.click()
    await screen.page.locator(".phone-menu .menu-item").first.click()
    await expect(screen.phone("Оксана").locator(".lock-card")).to_be_visible()
    await screen.page.keyboard.press("Enter")  # the button to unlock has the focus
    await expect(screen.phone("Оксана").locator(".lock")).to_be_hidden()


async def test_words_are_drawn_as_words(window: Opening, sandbox: Sandbox) -> None:
    screen = await window(DESK)
    emma = sandbox.person("Emma", language="en")
    world = sandbox.world
    evil = '<img src=x onerror="document.title=1"> https://example.org/?a=1&b=2'
    marks = [
        {"type": "bold", "offset": 0, "length": 4},
        {"type": "text_link", "offset": 0, "length": 4, "url": "javascript:alert(1)"},
    ]
    chat = world.private_chat(sandbox.bot, emma.phone.user)
    world.post(sandbox.bot, chat, {"text": evil, "entities": marks})
    text = screen.last("Emma").locator(".words")
    await expect(text).to_have_text(evil)
    assert await text.locator("img").count() == 0
    assert await text.locator("strong").inner_text() == "<img"
    links = await text.locator("a").evaluate_all("nodes => nodes.map((node) => node.protocol)")
    assert links == ["https:"]


async def test_the_page_comes_back_by_itself(browser: Browser) -> None:
    first = Sandbox(page=WebPage)
    await first.start()
    first.person("Оксана")
    port = int(first.url.rpartition(":")[2])
    page = await browser.new_page()
    await page.goto(first.url)
    connection = page.locator("#connection")
    await expect(connection).to_have_attribute("data-state", "connected", timeout=PATIENCE_MS)
    await first.stop()
    await expect(connection).to_have_attribute("data-state", "lost", timeout=PATIENCE_MS)
    second = Sandbox(page=WebPage)
    await second.start(port=port)
    second.person("Тарас")
    await expect(connection).to_have_attribute("data-state", "connected", timeout=PATIENCE_MS)
    await expect(page.locator(".person-name")).to_have_text(["Тарас"])
    await page.close()
    await second.stop()
