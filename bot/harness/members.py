"""Members of a chat as the Bot API shows them: the bot and people, each with a standing."""

from __future__ import annotations

from bot.harness.records import Json

_RIGHTS = (
    "can_be_edited is_anonymous can_manage_chat can_delete_messages can_manage_video_chats can_restrict_members "
    "can_promote_members can_change_info can_invite_users can_post_stories can_edit_stories can_delete_stories "
    "can_pin_messages can_manage_topics"
).split()
_NOT_GRANTED = {"can_be_edited", "is_anonymous", "can_promote_members"}
_PERMISSIONS = (
    "can_send_messages can_send_audios can_send_documents can_send_photos can_send_videos can_send_video_notes "
    "can_send_voice_notes can_send_polls can_send_other_messages can_add_web_page_previews can_react_to_messages "
    "can_edit_tag can_change_info can_invite_users can_pin_messages can_manage_topics"
).split()
_MORE: dict[str, Json] = {
    "creator": {"is_anonymous": False},
    "administrator": {right: right not in _NOT_GRANTED for right in _RIGHTS},
    "restricted": dict.fromkeys(_PERMISSIONS, False) | {"is_member": True, "until_date": 0},
    "kicked": {"until_date": 0},
}


def as_member(user: Json, status: str) -> Json:
    """A ChatMember object of that standing: a member, or one of those that say more."""
    return {"status": status, "user": user, **_MORE.get(status, {})}
