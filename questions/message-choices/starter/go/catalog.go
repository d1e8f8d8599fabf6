package wording

import "strings"

// Catalog holds all messages of one language, by their keys.
type Catalog struct {
	Language string
	Messages map[string]Message
}

// ReadCatalog reads lines of key = message. Lines that are empty or begin with # say nothing.
func ReadCatalog(language, text string) (Catalog, error) {
	messages := map[string]Message{}
	for _, line := range strings.Split(text, "\n") {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		key, template, _ := strings.Cut(line, "=")
		message, err := Parse(strings.TrimSpace(template))
		if err != nil {
			return Catalog{}, err
		}
		messages[strings.TrimSpace(key)] = message
	}
	return Catalog{Language: language, Messages: messages}, nil
}
