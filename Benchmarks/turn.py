"""One turn of a program, and what it took: shared by the benchmarks that run whole programs.

The system says of a process at least the memory of the one that it was forked from. So turns are started by a small process,
which is this file run as a program, and not by the benchmark, which may hold hundreds of megabytes.
"""

import json
import os
import signal
import sys
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
    import subprocess
    import tempfile

    asked = {"command": [str(part) for part in command], "cwd": cwd, "pause": pause, "limit": limit}
    with tempfile.TemporaryFile() as errors:
        said = subprocess.run(
            [sys.executable, "-S", os.path.abspath(__file__)], input=json.dumps(asked).encode(), stdout=subprocess.PIPE,
            stderr=errors)
        took = json.loads(said.stdout) if said.returncode == 0 else {"status": said.returncode, "late": False}
        if took["late"]:
            raise NotEnded
        if took["status"] != 0:
            errors.seek(0)
            sys.exit(f"failed: {' '.join(asked['command'])}\n{errors.read().decode()[-2000:]}")
    return took["clock"], took["used"], took["memory"], took["own"]


def spread(numbers, digits=2):
    """The median, and in parentheses the least and the greatest, unless they look alike."""
    import statistics

    middle, *ends = (f"{number:.{digits}f}" for number in [statistics.median(numbers), min(numbers), max(numbers)])
    return f"{middle} ({' to '.join(ends)})" if ends[0] != ends[1] else middle


def run(command, cwd, pause, limit):
    """Runs a command in a group of its own, so that what it started ends with it, and says what it took."""
    late = False
    start = time.monotonic()
    child = os.fork()
    if child == 0:
        try:
            os.setsid()
            os.chdir(cwd or ".")
            os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
            os.execvp(command[0], command)
        except OSError as error:
            os.write(2, f"{error}\n".encode())
        os._exit(127)

    def end(*_):
        try:
            os.killpg(child, signal.SIGKILL)
        except ProcessLookupError:
            pass

    def stop(*_):
        nonlocal late
        late = True
        end()

    if limit:
        signal.signal(signal.SIGALRM, stop)
        signal.setitimer(signal.ITIMER_REAL, limit)
    own = 0
    try:
        while True:
            ended, status, used = os.wait4(child, os.WNOHANG if pause else 0)
            if ended:
                break
            own = max(own, memory_of_its_own(child))
            time.sleep(pause)
    except KeyboardInterrupt:
        end()
        raise
    clock = time.monotonic() - start
    signal.setitimer(signal.ITIMER_REAL, 0)
    return {
        "clock": clock, "used": used.ru_utime + used.ru_stime, "memory": used.ru_maxrss / 1024, "own": own,
        "status": os.waitstatus_to_exitcode(status), "late": late,
    }


def memory_of_its_own(process):
    """`RssAnon` of a process, in MB."""
    try:
        with open(f"/proc/{process}/status", encoding="utf-8") as file:
            return next((int(line.split()[1]) / 1024 for line in file if line.startswith("RssAnon:")), 0)
    except OSError:
        return 0


if __name__ == "__main__":
    print(json.dumps(run(**json.load(sys.stdin))))
