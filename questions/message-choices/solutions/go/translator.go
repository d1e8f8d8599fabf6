package wording

import (
	"fmt"
	"strconv"
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
	catalog, err := t.find(language, key)
	if err != nil {
		return "", err
	}
	var shown strings.Builder
	if err := show(&shown, catalog.Messages[key], catalog.Language, values); err != nil {
		return "", err
	}
	return shown.String(), nil
}

// find returns the catalog whose message is said.
func (t *Translator) find(language, key string) (Catalog, error) {
	for _, candidate := range []string{language, t.fallback} {
		catalog := t.catalogs[candidate]
		if _, ok := catalog.Messages[key]; ok {
			return catalog, nil
		}
	}
	return Catalog{}, fmt.Errorf("%w: %s", ErrMissingMessage, key)
}

func show(shown *strings.Builder, message Message, language string, values Values) error {
	for _, part := range message {
		shown.WriteString(part.Text)
		if part.Slot != "" {
			value, err := valueOf(part.Slot, values)
			if err != nil {
				return err
			}
			fmt.Fprint(shown, value)
		}
		if part.Choice != nil {
			chosen, err := part.Choice.chosen(language, values)
			if err != nil {
				return err
			}
			if err := show(shown, chosen, language, values); err != nil {
				return err
			}
		}
	}
	return nil
}

func (c *Choice) chosen(language string, values Values) (Message, error) {
	value, err := valueOf(c.Name, values)
	if err != nil {
		return nil, err
	}
	number, ok := value.(int)
	if !ok || number < 0 {
		return nil, fmt.Errorf("%w: %s: %v", ErrBadValue, c.Name, value)
	}
	for _, form := range []string{strconv.Itoa(number), formFor(language, number)} {
		if message, ok := c.Forms[form]; ok {
			return message, nil
		}
	}
	return c.Forms["other"], nil
}

func valueOf(name string, values Values) (any, error) {
	value, ok := values[name]
	if !ok {
		return nil, fmt.Errorf("%w: %s", ErrMissingValue, name)
	}
	return value, nil
}
