"""Telegram's HTML in the sandbox: what is read, what is refused, with which words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sandbox import html
from bot.sandbox.marks import to_html, utf16
from bot.sandbox.refusals import Refusal


def entity(kind: str, offset: int, length: int, **more: object) -> dict[str, object]:
    return {"type": kind, "offset": offset, "length": length, **more}


@pytest.mark.parametrize(
    ("tag", "kind"),
    [
        *(("b", "bold"), ("strong", "bold"), ("i", "italic"), ("em", "italic")),
        *(("u", "underline"), ("ins", "underline"), ("s", "strikethrough")),
        *(("strike", "strikethrough"), ("del", "strikethrough"), ("tg-spoiler", "spoiler")),
        *(("code", "code"), ("pre", "pre"), ("blockquote", "blockquote"), ("B", "bold")),
    ],
)
def test_each_tag_is_its_entity(tag: str, kind: str) -> None:
    assert html.parse(f"a <{tag}>b</{tag}>") == ("a b", [entity(kind, 2, 1)])


def test_tags_with_attributes() -> None:
    assert html.parse('<span class="tg-spoiler">x</span>')[1] == [entity("spoiler", 0, 1)]
    quote = html.parse("<blockquote expandable>x</blockquote>")[1]
    assert quote == [entity("expandable_blockquote", 0, 1)]
    link = html.parse('<a href="https://korostyshiv.gov.ua/?a=1&amp;b=2">x</a>')[1]
    assert link == [entity("text_link", 0, 1, url="https://korostyshiv.gov.ua/?a=1&b=2")]
    emoji = html.parse('<tg-emoji emoji-id="5368324170671202286">👍</tg-emoji>')[1]
    assert emoji == [entity("custom_emoji", 0, 2, custom_emoji_id="5368324170671202286")]
    code = html.parse('<pre><code class="language-python">x</code></pre>')[1]
    assert code == [entity("pre", 0, 1, language="python")]


def test_offsets_are_utf16_units() -> None:
    words, entities = html.parse("😀 <b>мир 😀</b> <i>є</i>")
    assert words == "😀 мир 😀 є"
    assert entities == [entity("bold", 3, 6), entity("italic", 10, 1)]


def test_characters_are_decoded_once_and_unknown_ones_stay() -> None:
    assert html.parse("&lt;b&gt; &amp;amp; &quot; &#8364;&#x20AC;")[0] == '<b> &amp; " €€'
    assert html.parse("&nbsp; &copy; & R&D &#0;")[0] == "&nbsp; &copy; & R&D &#0;"


@pytest.mark.parametrize("url", ["tel:+380800500335", "mailto:a@b.ua", "javascript:x()", "nohost"])
def test_a_link_that_telegram_does_not_keep_loses_its_mark_and_not_its_words(url: str) -> None:
    assert html.parse(f'<a href="{url}">дзвінок</a>') == ("дзвінок", [])


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("<b><i>test</b></i>",
         'Unmatched end tag at byte offset 10, expected "</i>", found "</b>"'),
        ("<script>x</script>", 'Unsupported start tag "script" at byte offset 0'),
        ("ї <br>", 'Unsupported start tag "br" at byte offset 3'),
        ("1 < 2 > 0", 'Unsupported start tag "" at byte offset 2'),
        ("1 < 2", 'Unsupported start tag "" at byte offset 2'),
        ("a <b", "Unclosed start tag at byte offset 2"),
        ("<b>x</b", "Unclosed end tag at byte offset 4"),
        ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ("<a href>x</a>", "Expected equal sign in declaration of an attribute of the tag "
         '"a" at byte offset 0'),
        ("<b =x>y</b>", 'Empty attribute name in the tag "b" at byte offset 0'),
        ('<a href="x>y</a>', "Unclosed start tag at byte offset 0"),
        ("<tg-emoji emoji-id='0'>x</tg-emoji>", "Invalid custom emoji identifier specified"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_in_telegrams_words(text: str, words: str) -> None:
    with pytest.raises(Refusal) as caught:
        html.parse(text)
    assert caught.value.description == f"Bad Request: can't parse entities: {words}"


@given(st.text(alphabet="<>/&;=\"' abiіюu#x1😀-", max_size=40))
def test_any_words_are_read_or_refused_and_never_break_the_parser(text: str) -> None:
    try:
        words, entities = html.parse(text)
    except Refusal:
        return
    assert all(each["offset"] + each["length"] <= utf16(words) for each in entities)


@given(st.lists(st.sampled_from(["<b>ї</b>", "<i>😀</i>", "a&amp;", "<b>x<u>y</u></b>", "\n"])))
def test_html_survives_the_way_there_and_back(parts: list[str]) -> None:
    text = "".join(parts)
    assert to_html(*html.parse(text)) == text
