/** Somebody who trades two names of a folder all the time, as fast as the kernel lets them. */
import { spawn } from "node:child_process"
import { once } from "node:events"
import { onTestFinished } from "vitest"

/**
 * In `folder`, `name` is by turns a folder with a file in it, brought to that mode again and again, and a link to
 * `target`; what is removed is made anew. Resolves once it goes on, until the test ends.
 */
export async function swapWithLink(
  folder: string,
  { name, mode, target }: { name: string; mode: number; target: string },
): Promise<void> {
  const child = spawn("python3", ["-c", SWAP, folder, name, String(mode), target], {
    stdio: ["ignore", "pipe", "inherit"],
  })
  onTestFinished(() => void child.kill("SIGKILL"))
  await once(child.stdout, "data")
}

const SWAP = `
import ctypes, os, sys
folder, name, mode, target = sys.argv[1], sys.argv[2], int(sys.argv[3]), sys.argv[4]
owner = os.stat(folder)
os.chdir(folder)
a, b = name.encode(), b"other"
exchange = ctypes.CDLL(None).renameat2
def attempt(work, *arguments):
    try: return work(*arguments)
    except OSError: return None
def make():
    own = None
    while own is None:
        attempt(os.mkdir, a)
        attempt(os.symlink, target, b)
        for name in (a, b):
            own = own or attempt(os.open, name, os.O_DIRECTORY | os.O_NOFOLLOW)
    attempt(lambda: os.close(os.open("inner", os.O_CREAT, dir_fd=own)))
    os.fchown(own, owner.st_uid, owner.st_gid)
    return own
own = make()
print("on", flush=True)
while True:
    for _ in range(20):
        os.fchmod(own, mode)
        exchange(-100, a, -100, b, 2)
    if not os.path.lexists(a) or not os.path.lexists(b):
        os.close(own)
        own = make()
`
