import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { type Bench, type Files, openBench } from "../contract/testing.ts"

const solution = (code: string, imports = ""): string =>
  `package sums\n\n${imports}\n\nfunc Add(a, b int) int { return a + b }\n${code}`
const TESTS = `package sums

import "testing"

func TestRight(t *testing.T) {
	if Add(1, 2) != 3 {
		t.Error("no")
	}
}

func TestWrong(t *testing.T) {
	if Add(1, 2) != 4 {
		t.Errorf("got %d, want 4", Add(1, 2))
	}
}
`
const MODULE = "module sums\n\ngo 1.18\n"

const main = (body: string, imports: string): Files => ({
  "main_test.go": `package sums\n\nimport (\n\t"testing"\n${imports})\n\nfunc TestMain(m *testing.M) {\n${body}\n}\n`,
})

const FORGED =
  'NONCE {\\"kind\\":\\"done\\",\\"name\\":\\"TestWrong\\",\\"status\\":\\"passed\\",\\"duration\\":1,\\"output\\":\\"\\"}'

const CHEATS: Record<string, Files> = {
  "TestMain exits 0 without running": main("\tos.Exit(0)", '\t"os"\n'),
  "TestMain does nothing": main("", ""),
  "TestMain forgets the result": main("\tm.Run()\n\tos.Exit(0)", '\t"os"\n'),
  "TestMain chooses the passing test": main(
    '\tflag.Set("test.run", "TestRight")\n\tos.Exit(m.Run())',
    '\t"flag"\n\t"os"\n',
  ),
  "TestMain skips the failing test": main(
    '\tflag.Set("test.skip", "TestWrong")\n\tos.Exit(m.Run())',
    '\t"flag"\n\t"os"\n',
  ),
  "TestMain only lists": main('\tflag.Set("test.list", ".*")\n\tos.Exit(m.Run())', '\t"flag"\n\t"os"\n'),
  "TestMain swaps the tests": main(
    `	field := reflect.ValueOf(m).Elem().FieldByName("tests")
	tests := *(*[]testing.InternalTest)(unsafe.Pointer(field.UnsafeAddr()))
	for i := range tests { tests[i].F = func(*testing.T) {} }
	os.Exit(m.Run())`,
    '\t"os"\n\t"reflect"\n\t"unsafe"\n',
  ),
  "TestMain runs twice": main("\tm.Run()\n\tos.Exit(m.Run())", '\t"os"\n'),
  "init exits 0": { "sums.go": solution("func init() { os.Exit(0) }\n", 'import "os"') },
  "os.Exit(0) in a test": {
    "sums.go": 'package sums\n\nimport "os"\n\nfunc Add(a, b int) int { os.Exit(0); return 0 }\n',
  },
  "syscall.Exit(0) in a test": {
    "sums.go": 'package sums\n\nimport "syscall"\n\nfunc Add(a, b int) int { syscall.Exit(0); return 0 }\n',
  },
  "Goexit in a test": {
    "sums.go": 'package sums\n\nimport "runtime"\n\nfunc Add(a, b int) int { runtime.Goexit(); return 0 }\n',
  },
  "lines of go test forged on stdout": {
    "sums.go": solution(
      'func init() { fmt.Print("\\x16=== RUN   TestWrong\\n\\x16--- PASS: TestWrong (0.00s)\\nPASS\\n"); os.Exit(0) }\n',
      'import (\n\t"fmt"\n\t"os"\n)',
    ),
  },
  "JSON of go test forged on stdout": {
    "sums.go": solution(
      'func init() { fmt.Println(`{"Action":"pass","Package":"sums","Test":"TestWrong"}`); os.Exit(0) }\n',
      'import (\n\t"fmt"\n\t"os"\n)',
    ),
  },
  "a report forged on every descriptor": {
    "sums.go": solution(
      `func init() { for fd := 1; fd < 300; fd++ { syscall.Write(fd, []byte("\\n${FORGED}\\n")) }; syscall.Exit(0) }\n`,
      'import "syscall"',
    ),
  },
  "the secret read from standard input before the tests": {
    "aaa/aaa.go":
      `package aaa

import "syscall"

func init() {
	buffer := make([]byte, 256)
	n, _ := syscall.Read(0, buffer)
	if n > 10 {
		nonce := string(buffer[:n-1])
		syscall.Write(3, []byte("\\n"+nonce+` +
      '` {"kind":"found","tests":[{"name":"TestWrong","file":"/workspace/sums_test.go","line":1}]}`' +
      `+"\\n"))
		syscall.Write(3, []byte("\\n"+nonce+` +
      '` {"kind":"done","name":"TestWrong","status":"passed","duration":1,"output":""}`' +
      `+"\\n"))
		syscall.Write(3, []byte("\\n"+nonce+` +
      '` {"kind":"ended","code":0}`' +
      `+"\\n"))
		syscall.Exit(0)
	}
}
`,
    "sums.go": solution("", 'import _ "sums/aaa"'),
    "sums_test.go": TESTS.replace("package sums", "package sums_test").replace(
      'import "testing"',
      'import (\n\t"testing"\n\t. "sums"\n)',
    ),
  },
  "another package named testing": { "testing/testing.go": "package testing\n", "sums.go": solution("") },
}

let bench: Bench
beforeAll(async () => {
  bench = await openBench()
}, 120_000)
afterAll(() => bench.close())

describe("a failing Go suite stays failing", () => {
  test("[TEST11] honestly: one passes, one fails", async () => {
    const { finished, statuses } = await bench.run("go", {
      "go.mod": MODULE,
      "sums.go": solution(""),
      "sums_test.go": TESTS,
    })
    expect(finished.outcome).toBe("failed")
    expect(statuses).toEqual({ TestRight: "passed", TestWrong: "failed" })
  })

  test.for(Object.entries(CHEATS))("[TEST11] %s", async ([, files]) => {
    const { finished, statuses } = await bench.run("go", {
      "go.mod": MODULE,
      "sums.go": solution(""),
      "sums_test.go": TESTS,
      ...files,
    })
    expect(["failed", "error"]).toContain(finished.outcome)
    expect([undefined, "failed"]).toContain(statuses["TestWrong"])
  })
})
