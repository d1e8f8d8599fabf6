package shipper

import (
	"reflect"
	"strings"
	"testing"
)

// receiver takes batches, but for the one call (counted from 1) that a test lets fail.
type receiver struct {
	batches [][]string
	calls   int
	failsAt int
}

func (r *receiver) take(texts []string) error {
	r.calls++
	if r.calls == r.failsAt {
		return ErrUnreachable
	}
	r.batches = append(r.batches, texts)
	return nil
}

func setUp(atMost, maxBytes, failsAt int) (*Disk, *Shipper, *receiver) {
	disk, to := NewDisk(atMost), &receiver{failsAt: failsAt}
	return disk, New(disk, "web", to.take, &Positions{}, maxBytes), to
}

func expectRun(t *testing.T, shipper *Shipper, want int) {
	t.Helper()
	if sent, err := shipper.Run(); err != nil || sent != want {
		t.Errorf("got %d lines (%v), want %d", sent, err, want)
	}
}

func expectBatches(t *testing.T, to *receiver, want ...[]string) {
	t.Helper()
	if !reflect.DeepEqual(to.batches, want) {
		t.Errorf("got %q, want %q", to.batches, want)
	}
}

func TestNewLinesAreSentOnce(t *testing.T) {
	disk, shipper, to := setUp(4096, 65536, 0)
	disk.Write("web", "started\nready\n")
	expectRun(t, shipper, 2)
	disk.Write("web", "GET /\n")
	expectRun(t, shipper, 1)
	expectBatches(t, to, []string{"started", "ready"}, []string{"GET /"})
}

func TestALineThatIsBeingWrittenWaits(t *testing.T) {
	disk, shipper, to := setUp(4096, 65536, 0)
	disk.Write("web", "started\nrea")
	expectRun(t, shipper, 1)
	disk.Write("web", "dy\n")
	expectRun(t, shipper, 1)
	expectBatches(t, to, []string{"started"}, []string{"ready"})
}

func TestWhatWasWrittenJustBeforeMidnightIsSent(t *testing.T) {
	disk, shipper, to := setUp(4096, 65536, 0)
	disk.Write("web", "22:00\n")
	expectRun(t, shipper, 1)
	disk.Write("web", "23:59\n")
	disk.Rotate("web")
	disk.Write("web", "00:01\n")
	expectRun(t, shipper, 2)
	expectBatches(t, to, []string{"22:00"}, []string{"23:59", "00:01"})
}

func TestLettersBeyondASCIIArriveAsTheyWere(t *testing.T) {
	disk, shipper, to := setUp(4, 65536, 0)
	disk.Write("web", "Müller\nJørgensen\n")
	expectRun(t, shipper, 2)
	disk.Write("web", "Håkansson\n")
	expectRun(t, shipper, 1)
	expectBatches(t, to, []string{"Müller", "Jørgensen"}, []string{"Håkansson"})
}

func TestNothingIsSentAgainAfterTheReceiverWasAway(t *testing.T) {
	disk, shipper, to := setUp(4096, 12, 2)
	disk.Write("web", "first\nsecond\nthird\n")
	expectRun(t, shipper, 1)
	expectRun(t, shipper, 2)
	expectBatches(t, to, []string{"first"}, []string{"second"}, []string{"third"})
}

func TestAHugeLineIsCut(t *testing.T) {
	disk, shipper, to := setUp(4096, 20, 0)
	disk.Write("web", "before\n"+strings.Repeat("x", 1000)+"\nafter\n")
	expectRun(t, shipper, 3)
	expectBatches(t, to, []string{"before"}, []string{"xxxxxxxxxxxxx [cut]"}, []string{"after"})
}
