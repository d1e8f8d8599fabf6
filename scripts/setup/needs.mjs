/** What the product needs of the machine and whether it is there, in a form every user of the machine can run. */
import { accessSync, constants, existsSync } from "node:fs"
import { join } from "node:path"
import { findGo } from "../../toolchain/reporters/go/prepare.mjs"
import { read } from "./process.mjs"

/**
 * Only folders that a sandbox shows inside: a Python of somebody's home would work for the server and be
 * missing for the candidate.
 */
export const visibleFolders = ["/usr/local/bin", "/usr/bin", "/bin"]

/** Path of an executable, or null. */
export const find = (name, places = visibleFolders) =>
  places
    .map((folder) => join(folder, name))
    .find((path) => {
      try {
        accessSync(path, constants.X_OK)
        return true
      } catch {
        return false
      }
    }) ?? null

/** Test runs use this one. */
const python = "/usr/bin/python3"

const hasPytest = () =>
  read(python, [
    "-I",
    "-c",
    "import importlib.util, sys; sys.exit(importlib.util.find_spec('pytest') is None)",
  ]) !== null

/**
 * @typedef {{ id: string, why: string, optional?: boolean, onlyForTests?: boolean, isThere: () => boolean }} Need
 * @type {Need[]}
 */
export const needs = [
  { id: "bubblewrap", why: "isolates candidates' code", isThere: () => find("bwrap") !== null },
  { id: "python3", why: "Python questions", isThere: () => existsSync(python) },
  { id: "pytest", why: "Python tests", isThere: hasPytest },
  { id: "go", why: "Go questions", isThere: () => findGo(visibleFolders.join(":")) !== null },
  { id: "git", why: "in the candidate's shell", optional: true, isThere: () => find("git") !== null },
  { id: "ripgrep", why: "search in the workspace", optional: true, isThere: () => find("rg") !== null },
  {
    id: "chromium",
    why: "browser tests",
    onlyForTests: true,
    isThere: () =>
      ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"].some(
        (name) => find(name) !== null,
      ),
  },
]
