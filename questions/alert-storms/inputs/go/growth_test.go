package storms

import (
	"fmt"
	"testing"
	"time"
)

// TestGrowth prints `growth SIZE MILLISECONDS` for each size: the best of three runs on a log of that size.
func TestGrowth(t *testing.T) {
	for _, size := range []int{1000, 2000, 4000, 8000} {
		t.Run(fmt.Sprint(size), func(t *testing.T) {
			alerts := make([]Alert, size)
			for i := range alerts {
				alerts[i] = Alert{At: i * 3, Service: fmt.Sprintf("service-%d", i%40)}
			}
			best := time.Hour
			for run := 0; run < 3; run++ {
				started := time.Now()
				FindStorms(alerts, size*3/2, 20)
				if took := time.Since(started); took < best {
					best = took
				}
			}
			fmt.Printf("growth %d %.4f\n", size, float64(best.Nanoseconds())/1e6)
		})
	}
}
