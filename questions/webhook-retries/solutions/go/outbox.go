// Package hooks tells customers' endpoints what has happened.
package hooks

import (
	"errors"
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
	lines       []*line
}

// line holds what waits for one endpoint, in the order in which it was sent.
type line struct {
	url     string
	waiting []*Delivery
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
	delivery := &Delivery{
		ID:       len(o.deliveries) + 1,
		Endpoint: endpoint,
		Body:     body,
		Due:      o.clock.Now(),
		State:    Waiting,
	}
	o.deliveries = append(o.deliveries, delivery)
	line := o.lineOf(endpoint.URL)
	line.waiting = append(line.waiting, delivery)
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
	for _, line := range o.lines {
		for len(line.waiting) > 0 && line.waiting[0].Due <= o.clock.Now() {
			if err := o.attempt(line.waiting[0]); err != nil {
				return err
			}
			if line.waiting[0].State != Waiting {
				line.waiting = line.waiting[1:]
			}
		}
	}
	return nil
}

func (o *Outbox) lineOf(url string) *line {
	for _, line := range o.lines {
		if line.url == url {
			return line
		}
	}
	added := &line{url: url}
	o.lines = append(o.lines, added)
	return added
}

// attempt posts the body with two headers.
//
// "Delivery" is the id, by which receivers recognise what they have had before. "Signature" is made at the time of
// the attempt, because receivers refuse old ones. An error of post other than ErrNoAnswer is a fault of our own: it
// goes to the caller, and the attempt does not count.
func (o *Outbox) attempt(delivery *Delivery) error {
	headers := map[string]string{
		"Delivery":  strconv.Itoa(delivery.ID),
		"Signature": Sign(delivery.Endpoint.Secret, o.clock.Now(), delivery.Body),
	}
	status, err := o.post(delivery.Endpoint.URL, headers, delivery.Body)
	if err != nil && !errors.Is(err, ErrNoAnswer) {
		return err
	}
	delivery.Attempts++
	switch {
	case err != nil:
		o.fail(delivery, "no answer", false)
	case isSuccess(status):
		delivery.State = Delivered
	default:
		o.fail(delivery, fmt.Sprint("status ", status), !isWorthAnotherTry(status))
	}
	return nil
}

func (o *Outbox) fail(delivery *Delivery, reason string, final bool) {
	delivery.Reason = reason
	if final || delivery.Attempts >= o.maxAttempts {
		delivery.State = Dead
	} else {
		delivery.Due = o.clock.Now() + waitAfter(delivery.Attempts)
	}
}
