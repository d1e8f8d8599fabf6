import { expect, test } from "vitest"
import { closed, NO_FILES, opened, parseOpenFiles, renamed, stepped } from "./open-files.ts"

const abc = ["a.py", "lib/b.py", "lib/c.py"].reduce(opened, NO_FILES)

test("[WEB3] a new file opens beside the active one, an open one is only shown", () => {
  expect(opened({ ...abc, active: "a.py" }, "d.py").open).toEqual(["a.py", "d.py", "lib/b.py", "lib/c.py"])
  expect(opened(abc, "a.py")).toEqual({ open: abc.open, active: "a.py" })
})

test("[WEB3] closing shows the neighbour to the right, else to the left, else nothing", () => {
  expect(closed({ ...abc, active: "lib/b.py" }, "lib/b.py").active).toBe("lib/c.py")
  expect(closed(abc, "lib/c.py").active).toBe("lib/b.py")
  expect(closed(abc, "lib")).toEqual({ open: ["a.py"], active: "a.py" })
  expect(closed(opened(NO_FILES, "x"), "x")).toEqual(NO_FILES)
  expect(closed(abc, "a.py").active).toBe("lib/c.py")
})

test("[WEB3] tabs follow a renamed folder, and steps go round", () => {
  expect(renamed(abc, "lib", "src")).toEqual({ open: ["a.py", "src/b.py", "src/c.py"], active: "src/c.py" })
  expect(stepped(abc, 1).active).toBe("a.py")
  expect(stepped({ ...abc, active: "a.py" }, -1).active).toBe("lib/c.py")
})

test("[WEB3] what was remembered is taken only in its own shape", () => {
  expect(parseOpenFiles({ open: ["a", 3], active: "gone" })).toEqual({ open: ["a"], active: "a" })
  expect(parseOpenFiles("x")).toBeNull()
})
