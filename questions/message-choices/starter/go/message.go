// Package wording is what a parcel locker says on its screen, in the language of whoever stands before it.
package wording

import (
	"fmt"
	"regexp"
	"strings"
)

// Part is a piece of text, or a slot such as {name}, which stands for a value. The other field is empty.
type Part struct {
	Text string
	Slot string
}

// Message is a message by its parts.
type Message []Part

var (
	inBraces = regexp.MustCompile(`\{[^{}]*\}`)
	nameOnly = regexp.MustCompile(`^[a-z]+$`)
)

// Parse returns the parts of a message. Braces that make no slot are a mistake.
func Parse(template string) (Message, error) {
	var message Message
	at := 0
	for _, found := range inBraces.FindAllStringIndex(template, -1) {
		text, err := textOf(template[at:found[0]])
		if err != nil {
			return nil, err
		}
		slot, err := slotOf(template[found[0]+1 : found[1]-1])
		if err != nil {
			return nil, err
		}
		message = append(message, text, slot)
		at = found[1]
	}
	text, err := textOf(template[at:])
	if err != nil {
		return nil, err
	}
	return append(message, text), nil
}

func textOf(text string) (Part, error) {
	if strings.ContainsAny(text, "{}") {
		return Part{}, fmt.Errorf("%w: a brace without its partner: %s", ErrBadMessage, text)
	}
	return Part{Text: text}, nil
}

func slotOf(text string) (Part, error) {
	name, err := nameOf(text)
	return Part{Slot: name}, err
}

// nameOf: names are small letters; spaces around them don't matter.
func nameOf(text string) (string, error) {
	name := strings.TrimSpace(text)
	if !nameOnly.MatchString(name) {
		return "", fmt.Errorf("%w: not a name: %s", ErrBadMessage, text)
	}
	return name, nil
}

// slots returns the names of all values that the message can show.
func slots(message Message) map[string]bool {
	names := map[string]bool{}
	for _, part := range message {
		if part.Slot != "" {
			names[part.Slot] = true
		}
	}
	return names
}
