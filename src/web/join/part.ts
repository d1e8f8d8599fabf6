/** Pages come in parts; what there is to do when one does not come. */

/** A part of the page could not be loaded, and loading the page anew would not help either. */
export class PartLost extends Error {}

const RELOADED = "interviewlm.reloaded"
/** A second loss within this time is no matter of an old page that asks for parts of another version. */
const AGAIN_MS = 30_000

/** Does the server hand out its pages? */
export async function serverAnswers(): Promise<boolean> {
  const answer = await fetch("/", { cache: "no-store" }).catch(() => null)
  return answer?.ok ?? false
}

function mayReload(now: number): boolean {
  const last = Number(sessionStorage.getItem(RELOADED) ?? 0)
  if (now - last < AGAIN_MS) return false
  sessionStorage.setItem(RELOADED, String(now))
  return true
}

/**
 * A part that is loaded when it is needed. Where the server answers and this part is gone, it has a new version: the page
 * is loaded anew, once. Where it does not answer the page stays: rejects with `PartLost`.
 */
export async function part<Module>(loading: Promise<Module>): Promise<Module> {
  try {
    return await loading
  } catch (cause) {
    if ((await serverAnswers()) && mayReload(Date.now())) {
      location.reload()
      return new Promise<never>(() => undefined)
    }
    throw new PartLost("A part of the page could not be loaded", { cause })
  }
}
