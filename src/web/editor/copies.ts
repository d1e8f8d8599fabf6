/** Texts copied or cut in this page, newest last: a paste of one of them comes from inside. */
const copied: string[] = []
const REMEMBERED = 20

/** This text was copied in this page. */
export function rememberCopy(text: string): void {
  if (text === "") return
  copied.push(plain(text))
  if (copied.length > REMEMBERED) copied.shift()
}

/** Was this text copied in this page? */
export function isFromInside(text: string): boolean {
  return copied.includes(plain(text))
}

function plain(text: string): string {
  return text.replaceAll("\r\n", "\n")
}
