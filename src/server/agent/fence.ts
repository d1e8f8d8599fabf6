/**
 * Marks text from files, shells and tests as data for the model: whatever it says, it ends where the fence ends, since
 * no closing mark of its kind survives inside. Nothing else of it is changed, so that an edit finds what was read.
 */
export function fenced(kind: "file" | "selection" | "test" | "output", name: string, text: string): string {
  const label = name.replaceAll(/["<>\n]/g, "_")
  const inside = text.replaceAll(new RegExp(`<(?=/\\s*${kind}\\b)`, "gi"), "&lt;")
  return `<${kind} name="${label}">\n${inside}\n</${kind}>`
}
