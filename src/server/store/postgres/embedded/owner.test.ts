import { chmod, mkdir, mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { expect, test } from "vitest"
import { firstClosedFolder, parsePasswd } from "./owner.ts"

test("[STORE12] users are read from the password file, odd lines passed over", () => {
  const users = parsePasswd("root:x:0:0:root:/root:/bin/sh\n\n+::\nnobody:x:65534:65533::/:/x\n")
  expect([...users]).toEqual([
    ["root", { uid: 0, gid: 0 }],
    ["nobody", { uid: 65_534, gid: 65_533 }],
  ])
})

test("[STORE11] the first folder that keeps a user out is found", async () => {
  const outer = await mkdtemp(join(tmpdir(), "ilm-owner-"))
  const inner = join(outer, "closed", "inner")
  await mkdir(inner, { recursive: true })
  const stranger = { uid: 54_321, gid: 54_321 }
  await chmod(outer, 0o711)
  expect(await firstClosedFolder(inner, stranger)).toBeNull()
  await chmod(join(outer, "closed"), 0o700)
  expect(await firstClosedFolder(inner, stranger)).toBe(join(outer, "closed"))
  expect(await firstClosedFolder(inner, { uid: process.getuid?.() ?? 0, gid: 0 })).toBeNull()
  await rm(outer, { recursive: true })
})
