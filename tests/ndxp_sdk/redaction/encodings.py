"""Secrets in the writings in which servers repeat them, chosen by chance."""

import json
import quopri
from base64 import b64encode, encodebytes, urlsafe_b64encode
from collections.abc import Callable
from html import escape
from random import Random
from urllib.parse import quote, quote_plus

Writing = Callable[[str, Random], str]
ALPHABET = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
MARKS = "!#$()*,-./:;<=>?@[]^_{|}~&%+'\"\\"


def secret(random: Random) -> str:
    """As people and machines make them: letters and digits, marks, at times a letter of Viet Nam."""
    alphabet = ALPHABET * random.choice((1, 1, 4)) + random.choice(("", MARKS)) + random.choice(("", "", "ếữđàỐ"))
    return "".join(random.choices(alphabet, k=random.choice((8, 12, 16, 24, 40, 64))))


def _either(text: str, random: Random) -> str:
    return random.choice((text.upper(), text.lower()))


def _json_all(text: str, random: Random) -> str:
    units = text.encode("utf-16-be").hex()
    return "".join(f"\\u{_either(units[at : at + 4], random)}" for at in range(0, len(units), 4))


def _percent_all(text: str, random: Random) -> str:
    return "".join(f"%{_either(f'{code:02x}', random)}" for code in text.encode())


def _numbered(text: str, random: Random) -> str:
    return "".join(
        random.choice((f"&#{ord(one)};", f"&#x{_either(f'{ord(one):x}', random)};", f"&#0{ord(one)};")) for one in text
    )


def _printable_all(text: str, random: Random) -> str:
    return "".join(
        f"={_either(f'{code:02x}', random)}" + random.choice(("", "", "", "=\r\n", "=\n")) for code in text.encode()
    )


def _base64(text: str, random: Random) -> str:
    before = random.choice(("", "", "me:", "x", "ab", '{"k":"'))
    raw = f"{before}{text}".encode(random.choice(("utf-8", "utf-8", "utf-16-le", "utf-16-be")))
    made = random.choice((b64encode, urlsafe_b64encode))(raw).decode()
    return made.rstrip("=") if random.random() < 0.5 else made


def _folded(text: str, random: Random) -> str:
    made, width = encodebytes(text.encode()).decode().replace("\n", ""), random.choice((4, 7, 19, 64))
    end = random.choice(("\n", "\r\n", " ", "\n\t"))
    return end.join(made[at : at + width] for at in range(0, len(made), width))


def _hexadecimal(text: str, random: Random) -> str:
    between = random.choice(("", "", ":", "-", " "))
    return between.join(_either(f"{code:02x}", random) for code in text.encode())


def _mixed(text: str, random: Random) -> str:
    return "".join(random.choice((_raw, _raw, _json_all, _percent_all, _numbered))(one, random) for one in text)


def _raw(text: str, random: Random) -> str:
    del random
    return text


DIRECT: tuple[Writing, ...] = (_raw, _base64, _folded, _hexadecimal)
ESCAPING: tuple[Writing, ...] = (
    lambda text, random: json.dumps(text, ensure_ascii=random.random() < 0.5)[1:-1],
    lambda text, _: json.dumps(text)[1:-1].replace("/", "\\/"),
    _json_all,
    lambda text, _: quote(text, safe=""),
    lambda text, _: quote_plus(text),
    lambda text, _: quote(quote(text, safe=""), safe=""),
    _percent_all,
    lambda text, _: escape(text),
    lambda text, _: escape(escape(text)),
    _numbered,
    lambda text, _: quopri.encodestring(text.encode()).decode(),
    _printable_all,
    _mixed,
)


WRITINGS: tuple[Writing, ...] = DIRECT + ESCAPING
_LONG = 600  # because each writing makes several letters of one


def disguised(text: str, random: Random) -> str:
    """The text written up to three times over."""
    for _ in range(random.choice((0, 1, 1, 2, 2, 3))):
        if len(text) < _LONG:
            text = random.choice(WRITINGS)(text, random)
    return text


def cut(text: str, random: Random) -> str:
    """The secret, or what is left of a long one where somebody cuts long values: at least a half."""
    if random.random() < 0.8 or len(text) < 16:
        return text
    half = random.randint(len(text) // 2, len(text))
    return text[:half] if random.random() < 0.5 else text[-half:]
