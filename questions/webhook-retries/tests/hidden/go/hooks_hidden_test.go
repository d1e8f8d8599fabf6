// canary: ilm-b8261fd05a7ce394
package hooks

import (
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"
)

const someTime = 1_700_000_000

type answer struct {
	status int
	err    error
}

// bench is an outbox whose receivers give one answer after the other, the last one for ever.
type bench struct {
	*testing.T
	clock   *ManualClock
	outbox  *Outbox
	answers []answer
	bodies  []string
	headers []map[string]string
}

func newBench(t *testing.T, maxAttempts int, answers ...answer) *bench {
	b := &bench{T: t, clock: NewManualClock(someTime), answers: answers}
	b.outbox = New(b.clock, b.post, maxAttempts)
	return b
}

func statuses(all ...int) []answer {
	var answers []answer
	for _, status := range all {
		answers = append(answers, answer{status: status})
	}
	return answers
}

func (b *bench) post(url string, headers map[string]string, body string) (int, error) {
	b.bodies = append(b.bodies, body)
	b.headers = append(b.headers, headers)
	next := b.answers[0]
	if len(b.answers) > 1 {
		b.answers = b.answers[1:]
	}
	return next.status, next.err
}

func (b *bench) runAfter(seconds int64) {
	b.Helper()
	b.clock.Advance(seconds)
	if err := b.outbox.Run(); err != nil {
		b.Fatal(err)
	}
}

func (b *bench) mustBe(id int, state State, attempts int, reason string) {
	b.Helper()
	got, _ := b.outbox.Delivery(id)
	if got.State != state || got.Attempts != attempts || state == Dead && got.Reason != reason {
		b.Errorf("got %s after %d attempts (%q), want %s after %d (%q)",
			got.State, got.Attempts, got.Reason, state, attempts, reason)
	}
}

func (b *bench) mustHaveSeen(want ...string) {
	b.Helper()
	if !reflect.DeepEqual(b.bodies, want) {
		b.Errorf("got %q, want %q", b.bodies, want)
	}
}

func TestSuccesses(t *testing.T) {
	for _, status := range []int{200, 204, 299} {
		b := newBench(t, 0, statuses(status)...)
		id := b.outbox.Send(shop, "paid")
		b.runAfter(0)
		b.mustBe(id, Delivered, 1, "")
	}
}

func TestFailuresThatAreWorthAnotherTry(t *testing.T) {
	wrapped := fmt.Errorf("shop: %w", ErrNoAnswer)
	for _, first := range append(statuses(408, 429, 500, 503, 599), answer{err: ErrNoAnswer}, answer{err: wrapped}) {
		b := newBench(t, 0, first, answer{status: 200})
		id := b.outbox.Send(shop, "paid")
		b.runAfter(0)
		b.mustBe(id, Waiting, 1, "")
		b.runAfter(10)
		b.mustBe(id, Delivered, 2, "")
	}
}

func TestFailuresThatAreFinal(t *testing.T) {
	for _, status := range []int{301, 302, 304, 400, 401, 404, 410, 499} {
		b := newBench(t, 0, statuses(status)...)
		id := b.outbox.Send(shop, "paid")
		b.runAfter(0)
		b.mustBe(id, Dead, 1, fmt.Sprint("status ", status))
	}
}

func TestNoAnswerIsAReasonToo(t *testing.T) {
	b := newBench(t, 2, answer{err: ErrNoAnswer})
	id := b.outbox.Send(shop, "paid")
	b.runAfter(0)
	b.runAfter(10)
	b.mustBe(id, Dead, 2, "no answer")
}

func TestWaitsDoubleUpToAnHour(t *testing.T) {
	want := []int64{10, 20, 40, 80, 160, 320, 640, 1280, 2560, 3600, 3600, 3600}
	for i, wait := range want {
		if got := waitAfter(i + 1); got != wait {
			t.Errorf("after %d attempts: got %d, want %d", i+1, got, wait)
		}
	}
	if got := waitAfter(70); got != 3600 {
		t.Errorf("after 70 attempts: got %d, want 3600", got)
	}
}

func TestNothingIsTriedASecondTooEarly(t *testing.T) {
	b := newBench(t, 0, statuses(503)...)
	b.outbox.Send(shop, "paid")
	for _, step := range [][2]int64{{0, 1}, {9, 1}, {1, 2}, {19, 2}, {1, 3}} {
		b.runAfter(step[0])
		if len(b.bodies) != int(step[1]) {
			t.Fatalf("got %d attempts, want %d", len(b.bodies), step[1])
		}
	}
}

func TestALateRunTriesOnceAndWaitsFromThenOn(t *testing.T) {
	b := newBench(t, 0, statuses(503)...)
	b.outbox.Send(shop, "paid")
	b.runAfter(0)
	for _, step := range [][2]int64{{5000, 2}, {0, 2}, {19, 2}, {1, 3}} {
		b.runAfter(step[0])
		if len(b.bodies) != int(step[1]) {
			t.Fatalf("got %d attempts, want %d", len(b.bodies), step[1])
		}
	}
}

func TestARetryHoldsUpLaterEventsOfItsEndpoint(t *testing.T) {
	b := newBench(t, 0, statuses(503, 503, 200)...)
	b.outbox.Send(shop, "ordered")
	b.outbox.Send(shop, "paid")
	b.runAfter(0)
	b.outbox.Send(shop, "shipped")
	b.runAfter(10)
	b.mustHaveSeen("ordered", "ordered")
	b.runAfter(20)
	b.mustHaveSeen("ordered", "ordered", "ordered", "paid", "shipped")
}

func TestADeadEventMakesWay(t *testing.T) {
	b := newBench(t, 0, statuses(404, 200)...)
	first, second := b.outbox.Send(shop, "ordered"), b.outbox.Send(shop, "paid")
	b.runAfter(0)
	b.mustBe(first, Dead, 1, "status 404")
	b.mustBe(second, Delivered, 1, "")
}

func TestOneSecretMoreDoesNotMakeAnotherEndpoint(t *testing.T) {
	b := newBench(t, 0, statuses(503)...)
	b.outbox.Send(shop, "ordered")
	b.outbox.Send(Endpoint{shop.URL, "new-secret"}, "paid")
	b.runAfter(0)
	b.mustHaveSeen("ordered")
}

func TestOneRunTriesEverythingThatIsDue(t *testing.T) {
	b := newBench(t, 0, statuses(200)...)
	for number := 0; number < 15; number++ {
		b.outbox.Send(Endpoint{fmt.Sprintf("https://%d.example", number%5), "secret"}, "paid")
	}
	b.runAfter(0)
	for id := 1; id <= 15; id++ {
		b.mustBe(id, Delivered, 1, "")
	}
	if len(b.bodies) != 15 {
		t.Errorf("got %d attempts, want 15", len(b.bodies))
	}
}

func TestTheIDIsTheSameInEveryAttempt(t *testing.T) {
	b := newBench(t, 0, answer{status: 503}, answer{err: ErrNoAnswer}, answer{status: 200})
	first, second := b.outbox.Send(shop, "ordered"), b.outbox.Send(shop, "paid")
	for _, seconds := range []int64{0, 10, 20} {
		b.runAfter(seconds)
	}
	var got []string
	for _, headers := range b.headers {
		got = append(got, headers["Delivery"])
	}
	if want := fmt.Sprint(first, first, first, second); strings.Join(got, " ") != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestEveryAttemptIsSignedAtItsOwnTime(t *testing.T) {
	b := newBench(t, 0, statuses(503)...)
	b.outbox.Send(shop, "paid")
	for attempts := 1; attempts <= 4; attempts++ {
		b.runAfter(1000)
		if len(b.headers) != attempts {
			t.Fatalf("got %d attempts, want %d", len(b.headers), attempts)
		}
		got, want := b.headers[attempts-1]["Signature"], Sign(shop.Secret, b.clock.Now(), "paid")
		if got != want {
			t.Errorf("attempt %d: got %s, want %s", attempts, got, want)
		}
	}
}

func TestAFaultOfOurOwnGoesToTheCallerAndDoesNotCount(t *testing.T) {
	fault := errors.New("a fault")
	b := newBench(t, 0, answer{err: fault}, answer{status: 200})
	first, second := b.outbox.Send(shop, "ordered"), b.outbox.Send(shop, "paid")
	if err := b.outbox.Run(); !errors.Is(err, fault) {
		t.Errorf("got error %v, want the fault", err)
	}
	b.mustBe(first, Waiting, 0, "")
	b.runAfter(0)
	b.mustBe(first, Delivered, 1, "")
	b.mustBe(second, Delivered, 1, "")
}

func TestASignatureIsWhatItWas(t *testing.T) {
	want := fmt.Sprintf("t=%d,v1=%s", someTime, "83343a78d006b9e9574a607c8fad9b4c50f2d9d1a41f5b923b322bbc60e63c11")
	if got := Sign("shop-secret", someTime, "paid"); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestASignatureIsGoodFor300SecondsBothWays(t *testing.T) {
	for age, want := range map[int64]bool{0: true, 300: true, 301: false, -300: true, -301: false} {
		if got := IsGenuine("secret", Sign("secret", someTime-age, "paid"), "paid", someTime); got != want {
			t.Errorf("%d seconds old: got %v, want %v", age, got, want)
		}
	}
}

func mustRefuse(t *testing.T, secret, header, body string) {
	t.Helper()
	defer func() {
		if fault := recover(); fault != nil {
			t.Errorf("%q ends in a panic: %v", header, fault)
		}
	}()
	if IsGenuine(secret, header, body, someTime) {
		t.Errorf("%q is genuine for %q", header, body)
	}
}

func TestASignatureBelongsToItsBodySecretAndTime(t *testing.T) {
	header := Sign("secret", someTime, "paid")
	mustRefuse(t, "secret", header, "paid!")
	mustRefuse(t, "Secret", header, "paid")
	mustRefuse(t, "secret", strings.Replace(header, "t=17", "t=18", 1), "paid")
	mustRefuse(t, "secret", strings.Replace(header, "0,", "1,", 1), "paid")
}

func TestAPartOfASignatureIsNotGenuine(t *testing.T) {
	header := Sign("secret", someTime, "paid")
	start := strings.Index(header, "v1=") + 3
	for _, end := range []int{start, start + 1, start + 63} {
		mustRefuse(t, "secret", header[:end], "paid")
	}
	mustRefuse(t, "secret", header+"0", "paid")
}

func TestNonsenseIsNotGenuine(t *testing.T) {
	zeros := strings.Repeat("0", 64)
	for _, header := range []string{
		"", ",", "nonsense", "t=,v1=", "t=x,v1=y", fmt.Sprint("t=", someTime), "v1=" + zeros, "t=1=2,v1",
		"t=\u0661,v1=" + zeros,
	} {
		mustRefuse(t, "secret", header, "paid")
	}
}
