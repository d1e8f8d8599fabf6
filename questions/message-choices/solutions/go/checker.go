package wording

import "sort"

// Problem is something for a translator to look at.
type Problem struct {
	Language string
	Key      string
	What     string
}

// Check returns all problems of the catalogs, sorted, each once. The reference may be one of them.
func Check(catalogs []Catalog, reference Catalog) []Problem {
	found := map[Problem]bool{}
	for _, catalog := range catalogs {
		for key, message := range catalog.Messages {
			for _, what := range missingForms(message, catalog.Language) {
				found[Problem{catalog.Language, key, what}] = true
			}
			theirs, known := reference.Messages[key]
			if !known {
				found[Problem{catalog.Language, key, "is not in the reference"}] = true
				continue
			}
			for _, what := range compare(slots(message), slots(theirs)) {
				found[Problem{catalog.Language, key, what}] = true
			}
		}
		for key := range reference.Messages {
			if _, ok := catalog.Messages[key]; !ok {
				found[Problem{catalog.Language, key, "is missing"}] = true
			}
		}
	}
	return inOrder(found)
}

func compare(ours, theirs map[string]bool) []string {
	var found []string
	for name := range theirs {
		if !ours[name] {
			found = append(found, "leaves out "+name)
		}
	}
	for name := range ours {
		if !theirs[name] {
			found = append(found, "asks for "+name)
		}
	}
	return found
}

func missingForms(message Message, language string) []string {
	var found []string
	for _, choice := range choices(message) {
		for _, form := range formsOf(language) {
			if _, ok := choice.Forms[form]; !ok {
				found = append(found, choice.Name+" has no "+form)
			}
		}
	}
	return found
}

func inOrder(found map[Problem]bool) []Problem {
	var problems []Problem
	for problem := range found {
		problems = append(problems, problem)
	}
	sort.Slice(problems, func(i, j int) bool {
		a, b := problems[i], problems[j]
		if a.Language != b.Language {
			return a.Language < b.Language
		}
		if a.Key != b.Key {
			return a.Key < b.Key
		}
		return a.What < b.What
	})
	return problems
}
