"""What `python -m bot check` has to say about the database."""

from bot.errors import DatabaseFault
from bot.storage import audit
from bot.storage.database import Database


async def findings(url: str) -> list[str]:
    """Return what is wrong with a database, a line each; one that is not yet made is not wrong."""
    try:
        database = Database(url)
    except DatabaseFault as fault:
        return [str(fault)]
    if database.path and not database.path.exists():
        return []
    try:
        await database.examine()
        async with database.begin() as work:
            return [str(each) for each in await audit.verify(work)]
    except DatabaseFault as fault:
        return [f"database: {fault}"]
    finally:
        await database.close()
