"""Outlook's Thread-Index field ([MS-OXOMSG] §2.2.1.3): a conversation, and the path of answers in it.

22 bytes name the conversation (6 of time, 16 of a GUID); each answer appends five. So the parent of a
message has its index without the last five bytes.
"""

import base64
import binascii

_HEAD = 22
_STEP = 5
_LONGEST = 4096


def read_thread_index(value: str) -> str | None:
    """Return the index in hexadecimal digits; None for what is no Thread-Index."""
    text = "".join(value.split())[:_LONGEST]
    try:
        index = base64.b64decode(text + "=" * (-len(text) % 4), validate=True)
    except (binascii.Error, ValueError):
        return None
    whole = len(index) >= _HEAD and (len(index) - _HEAD) % _STEP == 0
    return index.hex() if whole else None


def conversation_of(index: str) -> str:
    """Return the part of an index that names its conversation."""
    return index[: 2 * _HEAD]


def ancestors(index: str) -> list[str]:
    """Return the indexes of the messages above one, the nearest first."""
    lengths = range(len(index) - 2 * _STEP, 2 * _HEAD - 1, -2 * _STEP)
    return [index[:length] for length in lengths]
