/** A small reader and writer of tar: regular files and folders, ustar with pax records for long names. */

const BLOCK = 512

export interface TarEntry {
  path: string
  kind: "file" | "folder"
  size: number
  mode: number
  modifiedMs: number
}

/** The header blocks of an entry; its content follows, padded by `tarPadding`. */
export function tarHeader(entry: TarEntry): Buffer {
  const name = entry.kind === "folder" ? `${entry.path}/` : entry.path
  const header = block(name, entry, entry.kind === "folder" ? "5" : "0")
  if (Buffer.byteLength(name) <= 100) return header
  const body = Buffer.from(paxRecord("path", name))
  const pax = block("pax", { ...entry, size: body.length }, "x")
  return Buffer.concat([pax, body, tarPadding(body.length), header])
}

export function tarPadding(size: number): Buffer {
  return Buffer.alloc((BLOCK - (size % BLOCK)) % BLOCK)
}

/** What ends an archive. */
export const TAR_END = Buffer.alloc(2 * BLOCK)

function block(name: string, entry: Omit<TarEntry, "path" | "kind">, type: string): Buffer {
  const header = Buffer.alloc(BLOCK)
  const octal = (value: number, at: number, width: number) =>
    header.write(
      `${Math.floor(value)
        .toString(8)
        .padStart(width - 1, "0")}\0`,
      at,
      "latin1",
    )
  Buffer.from(name).copy(header, 0, 0, 100)
  octal(entry.mode & 0o777, 100, 8)
  octal(0, 108, 8)
  octal(0, 116, 8)
  octal(entry.size, 124, 12)
  octal(Math.max(0, entry.modifiedMs / 1000), 136, 12)
  header.write("        ", 148, "latin1")
  header.write(type, 156, "latin1")
  header.write("ustar\x0000", 257, "latin1")
  header.write(`${checksum(header).toString(8).padStart(6, "0")}\0 `, 148, "latin1")
  return header
}

function checksum(header: Buffer): number {
  return header.reduce((sum, byte, at) => sum + (at >= 148 && at < 156 ? 32 : byte), 0)
}

function paxRecord(key: string, value: string): string {
  const rest = ` ${key}=${value}\n`
  let length = Buffer.byteLength(rest)
  while (Buffer.byteLength(`${length}${rest}`) !== length) length = Buffer.byteLength(`${length}${rest}`)
  return `${length}${rest}`
}

export type TarEvent = { kind: "entry"; entry: TarEntry } | { kind: "data"; data: Buffer } | { kind: "close" }

export interface TarReader {
  push(chunk: Uint8Array): TarEvent[]
  /** Whether what was pushed ends between two entries. */
  whole(): boolean
}

/**
 * Reads an archive piece by piece: an entry, its data, its close. Links, devices and other kinds are passed over.
 * Throws on a block that is not tar.
 */
export function createTarReader(): TarReader {
  let rest = Buffer.alloc(0)
  let body: { left: number; padding: number; use: "file" | "path" | "skip"; text: Buffer[] } | null = null
  let longName: string | null = null
  const push = (chunk: Uint8Array) => {
    rest = Buffer.concat([rest, chunk])
    const events: TarEvent[] = []
    for (;;) {
      if (body === null) {
        if (rest.length < BLOCK) return events
        const header = rest.subarray(0, BLOCK)
        rest = rest.subarray(BLOCK)
        if (header.every((byte) => byte === 0)) continue
        const parsed = parseHeader(header)
        const use = parsed.type === "x" || parsed.type === "L" ? "path" : parsed.entry ? "file" : "skip"
        if (parsed.entry) {
          events.push({
            kind: "entry",
            entry: { ...parsed.entry, path: plainName(longName ?? parsed.entry.path) },
          })
          longName = null
        }
        body = { left: parsed.size, padding: tarPadding(parsed.size).length, use, text: [] }
      }
      const part = rest.subarray(0, body.left)
      rest = rest.subarray(part.length)
      body.left -= part.length
      if (body.use === "file" && part.length > 0) events.push({ kind: "data", data: Buffer.from(part) })
      if (body.use === "path") body.text.push(Buffer.from(part))
      if (body.left > 0 || rest.length < body.padding) return events
      rest = rest.subarray(body.padding)
      if (body.use === "file") events.push({ kind: "close" })
      if (body.use === "path") longName = namedPath(Buffer.concat(body.text)) ?? longName
      body = null
    }
  }
  return { push, whole: () => body === null && rest.length === 0 }
}

function parseHeader(header: Buffer): { type: string; size: number; entry: TarEntry | null } {
  const text = (at: number, length: number) => {
    const field = header.subarray(at, at + length)
    const end = field.indexOf(0)
    return field.subarray(0, end < 0 ? length : end).toString()
  }
  const octal = (at: number, length: number) => Number.parseInt(text(at, length).trim() || "0", 8)
  const size = octal(124, 12)
  if (octal(148, 8) !== checksum(header) || !(size >= 0)) throw new Error("This is not a tar archive.")
  const type = text(156, 1)
  const prefix = text(345, 155)
  const name = prefix === "" ? text(0, 100) : `${prefix}/${text(0, 100)}`
  const kind = type === "5" ? "folder" : type === "0" || type === "" ? "file" : null
  const entry: TarEntry | null = kind && {
    path: name,
    kind,
    size,
    mode: octal(100, 8) & 0o777,
    modifiedMs: octal(136, 12) * 1000,
  }
  return { type, size: kind === "folder" ? 0 : size, entry }
}

/** `./a/` is `a`: archives of "." and of folders say it so. */
function plainName(name: string): string {
  return name.replace(/^(\.\/+)+/, "").replace(/\/+$/, "")
}

/** The path a pax header or a GNU long name gives to the next entry. */
function namedPath(body: Buffer): string | null {
  if (!/^\d+ [A-Za-z.]+=/.test(body.toString("latin1", 0, 64))) return body.toString().replace(/\0.*$/s, "")
  for (let at = 0; at < body.length;) {
    const space = body.indexOf(32, at)
    const length = Number(body.toString("latin1", at, space))
    if (!(length > 0)) return null
    const record = body.toString("utf8", space + 1, at + length - 1)
    if (record.startsWith("path=")) return record.slice(5)
    at += length
  }
  return null
}
