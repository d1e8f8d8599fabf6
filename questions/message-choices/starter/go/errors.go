package wording

import "errors"

var (
	// ErrBadMessage says that a message is not written as it should be.
	ErrBadMessage = errors.New("bad message")
	// ErrMissingMessage says that no catalog has a message with this key.
	ErrMissingMessage = errors.New("missing message")
	// ErrMissingValue says that a slot of the message was given no value.
	ErrMissingValue = errors.New("missing value")
	// ErrBadValue says that a choice was given a value that cannot be counted.
	ErrBadValue = errors.New("bad value")
)
