"""One turn of a program, and what it took: shared by the benchmarks that run whole programs."""

import os
import re
import subprocess
import sys
import tempfile
import time


def turn(command, cwd=None):
    """Seconds of the clock and of the processors, and the most memory in MB; ends the benchmark when it fails."""
    clock, used, memory, _ = turn_looked_at(command, cwd, pause=None)
    return clock, used, memory


def turn_looked_at(command, cwd=None, pause=0.002):
    """The same, and the most memory in MB that is no part of a file: looked up every `pause` seconds, since the system
    keeps no maximum of it."""
    with tempfile.TemporaryFile() as errors:
        start = time.monotonic()
        process = subprocess.Popen(command, cwd=cwd, stdout=subprocess.DEVNULL, stderr=errors)
        own = 0
        while True:
            ended, status, used = os.wait4(process.pid, os.WNOHANG if pause else 0)
            if ended:
                break
            own = max(own, memory_of_its_own(process.pid))
            time.sleep(pause)
        clock = time.monotonic() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if status != 0:
            errors.seek(0)
            sys.exit(f"failed: {' '.join(map(str, command))}\n{errors.read().decode()[-2000:]}")
    return clock, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, own


def memory_of_its_own(process):
    """`RssAnon` of a process, in MB."""
    try:
        with open(f"/proc/{process}/status", encoding="utf-8") as file:
            found = re.search(r"RssAnon:\s+(\d+)", file.read())
    except OSError:
        return 0
    return int(found[1]) / 1024 if found else 0
