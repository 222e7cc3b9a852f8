"""town.yaml, answers.yaml, everyday.yaml: what the bot is called and how it behaves."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from bot.content.models.words import Frozen, Id, Line, Words


class Command(Frozen):
    """A command of the menu, described in neutral words."""

    command: Annotated[str, StringConstraints(pattern=r"^[a-z0-9_]{1,32}$")]
    text: Words


class Profile(Frozen):
    """What Telegram shows of the bot before and beside the chat; all of it neutral."""

    name: Words  # up to 64 characters
    short_description: Words  # up to 120
    description: Words  # up to 512
    commands: tuple[Command, ...]


class Town(Frozen):
    """town.yaml: the community, what its bot is called, and how it behaves."""

    name: Words
    council: Words
    profile: Profile
    header: Words  # the first 80 characters of every screen: neutral
    neutral: Words  # the page that «Сховати» shows
    neutral_more: Words  # the page behind it: a second press in a hurry must not tell either
    safe_words: tuple[Line, ...] = Field(
        min_length=1
    )  # typed anywhere, they bring the rescue card
    hide_words: tuple[Line, ...] = Field(min_length=1)  # typed anywhere, they hide
    idle_minutes: Annotated[int, Field(ge=1, le=60)]
    telling_stems: tuple[Line, ...] = Field(
        min_length=10
    )  # never in a screen's first 80 characters
    home: tuple[str, ...] = Field(min_length=1)  # places that have a door on the first screen
    more: tuple[str, ...] = Field(min_length=1)  # places one screen further
    emergency: tuple[Id, ...] = Field(min_length=1)  # contacts on every screen's foot
    rescue: tuple[Id, ...] = Field(min_length=3)  # contacts of the rescue card, in order


class Everyday(Frozen):
    """everyday.yaml: single words that people type for ordinary reasons."""

    words: tuple[Line, ...] = Field(min_length=50)  # fewer would leave an ordinary answer out


class KindAnswer(Frozen):
    """What a text of one kind of danger is answered with; its number is never held back."""

    kind: Literal[
        "weapon",
        "violence",
        "sexual",
        "suicide",
        "confinement",
        "trafficking",
        "child",
        "silent",
        "perpetrator",
        "third_person",
        "indirect",
    ]
    words: Words  # one or two sentences that take it seriously and blame nobody
    urgent: Words | None = None  # stands above the numbers (the 72 and 120 hours)
    contacts: tuple[Id, ...] = Field(min_length=1)
    see: tuple[str, ...] = ()
    abroad: bool = False  # for people who may be abroad: numbers from there are shown too


class Answers(Frozen):
    """answers.yaml: kinds in the order in which they are answered, life first."""

    kinds: tuple[KindAnswer, ...]
    after: Words  # before the numbers, in the two turns after a cry
