"""What the bot is in a chat, as Telegram tells it: member, administrator, left, kicked."""

from typing import Any

from bot.sandbox.accounts import Account
from bot.sandbox.chats import Chat
from bot.sandbox.messages import Body
from bot.sandbox.world import World

ADMINISTRATOR = {
    "can_be_edited": False,
    "is_anonymous": False,
    "can_manage_chat": True,
    "can_delete_messages": True,
    "can_manage_video_chats": True,
    "can_restrict_members": True,
    "can_promote_members": False,
    "can_change_info": True,
    "can_invite_users": True,
    "can_post_stories": True,
    "can_edit_stories": True,
    "can_delete_stories": True,
    "can_post_messages": True,
    "can_edit_messages": True,
    "can_pin_messages": True,
}


def member(user: Body, status: str) -> Body:
    """Return the Bot API's ChatMember of a status."""
    body: Body = {"user": user, "status": status}
    if status == "kicked":
        body["until_date"] = 0
    elif status == "administrator":
        body |= ADMINISTRATOR
    return body


def membership(
    world: World, account: Account, chat: Chat, by: Body, old: str, new: str
) -> dict[str, Any]:
    """Return the Bot API's ChatMemberUpdated about the bot itself."""
    me = account.body()
    return {
        "chat": chat.body(),
        "from": by,
        "date": int(world.clock.timestamp()),
        "old_chat_member": member(me, old),
        "new_chat_member": member(me, new),
    }
