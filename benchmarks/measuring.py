"""What a whole process takes: seconds on the clock and of the processors, and its peak of memory."""

import os
import subprocess
import sys
import time
from collections.abc import Collection, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Measured:
    """What a process took: seconds on the clock, seconds of all processors, and the megabytes of its peak of memory."""

    seconds: float
    processor: float
    peak: float


def measure(command: Sequence[str], codes: Collection[int] = (0,)) -> Measured:
    """Run a command that ends with one of these exit codes. Windows tells only the time on the clock; the rest is not a number."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    unknown = float("nan")
    if not hasattr(os, "wait4"):
        code, processor, peak = process.wait(), unknown, unknown
    else:
        _, status, usage = os.wait4(process.pid, 0)
        code, processor = os.waitstatus_to_exitcode(status), usage.ru_utime + usage.ru_stime
        peak = usage.ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)
    seconds = time.perf_counter() - start
    if code not in codes:
        raise SystemExit(f"{' '.join(command)} failed.")
    return Measured(seconds, processor, peak)
