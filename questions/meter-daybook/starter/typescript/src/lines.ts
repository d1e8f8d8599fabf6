export interface Line {
  /** Where the line stands in the file; the first is 1. */
  number: number;
  text: string;
}

/** The lines that say something: no empty ones, no comments (`# ...`), no outer spaces. */
export function linesOf(text: string): Line[] {
  return text
    .split("\n")
    .map((line, index) => ({ number: index + 1, text: line.trim() }))
    .filter((line) => line.text !== "" && !line.text.startsWith("#"));
}
