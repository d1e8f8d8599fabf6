/**
 * What lies on the shelf, part by part, and its value.
 *
 * @param {import("./shelf.js").Shelf} shelf
 * @returns {string}
 */
export function stockReport(shelf) {
  const shown = shelf.parts().map((part) => {
    const [oldest] = shelf.batches(part);
    return oldest ? `${part}: ${shelf.onHand(part)}, oldest of ${oldest.day}` : `${part}: none`;
  });
  return [...shown, `value ${(shelf.value() / 100).toFixed(2)}`].join("\n");
}
