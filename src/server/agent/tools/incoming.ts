/** Text as documents hold it: whole characters and line feeds. */
export function asDocument(text: string): string {
  return text.toWellFormed().replaceAll(/\r\n?/g, "\n")
}

/** The same of text that comes in pieces, each of whole characters: joined, its answers are a beginning of `asDocument`. */
export function createIncoming(): (piece: string) => string {
  let held = ""
  return (piece) => {
    const text = held + piece
    held = text.endsWith("\r") ? "\r" : ""
    return asDocument(held === "" ? text : text.slice(0, -1))
  }
}
