package meters

// ImportFile adds the readings of a file to the register, and says how many there were.
//
// A file is taken as a whole: when anything is wrong with it, the register stays as it was.
func ImportFile(register *Register, text string) (int, error) {
	count := 0
	err := parse(text, func(reading Reading) error {
		count++
		return register.Add(reading)
	})
	return count, err
}
