package hooks

const (
	firstWait   = 10
	longestWait = 3600
)

// waitAfter is how many seconds to wait after so many failed attempts.
func waitAfter(attempts int) int64 {
	wait := int64(firstWait)
	for n := 1; n < attempts && wait < longestWait; n++ {
		wait *= 2
	}
	if wait > longestWait {
		return longestWait
	}
	return wait
}
