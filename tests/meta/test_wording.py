"""The words that a frightened person reads keep the rules for such words: nobody is blamed,
ordered about, promised anything or asked to tell their story; sentences are short; numbers come
from contacts.yaml alone; both languages say the same. Each test is named after its rule."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pymorphy3
import pytest
import yaml
from fluent.syntax import FluentParser, ast

from bot.content.models import Check, Contact, Topic

DATA = Path(__file__).resolve().parents[2] / "data"
FILES = ["contacts.yaml", "answers.yaml", *(f"{each}/*.yaml" for each in ("topics", "checks"))]
UNIT = r"(?:діб|доби|годин\w*|місяц\w+|рок\w+|хвилин\w*|days?|hours?|months?|years?|minutes?)"
CLAUSE_ENDS = re.compile(r"[,;:.!?…«»“”()\n]|\s[—–-]\s")


@dataclass(frozen=True)
class Said:
    """One text in one language, and where it stands."""

    place: str
    language: str
    text: str


def in_yaml(place: str, node: object) -> Iterator[tuple[str, str, str]]:
    """Find every pair of words, wherever it stands in a file."""
    if isinstance(node, dict):
        if isinstance(node.get("uk"), str) and isinstance(node.get("en"), str):
            yield place, node["uk"].strip(), node["en"].strip()
            return
        items = list(node.items())
    else:
        items = list(enumerate(node)) if isinstance(node, list) else []
    for key, value in items:
        name = value.get("id", key) if isinstance(value, dict) else key
        yield from in_yaml(f"{place} {name}", value)


def variants(pattern: ast.Pattern) -> list[str]:
    """Return every form that a message can take; what is filled in stays in braces."""
    forms = [""]
    for element in pattern.elements:
        ends = [element.value] if isinstance(element, ast.TextElement) else _of(element)
        forms = [form + end for form in forms for end in ends]
    return forms


def _of(placeable: ast.Placeable) -> list[str]:
    told = placeable.expression
    if isinstance(told, ast.SelectExpression):
        return [form for variant in told.variants for form in variants(variant.value)]
    if isinstance(told, ast.VariableReference | ast.MessageReference):
        return [f"{{{told.id.name}}}"]
    return [str(getattr(told, "value", ""))]


@cache
def messages(language: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for path in sorted((DATA / "locales" / language).glob("*.ftl")):
        for entry in FluentParser().parse(path.read_text("utf-8")).body:
            if isinstance(entry, ast.Message) and entry.value:
                found[f"{path.name} {entry.id.name}"] = variants(entry.value)
    return found


@cache
def pairs() -> tuple[tuple[str, str, str], ...]:
    files = [path for each in FILES for path in sorted(DATA.glob(each))]
    return tuple(
        pair
        for path in files
        for pair in in_yaml(path.name, yaml.safe_load(path.read_text("utf-8")))
    )


@cache
def everything() -> tuple[Said, ...]:
    said = [
        Said(at, tongue, words)
        for at, *two in pairs()
        for tongue, words in zip(("uk", "en"), two, strict=True)
    ]
    for tongue in ("uk", "en"):
        said += [
            Said(at, tongue, each) for at, forms in messages(tongue).items() for each in forms
        ]
    return tuple(said)


def read(model: type[Topic] | type[Check], folder: str) -> list[Topic] | list[Check]:
    paths = sorted((DATA / folder).glob("*.yaml"))
    return [model.model_validate(yaml.safe_load(path.read_text("utf-8"))) for path in paths]


TOPICS, CHECKS = read(Topic, "topics"), read(Check, "checks")
CONTACTS = {
    each["id"]: Contact.model_validate(each)
    for each in yaml.safe_load((DATA / "contacts.yaml").read_text("utf-8"))["contacts"]
}
PAGES = [(f"{topic.id}/{page.id}", page) for topic in TOPICS for page in topic.pages]


def found(rule: Callable[[Said], object], language: str = "") -> list[str]:
    """Return where a rule is broken, and by what."""
    return [
        f"{each.place} [{each.language}]: {fault}"
        for each in everything()
        if each.language.startswith(language) and (fault := rule(each))
    ]


def matching(pattern: str) -> Callable[[Said], str]:
    compiled = re.compile(pattern, re.IGNORECASE)

    def rule(said: Said) -> str:
        match = compiled.search(said.text)
        return match.group() if match else ""

    return rule


def test_all_words_are_read() -> None:
    places = {each.place.split(".")[0] for each in everything()}
    assert {"contacts", "need-help", "support", "violence", "job", "help"} <= places
    assert len(PAGES) >= 40


# --- W1, W2, W4, K10: what is never said -----------------------------------------------

BLAMING = (
    r"чому (?:ж )?(?:ви|ти) (?:не|ще)|чого (?:ви|ти) (?:чека|терпи)|(?:ви|ти) впевнен|заспокой|"
    r"жертв|сімейн\w+ (?:конфлікт|сварк)|помир(?:и|і)т|сам[аі]? вин|провокува|"
    r"why (?:did|do|don't|didn't) you|are you sure|calm down|\bvictim|family conflict|"
    r"reconcil|you provoked|your own fault"
)
ORDERS = (
    r"(?:ви|ти) (?:повинн|повинен|мус|зобов)|(?:повинні|мусите|мусиш|зобов'язані)\b|вам слід\b|"
    r"you (?:must|should|ought)\b|(?<!if )\byou have to\b|you are obliged"
)
PROMISES = (
    r"все (?:буде|стане) (?:добре|гаразд)|гарантує|обіцяємо|обов'язково допомож|"
    r"ви (?:вже )?в безпеці|ризик\w* (?:низьк|немає)|everything will be|"
    r"we promise|guarantee|you are safe\b|low risk"
)
STORIES = (
    r"розкаж(?:и|іть)\b|опиш(?:и|іть)\b|що (?:саме |з вами )?(?:сталося|трапилося)\?|"
    r"\btell (?:us|me) (?:what|about|your)|\bdescribe (?:what|it)|what happened\?"
)
ACTED = (
    r"(?:ми|бот|я) (?:вже )?(?:викли\w+|повідоми\w+|зателефонува\w+|подзвони\w+|переда\w+)|"
    r"(?:поліцію|швидку|допомогу) (?:вже )?викликано|"
    r"(?:допомога|поліція|швидка) (?:вже )?(?:їде|в дорозі)|"
    r"(?:we|the bot|i) (?:have |has |'ve )?(?:already )?"
    r"(?:called|notified|told|alerted|contacted|informed)\b|"
    r"help is (?:on (?:its|the) way|coming)|police (?:have|has) been"
)


def test_w1_no_blaming_words() -> None:
    assert found(matching(BLAMING)) == []


def test_w1_no_orders() -> None:
    assert found(matching(ORDERS)) == []


def test_w1_no_promises() -> None:
    assert found(matching(PROMISES)) == []


def test_w2_the_pages_for_the_hurt_say_that_it_is_not_their_fault() -> None:
    said = {each.id: each.pages[0].text for each in TOPICS}
    for id_ in ("need-help", "child", "sexual-violence"):
        assert re.search(r"не винні|не (?:твоя|ваша) провина", said[id_].uk), id_
        assert "not your fault" in said[id_].en, id_


def test_w4_nobody_is_asked_to_tell_what_happened() -> None:
    assert found(matching(STORIES)) == []


def test_k10_the_bot_never_says_that_it_called_anybody() -> None:
    assert found(matching(ACTED)) == []


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        (BLAMING, "Чому ви не пішли раніше?"),
        (ORDERS, "Ви повинні піти."),
        (ORDERS, "You have to leave."),
        (PROMISES, "Все буде добре."),
        (STORIES, "Розкажіть, що сталося."),
        (ACTED, "Ми вже викликали поліцію."),
        (ACTED, "We have notified the police."),
    ],
)
def test_the_banned_words_are_recognised(pattern: str, words: str) -> None:
    assert matching(pattern)(Said("", "", words))


# --- W5: short ---------------------------------------------------------------------------


def sentences(text: str) -> list[int]:
    """Return how many words each sentence has; a line is never longer than itself."""
    parts = re.split(r"[.!?…]+(?=[\s»”)]|$)|\n", text)
    counts = [len(re.findall(r"\{[\w-]+\}|[^\W_][\w'’-]*", part)) for part in parts]
    return [count for count in counts if count]


def test_w5_no_sentence_is_longer_than_25_words() -> None:
    assert found(lambda said: [each for each in sentences(said.text) if each > 25]) == []


@pytest.mark.parametrize("language", ["uk", "en"])
def test_w5_sentences_have_15_words_at_most_on_average(language: str) -> None:
    for file in {each.place.split()[0] for each in everything()}:
        counts = [
            count
            for each in everything()
            if each.language == language and each.place.split()[0] == file
            for count in sentences(each.text)
        ]
        assert sum(counts) / len(counts) <= 15, file


@pytest.mark.parametrize(("place", "page"), PAGES, ids=[place for place, _ in PAGES])
def test_w5_a_page_is_one_short_screen(place: str, page: object) -> None:
    for text in (page.text.uk, page.text.en):
        assert len(text) <= 600, f"{len(text)} characters"
        assert len(re.sub(r"\{([\w-]+)\}", number, text)) <= 700, "with its numbers"
        counts = sentences(text)
        assert sum(counts) / len(counts) <= 15
        assert max(map(len, text.split("\n\n"))) <= 420, "a paragraph is too long"


def number(match: re.Match[str]) -> str:
    return CONTACTS[match[1]].numbers[0].show


def test_w5_labels_fit_a_button() -> None:
    for each in (*TOPICS, *CHECKS):
        assert max(len(each.title.uk), len(each.title.en)) <= 34, each.id
    for place, page in PAGES:
        assert max(len(page.title.uk), len(page.title.en)) <= 30, place


# --- W6: for everybody -------------------------------------------------------------------

SINGULAR = frozenset(
    re.findall(
        r"\w+",
        """винен винна повинен повинна готовий готова згоден згодна впевнений впевнена
        змушений змушена сам сама радий рада самотній самотня постраждалий постраждала""",
    )
)
EITHER_OR = re.compile(
    r"\w(?:в|вся|ий|ен|ний|ка)?/(?:ла|лася|а|на|ка)\b|\w\((?:ла|лася|а|на|ка)\)"
)
THE_OTHER = re.compile(
    r"\bкривдни(?!ків\b)\w+|\bагресор\w*|\bґвалтівник\w*|"
    r"\b(?:він|вона|чоловік|дружина|батько|мати) "
    r"(?:вас|тебе|б'є|погрожу|контролю|крич|заборон)\w*|"
    r"\b(?:he|she|him|his|hers?|himself|herself|husband|wife|boyfriend|girlfriend)\b",
    re.IGNORECASE,
)


_MORPH = pymorphy3.MorphAnalyzer(lang="uk")


@cache
def sex_told(word: str) -> str:
    """Return the sex that a Ukrainian verb in the past tense tells of one person, if it does."""
    tag = _MORPH.parse(word)[0].tag
    return str(tag.gender) if tag.POS == "VERB" and tag.tense == "past" and tag.gender else ""


@cache
def named(word: str) -> str:
    """Return the gender of a noun that can be the subject of its clause: «біда трапилася»."""
    for each in _MORPH.parse(word):
        if each.tag.POS in {"NOUN", "NPRO"} and each.tag.case == "nomn" and each.tag.gender:
            return str(each.tag.gender)
    return ""


def gendered(said: Said) -> str:
    """Return the word that fixes the sex of who reads or of who does harm, if there is one."""
    if match := EITHER_OR.search(said.text) or THE_OTHER.search(said.text):
        return match.group()
    for clause in CLAUSE_ENDS.split(said.text.lower()):
        words = re.findall(r"[а-яіїєґ'’-]+", clause)
        spoken_to = [place for place, word in enumerate(words) if word in {"я", "ти", "ви"}]
        subjects = {named(word) for word in words}
        for place, word in enumerate(words):
            near = any(abs(place - each) <= 3 for each in spoken_to)
            if near and word in SINGULAR:
                return word
            if spoken_to and sex_told(word) in {"masc", "femn"} - subjects:
                return word
    return ""


@pytest.mark.parametrize(
    "words",
    [
        "Якщо ти зробила крок",
        "Ви сам вирішуєте",
        "Я постраждала вдома",
        "Якщо ви пішов/ла",
        "Чи він б'є вас?",
        "Your husband is near.",
        "Кривдник має піти",
        "Ти не винна",
    ],
)
def test_w6_the_lint_sees(words: str) -> None:
    assert gendered(Said("", "uk", words))


@pytest.mark.parametrize(
    "words",
    [
        "Ви не самі, і ви не винні.",
        "Якщо людина пішла, ви можете подзвонити.",
        "Ви знаєте, що дитина бачила.",
        "Ви за кордоном і трапилася біда.",
        "Повідомлення і сам чат можете видалити тільки ви.",
        "Закон називає їх програмами для кривдників.",
        "The shelter is there for everybody.",
    ],
)
def test_w6_the_lint_does_not_cry_wolf(words: str) -> None:
    assert gendered(Said("", "uk", words)) == ""


# --- W7: read aloud ----------------------------------------------------------------------

EMOJI = re.compile("[\U0001f000-\U0001faff\u2600-\u27bf\u2b00-\u2bff\ufe0f]")


def test_w7_no_emoji_carries_meaning_alone() -> None:
    assert found(lambda said: [line for line in said.text.split("\n") if _only_emoji(line)]) == []


def _only_emoji(line: str) -> bool:
    return bool(EMOJI.search(line)) and not re.search(r"[^\W\d_]{2}", EMOJI.sub("", line))


def test_w7_labels_are_words() -> None:
    for place, title in [(each.id, each.title) for each in (*TOPICS, *CHECKS)] + [
        (place, page.title) for place, page in PAGES
    ]:
        assert re.match(r"[^\W\d_]", title.uk), place
        assert re.match(r"[^\W\d_]", title.en), place


def test_w7_numbers_are_read_digit_by_digit() -> None:
    for contact in CONTACTS.values():
        for each in contact.numbers:
            assert max(map(len, re.findall(r"\d+", each.show))) <= 4, each.show
            assert re.sub(r"\D", "", each.show) in re.sub(r"\D", "", each.dial) + each.dial


# --- W8: the same in both languages -----------------------------------------------------


def held(text: str) -> Counter[str]:
    return Counter(re.findall(r"\{[^{}]+\}", text))


@pytest.mark.parametrize(("place", "uk", "en"), pairs(), ids=[place for place, *_ in pairs()])
def test_w8_both_languages_hold_the_same(place: str, uk: str, en: str) -> None:
    assert held(uk) == held(en)
    assert [part.count("\n") for part in uk.split("\n\n")] == [
        part.count("\n") for part in en.split("\n\n")
    ]
    assert set(re.findall(r"\d+", uk)) == set(re.findall(r"\d+", en))


def test_w8_the_screens_have_the_same_texts() -> None:
    uk, en = messages("uk"), messages("en")
    assert set(uk) == set(en)
    for place, forms in uk.items():
        assert set(held("".join(forms))) == set(held("".join(en[place]))), place


def test_w8_each_language_is_written_in_its_own_letters() -> None:
    assert found(matching(r"[ыэёъ]|[а-яіїєґ]’[а-яіїєґ]|\w*[а-яіїєґ][a-z]\w*"), "uk") == []
    assert found(matching(r"[а-яіїєґ](?![^«]*»)(?![^(]*\))"), "en") == []


# --- K1, K7: numbers and addresses ---------------------------------------------------------

PHONE = re.compile(r"(?<![\w.])\+?\d[\d ()-]*\d(?![\w.])")


HELD = {
    re.sub(r"\D", "", each)
    for contact in CONTACTS.values()
    for each in [*(n.dial for n in contact.numbers), *(c.to for c in contact.channels)]
}


def phones(said: Said) -> list[str]:
    """Return what looks like a phone number and is neither a span of time nor a year."""
    plain = re.sub(r"\{[^{}]*\}|\b(?:19|20)\d\d\b|\b\d\d\.\d\d\b", "", said.text)
    digits = [
        re.sub(r"\D", "", each) for each in PHONE.findall(re.sub(rf"\d+ (?={UNIT})", "", plain))
    ]
    known = HELD if said.place.startswith("contacts.yaml") else set()
    return [each for each in digits if len(each) > 2 and each not in known]


def test_k1_no_number_is_written_in_prose() -> None:
    assert found(phones) == []


@pytest.mark.parametrize(
    "words", ["Дзвоніть 116 123", "SMS на 112", "тел. (044) 284-19-15", "15-47"]
)
def test_k1_a_number_is_recognised(words: str) -> None:
    assert phones(Said("", "uk", words))


@pytest.mark.parametrize(
    "words", ["до 72 годин", "within 120 hours", "у 2021 році", "від 3 до 15 років"]
)
def test_k1_a_span_of_time_is_none(words: str) -> None:
    assert phones(Said("", "uk", words)) == []


def test_k1_figures_on_pages_and_checks_count_time() -> None:
    ours = [each for each in everything() if each.place.split(".")[0] in OURS]
    for each in ours:
        rest = re.sub(rf"\d+ (?={UNIT})|\d+ (?=(?:до|to) \d+ {UNIT})|\{{[\w-]+\}}", "", each.text)
        assert not re.search(r"\d", rest), f"{each.place}: {each.text}"


OURS = {each.id for each in (*TOPICS, *CHECKS)}


def test_k1_every_placeholder_on_pages_and_checks_has_a_number() -> None:
    for each in everything():
        if each.place.split(".")[0] in OURS:
            for id_ in re.findall(r"\{([^{}]+)\}", each.text):
                assert id_ in CONTACTS, f"{each.place}: {id_}"
                assert CONTACTS[id_].numbers, f"{each.place}: {id_} has no number to show"


def test_k7_no_address_and_no_map() -> None:
    assert (
        found(
            matching(r"\b(?:вул|просп|пров|буд)\.|вулиц|будинок №|\bstreet\b|\bavenue\b|maps?[./]")
        )
        == []
    )
    assert not {"address", "latitude", "location"} & set(Contact.model_fields)


def test_k7_the_safe_app_is_asked_for_on_the_line_and_never_named() -> None:
    about = [
        each for each in everything() if re.search(r"безпечний застосунок|safe app", each.text)
    ]
    assert about
    assert all("{la-strada}" in each.text or "la-strada" in each.place for each in about)
    assert found(matching(r"play\.google|apps\.apple|app ?store|google play")) == []
