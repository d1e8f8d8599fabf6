// Which form of a word goes with a number.

export const ALL_FORMS = ["one", "few", "many", "other"];

const FORMS = new Map([
  ["de", ["one", "other"]],
  ["en", ["one", "other"]],
  ["fr", ["one", "other"]],
  ["pl", ["one", "few", "many"]],
]);

/** The forms that whole numbers take in a language; only `other` if we know nothing about it. */
export function formsOf(language: string): readonly string[] {
  return FORMS.get(language) ?? ["other"];
}

/** The form for a whole number, 0 or more. */
export function formFor(language: string, number: number): string {
  if (language === "de" || language === "en") return number === 1 ? "one" : "other";
  if (language === "fr") return number < 2 ? "one" : "other";
  if (language === "pl") {
    if (number === 1) return "one";
    const few = [2, 3, 4].includes(number % 10) && ![12, 13, 14].includes(number % 100);
    return few ? "few" : "many";
  }
  return "other";
}
