"""A reading in plain words, for the operators' `python -m bot ask`."""

from bot.help.understanding.kinds import Reading


def explain(reading: Reading) -> str:
    """Return several lines: the kinds, the topics with scores, and which words decided what."""
    lines = ["kinds: " + (", ".join(reading.kinds) or "none")]
    shown = [f"{one.place} {one.score:.2f}" for one in reading.topics]
    lines.append("topics: " + (", ".join(shown) or "none") + (" (clear)" if reading.clear else ""))
    if reading.smalltalk:
        lines.append("small talk")
    if reading.foreign:
        lines.append("a question that is not ours")
    lines += [
        f"  {why.decided} ← {why.rule}: {' … '.join(why.words)} ({why.weight:.2f})"
        for why in reading.why
    ]
    return "\n".join(lines)
