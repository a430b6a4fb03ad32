"""Reasons why a file or a port cannot be had, in words of ours: those of the operating system are English."""

import errno
from collections.abc import Mapping
from typing import Final

from ndxp_mocks.messages import WORDS

_REASONS: Final[Mapping[int, tuple[str, str]]] = {
    errno.ENOENT: ("there is no such file or folder", "không có tệp hoặc thư mục này"),
    errno.ENOTDIR: ("what should be a folder is a file", "nơi lẽ ra là thư mục lại là tệp"),
    errno.EEXIST: ("what should be a folder is none", "nơi lẽ ra là thư mục lại không phải thư mục"),
    errno.EISDIR: ("it is a folder", "đây là thư mục"),
    errno.EACCES: ("this user has no permission", "người dùng này không có quyền"),
    errno.EPERM: ("this user has no permission", "người dùng này không có quyền"),
    errno.EROFS: ("nothing can be written to that disk", "ổ đĩa này không cho ghi"),
    errno.ENAMETOOLONG: ("the name is longer than the system allows", "tên dài quá mức hệ thống cho phép"),
    errno.ELOOP: ("it is a link that leads back to itself", "đây là liên kết dẫn về chính nó"),
    errno.ENXIO: ("it is no file", "đây không phải là tệp"),
    errno.EMFILE: ("too many files are open", "có quá nhiều tệp đang mở"),
    errno.ENFILE: ("too many files are open", "có quá nhiều tệp đang mở"),
    errno.ENOSPC: ("the disk is full", "ổ đĩa đã đầy"),
    errno.EDQUOT: ("this user may not use more of the disk", "người dùng này đã hết phần ổ đĩa được dùng"),
    errno.EFBIG: ("it would be larger than the system allows", "tệp sẽ lớn quá mức hệ thống cho phép"),
    errno.EIO: ("the disk reports a fault", "ổ đĩa báo lỗi"),
    errno.EBADF: ("it is closed", "nơi đó đã đóng"),
    errno.EADDRINUSE: ("another program listens there", "một chương trình khác đang dùng cổng này"),
    errno.EADDRNOTAVAIL: ("this machine has no such address", "máy này không có địa chỉ đó"),
}
_OTHERS: Final = ("system error {code}", "lỗi hệ thống {code}")


def reason_of(error: OSError, words: Mapping[str, str]) -> str:
    """Say what was wrong, in the language of the words."""
    code = errno.errorcode.get(error.errno or 0) or str(error.errno or type(error).__name__)
    told = _REASONS.get(error.errno or 0, _OTHERS)
    return told[words is WORDS["vi"]].format(code=code)
