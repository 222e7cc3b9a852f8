"""Documents are made in a process of their own: the bot goes on answering meanwhile.

python-docx and openpyxl hold the interpreter, and a file from outside may be made to eat memory.
What goes over is JSON, what comes back is bytes: nothing that could run.
"""

import asyncio
import base64
import json
import os
import resource
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from bot.content.models import Form
from bot.errors import BotError
from bot.exports.form_reading import FormRead
from bot.exports.values import Summary

SECONDS = 60.0
_MEMORY = 1_500_000_000  # bytes of address space
_ROOT = Path(__file__).resolve().parents[2]


class NotMade(BotError):
    """A document could not be made apart: too slow, too big, or a fault, which is in the log."""


async def word_apart(summary: Summary, form: Form) -> bytes:
    """Return the Word made in a process of its own; raises NotMade."""
    return await _made("word", _plain(summary, form))


async def excel_apart(summary: Summary, form: Form) -> bytes:
    """Return the Excel made in a process of its own; raises NotMade."""
    return await _made("excel", _plain(summary, form))


async def read_form_apart(content: bytes, form: Form) -> FormRead:
    """Return what a filled form says, read in a process of its own; raises NotMade."""
    told = {"content": base64.b64encode(content).decode(), "form": form.model_dump(mode="json")}
    return TypeAdapter(FormRead).validate_json(await _made("read", told))


def _plain(summary: Summary, form: Form) -> dict[str, Any]:
    return {
        "summary": TypeAdapter(Summary).dump_python(summary, mode="json"),
        "form": form.model_dump(mode="json"),
    }


async def _made(maker: str, told: dict[str, Any]) -> bytes:
    # A year is a megabyte or two; making JSON of it here would hold the loop for a tenth second.
    asked = await asyncio.to_thread(lambda: json.dumps(told).encode())
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot.exports.apart", maker),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,  # a trace could hold people's words
        cwd=_ROOT,
        env={"PATH": os.defpath, "LANG": "C.UTF-8"},  # the bot's secrets are none of its business
    )
    try:
        made, _ = await asyncio.wait_for(process.communicate(asked), SECONDS)
    except TimeoutError as error:
        raise NotMade(f"{maker}: not within {SECONDS:.0f} seconds") from error
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    if process.returncode != 0:
        raise NotMade(f"{maker}: ended with {process.returncode}")
    return made


def _word(told: dict[str, Any]) -> bytes:
    from bot.exports.word import word

    return word(*_summary(told))


def _excel(told: dict[str, Any]) -> bytes:
    from bot.exports.excel import excel

    return excel(*_summary(told))


def _read(told: dict[str, Any]) -> bytes:
    from bot.exports.form_reading import read_form

    read = read_form(base64.b64decode(told["content"]), Form.model_validate(told["form"]))
    return TypeAdapter(FormRead).dump_json(read)


def _summary(told: dict[str, Any]) -> tuple[Summary, Form]:
    return (
        TypeAdapter(Summary).validate_python(told["summary"]),
        Form.model_validate(told["form"]),
    )


_MAKERS: dict[str, Callable[[dict[str, Any]], bytes]] = {
    "word": _word,
    "excel": _excel,
    "read": _read,
}


def main() -> None:
    """Make what the only argument names, of the JSON on stdin, onto stdout."""
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (int(SECONDS), int(SECONDS)))
    sys.stdout.buffer.write(_MAKERS[sys.argv[1]](json.loads(sys.stdin.buffer.read())))


if __name__ == "__main__":
    main()
