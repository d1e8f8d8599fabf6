import { strToU8, zipSync } from "fflate"
import { expect, test } from "vitest"
import { LIMITS } from "../../protocol/limits.ts"
import { findQuestions } from "./incoming.ts"

const look = (zip: Uint8Array) => findQuestions("questions.zip", zip, undefined)
const refusal = (zip: Uint8Array) =>
  look(zip).then(
    () => null,
    (failure: unknown) => failure,
  )

/** The same zip with something changed in its list: where that begins is told. */
function forged(zip: Uint8Array, change: (zip: Buffer, list: number) => Buffer): Uint8Array {
  const bytes = Buffer.from(zip)
  return change(bytes, bytes.readUInt32LE(bytes.length - 22 + 16))
}

test("[LIB17] a zip that unpacks to more than it says is refused as soon as that shows", async () => {
  const zip = forged(zipSync({ "a/question.yaml": new Uint8Array(4 << 20) }), (bytes, list) => {
    bytes.writeUInt32LE(10, list + 24)
    return bytes
  })
  expect(await refusal(zip)).toMatchObject({ code: "import-refused" })
})

test("[LIB17] a zip whose files share their bytes is refused before anything is unpacked", async () => {
  const zip = forged(zipSync({ "a/question.yaml": new Uint8Array(1 << 20) }), (bytes, list) => {
    const entry = bytes.subarray(list, bytes.length - 22)
    const end = Buffer.from(bytes.subarray(bytes.length - 22))
    end.writeUInt16LE(50, 8)
    end.writeUInt16LE(50, 10)
    end.writeUInt32LE(50 * entry.length, 12)
    return Buffer.concat([bytes.subarray(0, list), ...Array.from({ length: 50 }, () => entry), end])
  })
  expect(await refusal(zip)).toMatchObject({
    code: "import-refused",
    detail: expect.stringContaining("share") as string,
  })
})

test("[LIB17] a zip of too much, of too many files or of too many questions is refused", async () => {
  const many = (count: number, name: (index: number) => string) =>
    zipSync(Object.fromEntries(Array.from({ length: count }, (_, index) => [name(index), strToU8("id: x")])))
  const most = LIMITS.library
  const questions = many(most.importQuestions + 1, (index) => `q${index}/question.yaml`)
  expect(await refusal(questions)).toMatchObject({ code: "too-large" })
  expect(await refusal(many(most.importFiles + 1, String))).toMatchObject({ code: "too-large" })
  const big = zipSync({ "a/one": new Uint8Array(most.importBytes), "a/two": new Uint8Array(1) })
  expect(await refusal(big)).toMatchObject({ code: "too-large" })
})

test("[LIB17] what only ends like a zip, or stops in the middle of one, is refused", async () => {
  const zip = zipSync({ "a/question.yaml": strToU8("id: a") })
  for (const cut of [zip.subarray(0, 40), Buffer.concat([zip.subarray(0, 4), zip.subarray(-22)])])
    expect(await refusal(cut)).toMatchObject({ code: "import-refused" })
})

test("[LIB18] a folder inside a question is its part, and no question by itself", async () => {
  const { questions } = await look(
    zipSync({ "a/question.yaml": strToU8("id: a"), "a/starter/python/question.yaml": strToU8("id: b") }),
  )
  expect(questions.map(({ source, files }) => [source, files.size])).toEqual([["a/", 2]])
})
