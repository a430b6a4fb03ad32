"""One writer for a file at a time, over threads and processes."""

import os
import sys

if sys.platform == "win32":
    import msvcrt

    _FAR = 2**62

    def lock(descriptor: int) -> bool:
        """Whether the file is ours now; it stays so until it is closed."""
        os.lseek(descriptor, _FAR, os.SEEK_SET)  # because the locked byte itself cannot be read by others
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def lock(descriptor: int) -> bool:
        """Whether the file is ours now; it stays so until it is closed."""
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
