package hooks

const firstWait = 10

// waitAfter is how many seconds to wait after so many failed attempts.
func waitAfter(attempts int) int64 {
	return firstWait << (attempts - 1)
}
