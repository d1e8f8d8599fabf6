"""How what went wrong is put into words: short texts, workspace paths, the place first."""

import re
import textwrap

TEXT, OUTPUT = 16_000, 60_000


def cut(text, limit=TEXT):
    if len(text) <= limit:
        return text
    return text[: limit // 2] + "\n... %d characters left out ...\n" % (len(text) - limit) + text[-limit // 2 :]


def load_message(text, root):
    """Why a file could not be loaded: for a syntax error its place and caret first, then the calls within the folder."""
    lines = text.replace(root.rstrip("/") + "/", "").split("\n")
    said = textwrap.dedent("\n".join(line[1:] for line in lines if line.startswith("E "))).strip()
    if not said:
        return "\n".join(lines)
    calls = "\n".join(_own_calls(lines))
    return said + "\n\n" + calls if calls else said


def _own_calls(lines):
    """Calls in files of the folder, each with its source line; those in libraries lead nowhere a person can go."""
    own = False
    for line in lines:
        call = re.match(r"(\S[^:]*):\d+: in ", line)
        if call:
            own = not call.group(1).startswith(("/", "<"))
        elif not line.startswith(" "):
            own = False
        if own:
            yield line


def line_in(text, path):
    """The last line of that file which the text names, as what a result tells of it."""
    lines = re.findall(r"^(?:E\s+File \"[^\"]*)?%s(?:\", line |:)(\d+)" % re.escape(path), text, re.M)
    lines = lines or re.findall(r"%s\", line (\d+)" % re.escape(path), text)
    return {"line": int(lines[-1])} if lines and int(lines[-1]) > 0 else {}


def not_by_test(where, reason):
    return "Skipped by %s, not by the test itself (%s)." % (where, reason.strip() or "no reason given")


def failure(report, told_path, raised, compared):
    """What a failed report tells: message, trace, line and, of an assertion, what was compared."""
    crash = getattr(report.longrepr, "reprcrash", None)
    message = crash.message if crash else report.longreprtext
    if report.when != "call":
        message = "%s failed: %s" % ("Setting up" if report.when == "setup" else "Tearing down", message)
    told = {"message": cut(message), "trace": cut(report.longreprtext, OUTPUT), **line_in(report.longreprtext, told_path)}
    if compared is None and raised is not None:
        match = re.match(r"(.*?) != (.*?)(?: : .*)?$", str(raised).split("\n")[0])
        compared = (match.group(2), match.group(1)) if match else None
    if compared and isinstance(raised, AssertionError):
        told.update(expected=compared[0], actual=compared[1])
    return told
