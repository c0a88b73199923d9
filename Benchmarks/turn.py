"""One turn of a program, and what it took: shared by the benchmarks that run whole programs."""

import os
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time


class NotEnded(Exception):
    """A program that was stopped since it wasn't done in time."""


def turn(command, cwd=None, limit=None):
    """Seconds of the clock and of the processors, and the most memory in MB; ends the benchmark when it fails.

    A program that takes more than `limit` seconds is stopped: `NotEnded`."""
    clock, used, memory, _ = turn_looked_at(command, cwd, pause=None, limit=limit)
    return clock, used, memory


def turn_looked_at(command, cwd=None, pause=0.002, limit=None):
    """The same, and the most memory in MB that is no part of a file: looked up every `pause` seconds, since the system
    keeps no maximum of it."""
    with tempfile.TemporaryFile() as errors:
        start = time.monotonic()
        # In a group of its own, so that what it started ends with it.
        process = subprocess.Popen(
            command, cwd=cwd, stdout=subprocess.DEVNULL, stderr=errors, start_new_session=limit is not None)
        stopped = threading.Event()

        def stop():
            stopped.set()
            os.killpg(process.pid, signal.SIGKILL)

        timer = threading.Timer(limit, stop) if limit else None
        if timer:
            timer.start()
        own = 0
        while True:
            ended, status, used = os.wait4(process.pid, os.WNOHANG if pause else 0)
            if ended:
                break
            own = max(own, memory_of_its_own(process.pid))
            time.sleep(pause)
        clock = time.monotonic() - start
        if timer:
            timer.cancel()
        if stopped.is_set():
            raise NotEnded
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
