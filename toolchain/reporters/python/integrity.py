"""Notices when the code under test has replaced a part of the runner, so that nothing after it can be believed."""

import builtins
import sys
import types
import unittest
import unittest.case

import pytest

OWN = ("audit", "integrity", "reporter", "skips", "wording")
WATCHED = ("_pytest.", "pluggy.")
SWAPPED_BY_PYTEST = {
    ("_pytest.assertion.util", "_reprcompare"),
    ("_pytest.assertion.util", "_assertion_pass"),
    ("_pytest.config.Config", "_getini_unknown_type"),
}


class Integrity:
    def __init__(self):
        self._parts = []
        self._watch(builtins, "builtins")
        self._watch(pytest, "pytest")
        self._watch(unittest.case, "unittest.case")
        for name, module in sorted(sys.modules.items()):
            if (name in OWN or name.startswith(WATCHED)) and isinstance(module, types.ModuleType):
                self._watch(module, name)

    def _watch(self, owner, path):
        for name, value in list(vars(owner).items()):
            if isinstance(value, (types.FunctionType, types.BuiltinFunctionType)):
                self._keep(owner, name, value, path)
            elif isinstance(value, type):
                self._keep(owner, name, value, path)
                if value.__module__ == owner.__name__ and owner is not builtins:
                    for member, inner in list(vars(value).items()):
                        if callable(inner) or isinstance(inner, (property, staticmethod, classmethod)):
                            self._keep(value, member, inner, path + "." + name)

    def _keep(self, owner, name, value, path):
        if (path, name) in SWAPPED_BY_PYTEST:
            return
        code = value.__code__ if isinstance(value, types.FunctionType) else None
        self._parts.append((vars(owner), name, value, code, path))

    def broken(self):
        """The dotted name of the first part that was replaced, or None."""
        for owner, name, value, code, path in self._parts:
            if owner.get(name) is not value or (code is not None and value.__code__ is not code):
                return path + "." + name
        return None
