/** What a new group starts with. */
export const STANDARD_LABELS = ["food", "household", "rent"];

export class UnknownLabel extends Error {
  /** @param {string} label */
  constructor(label) {
    super(`unknown label: ${label}`);
    this.name = "UnknownLabel";
  }
}

/**
 * Labels are compared without regard to case and outer spaces.
 *
 * @param {string} label
 * @returns {string}
 */
export function tidy(label) {
  return label.trim().toLowerCase();
}
