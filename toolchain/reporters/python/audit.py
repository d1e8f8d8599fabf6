"""What tests the source of a file holds, whatever the folder's configuration says about it."""

import ast
import os

SKIPPED_FOLDERS = {"node_modules", "venv", ".venv", "env", "__pycache__", "build", "dist", "site-packages"}


def conventional(name):
    return name.endswith(".py") and (name.startswith("test_") or name.endswith("_test.py"))


def test_files(root):
    """Every conventional test file below the root, as paths relative to it."""
    for folder, names, files in os.walk(root):
        names[:] = sorted(name for name in names if name not in SKIPPED_FOLDERS and not name.startswith("."))
        for name in sorted(files):
            if conventional(name):
                yield os.path.relpath(os.path.join(folder, name), root).replace(os.sep, "/")


def _opts_out(body):
    for node in body:
        if isinstance(node, ast.Assign) and any(isinstance(t, ast.Name) and t.id == "__test__" for t in node.targets):
            return isinstance(node.value, ast.Constant) and not node.value.value
    return False


def _is_test(node):
    if not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) or not node.name.startswith("test"):
        return False
    return not any("fixture" in ast.dump(decorator) for decorator in node.decorator_list)


def _is_suite(node):
    if not isinstance(node, ast.ClassDef) or _opts_out(node.body):
        return False
    if any("TestCase" in ast.dump(base) for base in node.bases):
        return True
    has_init = any(isinstance(inner, ast.FunctionDef) and inner.name in ("__init__", "__new__") for inner in node.body)
    return node.name.startswith("Test") and not has_init


def tests_in(path):
    """`(name, line)` of each test function and `Class::method` written at the usual places of a file."""
    try:
        with open(path, "rb") as file:
            tree = ast.parse(file.read())
    except (OSError, SyntaxError, ValueError, RecursionError):
        return []
    found = {}
    if _opts_out(tree.body):
        return []
    for node in tree.body:
        if _is_test(node):
            found[node.name] = node.lineno
        elif _is_suite(node):
            for inner in node.body:
                if _is_test(inner):
                    found[node.name + "::" + inner.name] = inner.lineno
    return list(found.items())
