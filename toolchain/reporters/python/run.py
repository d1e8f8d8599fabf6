"""Waits for one request line on standard input, then runs pytest and tells each test on descriptor 3.

Started with `python3 -I`, so that nothing of the workspace is imported before the request has been read.
The request carries the run's secret: it is read, and the channel moved away from descriptor 3, before any
code of the folder under test is loaded.
"""

import ast  # noqa: F401  (loaded ahead, like everything below: the wait is free, the run is not)
import fcntl
import importlib
import json
import os
import sys
import unittest

import pytest
import _pytest.config

HERE = os.path.dirname(os.path.abspath(__file__))


def load_ahead():
    for name in _pytest.config.default_plugins:
        importlib.import_module("_pytest." + name)
    for name in (
        "_pytest.assertion.rewrite",
        "_pytest.assertion.util",
        "_pytest.config.findpaths",
        "_pytest._code.source",
        "_pytest._io.saferepr",
        "_pytest._io.terminalwriter",
        "importlib.metadata",
        "unittest.case",
        "difflib",
        "pprint",
        "tempfile",
        "shlex",
        "bdb",
        "pdb",
        "locale",
        "decimal",
        "fractions",
        "random",
        "string",
        "textwrap",
        "traceback",
        "datetime",
        "collections.abc",
        "typing",
        "dataclasses",
        "tomllib",
        "xml.etree.ElementTree",
    ):
        try:
            importlib.import_module(name)
        except ImportError:
            pass


def read_line(descriptor):
    line = b""
    while not line.endswith(b"\n"):
        byte = os.read(descriptor, 1)
        if not byte:
            os._exit(75)
        line += byte
    return line


def open_channel():
    """The reporting pipe on a high descriptor that no child inherits; answers the function that writes a line to it."""
    channel = fcntl.fcntl(3, fcntl.F_DUPFD_CLOEXEC, 200)
    os.close(3)
    write, dumps = os.write, json.dumps

    def sender(nonce):
        def send(message):
            line = ("\n" + nonce + " " + dumps(message) + "\n").encode("utf-8", "replace")
            while line:
                line = line[write(channel, line) :]

        return send

    return sender


def main():
    sys.path.insert(0, HERE)
    from reporter import Reporter
    from integrity import OWN, Integrity

    sys.path.remove(HERE)
    load_ahead()
    integrity = Integrity()
    # The folder may have modules of these names.
    for name in OWN:
        del sys.modules[name]
    sender = open_channel()
    request = json.loads(read_line(0))
    secret = request.pop("nonce")
    null = os.open(os.devnull, os.O_RDONLY)
    os.dup2(null, 0)
    os.close(null)

    root = os.path.normpath(os.path.join(os.getcwd(), request["root"]))
    os.chdir(root)
    scratch = os.path.join(os.environ.get("TMPDIR", "/tmp"), "interviewlm-%d" % os.getpid())
    # Neither read nor leave compiled files in the workspace: a stale or forged one would stand in for its source.
    sys.pycache_prefix = os.path.join(scratch, "pycache")
    sys.path.insert(0, root)
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    for name in ("PYTEST_ADDOPTS", "PYTEST_PLUGINS"):
        os.environ.pop(name, None)
    only = request["only"]
    files = sorted({identity.split("::")[0] for identity in only})
    paths = [path for path in files if os.path.exists(path)] if only else [root]
    arguments = [
        "--rootdir=" + root,
        "-o",
        "cache_dir=" + os.path.join(scratch, "cache"),
        "--continue-on-collection-errors",
        "--show-capture=no",
        # What it sums up is told test by test.
        "-qq",
        "--no-header",
        "--no-summary",
        "--color=no",
        "--capture=fd",
        "--tb=short",
        *paths,
    ]
    leave = os._exit
    reporter = Reporter(sender(secret), root, only, integrity)
    del sender, secret
    try:
        code = int(pytest.main(arguments, plugins=[reporter]) if paths else 5)
    except BaseException as error:  # whatever the folder's code raised, it ends here and is told
        reporter.fail(error)
        code = 3
    sys.stdout.flush()
    sys.stderr.flush()
    reporter.close(code)
    leave(code)


main()
