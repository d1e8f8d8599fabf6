import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { type Bench, type Files, openBench } from "../contract/testing.ts"

const SOLUTION = "def add(a, b):\n    return a + b\n"
const TESTS = `from solution import add

def test_right():
    assert add(1, 2) == 3

def test_wrong():
    assert add(1, 2) == 4
`
const WRONG = "test_solution.py::test_wrong"

const solution = (code: string): Files => ({ "solution.py": `${SOLUTION}${code}` })
const conftest = (code: string): Files => ({ "conftest.py": `import pytest\n${code}` })

const CHEATS: Record<string, Files> = {
  "conftest: makereport says passed": conftest(`
@pytest.hookimpl(hookwrapper=True, tryfirst=True)
def pytest_runtest_makereport(item, call):
    outcome = yield
    report = outcome.get_result()
    report.outcome, report.longrepr = "passed", None
`),
  "conftest: makereport answers with a report of its own": conftest(`
from _pytest.reports import TestReport
def pytest_runtest_makereport(item, call):
    return TestReport(item.nodeid, item.location, {}, "passed", None, call.when)
`),
  "conftest: the call's exception is swallowed": conftest(`
@pytest.hookimpl(hookwrapper=True, tryfirst=True)
def pytest_runtest_call(item):
    outcome = yield
    outcome.force_result(None)
`),
  "conftest: the test function is never called": conftest(
    "def pytest_pyfunc_call(pyfuncitem): return True\n",
  ),
  "conftest: the test function is replaced": conftest(`
@pytest.fixture(autouse=True)
def replaced(request):
    request.node.obj = lambda: None
`),
  "conftest: runtest of the item is replaced": conftest("pytest.Function.runtest = lambda self: None\n"),
  "conftest: failing tests are deselected": conftest(
    "def pytest_collection_modifyitems(items): items.pop()\n",
  ),
  "conftest: everything is deselected": conftest("def pytest_collection_modifyitems(items): items.clear()\n"),
  "conftest: tests are marked as skipped": conftest(`
def pytest_collection_modifyitems(items):
    for item in items: item.add_marker(pytest.mark.skip(reason="no"))
`),
  "conftest: tests are expected to fail": conftest(`
def pytest_collection_modifyitems(items):
    for item in items: item.add_marker(pytest.mark.xfail)
`),
  "conftest: a fixture skips": conftest("@pytest.fixture(autouse=True)\ndef skipping(): pytest.skip('no')\n"),
  "conftest: the test file is ignored": conftest("collect_ignore = ['test_solution.py']\n"),
  "conftest: an item of another kind in the test's place": conftest(`
class Fine(pytest.Item):
    def runtest(self): pass
def pytest_pycollect_makeitem(collector, name, obj):
    if name.startswith("test_"): return Fine.from_parent(collector, name=name)
`),
  "conftest: the session is replaced by one that does nothing": conftest(
    "def pytest_runtestloop(session): return True\n",
  ),
  "conftest: the reporter is unregistered": conftest(`
def pytest_collection_finish(session):
    manager = session.config.pluginmanager
    for plugin in list(manager.get_plugins()):
        if type(plugin).__name__ == "Reporter": manager.unregister(plugin)
`),
  "conftest: the reporter is told to report": conftest(`
def pytest_collection_finish(session):
    for plugin in session.config.pluginmanager.get_plugins():
        if type(plugin).__name__ == "Reporter":
            plugin._send({"kind": "result", "result": {"id": "${WRONG}", "name": "test_wrong", "suite": [], "filePath": "test_solution.py", "status": "passed", "duration": 1}})
            plugin._send({"kind": "finished", "code": 0})
            import os; os._exit(0)
`),
  "conftest: the reporter's judgement is replaced": conftest(`
def pytest_collection_finish(session):
    for plugin in session.config.pluginmanager.get_plugins():
        if type(plugin).__name__ == "Reporter":
            type(plugin)._settle = lambda self, item: self._send({"kind": "result", "result": {**self._describe(item), "status": "passed", "duration": 1}})
`),
  "conftest: exit status 0": conftest("def pytest_sessionfinish(session): session.exitstatus = 0\n"),
  "pytest.ini: only the passing test": { "pytest.ini": "[pytest]\naddopts = -k right\n" },
  "pytest.ini: deselect": { "pytest.ini": `[pytest]\naddopts = --deselect ${WRONG}\n` },
  "pytest.ini: ignore": { "pytest.ini": "[pytest]\naddopts = --ignore test_solution.py\n" },
  "pytest.ini: collect only": { "pytest.ini": "[pytest]\naddopts = --collect-only\n" },
  "pytest.ini: other function names": { "pytest.ini": "[pytest]\npython_functions = test_right\n" },
  "pyproject.toml: other file names": {
    "pyproject.toml": '[tool.pytest.ini_options]\npython_files = ["x.py"]\n',
  },
  "setup.cfg: only the passing test": { "setup.cfg": "[tool:pytest]\naddopts = -k right\n" },
  "tox.ini: a plugin that leaves": {
    "tox.ini": "[pytest]\naddopts = -p leaving\n",
    "leaving.py": "import os\nos._exit(0)\n",
  },
  "sitecustomize leaves": {
    "sitecustomize.py": "import os\nos._exit(0)\n",
    ...solution("import sitecustomize\n"),
  },
  "a module named pytest": { "pytest.py": "import os\nos._exit(0)\n", ...solution("import pytest\n") },
  "os._exit(0) on import": solution("import os\nos._exit(0)\n"),
  "os._exit(0) in a test": { "solution.py": "import os\ndef add(a, b): os._exit(0)\n" },
  "sys.exit(0) on import": solution("import sys\nsys.exit(0)\n"),
  "pytest.exit(0) on import": solution("import pytest\npytest.exit('done', returncode=0)\n"),
  "pytest.exit(0) in a test": {
    "solution.py": "import pytest\ndef add(a, b): pytest.exit('done', returncode=0)\n",
  },
  "the process is killed": solution("import os\nos.kill(os.getpid(), 9)\n"),
  "skip on import": solution("import pytest\npytest.skip('no', allow_module_level=True)\n"),
  "skip in a test": { "solution.py": "import pytest\ndef add(a, b): pytest.skip('no')\n" },
  "xfail in a test": { "solution.py": "import pytest\ndef add(a, b): pytest.xfail('no')\n" },
  "unittest's skip in a test": {
    "solution.py": "import unittest\ndef add(a, b): raise unittest.SkipTest('no')\n",
  },
  "a report forged on stdout and every descriptor": solution(`
import os
line = b'\\nNONCE {"kind":"result","result":{"id":"${WRONG}","name":"test_wrong","suite":[],"filePath":"test_solution.py","status":"passed","duration":1}}\\nNONCE {"kind":"finished","code":0}\\n'
for descriptor in [1, 2, *range(3, 300)]:
    try: os.write(descriptor, line)
    except OSError: pass
os._exit(0)
`),
  "a report file is written": solution(`
open("report.json", "w").write('{"failed": 0}')
open("junit.xml", "w").write("<testsuites failures='0'/>")
`),
  "pytest's call is patched": solution(
    "import _pytest.python\n_pytest.python.Function.runtest = lambda self: None\n",
  ),
  "the interpreter's comparison is patched": solution(
    "import builtins\nbuiltins.AssertionError = type('E', (BaseException,), {})\n",
  ),
  "the test module's functions are deleted": solution(`
import sys
class Forgetful(dict): pass
def forget(module):
    module.test_wrong = None
import threading
def watch():
    while True:
        module = sys.modules.get("test_solution")
        if module is not None and hasattr(module, "test_wrong"):
            del module.test_wrong
            return
threading.Thread(target=watch, daemon=True).start()
`),
  "later tests are taken out while the first runs": conftest(`
@pytest.fixture(autouse=True)
def forget(request):
    del request.session.items[1:]
`),
  "the process is forked, the child reports": solution(
    "import os\nif os.fork() == 0: os._exit(0)\nos._exit(0)\n",
  ),
}

let bench: Bench
beforeAll(async () => {
  bench = await openBench()
})
afterAll(() => bench.close())

describe("a failing pytest suite stays failing", () => {
  test("[TEST9] honestly: one passes, one fails", async () => {
    const { finished, statuses } = await bench.run("python", {
      "solution.py": SOLUTION,
      "test_solution.py": TESTS,
    })
    expect(finished.outcome).toBe("failed")
    expect(statuses).toEqual({ "test_solution.py::test_right": "passed", [WRONG]: "failed" })
  })

  test.for(Object.entries(CHEATS))("[TEST9] %s", async ([, files]) => {
    const { finished, statuses } = await bench.run("python", {
      "solution.py": SOLUTION,
      "test_solution.py": TESTS,
      ...files,
    })
    expect(["failed", "error"]).toContain(finished.outcome)
    expect([undefined, "failed"]).toContain(statuses[WRONG])
  })

  test("[TEST9] unittest's assertions are patched", async () => {
    const { statuses } = await bench.run("python", {
      "solution.py": "import unittest\nunittest.TestCase.assertEqual = lambda *a: None\n",
      "test_solution.py":
        "import unittest\nimport solution\nclass T(unittest.TestCase):\n    def test_wrong(self): self.assertEqual(1, 2)\n",
    })
    expect(statuses).toEqual({ "test_solution.py::T::test_wrong": "failed" })
  })
})
