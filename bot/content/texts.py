"""The bot's own words: one Fluent bundle per language over all its .ftl files.

Fluent knows the plural forms of Ukrainian and can be read by an editor who does not program.
`{la-strada}` in a text is that contact's number: numbers come from contacts.yaml alone.
"""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from fluent.runtime import FluentBundle, FluentResource
from fluent.runtime.types import fluent_number

from bot.content.models import Contact, Language

LOCALES = {"uk": "uk-UA", "en": "en-GB"}


def shown(day: date) -> str:
    """Return a date as ДД.ММ.РРРР, the form of both languages."""
    return f"{day:%d.%m.%Y}"


class Texts:
    """The words of one language: `texts("lines-now", time="12:30")`."""

    def __init__(self, language: Language, source: str, numbers: Mapping[str, str]) -> None:
        self.language = language
        self._bundle = FluentBundle([LOCALES[language]], use_isolating=False)
        self._bundle.add_resource(FluentResource(source))
        known = "\n".join(f'{id_} = {{ "{number}" }}' for id_, number in numbers.items())
        self._bundle.add_resource(FluentResource(known))
        self._plain: dict[str, str] = {}

    @classmethod
    def load(
        cls,
        folder: Path,
        language: Language,
        contacts: Mapping[str, Contact],
        inside: str | None = None,
    ) -> "Texts":
        """Return the words of all *.ftl in `folder`/`inside`, with the contacts' numbers.

        `inside` is the language's own folder where nothing else is said.
        """
        files = sorted((folder / (inside or language)).glob("*.ftl"))
        source = "\n".join(path.read_text(encoding="utf-8") for path in files)
        return cls(language, source, {id_: each.reach for id_, each in contacts.items()})

    def __contains__(self, key: object) -> bool:
        """Return whether there are words under `key`."""
        return isinstance(key, str) and self._bundle.has_message(key)

    def __call__(self, key: str, /, **values: str | int | float | date) -> str:
        """Return the words under `key` with its variables filled in.

        Numbers choose plural forms and are written without grouping (2021, not 2 021); dates are
        written ДД.ММ.РРРР. Raises KeyError for an unknown key and for a variable left out.
        """
        if not values and key in self._plain:
            return self._plain[key]
        if not self._bundle.has_message(key):
            raise KeyError(key)
        pattern = self._bundle.get_message(key).value
        if pattern is None:
            raise KeyError(key)
        told = {name: _fluent(value) for name, value in values.items()}
        words, errors = self._bundle.format_pattern(pattern, told)
        if errors:
            raise KeyError(f"{key}: {errors[0]}")
        if not values:
            self._plain[key] = str(words)
        return str(words)


def _fluent(value: str | int | float | date) -> object:
    if isinstance(value, str):
        return value
    if isinstance(value, date):
        return shown(value)
    return fluent_number(value, useGrouping=False)
