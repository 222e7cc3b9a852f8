"""What each end of a send means, by the real client against the real wire of the sandbox."""

from collections.abc import AsyncIterator

import pytest
from telegram import Bot

from bot.chat.calls import Calls
from bot.chat.outcomes import Outcome, Send, sender
from bot.chat.screen import Screen
from bot.chat.transport import AiohttpRequest
from bot.sandbox.faults import Fault
from bot.sandbox.person import Person
from bot.sandbox.server import Sandbox

HELLO = Screen("<b>Нагадування</b> &amp; решта")


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    sandbox = Sandbox()
    await sandbox.start()
    yield sandbox
    await sandbox.stop()


@pytest.fixture
async def send(sandbox: Sandbox) -> AsyncIterator[Send]:
    request = AiohttpRequest()
    await request.initialize()
    yield sender(Calls(Bot(sandbox.token, base_url=f"{sandbox.url}/bot"), request))
    await request.shutdown()


@pytest.fixture
def anna(sandbox: Sandbox) -> Person:
    anna = sandbox.person("Anna")
    anna.join()
    return anna


async def test_sent_with_a_sound(send: Send, anna: Person, sandbox: Sandbox) -> None:
    outcome = await send(anna.id, HELLO)
    assert outcome == Outcome("sent", message=anna.last.id)
    assert anna.last.text == "Нагадування & решта"


@pytest.mark.parametrize(
    ("fault", "end", "came"),
    [
        (Fault.too_many(17), Outcome("wait", seconds=17, kind="RetryAfter"), 0),
        (Fault.refuse(403, "Forbidden: bot was blocked"), Outcome("blocked", kind="Forbidden"), 0),
        (
            Fault.refuse(400, "Bad Request: chat not found"),
            Outcome("failed", kind="BadRequest"),
            0,
        ),
        (Fault.refuse(401, "Unauthorized"), Outcome("refused", kind="InvalidToken"), 0),
        (Fault.server_error(502), Outcome("uncertain", kind="NetworkError"), 0),
        (Fault.server_error(502, accepted=True), Outcome("uncertain", kind="NetworkError"), 1),
        (Fault.drop_after_accept(), Outcome("uncertain", kind="NetworkError"), 1),
        (Fault.drop_before_accept(), Outcome("uncertain", kind="NetworkError"), 0),
        (Fault.cut_json(), Outcome("uncertain", kind="NetworkError"), 1),
    ],
)
async def test_each_end_has_its_meaning(
    send: Send, anna: Person, sandbox: Sandbox, fault: Fault, end: Outcome, came: int
) -> None:
    sandbox.faults.next("sendMessage", fault)
    assert await send(anna.id, HELLO) == end
    assert len(anna.messages) == came
    sandbox.faults.next("sendMessage", Fault.too_many(1), times=2)
    await send(anna.id, HELLO)
    assert sandbox.faults.ordered("sendMessage")[0] is not None, "one call for one message"


async def test_markup_that_cannot_be_parsed_goes_out_once_as_plain_text(
    send: Send, anna: Person, sandbox: Sandbox
) -> None:
    sandbox.faults.next("sendMessage", Fault.refuse(400, "Bad Request: can't parse entities: x"))
    assert (await send(anna.id, HELLO)).end == "sent"
    assert anna.last.text == "Нагадування & решта"
    assert len(anna.messages) == 1


async def test_what_never_left_this_machine_is_known_as_such(
    anna: Person, sandbox: Sandbox
) -> None:
    request = AiohttpRequest()
    await request.initialize()
    nowhere = sender(Calls(Bot(sandbox.token, base_url="http://127.0.0.1:9/bot"), request))
    assert await nowhere(anna.id, HELLO) == Outcome("unsent", kind="NotSent")
    await request.shutdown()
