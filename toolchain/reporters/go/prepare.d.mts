export interface Go {
  go: string
  goroot: string
  version: string
}
export function findGo(path?: string): Go | null
export function prepareGo(go: Go, out: string, mount: string, announce?: () => void): void
