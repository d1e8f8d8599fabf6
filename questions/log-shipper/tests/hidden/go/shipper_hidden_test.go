// canary: ilm-7d15ae38c0f2964b
package shipper

import (
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"
)

// bench has a shipper for the log "web", and a receiver that takes batches unless told to fail.
type bench struct {
	*testing.T
	disk      *Disk
	positions *Positions
	maxBytes  int
	shipper   *Shipper
	batches   [][]string
	failures  []error
}

func newBench(t *testing.T, atMost, maxBytes int) *bench {
	b := &bench{T: t, disk: NewDisk(atMost), positions: &Positions{}, maxBytes: maxBytes}
	b.shipper = b.another("web")
	return b
}

func (b *bench) another(log string) *Shipper {
	return New(b.disk, log, b.take, b.positions, b.maxBytes)
}

func (b *bench) take(texts []string) error {
	if len(b.failures) > 0 {
		failure := b.failures[0]
		b.failures = b.failures[1:]
		if failure != nil {
			return failure
		}
	}
	b.batches = append(b.batches, append([]string{}, texts...))
	return nil
}

func (b *bench) write(text string) {
	b.disk.Write("web", text)
}

func (b *bench) mustRun(want int) {
	b.Helper()
	b.mustRunOn(b.shipper, want)
}

func (b *bench) mustRunOn(shipper *Shipper, want int) {
	b.Helper()
	if sent, err := shipper.Run(); err != nil || sent != want {
		b.Errorf("got %d lines (%v), want %d", sent, err, want)
	}
}

func (b *bench) mustHaveTaken(want ...string) {
	b.Helper()
	var got []string
	for _, batch := range b.batches {
		got = append(got, batch...)
	}
	if len(got)+len(want) > 0 && !reflect.DeepEqual(got, want) {
		b.Errorf("got %q, want %q", got, want)
	}
}

func (b *bench) mustHaveBatches(want ...[]string) {
	b.Helper()
	if !reflect.DeepEqual(b.batches, want) {
		b.Errorf("got %q, want %q", b.batches, want)
	}
}

func TestWithoutAnythingNewNothingIsSent(t *testing.T) {
	b := newBench(t, 4096, 65536)
	b.mustRun(0)
	b.write("one\n")
	b.mustRun(1)
	b.mustRun(0)
	b.disk.Rotate("web")
	b.mustRun(0)
	b.mustHaveBatches([]string{"one"})
}

func TestANewlineAndNothingElseEndsALine(t *testing.T) {
	b := newBench(t, 4096, 65536)
	b.write("a\rb\n\nc\u2028d\x0be\u0085f\n\n")
	b.mustRun(4)
	b.mustHaveTaken("a\rb", "", "c\u2028d\x0be\u0085f", "")
}

const foreign = "naïve\n日本語 ログ\n🙂🙃\nplain\nÅ\n"

var foreignLines = []string{"naïve", "日本語 ログ", "🙂🙃", "plain", "Å"}

func TestHoweverMuchIsReadAtATimeTextsStayWhole(t *testing.T) {
	for atMost := 1; atMost <= 8; atMost++ {
		b := newBench(t, atMost, 65536)
		b.write(foreign)
		b.mustRun(5)
		b.write(foreign)
		b.mustRun(5)
		b.mustHaveBatches(foreignLines, foreignLines)
	}
}

func TestWhereverTheWriterPausesTextsStayWhole(t *testing.T) {
	for _, atMost := range []int{2, 4096} {
		b := newBench(t, atMost, 65536)
		for i := range []byte(foreign) {
			b.write(foreign[i : i+1])
			if _, err := b.shipper.Run(); err != nil {
				t.Fatal(err)
			}
		}
		b.mustHaveTaken(foreignLines...)
	}
}

func TestARestartGoesOnWhereTheLastBatchEnded(t *testing.T) {
	b := newBench(t, 4096, 65536)
	b.write(foreign)
	b.mustRun(5)
	b.write("next\n")
	b.mustRunOn(b.another("web"), 1)
	b.mustHaveBatches(foreignLines, []string{"next"})
}

func TestAllFilesAreReadThatWereBegunSince(t *testing.T) {
	b := newBench(t, 4096, 65536)
	b.write("friday\n")
	b.mustRun(1)
	b.write("friday night\n")
	for _, day := range []string{"saturday", "sunday", "monday"} {
		b.disk.Rotate("web")
		b.write(day + "\n" + day + " night\n")
	}
	b.mustRun(7)
	b.mustHaveTaken("friday", "friday night", "saturday", "saturday night", "sunday", "sunday night",
		"monday", "monday night")
	b.mustRun(0)
}

func TestTheFirstRunBeginsWithTheOldestFile(t *testing.T) {
	b := newBench(t, 4096, 65536)
	b.write("old\n")
	b.disk.Rotate("web")
	b.write("new\n")
	b.mustRun(2)
	b.mustHaveTaken("old", "new")
}

func TestWhenAFileIsGoneTheOldestOneIsNext(t *testing.T) {
	b := newBench(t, 4096, 65536)
	b.write("one\n")
	b.mustRun(1)
	for _, text := range []string{"two\n", "three\n", "four\n"} {
		b.disk.Rotate("web")
		b.write(text)
	}
	b.disk.RemoveOldest("web")
	b.disk.RemoveOldest("web")
	b.mustRun(2)
	b.mustHaveTaken("one", "three", "four")
}

func TestInAFinishedFileTheLastLineNeedsNoNewline(t *testing.T) {
	b := newBench(t, 4096, 65536)
	b.write("one\ncrash")
	b.mustRun(1)
	b.disk.Rotate("web")
	b.mustRun(1)
	b.write("two\n")
	b.mustRun(1)
	b.mustHaveTaken("one", "crash", "two")
}

func TestFilesWithoutAnythingInThem(t *testing.T) {
	b := newBench(t, 4096, 65536)
	for count := 0; count < 3; count++ {
		b.disk.Rotate("web")
	}
	b.write("one\n")
	b.disk.Rotate("web")
	b.mustRun(1)
	b.mustHaveTaken("one")
}

func TestAsManyLinesAsFitAreInABatch(t *testing.T) {
	b := newBench(t, 4096, 20)
	b.write("aaaa\nbbbb\ncccc\ndddd\neeee\nffff\nggggg\nhhh\niiiiii\n")
	b.mustRun(9)
	b.mustHaveBatches([]string{"aaaa", "bbbb", "cccc", "dddd"}, []string{"eeee", "ffff", "ggggg", "hhh"},
		[]string{"iiiiii"})
}

func TestABatchIsMeasuredInBytes(t *testing.T) {
	b := newBench(t, 4096, 20)
	b.write("日本語\nログ\n🙂🙂\nabc\n")
	b.mustRun(4)
	b.mustHaveBatches([]string{"日本語", "ログ"}, []string{"🙂🙂", "abc"})
}

func TestALineThatIsTooLongKeepsWhatFitsOfItsBeginning(t *testing.T) {
	for line, sent := range map[string]string{
		strings.Repeat("x", 19):       strings.Repeat("x", 19),
		strings.Repeat("x", 20):       strings.Repeat("x", 13) + " [cut]",
		strings.Repeat("é", 9):        strings.Repeat("é", 9),
		strings.Repeat("é", 10):       strings.Repeat("é", 6) + " [cut]",
		"xé" + strings.Repeat("日", 9): "xé日日日 [cut]",
		strings.Repeat("🙂", 5):        "🙂🙂🙂 [cut]",
		strings.Repeat("日", 700):      "日日日日 [cut]",
	} {
		b := newBench(t, 4096, 20)
		b.write(line + "\n")
		b.mustRun(1)
		b.mustHaveBatches([]string{sent})
	}
}

func TestAfterALineWasCutTheNextOneIsWhole(t *testing.T) {
	b := newBench(t, 4096, 20)
	b.write(strings.Repeat("x", 1000) + "\n" + strings.Repeat("y", 1000) + "\nshort\n")
	b.mustRun(3)
	b.write("next\n")
	b.mustRun(1)
	b.mustHaveBatches([]string{strings.Repeat("x", 13) + " [cut]"}, []string{strings.Repeat("y", 13) + " [cut]"},
		[]string{"short"}, []string{"next"})
}

func TestAnEmptyLineIsALineAndAnEmptyBatchIsNone(t *testing.T) {
	b := newBench(t, 4096, 20)
	b.write("\n" + strings.Repeat("x", 1000) + "\n\n\n")
	b.mustRun(4)
	b.mustHaveBatches([]string{""}, []string{strings.Repeat("x", 13) + " [cut]"}, []string{"", ""})
}

func TestAfterAFailureTheFirstBatchNotTakenIsNext(t *testing.T) {
	for taken := 0; taken < 4; taken++ {
		b := newBench(t, 4096, 20)
		b.write("日本語 one\nsecond line\nthird line\nfourth line\n")
		b.failures = append(make([]error, taken), fmt.Errorf("the network: %w", ErrUnreachable))
		b.mustRun(taken)
		b.mustRunOn(b.another("web"), 4-taken)
		b.mustHaveTaken("日本語 one", "second line", "third line", "fourth line")
	}
}

func TestAFailureEndsTheRun(t *testing.T) {
	b := newBench(t, 4096, 20)
	b.write("a first line\nsecond line\nthird line\n")
	b.failures = []error{ErrUnreachable}
	b.mustRun(0)
	b.mustHaveTaken()
}

func TestAnyOtherErrorGoesToTheCallerAndNothingTakenIsSentAgain(t *testing.T) {
	fault := errors.New("a fault")
	b := newBench(t, 4096, 20)
	b.write("a first line\nsecond line\nthird line\n")
	b.failures = []error{nil, fault}
	if _, err := b.shipper.Run(); !errors.Is(err, fault) {
		t.Errorf("got error %v, want the fault", err)
	}
	b.mustRun(2)
	b.mustHaveTaken("a first line", "second line", "third line")
}

func TestAFailureBetweenTwoFiles(t *testing.T) {
	b := newBench(t, 4096, 20)
	b.write("before midnight\nunended")
	b.disk.Rotate("web")
	b.write("after midnight\n")
	b.failures = []error{nil, nil, ErrUnreachable}
	b.mustRun(2)
	b.mustRun(1)
	b.mustHaveTaken("before midnight", "unended", "after midnight")
}

func TestLogsDoNotMix(t *testing.T) {
	b := newBench(t, 4096, 65536)
	other := b.another("mail")
	b.write("web one\n")
	b.disk.Write("mail", "mail one\n")
	b.mustRun(1)
	b.mustRunOn(other, 1)
	b.write("web two\n")
	b.disk.Rotate("mail")
	b.disk.Write("mail", "mail two\n")
	b.mustRun(1)
	b.mustRunOn(other, 1)
	b.mustHaveTaken("web one", "mail one", "web two", "mail two")
}
