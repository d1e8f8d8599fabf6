// Package wording is what a parcel locker says on its screen, in the language of whoever stands before it.
package wording

import (
	"fmt"
	"regexp"
	"strings"
)

// Part is a piece of text, a slot such as {name}, which stands for a value, or a choice. The other fields are empty.
type Part struct {
	Text   string
	Slot   string
	Choice *Choice
}

// Choice says one of several messages, by a number: {name? one=... | other=...}.
type Choice struct {
	Name  string
	Forms map[string]Message // by the form, or by an exact number in digits; they hold no choices
}

// Message is a message by its parts.
type Message []Part

var (
	inBraces   = regexp.MustCompile(`\{(?:[^{}]|\{[^{}]*\})*\}`)
	nameOnly   = regexp.MustCompile(`^[a-z]+$`)
	numberOnly = regexp.MustCompile(`^[0-9]+$`)
)

// Parse returns the parts of a message. Braces that make neither slot nor choice are a mistake.
func Parse(template string) (Message, error) {
	var message Message
	at := 0
	for _, found := range inBraces.FindAllStringIndex(template, -1) {
		text, err := textOf(template[at:found[0]])
		if err != nil {
			return nil, err
		}
		value, err := valuePart(template[found[0]+1 : found[1]-1])
		if err != nil {
			return nil, err
		}
		message = append(message, text, value)
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

// valuePart makes a slot or a choice of what stands in braces.
func valuePart(text string) (Part, error) {
	text, rest, isChoice := strings.Cut(text, "?")
	name, err := nameOf(text)
	if err != nil || !isChoice {
		return Part{Slot: name}, err
	}
	forms, err := formsIn(rest)
	return Part{Choice: &Choice{Name: name, Forms: forms}}, err
}

func formsIn(text string) (map[string]Message, error) {
	forms := map[string]Message{}
	for _, piece := range strings.Split(text, "|") {
		form, template, complete := strings.Cut(piece, "=")
		form = strings.TrimSpace(form)
		if !complete || !(allForms[form] || numberOnly.MatchString(form)) {
			return nil, fmt.Errorf("%w: not a form and its text: %s", ErrBadMessage, piece)
		}
		if _, twice := forms[form]; twice {
			return nil, fmt.Errorf("%w: given twice: %s", ErrBadMessage, form)
		}
		message, err := Parse(strings.TrimSpace(template))
		if err != nil {
			return nil, err
		}
		if len(choices(message)) > 0 {
			return nil, fmt.Errorf("%w: a choice within a choice: %s", ErrBadMessage, piece)
		}
		forms[form] = message
	}
	if _, ok := forms["other"]; !ok {
		return nil, fmt.Errorf("%w: a choice without other: %s", ErrBadMessage, text)
	}
	return forms, nil
}

// nameOf: names are small letters; spaces around them don't matter.
func nameOf(text string) (string, error) {
	name := strings.TrimSpace(text)
	if !nameOnly.MatchString(name) {
		return "", fmt.Errorf("%w: not a name: %s", ErrBadMessage, text)
	}
	return name, nil
}

func choices(message Message) []*Choice {
	var found []*Choice
	for _, part := range message {
		if part.Choice != nil {
			found = append(found, part.Choice)
		}
	}
	return found
}

// slots returns the names of all values that the message can show or count.
func slots(message Message) map[string]bool {
	names := map[string]bool{}
	for _, part := range message {
		if part.Slot != "" {
			names[part.Slot] = true
		}
	}
	for _, choice := range choices(message) {
		names[choice.Name] = true
		for _, form := range choice.Forms {
			for name := range slots(form) {
				names[name] = true
			}
		}
	}
	return names
}
