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
