/**
 * Cuts out one page; the first is number 1. There is always a first page, if need be an empty one.
 *
 * @template T
 * @param {readonly T[]} items
 * @param {number} number
 * @param {number} size
 * @returns {{ items: T[], number: number, pages: number }}
 * @throws {RangeError} when there is no such page
 */
export function pageOf(items, number, size) {
  const pages = Math.max(1, Math.ceil(items.length / size));
  if (number < 1 || number > pages) {
    throw new RangeError(`there is no page ${number}, only ${pages}`);
  }
  const start = (number - 1) * size;
  return { items: items.slice(start, start + size), number, pages };
}
