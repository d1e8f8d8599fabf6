import { z } from "zod"

const Fields = z.record(z.string(), z.unknown())

/** What a form holds without a key that nothing was typed into: the server then keeps the one it has. */
export function withoutEmpty(key: string): (given: unknown) => unknown {
  return (given) => {
    const { [key]: value, ...rest } = Fields.parse(given)
    return value === "" ? rest : { ...rest, [key]: value }
  }
}
