/** Which passwords are refused for being the first that somebody would try. */

/** Whom a password is for, as far as that is known. */
export interface PasswordOwner {
  email?: string
  team?: string
}

const KEYBOARD = ["abcdefghijklmnopqrstuvwxyz", "01234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm", "qwertz"]
const ROWS = KEYBOARD.flatMap((row) => [row, row.split("").toReversed().join("")])
/** A shorter name is found by chance in good passwords. */
const LEAST_NAME = 4
/** Of signs beside each other, from which on they are one step for whoever guesses. */
const LEAST_RUN = 3

const plain = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "")

/** Why this one would be tried first, and what to do instead, to be read after the field's name; null for any other. */
export function weaknessOf(password: string, { email, team }: PasswordOwner = {}): string | null {
  const typed = plain(password)
  if (new Set(password).size < 3) return "must not be one or two signs again and again: use a few words"
  if (typed.includes("password")) return "must not contain the word “password”: use a few other words"
  const name = plain(email?.slice(0, email.lastIndexOf("@")) ?? "")
  if (name.length >= LEAST_NAME && typed.includes(name))
    return "must not contain the name in your address: use a few other words"
  const own = plain(team ?? "")
  if (own.length >= LEAST_NAME && typed.includes(own))
    return "must not contain the team’s name: use a few other words"
  return stepsIn(typed) <= 3 ? "must not be a simple sequence, such as 1234567890: use a few words" : null
}

/** How many runs of neighbours, on the keyboard or in the alphabet, and single signs a text is made of. */
function stepsIn(text: string): number {
  let steps = 0
  for (let at = 0; at < text.length; steps += 1) at += runAt(text, at)
  return steps
}

function runAt(text: string, at: number): number {
  let length = 1
  const isRun = (end: number): boolean => {
    const part = text.slice(at, end)
    return ROWS.some((row) => row.includes(part)) || new Set(part).size === 1
  }
  while (at + length < text.length && isRun(at + length + 1)) length += 1
  return length >= LEAST_RUN ? length : 1
}
