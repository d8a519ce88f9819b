"""Swaps two names again and again until it is killed: swap_folder.py NAME OTHER MICROSECONDS. Each swap is one system call (renameat2,
RENAME_EXCHANGE). It begins once something came into NAME or went from it, so that whoever changes it has looked at it already, and pauses at
random for up to so long after each swap. Less than 0: it begins at once, without pauses."""

import ctypes
import os
import random
import sys
import time

libc = ctypes.CDLL(None, use_errno=True)
name, other = (os.fsencode(word) for word in sys.argv[1:3])
longest = int(sys.argv[3]) / 1e6
at_fdcwd, exchange = -100, 2


def listing():
    return [(folder, sorted(folders), sorted(files)) for folder, folders, files in os.walk(name)]


before = listing()
print('ready', flush=True)
while longest >= 0 and listing() == before:
    pass
while True:
    libc.renameat2(at_fdcwd, name, at_fdcwd, other, exchange)
    if longest > 0:
        time.sleep(random.random() * longest)
