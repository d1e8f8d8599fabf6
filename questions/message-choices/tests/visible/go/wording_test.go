package wording

import (
	"errors"
	"reflect"
	"testing"
)

const en = `
hello = Hello {name}!
waiting = {count? one=A parcel waits | other={count} parcels wait} for you.
shelf = {count? 0=Nothing here | one=One parcel | other={count} parcels}
`
const pl = `
waiting = {count? one=Czeka paczka | few=Czekają {count} paczki | many=Czeka {count} paczek | other=Czekają paczki}.
`

func catalogOf(t *testing.T, language, text string) Catalog {
	t.Helper()
	catalog, err := ReadCatalog(language, text)
	if err != nil {
		t.Fatalf("unexpected error: %v", err)
	}
	return catalog
}

func expectSaid(t *testing.T, language, key string, values Values, want string) {
	t.Helper()
	translator := NewTranslator([]Catalog{catalogOf(t, "en", en), catalogOf(t, "pl", pl)}, "en")
	got, err := translator.Say(language, key, values)
	if err != nil {
		t.Fatalf("unexpected error: %v", err)
	}
	if got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestASlotShowsItsValue(t *testing.T) {
	expectSaid(t, "en", "hello", Values{"name": "Ida"}, "Hello Ida!")
}

func TestWithoutATranslationTheFallbackIsSaid(t *testing.T) {
	expectSaid(t, "pl", "hello", Values{"name": "Ida"}, "Hello Ida!")
}

func TestAChoiceSaysTheFormForTheNumber(t *testing.T) {
	expectSaid(t, "en", "waiting", Values{"count": 1}, "A parcel waits for you.")
	expectSaid(t, "en", "waiting", Values{"count": 3}, "3 parcels wait for you.")
}

func TestEachLanguageHasItsOwnForms(t *testing.T) {
	expectSaid(t, "pl", "waiting", Values{"count": 1}, "Czeka paczka.")
	expectSaid(t, "pl", "waiting", Values{"count": 3}, "Czekają 3 paczki.")
	expectSaid(t, "pl", "waiting", Values{"count": 5}, "Czeka 5 paczek.")
}

func TestAnExactNumberComesBeforeTheForms(t *testing.T) {
	expectSaid(t, "en", "shelf", Values{"count": 0}, "Nothing here")
	expectSaid(t, "en", "shelf", Values{"count": 1}, "One parcel")
}

func TestAChoiceNeedsTheFormOther(t *testing.T) {
	if _, err := ReadCatalog("en", "waiting = {count? one=A parcel}"); !errors.Is(err, ErrBadMessage) {
		t.Errorf("got error %v, want ErrBadMessage", err)
	}
}

func TestTheCheckerTellsWhichFormsALanguageLacks(t *testing.T) {
	reference := catalogOf(t, "en", "waiting = {count? one=A parcel | other={count} parcels}")
	polish := catalogOf(t, "pl", "waiting = {count? one=Paczka | many={count} paczek | other=Paczki}")
	got := Check([]Catalog{reference, polish}, reference)
	if want := []Problem{{"pl", "waiting", "count has no few"}}; !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}
