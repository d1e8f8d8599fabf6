/**
 * Framing of the one stream between the server and the guest of a sandbox. A frame is
 * `u32 length | u8 kind | u32 stream | payload`, little-endian; `length` counts everything after itself.
 */
export const FRAME = {
  /** UTF-8 JSON: a request, a reply or an event (`guest.ts`); stream 0. */
  control: 1,
  /** Raw bytes of a stream. */
  data: 2,
  /** No more bytes on this stream. */
  end: 3,
  /** The reader of a stream takes this many more bytes (u32). */
  credit: 4,
} as const

/** Raised when either side would misread the other. */
export const GUEST_PROTOCOL = 1

/** Bytes a metered stream (terminal output, pack, unpack) may have under way before the reader grants more. */
export const STREAM_WINDOW = 256 << 10

export interface Frame {
  kind: number
  stream: number
  payload: Uint8Array
}

/** Longest piece of a byte stream put into one frame. */
export const STREAM_CHUNK = 64 << 10

/** Longest payload either side may send in one frame. */
export const FRAME_PAYLOAD_LIMIT = 1 << 20

const HEADER = 9

/** The header that goes before a payload of `length` bytes. */
export function frameHeader(kind: number, stream: number, length: number): Uint8Array {
  const header = new Uint8Array(HEADER)
  const view = new DataView(header.buffer)
  view.setUint32(0, length + HEADER - 4, true)
  view.setUint8(4, kind)
  view.setUint32(5, stream, true)
  return header
}

/**
 * Cuts a byte stream into frames. Payloads may be views of the chunk handed in: use or copy them before the next
 * call. Throws on a frame that is too short or over the limit; the stream is then beyond repair.
 */
export function createFrameDecoder(): (chunk: Uint8Array) => Frame[] {
  let rest = new Uint8Array(0)
  return (chunk) => {
    const bytes = rest.length === 0 ? chunk : concat(rest, chunk)
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    const frames: Frame[] = []
    let at = 0
    while (bytes.length - at >= HEADER) {
      const length = view.getUint32(at, true) - (HEADER - 4)
      if (length < 0 || length > FRAME_PAYLOAD_LIMIT) throw new RangeError(`a frame of ${length} bytes`)
      if (bytes.length - at < HEADER + length) break
      frames.push({
        kind: view.getUint8(at + 4),
        stream: view.getUint32(at + 5, true),
        payload: bytes.subarray(at + HEADER, at + HEADER + length),
      })
      at += HEADER + length
    }
    rest = bytes.slice(at)
    return frames
  }
}

function concat(a: Uint8Array, b: Uint8Array): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(a.length + b.length)
  all.set(a)
  all.set(b, a.length)
  return all
}
