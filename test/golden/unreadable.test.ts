import { strFromU8, strToU8, Zip, ZipPassThrough, zipSync } from "fflate"
import { describe, expect, test } from "vitest"
import { judge, judgeMembers, type Members, unpack, withManifest } from "./forge.ts"
import { bundleOf, recordInterview } from "./interview.ts"

const zip = new Uint8Array(await bundleOf(recordInterview({ edits: 2 }).source))
const members = unpack(zip)

function zipOf(entries: readonly (readonly [string, Uint8Array])[]): Uint8Array {
  const chunks: Uint8Array[] = []
  const archive = new Zip((_, chunk) => chunks.push(chunk))
  for (const [name, bytes] of entries) {
    const file = new ZipPassThrough(name)
    archive.add(file)
    file.push(bytes, true)
  }
  archive.end()
  return Buffer.concat(chunks)
}

/** Sets the unpacked length that the zip's directory claims for a member. */
function claiming(name: string, length: number): Uint8Array {
  const bytes = Buffer.from(zip)
  const entry = bytes.lastIndexOf(name) - 46
  bytes.writeUInt32LE(length, entry + 24)
  return bytes
}

const unreadable = (reason: string) => ({ outcome: "unreadable", reason: expect.stringContaining(reason) })

describe("a file that is no bundle", () => {
  test.each<[string, Uint8Array]>([
    ["empty", new Uint8Array()],
    ["text", strToU8("hello")],
    ["zeros", new Uint8Array(100_000)],
    ["the first half of one", zip.slice(0, zip.length / 2)],
    ["the second half of one", zip.slice(zip.length / 2)],
    ["an empty zip", zipSync({})],
  ])("[REC13] is unreadable: %s", async (_, bytes) => {
    expect(await judge(bytes)).toMatchObject({ outcome: "unreadable" })
  })

  test.each(["manifest.json", "events.jsonl", "key.txt", "checkpoints/00000004.txt"])(
    "[REC13] is unreadable without %s",
    async (name) => {
      const { [name]: _, ...rest } = members
      expect(await judgeMembers(rest)).toMatchObject(unreadable(name))
    },
  )

  test.each([
    "../evil",
    "/etc/passwd",
    "blobs/../../evil",
    "checkpoints\\1.txt",
    "readme.txt",
    "blobs/",
    "__proto__",
    "",
  ])("[REC13] is unreadable with a member named %j", async (name) => {
    const entries = [...Object.entries(members), [name, strToU8("x")] as const]
    expect(await judge(zipOf(entries))).toMatchObject(unreadable("does not belong"))
  })

  test("[REC13] is unreadable with one name twice", async () => {
    const events = members["events.jsonl"] ?? new Uint8Array()
    const entries = [...Object.entries(members), ["events.jsonl", events] as const]
    expect(await judge(zipOf(entries))).toMatchObject(unreadable("twice"))
  })

  test("[REC13] is refused before it is unpacked when it claims to be huge, and cannot swell beyond its claim", async () => {
    expect(await judge(claiming("events.jsonl", 0xfffffff0))).toMatchObject(
      unreadable("unpacks to more than"),
    )
    expect((await judge(claiming("events.jsonl", 10))).outcome).not.toBe("sound")
  })

  const manifest = JSON.parse(strFromU8(members["manifest.json"] ?? new Uint8Array())) as Record<
    string,
    unknown
  >
  const withText = (name: string, text: string): Members => ({ ...members, [name]: strToU8(text) })

  test("[REC13] is unreadable in a version this program does not know, and says so", async () => {
    const next = withText("manifest.json", JSON.stringify({ ...manifest, version: 2 }))
    expect(await judgeMembers(next)).toMatchObject(unreadable("format version is 2"))
  })

  test.each([
    ["manifest.json", "{"],
    ["manifest.json", "[]"],
    ["manifest.json", JSON.stringify({ ...manifest, note: "x" })],
    ["manifest.json", JSON.stringify(manifest, null, 2)],
  ])("[REC13] is unreadable when %s is %j", async (name, text) => {
    expect(await judgeMembers(withText(name, text))).toMatchObject({ outcome: "unreadable" })
  })

  test.each([
    ["events.jsonl", "{\n"],
    ["events.jsonl", "\n"],
    ["events.jsonl", `${"[".repeat(100_000)}${"]".repeat(100_000)}\n`],
    ["key.txt", ""],
    ["key.txt", "a+b+c"],
    ["checkpoints/00000004.txt", "x"],
  ])("[REC13] is not sound when %s is cut to %.20j", async (name, text) => {
    expect((await judgeMembers(withManifest(withText(name, text)))).outcome).not.toBe("sound")
  })
})
