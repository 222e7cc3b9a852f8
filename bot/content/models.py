"""What the files of data/ may hold; a file that says anything else is a finding."""

from datetime import date, time
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Language = Literal["uk", "en"]
LANGUAGES: tuple[Language, ...] = ("uk", "en")

Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]{0,23}$")]
Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Day = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
DAYS: tuple[Day, ...] = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


class Frozen(BaseModel):
    """A checked object that nobody can change and that takes no unknown key."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Words(Frozen):
    """The same words in every language of the bot."""

    uk: Line
    en: Line

    def __getitem__(self, language: Language) -> str:
        """Return the words in one language."""
        return self.uk if language == "uk" else self.en


class Source(Frozen):
    """Who says so, and when it was seen: no fact stands without one."""

    who: Line
    seen: Line  # a date, or what the page shows: "2024-10", "n.d."
    what: Line | None = None  # which fact, where an entry has several


# --- contacts -------------------------------------------------------------------------


class Number(Frozen):
    """A number as it is dialled, and as it is shown so that a screen reader reads digits."""

    dial: Annotated[str, StringConstraints(pattern=r"^\+?[0-9]{3,13}$")]
    show: Annotated[str, StringConstraints(pattern=r"^\+?[0-9][0-9 ()-]{1,20}$")]
    note: Words | None = None


class Span(Frozen):
    """Open from `opens` to `closes`, Kyiv time; a span that closes earlier ends the next day."""

    days: tuple[Day, ...] = Field(min_length=1)
    opens: time
    closes: time


class Hours(Frozen):
    """When a line answers. `unknown` means that nobody could confirm it: the card says so."""

    kind: Literal["always", "weekly", "unknown"]
    spans: tuple[Span, ...] = ()
    note: Words | None = None


class Channel(Frozen):
    """A way to reach a line other than a voice call; `silent` ones need no speaking aloud."""

    kind: Literal["sms", "web", "telegram", "sign", "app", "email"]
    to: Line
    silent: bool
    note: Words


Serves = Literal[
    "emergency",
    "violence",
    "trafficking",
    "children",
    "legal",
    "psychological",
    "suicide",
    "men",
    "harm",  # people who fear that they may hurt somebody
    "abroad",
    "sexual",
    "rights",
]


class Contact(Frozen):
    """One line or service: everything that may be said about it, and who said it."""

    id: Id
    kind: Literal["emergency", "line", "local"]
    organisation: Id | None = None  # of organisations.yaml, for kind: local
    name: Words
    operator: Words
    numbers: tuple[Number, ...]
    what_for: Words
    what_happens: Words
    serves: tuple[Serves, ...]
    hours: Hours
    channels: tuple[Channel, ...] = ()
    languages: tuple[Line, ...] = ()  # empty: not known
    cost: Literal["free", "unknown"]
    abroad: Number | None = None
    instead: Words | None = None  # what to do while no number is known
    sources: tuple[Source, ...]
    verified_on: date | None = None  # the day on which a person has checked it by calling


# --- organisations and programme --------------------------------------------------------


class Organisation(Frozen):
    """An executor of the programme."""

    id: Id
    name: Line  # as in the decision
    short: Words
    does: Words  # what a resident may expect from it
    by_agreement: bool = False
    roles: tuple[Literal["executor", "coordinator"], ...] = ("executor",)


class Control(Frozen):
    """Who coordinates and who controls (the programme's section VII, the decision's point 2)."""

    coordinates: Line
    collects: Id  # the organisation to which executors report
    controls: tuple[Line, ...]
    due: Annotated[str, StringConstraints(pattern=r"^\d{2}-\d{2}$")]  # month-day, every year


class Organisations(Frozen):
    """organisations.yaml."""

    organisations: tuple[Organisation, ...]
    control: Control


class Term(Frozen):
    """When a measure is to be done: in each of `years`, during `months`."""

    years: tuple[int, ...] = Field(min_length=1)
    months: tuple[Annotated[int, Field(ge=1, le=12)], ...] = Field(min_length=1)
    text: Line  # as in Annex 1


MeasureId = Annotated[str, StringConstraints(pattern=r"^\d\.\d\.\d$")]


class Measure(Frozen):
    """One row of Annex 1."""

    id: MeasureId
    title: Line
    short: Words
    term: Term
    executors: tuple[Id, ...] = Field(min_length=1)
    source: Line
    money: Line
    needs_money: bool
    result: Line


class Direction(Frozen):
    """A direction (column 2 of Annex 1) with its measures."""

    id: Annotated[str, StringConstraints(pattern=r"^\d\.\d$")]
    title: Line
    short: Words
    measures: tuple[Measure, ...] = Field(min_length=1)


class Section(Frozen):
    """A section of Annex 1."""

    id: Annotated[str, StringConstraints(pattern=r"^\d$")]
    title: Line
    short: Words
    directions: tuple[Direction, ...] = Field(min_length=1)


class Decision(Frozen):
    """The decision that approved the programme."""

    number: int
    date: date
    council: Line
    title: Line


class PassportRow(Frozen):
    """One row of the programme's passport (section I)."""

    number: int
    title: Line
    text: Line


class Chapter(Frozen):
    """Goals, tasks or results of sections III to VI, in short."""

    id: Annotated[str, StringConstraints(pattern=r"^(III|IV|V|VI)$")]
    title: Line
    points: tuple[Line, ...] = Field(min_length=1)


class Programme(Frozen):
    """programme.yaml: the passport, the goals and Annex 1."""

    title: Line
    about: Words  # what it is, in two or three plain sentences
    decision: Decision
    years: tuple[int, ...] = Field(min_length=1)
    passport: tuple[PassportRow, ...]
    chapters: tuple[Chapter, ...]
    sections: tuple[Section, ...] = Field(min_length=1)

    @property
    def measures(self) -> tuple[Measure, ...]:
        """Return all rows of Annex 1 in their order."""
        return tuple(
            measure
            for section in self.sections
            for direction in section.directions
            for measure in direction.measures
        )


class AwarenessDate(Frozen):
    """A day, or a run of days, on which the programme or the world speaks of these things."""

    id: Id
    name: Words
    starts: Annotated[str, StringConstraints(pattern=r"^\d{2}-\d{2}$")]
    ends: Annotated[str, StringConstraints(pattern=r"^\d{2}-\d{2}$")] | None = None
    measures: tuple[MeasureId, ...] = ()
    sources: tuple[Source, ...] = Field(min_length=1)


class Calendar(Frozen):
    """calendar.yaml."""

    dates: tuple[AwarenessDate, ...]


# --- topics and checks ------------------------------------------------------------------


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
    door: bool  # stands on the home screen
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
    title: Words
    intro: Words
    questions: tuple[Question, ...] = Field(min_length=3, max_length=12)
    some: Words  # the result's first words where any answer tells something
    none: Words  # and where none does: never that all is well
    lines: tuple[Id, ...] = Field(min_length=1)
    see: tuple[str, ...] = ()


# --- the town ---------------------------------------------------------------------------


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
    safe_words: tuple[Line, ...] = Field(
        min_length=1
    )  # typed anywhere, they bring the rescue card
    hide_words: tuple[Line, ...] = Field(min_length=1)  # typed anywhere, they hide
    idle_minutes: Annotated[int, Field(ge=1, le=60)]
    telling_stems: tuple[Line, ...] = Field(
        min_length=10
    )  # never in a screen's first 80 characters
    emergency: tuple[Id, ...] = Field(min_length=1)  # contacts on every screen's foot
    rescue: tuple[Id, ...] = Field(min_length=3)  # contacts of the rescue card, in order


# --- answers to what people write ---------------------------------------------------------


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


class Answers(Frozen):
    """answers.yaml: kinds in the order in which they are answered, life first."""

    kinds: tuple[KindAnswer, ...]
    after: Words  # before the numbers, in the two turns after a cry
