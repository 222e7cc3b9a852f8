"""What people write, understood: which danger it tells of, which page it asks for.

Pure: no Telegram, no network, nothing kept of what was read. What decides stands in
data/understanding/, where the people who answer for the words can read and change it.
"""

from bot.help.understanding.kinds import Kind, Reading, Scored, Why
from bot.help.understanding.reading import Understanding

__all__ = ["Kind", "Reading", "Scored", "Understanding", "Why"]
