package meters

// ImportFile adds the readings of a file to the register, and says how many there were.
//
// A file is taken as a whole: when anything is wrong with it, the register stays as it was.
func ImportFile(register *Register, text string) (int, error) {
	var readings []Reading
	err := parse(text, func(reading Reading) error {
		readings = append(readings, reading)
		return register.check(reading)
	})
	if err != nil {
		return 0, err
	}
	for _, reading := range readings {
		if err := register.Add(reading); err != nil {
			return 0, err
		}
	}
	return len(readings), nil
}
