package wording

// Which form of a word goes with a number.

var allForms = map[string]bool{"one": true, "few": true, "many": true, "other": true}

var forms = map[string][]string{
	"de": {"one", "other"},
	"en": {"one", "other"},
	"fr": {"one", "other"},
	"pl": {"one", "few", "many"},
}

// formsOf returns the forms that whole numbers take in a language; only other if we know nothing about it.
func formsOf(language string) []string {
	if known, ok := forms[language]; ok {
		return known
	}
	return []string{"other"}
}

// formFor returns the form for a whole number, 0 or more.
func formFor(language string, number int) string {
	switch {
	case (language == "de" || language == "en") && number == 1:
		return "one"
	case language == "fr" && number < 2:
		return "one"
	case language == "pl":
		return polishForm(number)
	}
	return "other"
}

func polishForm(number int) string {
	ones, teens := number%10, number%100
	switch {
	case number == 1:
		return "one"
	case ones >= 2 && ones <= 4 && (teens < 12 || teens > 14):
		return "few"
	}
	return "many"
}
