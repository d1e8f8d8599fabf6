// canary: ilm-f7273cd685c3ec8a
package wording

import (
	"errors"
	"reflect"
	"testing"
)

func mustRead(t *testing.T, language, text string) Catalog {
	t.Helper()
	catalog, err := ReadCatalog(language, text)
	if err != nil {
		t.Fatalf("%s: unexpected error: %v", text, err)
	}
	return catalog
}

func sayOne(t *testing.T, language, template string, values Values) (string, error) {
	t.Helper()
	catalog := mustRead(t, language, "key = "+template)
	return NewTranslator([]Catalog{catalog}, language).Say(language, "key", values)
}

func mustSay(t *testing.T, language, template string, values Values, want string) {
	t.Helper()
	got, err := sayOne(t, language, template, values)
	if err != nil || got != want {
		t.Errorf("%s with %v: got %q and error %v, want %q", template, values, got, err, want)
	}
}

func mustFail(t *testing.T, template string, values Values, want error) {
	t.Helper()
	if got, err := sayOne(t, "en", template, values); !errors.Is(err, want) {
		t.Errorf("%s with %v: got %q and error %v, want the error %v", template, values, got, err, want)
	}
}

// mustFind checks a catalog and its reference, which is the one for English.
func mustFind(t *testing.T, reference, language, text string, want ...Problem) {
	t.Helper()
	english := mustRead(t, "en", reference)
	got := Check([]Catalog{mustRead(t, language, text), english}, english)
	if len(got) == 0 && len(want) == 0 {
		return
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestAMessageIsCountedInTheLanguageItIsWrittenIn(t *testing.T) {
	english := mustRead(t, "en", "left = {count? one=one left | other={count} left}")
	silent := mustRead(t, "fr", "other = autre")
	french := mustRead(t, "fr", "left = {count? one=reste {count} | other=restent {count}}")
	for _, c := range []struct {
		translator *Translator
		asked      string
		want       string
	}{
		{NewTranslator([]Catalog{english, silent}, "en"), "fr", "0 left"},
		{NewTranslator([]Catalog{english, french}, "en"), "fr", "reste 0"},
		{NewTranslator([]Catalog{french}, "fr"), "en", "reste 0"},
	} {
		if got, err := c.translator.Say(c.asked, "left", Values{"count": 0}); err != nil || got != c.want {
			t.Errorf("got %q and error %v, want %q", got, err, c.want)
		}
	}
}

func TestTheFormsOfLargerNumbers(t *testing.T) {
	for n, form := range map[int]string{0: "c", 1: "a", 2: "b", 12: "c", 21: "c", 22: "b", 112: "c"} {
		mustSay(t, "pl", "{n? one=a | few=b | many=c | other=d}", Values{"n": n}, form)
	}
}

func TestAFormThatIsNotThereIsSaidAsOther(t *testing.T) {
	mustSay(t, "pl", "{n? one=a | other=d}", Values{"n": 3}, "d")
	mustSay(t, "en", "{n? few=b | other=d}", Values{"n": 1}, "d")
	mustSay(t, "xx", "{n? one=a | few=b | other=d}", Values{"n": 1}, "d")
}

func TestExactNumbersStandAnywhereAndMatchOnlyThemselves(t *testing.T) {
	template := "{n? other={n} of many | 12=a dozen | one=one | 1=just one}"
	for n, want := range map[int]string{1: "just one", 2: "2 of many", 12: "a dozen", 120: "120 of many"} {
		mustSay(t, "en", template, Values{"n": n}, want)
	}
}

func TestFormsMayHoldOtherSlots(t *testing.T) {
	template := "{n? one={name} has a parcel in {box} | other={name} has {n}}, {name}."
	mustSay(t, "en", template, Values{"n": 1, "name": "Ida", "box": "B7"}, "Ida has a parcel in B7, Ida.")
	mustSay(t, "en", template, Values{"n": 2, "name": "Ida"}, "Ida has 2, Ida.")
}

func TestAMessageMayHoldSeveralChoices(t *testing.T) {
	template := "{n? one=a parcel | other={n} parcels} in {m? one=a box|other={m} boxes}"
	mustSay(t, "en", template, Values{"n": 3, "m": 1}, "3 parcels in a box")
}

func TestOuterSpacesOfAFormDoNotCountAndInnerOnesDo(t *testing.T) {
	mustSay(t, "en", "<{n?0=|one=  a  b  |  other  =c}>", Values{"n": 1}, "<a  b>")
	mustSay(t, "en", "<{ n ? 0 = | other = c }>", Values{"n": 0}, "<>")
	mustSay(t, "en", "<{ n ? 0 = | other = c }>", Values{"n": 7}, "<c>")
}

func TestSignsMeanSomethingOnlyInTheirPlace(t *testing.T) {
	mustSay(t, "en", "Ready? Go | 1 = 1", nil, "Ready? Go | 1 = 1")
	mustSay(t, "en", "{n? one=really? a=b | other=x}", Values{"n": 1}, "really? a=b")
}

func TestOtherChoicesAreBadMessages(t *testing.T) {
	for _, template := range []string{
		"{n?}",
		"{n? one=a | 0=b}",
		"{n? one=a | one=b | other=c}",
		"{n? 3=a | 3=b | other=c}",
		"{n? two=a | other=c}",
		"{n? One=a | other=c}",
		"{n? -1=a | other=c}",
		"{n? one | other=c}",
		"{n? one=a | other=c | }",
		"{N? other=c}",
		"{? other=c}",
		"{n? other={M}}",
		"{n? other={m? other=c}}",
		"{n? one={m? one=a | other=b} | other=c}",
		"{n? other=c",
		"{n? other=c}}",
		"{n? other={m}",
	} {
		if _, err := ReadCatalog("en", "key = "+template); !errors.Is(err, ErrBadMessage) {
			t.Errorf("%s: got error %v, want ErrBadMessage", template, err)
		}
	}
}

func TestAChoiceNeedsAWholeNumber(t *testing.T) {
	for _, value := range []any{"3", -1, 1.5, nil} {
		mustFail(t, "{n? other=c}", Values{"n": value}, ErrBadValue)
	}
}

func TestAChoiceNeedsAValue(t *testing.T) {
	mustFail(t, "{n? other=c}", nil, ErrMissingValue)
	mustFail(t, "{n? one=a | other={name}}", Values{"n": 2}, ErrMissingValue)
	if _, err := NewTranslator(nil, "en").Say("en", "key", nil); !errors.Is(err, ErrMissingMessage) {
		t.Errorf("got error %v, want ErrMissingMessage", err)
	}
}

func TestChoicesAndTheSlotsInTheirFormsAreCompared(t *testing.T) {
	mustFind(t, "a = {n} for {name}", "de", "a = {n? one=eins | other={n} für {name}}")
	mustFind(t, "a = {n? one={name} | other={box}}", "de", "a = {box}",
		Problem{"de", "a", "leaves out n"}, Problem{"de", "a", "leaves out name"})
	mustFind(t, "a = {n}", "de", "a = {m? one={n} | other={n} {box}}",
		Problem{"de", "a", "asks for box"}, Problem{"de", "a", "asks for m"})
}

func TestNeitherOtherNorExactNumbersStandInForAForm(t *testing.T) {
	mustFind(t, "a = {n? 1=one | other=c}", "pl", "a = {n? 1=a | few=b | other=c}",
		Problem{"en", "a", "n has no one"}, Problem{"pl", "a", "n has no many"}, Problem{"pl", "a", "n has no one"})
}

func TestEveryChoiceIsCheckedAlsoWithoutAReference(t *testing.T) {
	mustFind(t, "a = {n? one=a | other=b} {m? one=a | other=b}",
		"fr", "a = {n? other=b} {m? other=b} {m? one=a | other=b}\nb = {n? other=c}",
		Problem{"fr", "a", "m has no one"},
		Problem{"fr", "a", "n has no one"},
		Problem{"fr", "b", "is not in the reference"},
		Problem{"fr", "b", "n has no one"})
}

func TestNothingMoreIsAskedOfALanguageWeDoNotKnow(t *testing.T) {
	mustFind(t, "a = {n? one=a | other=b}", "xx", "a = {n? other=c}")
}
