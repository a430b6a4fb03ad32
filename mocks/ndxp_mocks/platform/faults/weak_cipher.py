"""The listener also agrees on a suite that uses the key of its certificate to exchange keys.

Better suites stay on offer; the key is an RSA key, because no other can be used so.
"""

from dataclasses import replace
from typing import Final

from ndxp_mocks.platform.settings import SAME_SUITES, Settings

RULE: Final = "endpoint.weak_ciphers_are_refused"
DESCRIPTION_VI: Final = "Cổng còn chấp nhận một bộ mã yếu: trao đổi khóa bằng chính khóa của chứng thư."


def apply(settings: Settings) -> Settings:
    """Add the suite to the good ones."""
    return replace(settings, key="rsa-2048", ciphers=f"{SAME_SUITES}:AES128-SHA")
