package storms

import (
	"fmt"
	"testing"
	"time"
)

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
				started := time.Now()
				FindStorms(alerts, size*3/2, 20)
				took := time.Since(started)
				spent += took
				if took < best {
					best = took
				}
			}
			fmt.Printf("growth %d %.4f\n", size, float64(best.Nanoseconds())/1e6)
		})
	}
}
