/** What the server would answer over HTTP. */
export const QUESTION = {
  id: "shared-tab",
  title: "The shared tab",
  kind: "bug-hunt",
  level: "mid",
  minutes: 30,
  tags: ["money", "paging"],
  languages: ["python", "javascript", "typescript", "go"],
  language: "python",
  entry: "tab/money.py",
  statement: `A small library keeps the **shared expenses** of a group: who paid, for whom, and who owes what. People who use it report three things that are wrong:

1. Splitting 10.00 among three people loses a cent.
2. A label added to one group shows up in all the others.
3. The last page of a long list repeats an expense.

Find the causes and mend them, so that the next report of the same kind cannot come.

## What holds
- Amounts are whole cents; \`split(amount, people)\` gives shares that **add up** and differ by at most a cent.
- A refund is split exactly as the expense it undoes.

\`\`\`python
>>> split(1000, 3)
[334, 333, 333]
>>> split(-1000, 3)
[-334, -333, -333]
\`\`\`

| file | holds |
| --- | --- |
| \`tab/money.py\` | splitting and formatting |
| \`tab/group.py\` | people, labels, balances |

> Keep the public names as they are: other code calls them.`,
}
export const INITIALIZE = {
  session: "demo",
  title: "Backend engineer, first round",
  candidate: "Robin Okafor",
  phase: "consented",
  remainingMs: 1,
  now: 1,
  role: "candidate",
  consent: { text: "", digest: "" },
  questions: 3,
}
