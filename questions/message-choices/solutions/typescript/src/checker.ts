import type { Catalog } from "./catalog.ts";
import { formsOf } from "./grammar.ts";
import type { Message } from "./message.ts";
import { choices, slots } from "./message.ts";

export interface Problem {
  language: string;
  key: string;
  what: string;
}

/** What translators have to look at, sorted, each problem once. The reference may be one of the catalogs. */
export function check(catalogs: readonly Catalog[], reference: Catalog): Problem[] {
  const problems: Problem[] = [];
  for (const { language, messages } of catalogs) {
    for (const key of new Set([...messages.keys(), ...reference.messages.keys()])) {
      const message = messages.get(key);
      const found = [
        ...compare(message, reference.messages.get(key)),
        ...missingForms(message ?? [], language),
      ];
      for (const what of new Set(found)) problems.push({ language, key, what });
    }
  }
  return problems.sort(
    (a, b) => inOrder(a.language, b.language) || inOrder(a.key, b.key) || inOrder(a.what, b.what),
  );
}

function compare(ours: Message | undefined, theirs: Message | undefined): string[] {
  if (!ours) return ["is missing"];
  if (!theirs) return ["is not in the reference"];
  const shown = slots(ours);
  const wanted = slots(theirs);
  return [
    ...[...wanted].filter((name) => !shown.has(name)).map((name) => `leaves out ${name}`),
    ...[...shown].filter((name) => !wanted.has(name)).map((name) => `asks for ${name}`),
  ];
}

function missingForms(message: Message, language: string): string[] {
  return choices(message).flatMap(({ name, forms }) =>
    formsOf(language)
      .filter((form) => !forms.has(form))
      .map((form) => `${name} has no ${form}`),
  );
}

function inOrder(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
