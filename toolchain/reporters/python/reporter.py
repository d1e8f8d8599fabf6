"""The pytest plugin that tells every test on the channel.

It does not take the word of hooks a folder's `conftest.py` may have bent: each test function is wrapped, and a test
passes only when that very function was called and returned. What the source of the test files shows but the
configuration kept out, or took out, of the run is told as failed.
"""

import os
import sys
import types
import unittest

import pytest
from _pytest._io.saferepr import saferepr
from _pytest.outcomes import Skipped, XFailed

from audit import conventional, test_files, tests_in
from skips import foreign_skip
from wording import OUTPUT, TEXT, cut, failure, line_in, load_message, not_by_test

PRINT_LIMIT = 1 << 20


def kept_to(codes, send):
    """`send`, for callers of these code objects alone: whoever else got hold of it ends the run."""
    caller, leave = sys._getframe, os._exit

    def guarded(message):
        if caller(1).f_code not in codes:
            leave(70)
        send(message)

    return guarded


class Witness:
    """What really happened in a test's own function."""

    __slots__ = ("returned", "raised", "replaced")

    def __init__(self):
        self.returned = False
        self.raised = None
        self.replaced = False


class Reporter:
    __slots__ = (
        "_send",
        "_root",
        "_only",
        "_integrity",
        "_items",
        "_functions",
        "_told",
        "_reports",
        "_witness",
        "_compared",
        "_broken_files",
        "_errors",
        "_printed",
        "_leave",
        "__weakref__",
    )

    def __init__(self, send, root, only, integrity):
        own = (value.__code__ for value in vars(Reporter).values() if isinstance(value, types.FunctionType))
        self._send = kept_to(frozenset(own), send)
        self._root = root
        self._only = set(only)
        self._integrity = integrity
        self._items = []
        self._functions = {}
        self._told = set()
        self._reports = {}
        self._witness = {}
        self._compared = None
        self._broken_files = set()
        self._errors = 0
        self._printed = 0
        self._leave = os._exit

    # Finding

    def pytest_itemcollected(self, item):
        if not self._only or item.nodeid in self._only:
            self._items.append(item)
        if isinstance(item, pytest.Function):
            self._functions[item.nodeid] = identity(item.obj)

    @pytest.hookimpl(hookwrapper=True, tryfirst=True)
    def pytest_collection_modifyitems(self, items):
        yield
        if self._only:
            items[:] = [item for item in items if item.nodeid in self._only]

    def pytest_collectreport(self, report):
        path = report.nodeid.split("::")[0]
        if report.failed:
            self._broken_files.add(path)
            text = report.longreprtext
            self._errors += 1
            self._send({"kind": "error", "filePath": path, "message": cut(load_message(text, self._root)), **line_in(text, path)})
        elif report.skipped and isinstance(report.longrepr, tuple):
            self._broken_files.add(path)
            where, line, reason = report.longrepr
            where = self._relative(str(where))
            test = {"id": report.nodeid or where, "name": path, "suite": [], "filePath": path, "line": max(1, int(line))}
            if where is None or conventional(os.path.basename(where)):
                self._tell({**test, "status": "skipped", "duration": 0, "message": cut(str(reason))})
            else:
                self._tell({**test, "status": "failed", "duration": 0, "message": not_by_test(where, str(reason))})

    def pytest_collection_finish(self, session):
        self._send({"kind": "collected", "tests": [self._describe(item) for item in self._items]})
        staying = set(map(id, session.items))
        for item in self._items:
            if id(item) not in staying:
                self._fail(item, "Taken out of the run by the folder's configuration.")
        if not self._only:
            self._audit()

    def _audit(self):
        seen = {}
        for item in self._items:
            function = getattr(item, "function", None)
            name = getattr(item, "originalname", None) or item.name
            owner = item.parent.name + "::" if isinstance(item.parent, pytest.Class) else ""
            if isinstance(item, pytest.Function) and isinstance(function, types.FunctionType):
                seen.setdefault(item.nodeid.split("::")[0], set()).add(owner + name)
        for path in test_files(self._root):
            if path in self._broken_files:
                continue
            for name, line in tests_in(os.path.join(self._root, path)):
                if name not in seen.get(path, ()):
                    *suite, last = name.split("::")
                    test = {"id": path + "::" + name, "name": last, "suite": suite, "filePath": path, "line": line}
                    why = "This test is in the file, but the folder's configuration or code kept it out of the run."
                    self._tell({**test, "status": "failed", "duration": 0, "message": why})

    def _describe(self, item):
        path, line, _ = item.location
        parts = item.nodeid.split("::", 1)[-1]
        suite = [node.name for node in item.listchain() if isinstance(node, pytest.Class)]
        name = item.name if suite or "::" in item.nodeid else parts
        told = {"id": item.nodeid, "name": name, "suite": suite, "filePath": item.nodeid.split("::")[0]}
        return {**told, "line": line + 1} if isinstance(line, int) and line >= 0 else told

    # Running

    @pytest.hookimpl(hookwrapper=True, tryfirst=True)
    def pytest_runtest_protocol(self, item):
        self._reports[item.nodeid] = []
        self._witness[item.nodeid] = Witness()
        self._compared = None
        self._send({"kind": "running", "id": item.nodeid})
        yield
        self._settle(item)

    @pytest.hookimpl(hookwrapper=True, trylast=True)
    def pytest_runtest_call(self, item):
        if isinstance(item, pytest.Function):
            witness = self._witness[item.nodeid]
            witness.replaced = identity(item.obj) != self._functions.get(item.nodeid)
            item.obj = self._watched(item.obj, witness)
            case = getattr(item, "_testcase", None) or getattr(item, "instance", None)
            if isinstance(case, unittest.TestCase):
                # Where unittest looks the method up itself, as it does for coroutines.
                setattr(case, item.name, item.obj)
        yield

    def _watched(self, function, witness):
        import functools
        import inspect

        if inspect.iscoroutinefunction(function):

            @functools.wraps(function)
            async def watched(*args, **kwargs):
                try:
                    answer = await function(*args, **kwargs)
                except BaseException as error:
                    witness.raised = error
                    raise
                witness.returned = True
                return answer

        else:

            @functools.wraps(function)
            def watched(*args, **kwargs):
                try:
                    answer = function(*args, **kwargs)
                except BaseException as error:
                    witness.raised = error
                    raise
                witness.returned = True
                return answer

        return watched

    @pytest.hookimpl(hookwrapper=True)
    def pytest_runtest_makereport(self, item, call):
        error = call.excinfo.value if call.excinfo else None
        if call.when == "setup" and isinstance(error, (Skipped, XFailed)):
            self._witness[item.nodeid].raised = error
        yield

    def pytest_runtest_logreport(self, report):
        self._reports.setdefault(report.nodeid, []).append(report)

    def pytest_assertrepr_compare(self, op, left, right):
        if op == "==":
            self._compared = (cut(saferepr(right, maxsize=TEXT)), cut(saferepr(left, maxsize=TEXT)))
        return None

    # Telling

    def _settle(self, item):
        reports = self._reports.pop(item.nodeid)
        witness = self._witness.pop(item.nodeid)
        told = self._describe(item)
        told["duration"] = sum(report.duration for report in reports) * 1000
        output = "".join(content for _, content in reports[-1].sections) if reports else ""
        if output:
            told["output"] = cut(output, OUTPUT)
        replaced = self._integrity.broken()
        failed = next((report for report in reports if report.failed), None)
        skipped = next((report for report in reports if report.skipped), None)
        if replaced:
            told.update(status="failed", message="The code under test replaced %s, a part of the test runner." % replaced)
        elif failed:
            told.update(status="failed", **failure(failed, told["filePath"], witness.raised, self._compared))
        elif skipped:
            self._skip(told, item, skipped, witness)
        elif [report.when for report in reports] != ["setup", "call", "teardown"]:
            told.update(status="failed", message="The test did not run to its end.")
        elif isinstance(item, pytest.Function) and witness.raised is not None and not isinstance(witness.raised, Skipped):
            why = "%s: %s" % (type(witness.raised).__name__, witness.raised)
            told.update(status="failed", message=cut(why + "\n(the folder's configuration reported it as passed)"))
        elif isinstance(item, pytest.Function) and (witness.replaced or not witness.returned):
            told.update(status="failed", message="The test's own function was not called.")
        else:
            told["status"] = "passed"
        self._tell(told)
        self._printed += len(output)
        if self._printed > PRINT_LIMIT:
            self._send({"kind": "stopped", "message": "The run was stopped: it printed more than 1 MB."})
            self._leave(1)

    def _skip(self, told, item, report, witness):
        expected_failure = getattr(report, "wasxfail", None)
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else ""
        message = cut(reason.removeprefix("Skipped: ")) if expected_failure is None else ("Expected to fail: " + expected_failure).rstrip(": ")
        foreign = foreign_skip(item, witness.raised, expected_failure is not None, self._relative)
        if foreign is None and expected_failure is None and isinstance(report.longrepr, tuple) and witness.raised is None:
            where = self._relative(str(report.longrepr[0]))
            foreign = where if where and not conventional(os.path.basename(where)) else None
        if foreign:
            told.update(status="failed", message=not_by_test(foreign, message))
        else:
            told.update(status="skipped", message=message)

    def _relative(self, path):
        path = os.path.normpath(os.path.join(self._root, path))
        inside = path.startswith(self._root.rstrip("/") + "/")
        return os.path.relpath(path, self._root) if inside else None

    def _fail(self, item, why):
        self._tell({**self._describe(item), "status": "failed", "duration": 0, "message": why})

    def _tell(self, result):
        self._told.add(result["id"])
        self._send({"kind": "result", "result": result})

    def fail(self, error):
        self._send({"kind": "error", "message": "pytest stopped: %s: %s" % (type(error).__name__, error)})

    def close(self, code):
        if not self._items and not self._told and not self._errors and (code in (3, 4) or not self._only):
            why = "pytest could not start; what it printed says why." if code in (3, 4) else "No tests were found."
            self._send({"kind": "error", "message": why})
        self._send({"kind": "finished", "code": code})


def identity(function):
    """The function behind a method or function, and its code: neither may have changed between finding and calling."""
    plain = getattr(function, "__func__", function)
    return (id(plain), id(getattr(plain, "__code__", None)))
