package hooks

// Endpoint is where a customer wants to be told.
type Endpoint struct {
	URL    string
	Secret string
}

// State is what has become of a delivery.
type State string

const (
	Waiting   State = "waiting"
	Delivered State = "delivered"
	Dead      State = "dead"
)

// Delivery is one event on its way to one endpoint.
type Delivery struct {
	ID       int
	Endpoint Endpoint
	Body     string
	Due      int64 // when to try it (again)
	State    State
	Attempts int
	Reason   string // why the last attempt failed: "no answer", or as in "status 503"
}
