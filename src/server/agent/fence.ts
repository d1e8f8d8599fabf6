/**
 * Marks text from files, shells and tests as data for the model: whatever it says, it ends where the fence ends, since
 * no closing mark survives inside.
 */
export function fenced(kind: string, name: string, text: string): string {
  const label = name.replaceAll(/["<>\n]/g, "_")
  const inside = text.replaceAll(/<(?=\/?(?:file|selection|test|output|data)\b)/gi, "&lt;")
  return `<${kind} name="${label}">\n${inside}\n</${kind}>`
}
