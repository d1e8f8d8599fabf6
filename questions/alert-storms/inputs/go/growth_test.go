package storms

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

// TestGrowth prints `growth SIZE MILLISECONDS` for each size: the best of at least three runs on a log of that size.
func TestGrowth(t *testing.T) {
	for _, size := range []int{1000, 2000, 4000, 8000} {
		t.Run(fmt.Sprint(size), func(t *testing.T) {
			alerts := make([]Alert, size)
			for i := range alerts {
				alerts[i] = Alert{At: i * 3, Service: fmt.Sprintf("service-%d", i%40)}
			}
			best, spent := time.Hour, time.Duration(0)
			for run := 0; run < 3 || spent < 100*time.Millisecond; run++ {
				started := processorTime(t)
				FindStorms(alerts, size*3/2, 20)
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
