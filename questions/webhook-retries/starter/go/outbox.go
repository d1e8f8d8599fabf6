// Package hooks tells customers' endpoints what has happened.
package hooks

import (
	"fmt"
	"strconv"
)

// Outbox delivers events to endpoints. It is for one goroutine.
//
// An endpoint gets its events in the order in which they were sent: none is tried before all earlier ones are
// delivered or dead. Endpoints, known by their URLs, don't wait for each other.
type Outbox struct {
	clock       *ManualClock
	post        Post
	maxAttempts int
	deliveries  []*Delivery
	waiting     []*Delivery
}

// New makes an empty outbox; maxAttempts 0 means 8.
func New(clock *ManualClock, post Post, maxAttempts int) *Outbox {
	if maxAttempts == 0 {
		maxAttempts = 8
	}
	return &Outbox{clock: clock, post: post, maxAttempts: maxAttempts}
}

// Send takes an event on, due at once, and returns the id of its delivery.
func (o *Outbox) Send(endpoint Endpoint, body string) int {
	now := o.clock.Now()
	delivery := &Delivery{
		ID:        len(o.deliveries) + 1,
		Endpoint:  endpoint,
		Body:      body,
		Due:       now,
		Signature: Sign(endpoint.Secret, now, body),
		State:     Waiting,
	}
	o.deliveries = append(o.deliveries, delivery)
	o.waiting = append(o.waiting, delivery)
	return delivery.ID
}

// Delivery returns a delivery as it is now, also when it is delivered or dead; ok is false when there is none.
func (o *Outbox) Delivery(id int) (delivery Delivery, ok bool) {
	if id < 1 || id > len(o.deliveries) {
		return Delivery{}, false
	}
	return *o.deliveries[id-1], true
}

// Run tries everything that is due and whose turn it is; what that makes way for, too.
func (o *Outbox) Run() error {
	for i := 0; i < len(o.waiting); i++ {
		delivery := o.waiting[i]
		if delivery.Due <= o.clock.Now() {
			o.attempt(delivery)
		}
		if delivery.State != Waiting {
			o.waiting = append(o.waiting[:i], o.waiting[i+1:]...)
		}
	}
	return nil
}

// attempt posts the body with two headers.
//
// "Delivery" is the id, by which receivers recognise what they have had before. "Signature" is made at the time of
// the attempt, because receivers refuse old ones. An error of post other than ErrNoAnswer is a fault of our own: it
// goes to the caller, and the attempt does not count.
func (o *Outbox) attempt(delivery *Delivery) {
	delivery.Attempts++
	id := strconv.Itoa(delivery.ID)
	if delivery.Attempts > 1 {
		id += fmt.Sprint(".", delivery.Attempts)
	}
	headers := map[string]string{"Delivery": id, "Signature": delivery.Signature}
	status, err := o.post(delivery.Endpoint.URL, headers, delivery.Body)
	switch {
	case err != nil:
		o.fail(delivery, "no answer", false)
	case isSuccess(status):
		delivery.State = Delivered
	default:
		o.fail(delivery, fmt.Sprint("status ", status), !isWorthAnotherTry(status))
	}
}

func (o *Outbox) fail(delivery *Delivery, reason string, final bool) {
	delivery.Reason = reason
	if final || delivery.Attempts > o.maxAttempts {
		delivery.State = Dead
	} else {
		delivery.Due += waitAfter(delivery.Attempts)
	}
}
