/** Unpacks zips of strangers: nothing that a zip says of itself is believed before it is seen. */
import { promisify } from "node:util"
import { inflateRaw } from "node:zlib"
import { AppError } from "../../protocol/errors.ts"

interface ZipLimits {
  /** Of all files, unpacked. */
  readonly bytes: number
  /** Files and folders. */
  readonly entries: number
}

interface Entry {
  readonly name: string
  readonly method: number
  readonly size: number
  /** Where its own header begins, its bytes begin, and its bytes end. */
  readonly at: number
  readonly from: number
  readonly to: number
}

/** A zip as its directory tells. Fields are named in APPNOTE.TXT 6.3.10, 4.3. */
const END = { signature: 0x06054b50, bytes: 22, count: 10, directory: 16, mostComment: 0xffff }
const LISTED = { signature: 0x02014b50, bytes: 46 }
const LOCAL = { signature: 0x04034b50, bytes: 30 }
const STORED = 0
const DEFLATED = 8
const IS_ENCRYPTED = 1
const IS_UTF8 = 1 << 11

const inflate = promisify(inflateRaw)

/**
 * The files of a zip by name, inflated one after the other and off the main thread. `look` is told all names before
 * anything is inflated, and may throw. Throws `AppError` too-large; import-refused for a zip that is broken, encrypted,
 * has files that share bytes, or is not what it says of itself.
 */
export async function unzip(
  bytes: Uint8Array,
  limits: ZipLimits,
  look: (names: readonly string[]) => void,
): Promise<Map<string, Uint8Array>> {
  const zip = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const entries = readDirectory(zip, limits)
  look(entries.map(({ name }) => name))
  const files = new Map<string, Uint8Array>()
  for (const entry of entries) files.set(entry.name, await contentOf(zip, entry))
  return files
}

function readDirectory(zip: Buffer, limits: ZipLimits): Entry[] {
  const end = endOf(zip)
  const count = zip.readUInt16LE(end + END.count)
  let at = zip.readUInt32LE(end + END.directory)
  const most = `A zip may unpack to ${limits.bytes >> 20} MB and ${limits.entries} files.`
  if (count > limits.entries) throw new AppError("too-large", most)
  const entries: Entry[] = []
  let size = 0
  for (let read = 0; read < count; read += 1) {
    if (at + LISTED.bytes > end || zip.readUInt32LE(at) !== LISTED.signature) refuse("its list is broken")
    const entry = readEntry(zip, at)
    size += entry.size
    if (size > limits.bytes) throw new AppError("too-large", most)
    if (!entry.name.endsWith("/")) entries.push(entry)
    at += LISTED.bytes + [28, 30, 32].reduce((sum, field) => sum + zip.readUInt16LE(at + field), 0)
  }
  let free = 0
  for (const one of entries.toSorted((a, b) => a.at - b.at)) {
    if (one.at < free) refuse("some of its files share their bytes")
    free = one.to
  }
  return entries
}

function endOf(zip: Buffer): number {
  const last = zip.length - END.bytes
  for (let at = last; at >= 0 && at >= last - END.mostComment; at -= 1)
    if (zip.readUInt32LE(at) === END.signature) return at
  return refuse("its end is missing")
}

function readEntry(zip: Buffer, listed: number): Entry {
  const flags = zip.readUInt16LE(listed + 8)
  const nameAt = listed + LISTED.bytes
  const name = zip.toString(
    (flags & IS_UTF8) === 0 ? "latin1" : "utf8",
    nameAt,
    nameAt + zip.readUInt16LE(listed + 28),
  )
  if ((flags & IS_ENCRYPTED) !== 0) refuse(`${name} is encrypted`)
  const at = zip.readUInt32LE(listed + 42)
  if (at + LOCAL.bytes > zip.length || zip.readUInt32LE(at) !== LOCAL.signature)
    refuse(`${name} is not where its list says`)
  const from = at + LOCAL.bytes + zip.readUInt16LE(at + 26) + zip.readUInt16LE(at + 28)
  const to = from + zip.readUInt32LE(listed + 20)
  if (to > zip.length) refuse(`${name} is cut off`)
  return { name, method: zip.readUInt16LE(listed + 10), size: zip.readUInt32LE(listed + 24), at, from, to }
}

async function contentOf(zip: Buffer, { name, method, size, from, to }: Entry): Promise<Uint8Array> {
  const packed = zip.subarray(from, to)
  if (method !== STORED && method !== DEFLATED) refuse(`${name} is packed in a way that is not known here`)
  const bytes =
    method === STORED || size === 0
      ? packed.subarray(0, size)
      : // Inflating ends with the first byte beyond what the list says.
        await inflate(packed, { maxOutputLength: size }).catch(() => refuse(`${name} is broken`))
  if (bytes.byteLength !== size) refuse(`${name} is broken`)
  return bytes
}

function refuse(why: string): never {
  throw new AppError("import-refused", `The zip cannot be unpacked: ${why}.`)
}
