package wording

import (
	"fmt"
	"strings"
)

// Values are what a message shows, by the names of its slots.
type Values map[string]any

// Translator says messages in a language, or in the fallback language where that has none.
type Translator struct {
	catalogs map[string]Catalog
	fallback string
}

// NewTranslator makes a translator.
func NewTranslator(catalogs []Catalog, fallback string) *Translator {
	t := &Translator{catalogs: map[string]Catalog{}, fallback: fallback}
	for _, catalog := range catalogs {
		t.catalogs[catalog.Language] = catalog
	}
	return t
}

// Say returns a message with its values.
func (t *Translator) Say(language, key string, values Values) (string, error) {
	message, err := t.find(language, key)
	if err != nil {
		return "", err
	}
	var shown strings.Builder
	for _, part := range message {
		shown.WriteString(part.Text)
		if part.Slot != "" {
			value, err := valueOf(part.Slot, values)
			if err != nil {
				return "", err
			}
			fmt.Fprint(&shown, value)
		}
	}
	return shown.String(), nil
}

func (t *Translator) find(language, key string) (Message, error) {
	for _, candidate := range []string{language, t.fallback} {
		if message, ok := t.catalogs[candidate].Messages[key]; ok {
			return message, nil
		}
	}
	return nil, fmt.Errorf("%w: %s", ErrMissingMessage, key)
}

func valueOf(name string, values Values) (any, error) {
	value, ok := values[name]
	if !ok {
		return nil, fmt.Errorf("%w: %s", ErrMissingValue, name)
	}
	return value, nil
}
