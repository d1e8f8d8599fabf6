import type { Shelf } from "./shelf.ts";

/** What lies on the shelf, part by part, and its value. */
export function stockReport(shelf: Shelf): string {
  const shown = shelf.parts().map((part) => {
    const [oldest] = shelf.batches(part);
    return oldest ? `${part}: ${shelf.onHand(part)}, oldest of ${oldest.day}` : `${part}: none`;
  });
  return [...shown, `value ${(shelf.value() / 100).toFixed(2)}`].join("\n");
}
