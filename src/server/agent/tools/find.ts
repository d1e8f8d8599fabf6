/**
 * Where a text stands in another, from the beginning on and none over another, at most so many. Takes time in
 * proportion to both, whatever they hold (Knuth, Morris and Pratt), which `indexOf` does not.
 */
export function find(text: string, wanted: string, most: number): number[] {
  const places: number[] = []
  if (wanted === "" || wanted.length > text.length) return places
  const borders = bordersOf(wanted)
  let same = 0
  for (let at = 0; at < text.length && places.length < most; at++) {
    const code = text.charCodeAt(at)
    while (same > 0 && wanted.charCodeAt(same) !== code) same = borders[same - 1]!
    if (wanted.charCodeAt(same) === code) same++
    if (same < wanted.length) continue
    places.push(at + 1 - same)
    same = 0
  }
  return places
}

/** Of each beginning of a text, how long the longest shorter one is that it also ends with. */
function bordersOf(text: string): Int32Array {
  const borders = new Int32Array(text.length)
  let length = 0
  for (let at = 1; at < text.length; at++) {
    const code = text.charCodeAt(at)
    while (length > 0 && text.charCodeAt(length) !== code) length = borders[length - 1]!
    if (text.charCodeAt(length) === code) length++
    borders[at] = length
  }
  return borders
}
