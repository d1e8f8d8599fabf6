package shipper

import "errors"

// ErrUnreachable tells that the receiver can't be reached. It has not taken the batch.
var ErrUnreachable = errors.New("unreachable")

// Shipper sends the lines of a log to a receiver, in their order.
//
// Each batch that the receiver has taken is remembered at once, so that no line is sent again and none is left out,
// whatever happens to the batches after it.
type Shipper struct {
	disk      *Disk
	log       string
	send      func(texts []string) error
	positions *Positions
	maxBytes  int
}

// New makes a shipper for a log; no batch that it sends has more than maxBytes.
func New(disk *Disk, log string, send func(texts []string) error, positions *Positions, maxBytes int) *Shipper {
	return &Shipper{disk, log, send, positions, maxBytes}
}

// Run sends what is new, and says how many lines the receiver has taken.
//
// When the receiver becomes unreachable, that is all for this run, and no error; the next one goes on from there. Any
// other error of send goes to the caller.
func (s *Shipper) Run() (sent int, err error) {
	lines := newLines(s.disk, s.log, s.positions.Load(s.log))
	for _, batch := range batches(lines, s.maxBytes) {
		err := s.send(textsOf(batch))
		if errors.Is(err, ErrUnreachable) {
			return sent, nil
		}
		if err != nil {
			return sent, err
		}
		s.positions.Save(s.log, batch[len(batch)-1].End)
		sent += len(batch)
	}
	return sent, nil
}

func textsOf(batch []Line) []string {
	texts := []string{}
	for _, line := range batch {
		texts = append(texts, line.Text)
	}
	return texts
}
