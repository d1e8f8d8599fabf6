package hooks

import "errors"

// ErrNoAnswer tells that the endpoint can't be reached, or does not answer in time.
var ErrNoAnswer = errors.New("no answer")

// Post posts a body to a URL and returns the status; the error is ErrNoAnswer when there is none.
type Post func(url string, headers map[string]string, body string) (int, error)
