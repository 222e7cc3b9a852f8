"""Answers about chats: what they are, who is in them, leaving."""

from bot.sandbox.calls import ApiCall
from bot.sandbox.memberships import member, membership
from bot.sandbox.messages import Body
from bot.sandbox.refusals import bad_request, forbidden

GIFTS = {
    "unlimited_gifts": False,
    "limited_gifts": False,
    "unique_gifts": False,
    "premium_subscription": False,
    "gifts_from_channels": False,
}


def get_chat(call: ApiCall) -> Body:
    """Answer getChat."""
    full = {"accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": GIFTS}
    return {**call.chat().body(), **full}


def get_chat_member(call: ApiCall) -> Body:
    """Answer getChatMember."""
    chat, user_id = call.chat(), call.params["user_id"]
    if user_id == call.account.id:
        status = "kicked" if chat.blocked else "member"
        if chat.kind != "private":
            status = chat.bot_status
        return member(call.account.body(), status)
    user = call.world.users.get(user_id)
    if user is None or (chat.kind == "private" and user.id != chat.id):
        raise bad_request("invalid user_id specified")
    return member(user.body(), "member")


def leave_chat(call: ApiCall) -> bool:
    """Answer leaveChat: groups and channels only."""
    chat = call.chat()
    if chat.kind == "private":
        raise bad_request("chat member status can't be changed in private chats")
    if chat.bot_status not in ("member", "administrator"):
        raise forbidden(f"bot is not a member of the {chat.kind} chat")
    old, chat.bot_status = chat.bot_status, "left"
    call.world.feed.tell("chat", call.account.id, chat.id)
    itself = call.account.body()
    payload = membership(call.world, call.account, chat, itself, old, "left")
    call.account.updates.add("my_chat_member", payload, chat.id)
    return True
