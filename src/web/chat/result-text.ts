const OPENING = /^<(file|selection|test|output|data) name="[^"\n]*">\n/gm
const CLOSING = /\n<\/(file|selection|test|output|data)>$/gm

/** What a tool answered, without the marks that tell the model what in it is data. */
export function resultText(text: string): string {
  return text
    .replaceAll(OPENING, "")
    .replaceAll(CLOSING, "")
    .replaceAll(/&lt;(?=\/?(?:file|selection|test|output|data)\b)/gi, "<")
}

/** What a shell printed, without the command that it repeats at the beginning, once or more, as it is typed. */
export function withoutEcho(output: string, command: string): string {
  if (command === "") return output
  let rest = output
  while (rest.startsWith(command)) rest = rest.slice(command.length).replace(/^\r?\n/, "")
  return rest
}
