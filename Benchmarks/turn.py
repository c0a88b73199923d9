"""One turn of a program, and what it took: shared by the benchmarks that run whole programs."""

import os
import subprocess
import sys
import time


def turn(command, cwd=None):
    """Seconds of the clock and of the processors, and the most memory in MB; ends the benchmark when it fails."""
    start = time.monotonic()
    process = subprocess.Popen(command, cwd=cwd, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    errors = process.stderr.read()
    _, status, used = os.wait4(process.pid, 0)
    clock = time.monotonic() - start
    if status != 0:
        sys.exit(f"failed: {' '.join(map(str, command))}\n{errors.decode()[-2000:]}")
    return clock, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024
