"""Who does what to whom: the part that each act's neighbours play.

For every word of the concept ACT this decides who does it (`byme`, `byhe`, `bything`) and to whom
(`tome`, `tochild`, `toother`, `toself`, `tothing`); `bare` stands where nobody is named, `free`
where no lifeless thing takes part. Every word of a text of three words at most is `alone`. It
knows grammar and concepts (I, ME, SELF, PERSON, CHILD, HE, BODY …), and no word by name.
"""

from bot.help.understanding.lemmas import thing
from bot.help.understanding.tokens import Row, Token

_ALONE = 3
_SUBJECT_REACH = 6
_OBJECT_REACH = 5
_NO_THING = frozenset(
    {"PERSON", "ME", "I", "HE", "HIM", "BODY", "WEAPON", "TOOL", "ACT", "WHEN", "PREP", "ASK"}
)
_OBJECT_CASES = ("acc", "gen", "dat")


def mark_roles(row: Row) -> None:
    """Mark in place the roles of every act of the row."""
    for index in row.where.get("ACT", []):
        token = row.tokens[index]
        features = token.marks["ACT"]
        _mark_objects(row, index)
        if "pass" in features or _is_english_passive(row, index):
            _mark_passive(row, index)
        else:
            _mark_subject(row, index, features)
        if not token.roles:
            token.roles.add("bare")
        if not token.roles & {"tothing", "bything"}:
            token.roles.add("free")
    if len(row.tokens) <= _ALONE:
        for token in row.tokens:
            token.roles.add("alone")


def _mark_subject(row: Row, index: int, features: frozenset[str]) -> None:
    """Mark who acts."""
    token = row.tokens[index]
    if "p1" in features and "p3" not in features:
        token.roles.add("byme")
        return
    before = _subject_before(row, index)
    if before is not None:
        token.roles.add("byme" if _is_first(row.tokens[before], features) else "byhe")
    elif _person_after(row, index):
        token.roles.add("byhe")
    elif _thing_near(row, index, "nom") or "neut" in features:
        token.roles.add("bything")


def _is_first(subject: Token, features: frozenset[str]) -> bool:
    """Return whether the subject is the writer, and the verb can go with the writer."""
    if subject.has("WISH") and not subject.has("PERSON"):
        return "p1" in subject.marks["WISH"]
    return subject.has("I") and "p3" not in features and not subject.has("HE")


def _subject_before(row: Row, index: int) -> int | None:
    """Return the nearest word before the act that can be its subject."""
    best: int | None = None
    for concept in ("I", "HE", "PERSON", "CHILD", "WISH"):
        at = row.nearest(index, concept, _SUBJECT_REACH, before=True)
        while at is not None and not _can_be_subject(row, at, index, concept):
            at = row.nearest(at, concept, _SUBJECT_REACH, before=True)
        if at is not None and (best is None or at > best):
            best = at
    return best


def _can_be_subject(row: Row, at: int, index: int, concept: str) -> bool:
    """Return whether a word stands in a form in which it acts."""
    token = row.tokens[at]
    if abs(token.place - row.tokens[index].place) > _SUBJECT_REACH:
        return False
    if concept == "WISH":
        act = row.tokens[index].marks["ACT"]
        return "p1" in token.marks["WISH"] and not token.negated and not act & {"past", "p3"}
    if concept in ("I", "HE"):
        return True
    features = token.marks[concept]
    return not features or "nom" in features


def _person_after(row: Row, index: int) -> bool:
    """Return whether a person who acts stands after the verb («вдарив чоловік»)."""
    for concept in ("PERSON", "HE"):
        at = row.nearest(index, concept, 3, before=False)
        if at is not None:
            features = row.tokens[at].marks[concept]
            if "nom" in features or concept == "HE":
                return True
    return False


def _mark_objects(row: Row, index: int) -> None:
    """Mark to whom it is done."""
    token = row.tokens[index]
    for concept, role in (
        ("ME", "tome"),
        ("SELF", "toself"),
        ("CHILD", "tochild"),
        ("PERSON", "toother"),
        ("HIM", "toother"),
    ):
        for before in (True, False):
            at = row.nearest(index, concept, _OBJECT_REACH, before=before)
            if at is not None and _can_be_object(row, at, index, concept):
                token.roles.add(role)
    if row.nearest(index, "BODY", _OBJECT_REACH, before=False) is not None:
        token.roles.add("body")
    if not token.roles & {"tome", "tochild", "toother", "body"} and _thing_near(row, index, "acc"):
        token.roles.add("tothing")


def _can_be_object(row: Row, at: int, index: int, concept: str) -> bool:
    """Return whether a person stands in a form to which something is done."""
    features = row.tokens[at].marks[concept]
    if concept in ("ME", "SELF", "HIM"):
        before = row.tokens[at - 1] if at else None
        return before is None or not before.has("OF") or concept == "SELF"
    if not features:  # English, or as typed: after the verb it is the object
        return at > index
    if "nom" in features and not _has_other_subject(row, at, index):
        return False
    return any(case in features for case in _OBJECT_CASES)


def _has_other_subject(row: Row, at: int, index: int) -> bool:
    """Return whether somebody else than this person can be the one who acts."""
    if "p1" in row.tokens[index].marks["ACT"]:
        return True
    around = range(max(0, index - _SUBJECT_REACH), min(len(row.tokens), index + 4))
    return any(
        i != at
        and (
            row.tokens[i].marks.keys() & {"I", "HE"}
            or "nom" in row.tokens[i].marks.get("PERSON", ())
        )
        for i in around
    )


def _mark_passive(row: Row, index: int) -> None:
    """Mark to whom it is done where the verb is passive («мене побито», «сестра побита»)."""
    token = row.tokens[index]
    for concept, role in (
        ("I", "tome"),
        ("CHILD", "tochild"),
        ("PERSON", "toother"),
        ("HE", "toother"),
    ):
        at = row.nearest(index, concept, _SUBJECT_REACH, before=True)
        if at is not None and not token.roles & {"tome", "tochild"}:
            token.roles.add(role)


def _is_english_passive(row: Row, index: int) -> bool:
    """Return whether «was», «got» or «been» stands right before an English verb."""
    before = row.tokens[max(0, index - 2) : index]
    return any(token.has("WAS") for token in before) and "past" in row.tokens[index].marks["ACT"]


def _thing_near(row: Row, index: int, case: str) -> bool:
    """Return whether a lifeless thing stands beside the act in this case."""
    sentence = row.tokens[index].sentence
    for at in (index + 1, index + 2, index - 1, index - 2):
        if not 0 <= at < len(row.tokens) or row.tokens[at].sentence != sentence:
            continue
        token = row.tokens[at]
        if len(token.text) < 3 or token.marks.keys() & _NO_THING:
            continue
        if at and row.tokens[at - 1].has("PREP"):
            continue
        if case in thing(token.text):
            return True
    return False
