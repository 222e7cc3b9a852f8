"""Settings from the environment and `.env`, read once, in the command line.

The names are fixed; each has its sentence in `.env.example` (a test holds the two together).
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Self
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import (
    Field,
    SecretStr,
    StringConstraints,
    ValidationError,
    field_validator,
    model_validator,
)
from pydantic_core import ErrorDetails
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.errors import SettingsFault

ROOT = Path(__file__).resolve().parent.parent
LOCAL_HOSTS = ("127.0.0.1", "localhost", "::1")
ENV_FILE = ".env"  # in the folder in which the bot is started
# NAME=value: bare up to a comment, or in quotes that close on the same line.
_ENV_LINE = re.compile(
    r"""\s*(\#.*|(export\s+)?(?P<name>[A-Za-z_]\w*)\s*=\s*
    ('[^']*'\s*(\#.*)?|"(\\.|[^"\\])*"\s*(\#.*)?|[^'"\s].*)?)?""",
    re.VERBOSE | re.ASCII,
)

HttpUrl = Annotated[str, StringConstraints(pattern=r"^https?://[^\s/]+(/\S*)?$")]


class Settings(BaseSettings):
    """Everything an operator may set; an unknown or malformed value raises ValidationError."""

    model_config = SettingsConfigDict(
        env_file=ENV_FILE,
        env_ignore_empty=True,
        extra="forbid",
        frozen=True,
        hide_input_in_errors=True,
    )

    bot_token: SecretStr | None = Field(
        None, description="BotFather's token, 123456:ABC…; without it `run` starts the sandbox"
    )
    # Addresses and paths may hold passwords and names: no repr shows them.
    bot_api_url: HttpUrl = Field(
        "https://api.telegram.org",
        description="a Bot API server, https://host[:port]",
        repr=False,
    )
    database_url: Annotated[
        str,
        StringConstraints(pattern=r"^(sqlite\+aiosqlite:///.+|postgresql\+asyncpg://.+)$"),
    ] = Field(
        "sqlite+aiosqlite:///var/bot.db",
        description="sqlite+aiosqlite:///FILE or postgresql+asyncpg://USER@HOST/NAME",
        repr=False,
    )
    data_dir: Path = Field(
        ROOT / "data", description="the folder with the community's data", repr=False
    )
    time_zone: str = Field("Europe/Kyiv", description="an IANA zone, Europe/Kyiv")
    webhook_url: Annotated[str, StringConstraints(pattern=r"^https://\S+$")] | None = Field(
        None, description="https://host/path: receive by webhook; empty: long polling", repr=False
    )
    webhook_secret: SecretStr | None = Field(
        None, description="1-256 of A-Z a-z 0-9 _ -; needed with WEBHOOK_URL"
    )
    listen: Annotated[str, StringConstraints(pattern=r"^[^\s:]+:\d{1,5}$")] | None = Field(
        None,
        description="host:port (1-65535) of webhook, health and metrics; empty: nothing listens",
    )
    announce_channel: Annotated[str, StringConstraints(pattern=r"^@[A-Za-z]\w{3,31}$")] | None = (
        Field(None, description="@channel for public announcements")
    )
    programme_last_year: Annotated[int, Field(ge=2021, le=2099)] | None = Field(
        None, description="the last year of the programme where the council has prolonged it"
    )
    martial_law: bool = Field(True, description="true: public holidays are working days")
    log_level: Annotated[
        str, StringConstraints(to_upper=True, pattern=r"(?i)^(debug|info|warning|error)$")
    ] = Field("INFO", description="DEBUG, INFO, WARNING or ERROR")

    @field_validator("bot_token")
    @classmethod
    def _token_has_its_form(cls, token: SecretStr | None) -> SecretStr | None:
        if token is not None:
            number, _, secret = token.get_secret_value().partition(":")
            if not (number.isdigit() and len(secret) >= 20 and secret.isascii()):
                raise ValueError("expected BotFather's token, 123456789:AA…")
        return token

    @field_validator("listen")
    @classmethod
    def _port_is_one(cls, listen: str | None) -> str | None:
        if listen and not 1 <= int(listen.rpartition(":")[2]) <= 65535:
            raise ValueError("no such port")
        return listen

    @model_validator(mode="after")
    def _a_webhook_has_what_it_needs(self) -> Self:
        if self.webhook_url and not (self.webhook_secret and self.listen):
            raise ValueError("WEBHOOK_URL needs WEBHOOK_SECRET and LISTEN beside it")
        return self

    @field_validator("webhook_secret")
    @classmethod
    def _secret_has_its_form(cls, secret: SecretStr | None) -> SecretStr | None:
        if secret and not re.fullmatch(r"[A-Za-z0-9_-]{1,256}", secret.get_secret_value()):
            raise ValueError("malformed")
        return secret

    @field_validator("time_zone")
    @classmethod
    def _zone_is_known(cls, name: str) -> str:
        try:
            ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError):
            raise ValueError("expected an IANA zone such as Europe/Kyiv") from None
        return name

    @property
    def zone(self) -> ZoneInfo:
        """Return the community's time zone."""
        return ZoneInfo(self.time_zone)


def read(**overrides: object) -> Settings:
    """Return the settings; raises SettingsFault with a line per fault and what was expected."""
    faults = list(_wrong_lines(Path(ENV_FILE)))
    if faults:
        raise SettingsFault("\n".join(faults))
    try:
        return Settings(**overrides)  # type: ignore[arg-type]  # pydantic checks them
    except ValidationError as error:
        raise SettingsFault("\n".join(_line(fault) for fault in error.errors())) from None


def _wrong_lines(path: Path) -> Iterator[str]:
    """Yield the lines of `.env` that pydantic's reader would skip or join without a word.

    What stands in them is never repeated: it may be a secret.
    """
    if not path.is_file():
        return
    try:
        text = path.read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        yield f"{path} line {line}: not UTF-8; expected a text file saved as UTF-8"
        return
    except OSError as error:
        yield f"{path}: cannot be read ({error.strerror})"
        return
    first: dict[str, int] = {}
    for number, said in enumerate(re.split(r"\r\n|\n|\r", text), 1):
        found = _ENV_LINE.fullmatch(said)
        if found is None:
            yield f'{path} line {number}: expected NAME=value, NAME="value" or # a comment'
            continue
        name = (found["name"] or "").upper()
        if name in first:
            yield f"{path} line {number}: {name} stands in line {first[name]} already"
        elif name:
            first[name] = number


def _line(fault: ErrorDetails) -> str:
    place = str(fault["loc"][0]) if fault["loc"] else ""
    name = place.upper()
    field = Settings.model_fields.get(place.lower())
    if not place:
        return str(fault["msg"])
    if field is None:
        return f"{name}: unknown setting; .env.example lists all of them"
    return f"{name}: {fault['msg']}; expected {field.description}"
