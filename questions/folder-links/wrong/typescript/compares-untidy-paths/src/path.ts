/** A path that leads out of the space. */
export class BadPath extends Error {
  constructor(path: string) {
    super(`"${path}" leads out of the space`);
    this.name = "BadPath";
  }
}

/**
 * The one way to write a path: `/team/plans`, and `/` for the whole space.
 *
 * Empty parts and `.` are left out, `..` leads one folder up. A path that leads out of the space
 * throws `BadPath`.
 */
export function tidy(path: string): string {
  const parts: string[] = [];
  for (const part of path.split("/")) {
    if (part === "..") {
      if (parts.pop() === undefined) throw new BadPath(path);
    } else if (part !== "" && part !== ".") {
      parts.push(part);
    }
  }
  return "/" + parts.join("/");
}

/** Whether the path is the folder, or lies anywhere below it. Both are tidy. */
export function covers(folder: string, path: string): boolean {
  return folder === "/" || path === folder || path.startsWith(`${folder}/`);
}
