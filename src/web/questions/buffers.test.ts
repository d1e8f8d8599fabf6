import { expect, test } from "vitest"
import { createBuffers } from "./buffers.ts"

test("[LIB13] what somebody typed stays theirs when the server's text changes, and counts as unsaved until it is that", () => {
  const buffers = createBuffers()
  buffers.load("a.py", "one", "d1")
  buffers.edit("a.py", "mine")
  expect(buffers.dirty()).toEqual(["a.py"])
  buffers.load("a.py", "theirs", "d2")
  expect(buffers.get("a.py")).toEqual({ text: "mine", saved: "one", base: "d1" })
  buffers.edit("a.py", "mine and more")
  buffers.saved("a.py", "mine", "d3")
  expect(buffers.get("a.py")).toEqual({ text: "mine and more", saved: "mine", base: "d3" })
  expect(buffers.dirty()).toEqual(["a.py"])
  buffers.edit("a.py", "mine")
  expect(buffers.dirty()).toEqual([])
  buffers.load("a.py", "theirs", "d4")
  expect(buffers.get("a.py")?.text).toBe("theirs")
})
