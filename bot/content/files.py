"""Reading one file of data/: YAML that hides nothing, and the place of every fault in it."""

from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from bot.content.findings import Finding

_SHOWN = 60  # characters of a wrong value that a finding repeats
M = TypeVar("M", bound=BaseModel)


# The same safe loader over libyaml, where the library was built with it: five times as quick.
_Safe: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Plain(_Safe):  # type: ignore[misc]  # which of the two is known only when it runs
    """The safe loader, but a key given twice is a fault, and yes, no, on, off are words.

    (PyYAML lets the last of two equal keys win without a word, and YAML 1.1 reads `no` as false.)
    """

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen: set[object] = set()
        for key_node, _ in node.value:
            key = self.construct_object(key_node, deep=True)
            if not isinstance(key, str | int):
                continue
            if key in seen and key != "<<":
                raise yaml.MarkedYAMLError(
                    problem=f"the key {key!r} is given twice", problem_mark=key_node.start_mark
                )
            seen.add(key)
        found: dict[Any, Any] = super().construct_mapping(node, deep)
        return found


_Plain.yaml_implicit_resolvers = {
    first: [
        (tag, pattern)
        for tag, pattern in resolvers
        if tag != "tag:yaml.org,2002:bool" or first in "tTfF"
    ]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def read_yaml(path: Path, file: str) -> tuple[Any, list[Finding]]:
    """Return what stands in a YAML file, and what keeps it from being read (then None)."""
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return None, [Finding(file, "", "the file is missing")]
    except UnicodeDecodeError as error:
        return None, [Finding(file, "", f"byte {error.start} is not UTF-8: save it as UTF-8")]
    try:
        # A subclass of SafeLoader: it builds plain values only.
        return yaml.load(text, _Plain), []
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = f"line {mark.line + 1}" if mark else ""
        return None, [Finding(file, line, f"not readable as YAML: {error.problem}")]
    except yaml.YAMLError as error:
        return None, [Finding(file, "", f"not readable as YAML: {str(error).splitlines()[0]}")]


def checked(model: type[M], raw: Any, file: str, at: str = "") -> tuple[M | None, list[Finding]]:
    """Return `raw` as a checked object, or None and every fault in it; `at` begins the keys."""
    try:
        return model.model_validate(raw), []
    except ValidationError as error:
        return None, [
            Finding(file, key_of(each["loc"], raw, at), _told(each)) for each in error.errors()
        ]


def key_of(place: tuple[int | str, ...], raw: Any, at: str = "") -> str:
    """Return a place as an editor reads it: `contacts[police].name.en` rather than `0.name.en`."""
    key = at
    for part in place:
        inside = raw[part] if _has(raw, part) else None
        if isinstance(part, int):
            name = inside.get("id", part) if isinstance(inside, dict) else part
            key += f"[{name}]"
        else:
            key += f".{part}" if key else part
        raw = inside
    return key


def _has(raw: Any, part: int | str) -> bool:
    if isinstance(part, int):
        return isinstance(raw, list | tuple) and part < len(raw)
    return isinstance(raw, dict) and part in raw


def _told(error: ErrorDetails) -> str:
    value = error["input"]
    if error["type"] == "missing":
        return "is missing"
    if error["type"] == "extra_forbidden":
        return "unknown key: nothing reads it; look for a slip in its spelling"
    if error["type"] == "string_type":
        return f"expected words, found {value!r:.{_SHOWN}}: put it in quotes"
    if isinstance(value, str | int | float):
        return f"{error['msg']}; found {value!r:.{_SHOWN}}"
    return error["msg"]
