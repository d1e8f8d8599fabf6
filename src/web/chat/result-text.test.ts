import { expect, test } from "vitest"
import { withoutEcho } from "./result-text.ts"

test("[CHAT41] a command that its shell repeats before it prints is shown once", () => {
  expect(withoutEcho("echo end; lsecho end; ls\r\nend\nfile", "echo end; ls")).toBe("end\nfile")
  expect(withoutEcho("end", "echo end")).toBe("end")
  expect(withoutEcho("x", "")).toBe("x")
})
