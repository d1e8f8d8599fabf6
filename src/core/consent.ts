/** How long a record is kept: the shorter of what an assessment and the installation say, in days; null for no end. */
export function keptDays(assessment: number | null, installation: number | null): number | null {
  if (assessment === null || installation === null) return assessment ?? installation
  return Math.min(assessment, installation)
}

/** What a candidate agrees to: the team's own words or the standard ones, and how long the record is kept. */
export function consentText(own: string | null, days: number | null): string {
  const kept =
    days === null
      ? "until the people who invited you erase it"
      : `for ${days} ${days === 1 ? "day" : "days"} after the interview has ended, and then erased`
  return `${own ?? CONSENT_TEXT}\n\n**How long it is kept.** The record is kept ${kept}.`
}

/** What candidates agree to where the team has no words of its own: Markdown. */
export const CONSENT_TEXT = `**What is recorded.** Everything you do in this interview's workspace: each edit, what you type in the terminal and what it prints, test runs, pastes, what you and the coding agent say and do, which file and pane you have before you, and when this window has the focus. Nothing outside this page is recorded: no camera, no microphone, no other windows.

**Who sees it.** The people who invited you can watch live, write to you, type with you where you allow it, and read the record afterwards. They decide; a program never decides alone.

**Your rights.** You may withdraw at any moment. When the interview has ended you can download a copy of the record, and you may ask the company to add your notes to it or to erase personal data in it. The record is signed, so that nobody, the company included, can change it unnoticed.`
