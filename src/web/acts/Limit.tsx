/** How a limit on what is typed is told: the field takes more, so that nothing pasted is cut without a word. */
interface Props {
  id: string
  text: string
  /** In characters. */
  most: number
}

/** From here on it is told how much there is room for. */
const NEAR = 0.8

export const isTooLong = (text: string, most: number): boolean => text.trim().length > most

/** Nothing while the limit is far; then what is used of it, and past it what to do. */
export function Limit({ id, text, most }: Props) {
  const { length } = text.trim()
  const over = length - most
  return (
    <p id={id} aria-live="polite" className={over > 0 ? "text-12 text-fail" : "text-12 text-ink-3"}>
      {over > 0
        ? `Too long by ${number(over)}: at most ${number(most)} characters. Shorten it, or send it in parts.`
        : length > most * NEAR && `${number(length)} of ${number(most)} characters`}
    </p>
  )
}

const number = (value: number): string => value.toLocaleString("en")
