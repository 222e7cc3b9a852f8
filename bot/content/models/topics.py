"""topics/*.yaml and checks/*.yaml: what residents read."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from bot.content.models.words import Frozen, Id, Source, Words


class Page(Frozen):
    """One screen of a topic: plain words; {contact-id} stands for that contact's number."""

    id: Id
    title: Words
    text: Words
    say: Words | None = None  # two lines that a person may say or write
    lines: tuple[Id, ...] = ()  # contacts to offer, the most fitting first
    see: tuple[
        str, ...
    ] = ()  # places to go on to: "safety-plan", "rights/court-order", "lines:legal"
    sources: tuple[Source, ...] = Field(min_length=1)


class Topic(Frozen):
    """A subject: its first page is what opens; the others are its buttons."""

    id: Id
    code: Annotated[str, StringConstraints(pattern=r"^i[0-9]{1,3}$")]  # deep link ?start=i3
    title: Words  # the words on the button; they may be plain, the chat is open by then
    abroad: bool = False  # for people who may be abroad: numbers from there are shown too
    order: int
    pages: tuple[Page, ...] = Field(min_length=1)


class Question(Frozen):
    """One question of a check; `telling` is the answer that means something."""

    id: Id
    text: Words
    telling: Literal["yes", "no"]
    means: Words  # what the telling answer means, in one or two sentences
    sources: tuple[Source, ...] = Field(min_length=1)


class Check(Frozen):
    """A check without a score: what the answers mean, never that all is well."""

    id: Id
    order: int
    title: Words
    intro: Words
    questions: tuple[Question, ...] = Field(min_length=3, max_length=12)
    some: Words  # the result's first words where any answer tells something
    none: Words  # and where none does: never that all is well
    lines: tuple[Id, ...] = Field(min_length=1)
    see: tuple[str, ...] = ()
