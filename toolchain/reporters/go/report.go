package testing

import (
	"fmt"
	"reflect"
	"runtime"
	"runtime/debug"
	"strconv"
	"sync"
	"syscall"
	"time"
)

// Tells each test on descriptor 3. Compiled into package testing of test binaries only, by an overlay.

// The secret of this run, read from standard input when package testing is initialized: the runner makes every package
// of the folder import it, so that this comes before any code of theirs.
var interviewlmSecret = interviewlmRead()

func interviewlmRead() string {
	var line []byte
	var one [1]byte
	for len(line) < 128 {
		n, err := syscall.Read(0, one[:])
		if err == syscall.EINTR {
			continue
		}
		if n != 1 || err != nil {
			break
		}
		if one[0] == '\n' {
			return string(line)
		}
		line = append(line, one[0])
	}
	return ""
}

var interviewlm struct {
	sync.Mutex
	nonce   string
	channel int
	tests   []InternalTest
}

func interviewlmOpen() {
	interviewlm.nonce, interviewlmSecret = interviewlmSecret, ""
	interviewlm.channel = -1
	if fd, _, errno := syscall.Syscall(syscall.SYS_FCNTL, 3, 1030 /* F_DUPFD_CLOEXEC */, 200); errno == 0 {
		interviewlm.channel = int(fd)
		syscall.Close(3)
	}
}

func interviewlmTell(json string) {
	interviewlm.Lock()
	defer interviewlm.Unlock()
	line := []byte("\n" + interviewlm.nonce + " " + json + "\n")
	for len(line) > 0 {
		n, err := syscall.Write(interviewlm.channel, line)
		if err == syscall.EINTR || err == syscall.EAGAIN {
			continue
		}
		if err != nil {
			return
		}
		line = line[n:]
	}
}

func interviewlmText(text string) string {
	const limit = 60000
	if len(text) > limit {
		text = text[:limit/2] + "\n... left out ...\n" + text[len(text)-limit/2:]
	}
	out := []byte{'"'}
	for _, r := range text {
		switch {
		case r == '"' || r == '\\':
			out = append(out, '\\', byte(r))
		case r < 0x20:
			out = append(out, "\\u00"...)
			out = append(out, "0123456789abcdef"[r>>4], "0123456789abcdef"[r&15])
		default:
			out = append(out, string(r)...)
		}
	}
	return string(append(out, '"'))
}

// Called by the generated main before TestMain: what follows can no longer change which tests there are.
func interviewlmStarted(tests []InternalTest, fuzz []InternalFuzzTarget, examples []InternalExample) {
	interviewlmOpen()
	interviewlm.tests = append([]InternalTest(nil), tests...)
	json := `{"kind":"found","tests":[`
	add := func(name string, fn any) {
		file, line := "", 0
		if f := runtime.FuncForPC(reflect.ValueOf(fn).Pointer()); f != nil {
			file, line = f.FileLine(f.Entry())
		}
		if json[len(json)-1] != '[' {
			json += ","
		}
		json += `{"name":` + interviewlmText(name) + `,"file":` + interviewlmText(file) + `,"line":` + strconv.Itoa(line) + `}`
	}
	for _, test := range tests {
		add(test.Name, test.F)
	}
	for _, test := range fuzz {
		add(test.Name, test.Fn)
	}
	for _, example := range examples {
		add(example.Name, example.F)
	}
	interviewlmTell(json + "]}")
}

func interviewlmExample(example InternalExample, run func(InternalExample) bool) bool {
	start := time.Now()
	ok := run(example)
	status := "failed"
	if ok {
		status = "passed"
	}
	interviewlmTell(`{"kind":"done","name":` + interviewlmText(example.Name) + `,"status":"` + status + `","duration":` +
		strconv.FormatFloat(float64(time.Since(start))/1e6, 'f', 3, 64) + `,"output":""}`)
	return ok
}

func interviewlmPanicked(c *common, reason any) {
	interviewlmTell(`{"kind":"done","name":` + interviewlmText(c.name) + `,"status":"failed","duration":0,"output":` +
		interviewlmText("panic: "+fmt.Sprint(reason)+"\n"+string(debug.Stack())) + `}`)
}

func interviewlmDone(c *common, duration time.Duration) {
	status := "passed"
	if c.Failed() {
		status = "failed"
	} else if c.Skipped() {
		status = "skipped"
	}
	c.mu.RLock()
	output := string(c.output)
	c.mu.RUnlock()
	ms := strconv.FormatFloat(float64(duration)/1e6, 'f', 3, 64)
	interviewlmTell(`{"kind":"done","name":` + interviewlmText(c.name) + `,"status":"` + status + `","duration":` + ms +
		`,"output":` + interviewlmText(output) + `}`)
}

func interviewlmEnded(code int) {
	interviewlmTell(`{"kind":"ended","code":` + strconv.Itoa(code) + `}`)
}
