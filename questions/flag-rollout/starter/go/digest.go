package flags

// digest is a number that looks random, and is always the same for the same text.
func digest(text string) uint32 {
	value := uint32(0x811c9dc5)
	for i := 0; i < len(text); i++ {
		value = (value ^ uint32(text[i])) * 0x01000193
	}
	value = (value ^ value>>16) * 0x85ebca6b
	return value ^ value>>13
}
