"""Swaps two names again and again until it is killed: swap_folder.py NAME OTHER MICROSECONDS. Each swap is one system call (renameat2,
RENAME_EXCHANGE); before each, NAME stays what it was for up to so long, and for a moment what OTHER was. 0: as fast as it can."""

import ctypes
import os
import random
import sys
import time

libc = ctypes.CDLL(None, use_errno=True)
name, other = (os.fsencode(word) for word in sys.argv[1:3])
longest = int(sys.argv[3]) / 1e6
at_fdcwd, exchange = -100, 2
print('ready', flush=True)
while True:
    if longest > 0:
        time.sleep(random.random() * longest)
    libc.renameat2(at_fdcwd, name, at_fdcwd, other, exchange)
    libc.renameat2(at_fdcwd, name, at_fdcwd, other, exchange)
    if longest == 0:
        libc.renameat2(at_fdcwd, name, at_fdcwd, other, exchange)
