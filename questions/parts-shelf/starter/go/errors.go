package stock

import "errors"

var (
	// ErrUnknownPart says that the shelf never had such a part.
	ErrUnknownPart = errors.New("unknown part")
	// ErrOutOfStock says that there is not enough of a part on the shelf.
	ErrOutOfStock = errors.New("not enough on the shelf")
	// ErrTooMany says that a count found more than there should be.
	ErrTooMany = errors.New("enter what is too many as a delivery")
)
