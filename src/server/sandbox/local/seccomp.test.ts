import { expect, test } from "vitest"
import { seccompFilter } from "./seccomp.ts"

interface Call {
  arch: number
  number: number
  arguments?: readonly number[]
}

/** What the kernel would answer: runs the classic BPF program on a `struct seccomp_data`. */
function judge(filter: Buffer, call: Call): number {
  const data = Buffer.alloc(64)
  data.writeUInt32LE(call.number, 0)
  data.writeUInt32LE(call.arch, 4)
  call.arguments?.forEach((value, index) => data.writeBigUInt64LE(BigInt(value), 16 + 8 * index))
  let accumulator = 0
  for (let at = 0; at * 8 < filter.length; at++) {
    const [code, jt, jf] = [
      filter.readUInt16LE(at * 8),
      filter.readUInt8(at * 8 + 2),
      filter.readUInt8(at * 8 + 3),
    ]
    const k = filter.readUInt32LE(at * 8 + 4)
    if (code === 0x06) return k
    if (code === 0x20) accumulator = data.readUInt32LE(k)
    else if (code === 0x15) at += accumulator === k ? jt : jf
    else if (code === 0x35) at += accumulator >= k ? jt : jf
    else if (code === 0x45) at += (accumulator & k) === 0 ? jf : jt
    else throw new Error(`code ${code}`)
  }
  throw new Error("the program ran off its end")
}

const ALLOW = 0x7fff0000
const KILL = 0x80000000
const errno = (number: number) => 0x00050000 | number
const X64 = 0xc000003e
const ARM64 = 0xc00000b7

const cases: [string, string, Call, number][] = [
  ["x64", "read", { arch: X64, number: 0 }, ALLOW],
  ["x64", "32-bit call", { arch: 0x40000003, number: 1 }, KILL],
  ["x64", "x32 call", { arch: X64, number: 0x40000001 }, KILL],
  ["x64", "clone of a thread", { arch: X64, number: 56, arguments: [0x3d0f00] }, ALLOW],
  ["x64", "clone into a user namespace", { arch: X64, number: 56, arguments: [0x10000011] }, errno(1)],
  ["x64", "clone3", { arch: X64, number: 435 }, errno(38)],
  ["x64", "io_uring_setup", { arch: X64, number: 425 }, errno(38)],
  ["x64", "ioctl TCGETS", { arch: X64, number: 16, arguments: [0, 0x5401] }, ALLOW],
  ["x64", "ioctl TIOCSTI", { arch: X64, number: 16, arguments: [0, 0x5412] }, errno(1)],
  ["x64", "ioctl TIOCSTI, upper bits set", { arch: X64, number: 16, arguments: [0, 0x100005412] }, errno(1)],
  ["x64", "ioctl TIOCLINUX", { arch: X64, number: 16, arguments: [0, 0x541c] }, errno(1)],
  ["x64", "socket AF_UNIX", { arch: X64, number: 41, arguments: [1] }, ALLOW],
  ["x64", "socket AF_NETLINK", { arch: X64, number: 41, arguments: [16] }, ALLOW],
  ["x64", "socket AF_VSOCK", { arch: X64, number: 41, arguments: [40] }, errno(97)],
  ["x64", "socketpair AF_UNIX", { arch: X64, number: 53, arguments: [1] }, ALLOW],
  ["x64", "socketpair AF_TIPC", { arch: X64, number: 53, arguments: [30] }, errno(97)],
  ["x64", "ptrace", { arch: X64, number: 101 }, errno(1)],
  ["x64", "mount", { arch: X64, number: 165 }, errno(1)],
  ["arm64", "read", { arch: ARM64, number: 63 }, ALLOW],
  ["arm64", "another architecture", { arch: X64, number: 0 }, KILL],
  ["arm64", "ptrace", { arch: ARM64, number: 117 }, errno(1)],
  ["arm64", "clone into a user namespace", { arch: ARM64, number: 220, arguments: [0x10000011] }, errno(1)],
  ["arm64", "ioctl TIOCSTI", { arch: ARM64, number: 29, arguments: [0, 0x5412] }, errno(1)],
  ["arm64", "socket AF_INET", { arch: ARM64, number: 198, arguments: [2] }, ALLOW],
  ["arm64", "socket AF_VSOCK", { arch: ARM64, number: 198, arguments: [40] }, errno(97)],
]

test.for(cases)("[WALL1] on %s, %s is judged", ([machine, , call, verdict]) => {
  const filter = seccompFilter(machine)
  expect(filter && judge(filter, call) >>> 0).toBe(verdict >>> 0)
})

test("[WALL1] there is no filter for a machine it was not written for", () => {
  expect(seccompFilter("riscv64")).toBeNull()
})
