"""The words by which answers and names are recognised: data/reporting/, as all words of people.

They are the language's, not a community's, so they are read from the data that comes with the
program, once, when a room that needs them is loaded.
"""

import re
from functools import cache
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).resolve().parents[2] / "data" / "reporting"


@cache
def words(name: str) -> dict[str, Any]:
    """Return what data/reporting/`name`.yaml holds, by its keys."""
    found: dict[str, Any] = yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))
    return found


def pattern(name: str, key: str) -> re.Pattern[str]:
    """Return a pattern of data/reporting/, which does not mind small or capital letters."""
    return re.compile(words(name)[key], re.IGNORECASE)
