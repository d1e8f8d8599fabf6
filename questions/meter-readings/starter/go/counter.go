package meters

// numbers is how many numbers a meter can show: with two digits the hundred from 0 to 99.
func numbers(digits int) int {
	count := 1
	for i := 0; i < digits; i++ {
		count *= 10
	}
	return count
}

// counted is what a meter counted from the first of its readings to the last; with fewer than two it is 0.
//
// After its highest number a meter goes on with 0. From one reading to the next that happens once at most: the
// caretaker comes often enough.
func counted(readings []Reading, digits int) int {
	if len(readings) < 2 {
		return 0
	}
	return readings[len(readings)-1].Value - readings[0].Value
}
