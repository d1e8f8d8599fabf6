/** What a new group starts with. */
export const STANDARD_LABELS: string[] = ["food", "household", "rent"];

export class UnknownLabel extends Error {
  constructor(label: string) {
    super(`unknown label: ${label}`);
    this.name = "UnknownLabel";
  }
}

/** Labels are compared without regard to case and outer spaces. */
export function tidy(label: string): string {
  return label.trim().toLowerCase();
}
