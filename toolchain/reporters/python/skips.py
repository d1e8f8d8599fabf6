"""Who made a test not count: only the test's own file may say so."""

import os

from _pytest.outcomes import Skipped, XFailed

from audit import conventional


def foreign_skip(item, raised, expected_failure, relative):
    """Who else than the tests made this test not count: a path, or None when its own file says so."""
    skipping = isinstance(raised, (Skipped, XFailed)) or type(raised).__name__ == "SkipTest"
    if skipping:
        frames, trace = [], raised.__traceback__
        while trace:
            where = relative(trace.tb_frame.f_code.co_filename)
            frames, trace = frames + ([where] if where else []), trace.tb_next
        if frames:
            return None if conventional(os.path.basename(frames[-1])) else frames[-1]
    name = "xfail" if expected_failure else "skip"
    marks = [mark for mark in item.iter_markers() if mark.name in (name, name + "if")]
    if not marks:
        return None if raised is None or skipping else "the folder's configuration"
    function = getattr(item, "function", None)
    owners = [function, getattr(item, "cls", None), getattr(item, "module", None)]
    own = [mark for owner in owners for mark in _as_marks(owner)]
    own += list(getattr(getattr(item, "callspec", None), "marks", ()))
    return None if any(mark is mine or mark == mine for mark in marks for mine in own) else "the folder's configuration"


def _as_marks(owner):
    marks = getattr(owner, "pytestmark", ())
    marks = marks if isinstance(marks, (list, tuple)) else [marks]
    return [getattr(mark, "mark", mark) for mark in marks]
