"""Ids that we make ourselves, because an error reply of X-Road carries none."""

import os
import time


def new_id() -> str:
    """Return a UUID of version 7: it sorts by time, in milliseconds (RFC 9562, 5.7)."""
    chance = int.from_bytes(os.urandom(10), "big")
    stamp = time.time_ns() // 1_000_000 & 0xFFFFFFFFFFFF
    value = stamp << 80 | 0x7 << 76 | (chance >> 68) << 64 | 0b10 << 62 | chance & 0x3FFFFFFFFFFFFFFF
    text = f"{value:032x}"
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"
