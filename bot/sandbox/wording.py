"""A message's words: parsed, trimmed and measured as Telegram does it, in UTF-16 units."""

from bot.sandbox import html
from bot.sandbox.calls import ApiCall
from bot.sandbox.checking import Violation
from bot.sandbox.marks import Entity, utf16
from bot.sandbox.messages import Body
from bot.sandbox.refusals import bad_request

TEXT_LIMIT = 4096
CAPTION_LIMIT = 1024
MOST_ENTITIES = 100
# Telegram sees nothing in a text of these alone: spaces without width or ink
INVISIBLE = "".join(map(chr, [*range(0x2000, 0x2010), 0x202E, 0x2060, 0x2800, 0x3164, 0xFEFF]))
KINDS = {
    *("mention", "hashtag", "cashtag", "bot_command", "url", "email", "phone_number"),
    *("bold", "italic", "underline", "strikethrough", "spoiler", "blockquote"),
    *("expandable_blockquote", "code", "pre", "text_link", "text_mention", "custom_emoji"),
    "date_time",
}


def text(call: ApiCall) -> Body:
    """Return `text` and `entities` of a call, measured; raises Refusal with Telegram's words."""
    raw = call.get("text", "")
    if not raw:
        raise bad_request("message text is empty")
    words, entities = marked(raw, call.get("parse_mode"), call.get("entities"))
    if not words.strip(INVISIBLE):
        raise bad_request("text must be non-empty")
    if utf16(words) > TEXT_LIMIT:
        raise bad_request("message is too long")
    return {"text": words, "entities": entities} if entities else {"text": words}


def caption(params: Body) -> Body:
    """Return `caption` and `caption_entities`, or nothing; raises Refusal."""
    raw = params.get("caption", "")
    if not raw:
        return {}
    words, entities = marked(raw, params.get("parse_mode"), params.get("caption_entities"))
    if utf16(words) > CAPTION_LIMIT:
        raise bad_request("message caption is too long")
    if not words:
        return {}
    return {"caption": words, "caption_entities": entities} if entities else {"caption": words}


def marked(
    raw: str, parse_mode: str | None, given: list[Entity] | None
) -> tuple[str, list[Entity]]:
    """Return plain words and entities; raises Refusal for marks that Telegram cannot read."""
    raw = raw.replace("\r", "")
    mode = (parse_mode or "").lower()
    if mode == "html":
        words, entities = html.parse(raw)
    elif mode in ("markdown", "markdownv2"):
        raise Violation("the sandbox reads HTML only: Markdown has no test here")
    elif mode:
        raise bad_request("unsupported parse_mode")
    else:
        words, entities = raw, [_checked(raw, entity) for entity in given or ()]
    if len(entities) > MOST_ENTITIES:
        raise Violation(f"{len(entities)} entities: Telegram drops all after {MOST_ENTITIES}")
    return _trimmed(words, entities)


def preview(call: ApiCall) -> Body:
    """Return the options of link previews, or nothing; raises Refusal for a wrong address."""
    options: Body = call.get("link_preview_options") or {}
    if "url" in options and html.checked_link(options["url"]) is None:
        raise bad_request("WEBPAGE_URL_INVALID")
    return {"link_preview_options": options} if options else {}


def _checked(words: str, entity: Entity) -> Entity:
    offset, length, end = entity["offset"], entity["length"], utf16(words)
    if entity["type"] not in KINDS:
        raise bad_request("can't parse MessageEntity: Unsupported type specified")
    if offset < 0:
        raise bad_request(f"receive an entity with incorrect offset {offset}")
    if offset > end:
        raise bad_request(f"entity begins after the end of the text at UTF-16 offset {offset}")
    if offset + length > end:
        raise bad_request(
            f"entity beginning at UTF-16 offset {offset} ends after the end of the text "
            f"at UTF-16 offset {offset + length}"
        )
    return entity


def _trimmed(words: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    trimmed = words.strip()
    if len(trimmed) == len(words) or not entities:
        return trimmed, entities
    before = utf16(words) - utf16(words.lstrip())
    end = utf16(trimmed)
    kept = []
    for entity in entities:
        first = max(0, entity["offset"] - before)
        last = min(end, entity["offset"] + entity["length"] - before)
        if last > first:
            kept.append({**entity, "offset": first, "length": last - first})
    return trimmed, kept
