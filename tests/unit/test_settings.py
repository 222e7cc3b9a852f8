"""Settings: the fixed names, and one clear line for each that is wrong."""

from pathlib import Path

import pytest

from bot.errors import SettingsFault
from bot.settings import Settings, read

TOKEN = "123456789:AAExampleExampleExampleExampleExample"


@pytest.fixture(autouse=True)
def nothing_of_this_machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)


def test_without_anything_there_are_defaults() -> None:
    settings = read()
    assert settings.bot_token is None
    assert settings.bot_api_url == "https://api.telegram.org"
    assert settings.zone.key == "Europe/Kyiv"
    assert settings.data_dir.name == "data"
    assert settings.martial_law is True


def test_an_empty_value_is_the_default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BOT_TOKEN", "")
    monkeypatch.setenv("LISTEN", "")
    assert (read().bot_token, read().listen) == (None, None)


def test_the_example_file_is_valid_as_it_stands(tmp_path: Path) -> None:
    example = Path(__file__).resolve().parents[2] / ".env.example"
    (tmp_path / ".env").write_text(example.read_text("utf-8"), "utf-8")
    assert read() == Settings(_env_file=None)


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("BOT_TOKEN", "hello", "123456789:AA"),
        ("BOT_API_URL", "api.telegram.org", "https://host"),
        ("DATABASE_URL", "mysql://x", "sqlite+aiosqlite:///FILE"),
        ("TIME_ZONE", "Kyiv", "Europe/Kyiv"),
        ("WEBHOOK_URL", "http://plain", "https://host/path"),
        ("WEBHOOK_SECRET", "with space", "A-Z a-z 0-9 _ -"),
        ("LISTEN", "8080", "host:port"),
        ("LISTEN", "127.0.0.1:0", "1-65535"),
        ("LISTEN", "127.0.0.1:65536", "1-65535"),
        ("ANNOUNCE_CHANNEL", "channel", "@channel"),
        ("PROGRAMME_LAST_YEAR", "soon", "last year"),
        ("MARTIAL_LAW", "perhaps", "true"),
        ("LOG_LEVEL", "LOUD", "DEBUG"),
    ],
)
def test_a_malformed_value_stops_with_one_line_that_says_what_was_expected(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, expected: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsFault) as fault:
        read()
    (line,) = str(fault.value).splitlines()
    assert line.startswith(f"{name}: ")
    assert expected in line


def test_an_unknown_name_in_the_file_is_told(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("BOT_TOKN=1\n", "utf-8")
    with pytest.raises(SettingsFault, match=r"BOT_TOKN: unknown setting"):
        read()


def test_a_webhook_needs_its_secret_and_a_door(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WEBHOOK_URL", "https://town.example/bot")
    with pytest.raises(SettingsFault, match="WEBHOOK_SECRET and LISTEN"):
        read()


def test_a_fault_never_repeats_a_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BOT_TOKEN", f"x{TOKEN}")
    with pytest.raises(SettingsFault) as fault:
        read()
    assert TOKEN not in str(fault.value)
    monkeypatch.setenv("BOT_TOKEN", TOKEN)
    assert TOKEN not in repr(read())


def lines_of(fault: pytest.ExceptionInfo[SettingsFault]) -> list[str]:
    return str(fault.value).splitlines()


@pytest.mark.parametrize(
    "line",
    [
        f"BOT_TOKEN {TOKEN}",
        TOKEN,
        "BOT_TOKEN",
        f'BOT_TOKEN="{TOKEN}',
        f"BOT_TOKEN='{TOKEN}",
        f'BOT_TOKEN="{TOKEN}" and more',
        f"= {TOKEN}",
        f"BOT TOKEN={TOKEN}",
        f"BOT-TOKEN={TOKEN}",
    ],
)
def test_a_line_of_the_file_that_sets_nothing_is_told_by_its_number(
    tmp_path: Path, line: str
) -> None:
    (tmp_path / ".env").write_text(f"# ours\nLOG_LEVEL=INFO\n{line}\nTIME_ZONE=UTC\n", "utf-8")
    with pytest.raises(SettingsFault) as fault:
        read()
    (told,) = lines_of(fault)
    assert told.startswith(".env line 3: expected NAME=value")
    assert TOKEN[:9] not in told


def test_a_quote_does_not_reach_into_the_next_lines(tmp_path: Path) -> None:
    text = f'LOG_LEVEL="INFO\nBOT_TOKEN={TOKEN}\nTIME_ZONE=UTC"\n'
    (tmp_path / ".env").write_text(text, "utf-8")
    with pytest.raises(SettingsFault, match=r"\.env line 1: "):
        read()


def test_a_name_given_twice_is_told(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("LOG_LEVEL=INFO\nlog_level=DEBUG\n", "utf-8")
    with pytest.raises(SettingsFault, match=r"\.env line 2: LOG_LEVEL stands in line 1 already"):
        read()


def test_a_file_that_is_not_utf8_is_told(tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes("LOG_LEVEL=INFO\n# мова\n".encode("cp1251"))
    with pytest.raises(SettingsFault, match=r"\.env line 2: not UTF-8"):
        read()


def test_all_honest_forms_of_a_line_are_read(tmp_path: Path) -> None:
    lines = [
        "\ufeff# made by Notepad\r\n",
        "\r\n",
        f"export BOT_TOKEN = '{TOKEN}'  # the bot\r\n",
        'time_zone="UTC"\r\n',
        "LISTEN=127.0.0.1:65535 # the last one\r\n",
        "WEBHOOK_URL=\r\n",
        "LOG_LEVEL=DEBUG",
    ]
    (tmp_path / ".env").write_bytes("".join(lines).encode())
    settings = read()
    assert settings.bot_token is not None
    assert settings.bot_token.get_secret_value() == TOKEN
    assert (settings.time_zone, settings.listen) == ("UTC", "127.0.0.1:65535")
    assert (settings.log_level, settings.webhook_url) == ("DEBUG", None)


def test_repr_shows_no_password_and_no_path(tmp_path: Path) -> None:
    settings = Settings(
        _env_file=None,
        bot_token=TOKEN,
        bot_api_url="https://me:hush@api.example",
        database_url="postgresql+asyncpg://me:hush@db/bot",
        data_dir=tmp_path,
        webhook_url="https://town.example/hush",
        webhook_secret="hush",
        listen="127.0.0.1:80",
    )
    for shown in (repr(settings), str(settings)):
        assert "hush" not in shown
        assert TOKEN not in shown
        assert str(tmp_path) not in shown
