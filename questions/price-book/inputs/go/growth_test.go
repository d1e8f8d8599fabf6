package pricebook

import (
	"fmt"
	"syscall"
	"testing"
	"time"
)

// processorTime is what this process has had of the processor: a busy machine does not pass for a slow function.
func processorTime(t *testing.T) time.Duration {
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		t.Fatal(err)
	}
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
}

// TestGrowth prints `growth SIZE MILLISECONDS` for each size: the best of at least three runs on books of that size. Each
// run has a book of its own, since a processor learns the way through a small one by heart.
func TestGrowth(t *testing.T) {
	for _, size := range []int{750, 1500, 3000, 6000} {
		t.Run(fmt.Sprint(size), func(t *testing.T) {
			best, spent := time.Hour, time.Duration(0)
			for run := 0; run < 3 || spent < 100*time.Millisecond; run++ {
				book, questions := growthBook(size, run)
				started := processorTime(t)
				PricesAsNoted(book, questions)
				took := processorTime(t) - started
				spent += took
				if took < best {
					best = took
				}
			}
			fmt.Printf("growth %d %.4f\n", size, float64(best.Nanoseconds())/1e6)
		})
	}
}

func growthBook(size, run int) ([]Line, []Question) {
	book := make([]Line, size)
	questions := make([]Question, size)
	state := uint32(run)
	next := func() int {
		state = state*1_103_515_245 + 12_345
		return int(state>>8) % size
	}
	for i := range book {
		book[i] = Line{Noted: i, Starts: next() / 2, Price: i}
		if i%3 == 2 {
			book[i].Price = NoPrice
		}
		questions[i] = Question{Asked: next(), Day: next() / 2}
	}
	return book, questions
}
