/**
 * The system call filter of the local engine: a deny list as a classic BPF program (`struct sock_filter[]`), for what a
 * namespace does not contain. Loaded by bubblewrap just before the guest starts; every process inside inherits it.
 */

const ERRNO = { EPERM: 1, ENOSYS: 38, EAFNOSUPPORT: 97 } as const
const ALLOW = 0x7fff0000
const KILL_PROCESS = 0x80000000
const RETURN_ERRNO = 0x00050000

/** Offsets into `struct seccomp_data`; of an argument, the low 32 bits. */
const DATA = { number: 0, arch: 4, argument: (index: number) => 16 + 8 * index }

interface Architecture {
  audit: number
  /** Numbers from here on belong to another ABI (x32). */
  foreignFrom: number | null
  ioctl: number
  clone: number
  socket: number
  socketpair: number
  denied: readonly number[]
}

/** The same on every architecture: io_uring, the new mount calls, and reaching into other processes. */
const UNIFIED = {
  clone3: 435,
  ioUring: [425, 426, 427],
  denied: [428, 429, 430, 431, 432, 433, 438, 440, 442, 443, 448],
}

const ARCHITECTURES: Record<string, Architecture> = {
  x64: {
    audit: 0xc000003e,
    foreignFrom: 0x40000000,
    ioctl: 16,
    clone: 56,
    socket: 41,
    socketpair: 53,
    // ptrace, syslog, uselib, ustat, vhangup, modify_ldt, pivot_root, sysctl, adjtimex, chroot, acct, settimeofday, mount,
    // umount2, swapon, swapoff, reboot, sethostname, setdomainname, iopl, ioperm, modules, quotactl, nfsservctl,
    // lookup_dcookie, clock_settime, mbind, kexec_load, add_key, request_key, keyctl, migrate_pages, unshare, move_pages,
    // perf_event_open, fanotify_init, name_to_handle_at, open_by_handle_at, clock_adjtime, setns, process_vm_*, kcmp,
    // finit_module, kexec_file_load, bpf, userfaultfd
    denied: [
      101, 103, 134, 136, 153, 154, 155, 156, 159, 161, 163, 164, 165, 166, 167, 168, 169, 170, 171, 172, 173,
      174, 175, 176, 177, 178, 179, 180, 212, 227, 237, 246, 248, 249, 250, 256, 272, 279, 298, 300, 303, 304,
      305, 308, 310, 311, 312, 313, 320, 321, 323,
    ],
  },
  arm64: {
    audit: 0xc00000b7,
    foreignFrom: null,
    ioctl: 29,
    clone: 220,
    socket: 198,
    socketpair: 199,
    denied: [
      117, 116, 58, 41, 171, 51, 89, 170, 40, 39, 224, 225, 142, 161, 162, 105, 106, 60, 42, 18, 112, 235,
      104, 217, 218, 219, 238, 97, 239, 241, 262, 264, 265, 266, 268, 270, 271, 272, 273, 294, 280, 282,
    ],
  },
}

/** CLONE_NEWTIME is no flag of clone(2): there its bit is part of the exit signal. */
const NEW_NAMESPACES = 0x7e020000
/** Input forged into a terminal's queue. */
const TERMINAL_FORGERY = { TIOCSTI: 0x5412, TIOCLINUX: 0x541c }
/** AF_UNIX, AF_INET, AF_INET6, AF_NETLINK. All others (vsock, packet, alg, xdp ...) are refused. */
const FAMILIES = [1, 2, 10, 16]

const LOAD = 0x20
const JUMP_EQUAL = 0x15
const JUMP_AT_LEAST = 0x35
const JUMP_SET = 0x45
const RETURN = 0x06

type Instruction = { code: number; k: number; jt?: number; jf?: number }

/** The filter for `process.arch`; null where there is none for it. */
export function seccompFilter(arch: string): Buffer | null {
  const machine = ARCHITECTURES[arch]
  return machine ? encode(program(machine)) : null
}

function program(machine: Architecture): Instruction[] {
  const answer = (errno: number): Instruction => ({ code: RETURN, k: RETURN_ERRNO | errno })
  const refuse = (number: number, errno: number): Instruction[] => [
    { code: JUMP_EQUAL, k: number, jf: 1 },
    answer(errno),
  ]
  /** For one call, looks at an argument; the filter ends within `checks`. */
  const inspect = (number: number, argument: number, checks: Instruction[]): Instruction[] => [
    { code: JUMP_EQUAL, k: number, jf: checks.length + 1 },
    { code: LOAD, k: DATA.argument(argument) },
    ...checks,
  ]
  const allow: Instruction = { code: RETURN, k: ALLOW }
  const families = [
    ...FAMILIES.map((family, index) => ({ code: JUMP_EQUAL, k: family, jt: FAMILIES.length - index })),
    answer(ERRNO.EAFNOSUPPORT),
    allow,
  ]
  return [
    { code: LOAD, k: DATA.arch },
    { code: JUMP_EQUAL, k: machine.audit, jt: 1 },
    { code: RETURN, k: KILL_PROCESS },
    { code: LOAD, k: DATA.number },
    ...(machine.foreignFrom === null
      ? []
      : [
          { code: JUMP_AT_LEAST, k: machine.foreignFrom, jf: 1 },
          { code: RETURN, k: KILL_PROCESS },
        ]),
    ...inspect(machine.ioctl, 1, [
      { code: JUMP_EQUAL, k: TERMINAL_FORGERY.TIOCSTI, jt: 1 },
      { code: JUMP_EQUAL, k: TERMINAL_FORGERY.TIOCLINUX, jf: 1 },
      answer(ERRNO.EPERM),
      allow,
    ]),
    ...inspect(machine.clone, 0, [{ code: JUMP_SET, k: NEW_NAMESPACES, jf: 1 }, answer(ERRNO.EPERM), allow]),
    ...inspect(machine.socket, 0, families),
    ...inspect(machine.socketpair, 0, families),
    // The C library falls back to clone(2), whose flags can be seen.
    ...refuse(UNIFIED.clone3, ERRNO.ENOSYS),
    ...UNIFIED.ioUring.flatMap((number) => refuse(number, ERRNO.ENOSYS)),
    ...[...machine.denied, ...UNIFIED.denied].flatMap((number) => refuse(number, ERRNO.EPERM)),
    allow,
  ]
}

function encode(instructions: readonly Instruction[]): Buffer {
  const bytes = Buffer.alloc(instructions.length * 8)
  instructions.forEach(({ code, k, jt = 0, jf = 0 }, index) => {
    bytes.writeUInt16LE(code, index * 8)
    bytes.writeUInt8(jt, index * 8 + 2)
    bytes.writeUInt8(jf, index * 8 + 3)
    bytes.writeUInt32LE(k >>> 0, index * 8 + 4)
  })
  return bytes
}
