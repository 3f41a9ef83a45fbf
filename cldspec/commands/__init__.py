"""The command line: one module for each command. Nothing else in the project knows the terminal.

The modules import heavy libraries inside their functions, so that `cldspec --help` answers at once.
"""

import gc
import io
import signal
import sys
import threading
import traceback
from contextlib import suppress
from pathlib import Path

import click

from cldspec.commands.common import help_ending
from cldspec.commands.exit_codes import BROKEN_PIPE, FAULT, INVALID, STOPPED
from cldspec.commands.faults import fault_message, machine_message
from cldspec.commands.lazy import LazyCommands
from cldspec.validation.temporary import remove_abandoned

_GARBAGE_THRESHOLD = 500_000
"""New objects between two runs of the garbage collector. A specification and its rules are some hundred thousand, and all of them stay."""
_ENDINGS = ("SIGTERM", "SIGHUP", "SIGBREAK")
"""The signals that ask a program to end, as far as the system has them."""
_COMMANDS = (
    "build",
    "check",
    "conformance",
    "correct",
    "derive",
    "derive",
    "diff",
    "export",
    "list",
    "new",
    "prove",
    "release",
    "sample",
    "show",
    "usage",
    "validate",
)
_MODULES = {name: f"cldspec.commands.{'list_' if name == 'list' else name}" for name in _COMMANDS}


@click.group(
    commands=LazyCommands(_MODULES),
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog=help_ending(
        "cldspec check",
        "cldspec validate return.csv",
        "cldspec validate --help",
        exit_codes={
            0: "The command succeeded.",
            1: "There are findings.",
            2: "The command line, a file or the specification is wrong.",
            3: "The program failed.",
        },
    ),
)
@click.option(
    "--spec",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Folder of versions, or one with spec/ in it. [default: spec/ in this folder or above, otherwise the one installed with cldspec]",
)
@click.option("--debug", is_flag=True, expose_value=False, help="Show the details if the program itself fails.")
@click.version_option(package_name="cldspec")
@click.pass_context
def main(context: click.Context, spec: Path | None) -> None:
    """Check, read, build and compare versions of a data specification, and validate returns."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a question mark for a character that the terminal lacks
    context.obj = spec


def run() -> None:
    """Run the program and exit. The console script calls this.

    Every way to fail ends here, in one message and one exit code. `--debug` adds the traceback.
    """
    gc.set_threshold(_GARBAGE_THRESHOLD)
    stdout = sys.stdout
    try:
        _stop_as_for_ctrl_c()
        remove_abandoned()
        code = main(prog_name="cldspec", standalone_mode=False) or 0
    except click.ClickException as error:
        error.show()
        code = error.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("Stopped.", err=True)
        code = STOPPED
    except SystemExit as ending:
        code = ending.code
        if sys.stdout is not stdout:  # click replaces an output that nobody reads, and exits with the code for findings
            code = BROKEN_PIPE
    except (OSError, MemoryError) as error:
        _explain(machine_message(error), error)
        code = INVALID
    except BaseException as error:  # noqa: BLE001 - libraries written in Rust raise what is no Exception
        _explain(fault_message(error), error)
        code = FAULT
    finally:
        gc.freeze()  # spares the last run of the garbage collector, which takes a third of the time
    sys.exit(code)


def _stop_as_for_ctrl_c() -> None:
    """Have the program clean up when a CI system, `timeout` or a closed terminal ends it.

    A signal that is ignored stays ignored, as nohup wants it. After the first one, none can interrupt the cleaning up.
    """
    numbers = [number for name in _ENDINGS if (number := getattr(signal, name, None)) is not None]

    def stop(_number: int, _frame: object) -> None:
        for number in numbers:
            signal.signal(number, signal.SIG_IGN)
        raise KeyboardInterrupt

    if threading.current_thread() is threading.main_thread():
        for number in numbers:
            if signal.getsignal(number) == signal.SIG_DFL:
                signal.signal(number, stop)


def _explain(message: str, error: BaseException) -> None:
    """Print why the program ends; with --debug, also where."""
    with suppress(OSError):  # standard error may be what has failed
        if "--debug" in sys.argv:
            traceback.print_exception(error)
        click.echo(message, err=True)
