package hooks

import (
	"strconv"
	"strings"
	"testing"
)

var (
	shop = Endpoint{"https://shop.example/hooks", "shop-secret"}
	bank = Endpoint{"https://bank.example/hooks", "bank-secret"}
)

type arrival struct {
	url     string
	headers map[string]string
	body    string
}

// receivers answer with 200, or with what a test says, and keep what arrived.
type receivers struct {
	answers map[string]int
	arrived []arrival
}

func (r *receivers) post(url string, headers map[string]string, body string) (int, error) {
	r.arrived = append(r.arrived, arrival{url, headers, body})
	if status, told := r.answers[url]; told {
		return status, nil
	}
	return 200, nil
}

func setUp() (*Outbox, *ManualClock, *receivers) {
	clock := NewManualClock(1_700_000_000)
	all := &receivers{answers: map[string]int{}}
	return New(clock, all.post, 0), clock, all
}

func run(t *testing.T, outbox *Outbox) {
	t.Helper()
	if err := outbox.Run(); err != nil {
		t.Fatalf("unexpected error: %v", err)
	}
}

func expectState(t *testing.T, outbox *Outbox, id int, state State, attempts int) {
	t.Helper()
	delivery, ok := outbox.Delivery(id)
	if !ok || delivery.State != state || delivery.Attempts != attempts {
		t.Errorf("got %s after %d attempts, want %s after %d", delivery.State, delivery.Attempts, state, attempts)
	}
}

func TestAnEventArrivesWithItsIDAndASignature(t *testing.T) {
	outbox, clock, all := setUp()
	id := outbox.Send(shop, `{"paid": 7}`)
	run(t, outbox)
	if len(all.arrived) != 1 {
		t.Fatalf("%d events arrived, want 1", len(all.arrived))
	}
	got := all.arrived[0]
	if got.url != shop.URL || got.body != `{"paid": 7}` || got.headers["Delivery"] != strconv.Itoa(id) {
		t.Errorf("got %v", got)
	}
	if !IsGenuine(shop.Secret, got.headers["Signature"], got.body, clock.Now()) {
		t.Errorf("the signature %q is not genuine", got.headers["Signature"])
	}
	expectState(t, outbox, id, Delivered, 1)
}

func TestAFailedAttemptIsRepeatedAfter10And20Seconds(t *testing.T) {
	outbox, clock, all := setUp()
	id := outbox.Send(shop, "paid")
	all.answers[shop.URL] = 503
	for _, seconds := range []int64{0, 10, 20} {
		clock.Advance(seconds)
		run(t, outbox)
	}
	expectState(t, outbox, id, Waiting, 3)
}

func TestAfterEightFailedAttemptsADeliveryIsDead(t *testing.T) {
	outbox, clock, all := setUp()
	id := outbox.Send(shop, "paid")
	all.answers[shop.URL] = 503
	for round := 0; round < 10; round++ {
		run(t, outbox)
		clock.Advance(3600)
	}
	expectState(t, outbox, id, Dead, 8)
}

func TestEndpointsDoNotWaitForEachOther(t *testing.T) {
	outbox, _, all := setUp()
	all.answers[shop.URL] = 503
	first, second := outbox.Send(shop, "paid"), outbox.Send(bank, "paid")
	run(t, outbox)
	expectState(t, outbox, first, Waiting, 1)
	expectState(t, outbox, second, Delivered, 1)
}

func TestASignatureWithAnotherSecretIsNotGenuine(t *testing.T) {
	outbox, clock, all := setUp()
	outbox.Send(shop, "paid")
	run(t, outbox)
	if IsGenuine(bank.Secret, all.arrived[0].headers["Signature"], "paid", clock.Now()) {
		t.Error("it is genuine for another secret")
	}
}

func TestAnOldSignatureIsNotGenuine(t *testing.T) {
	if IsGenuine(shop.Secret, "t=1000,v1="+strings.Repeat("0", 64), "paid", 2000) {
		t.Error("it is genuine though it is old")
	}
}
