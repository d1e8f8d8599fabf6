package shipper

// Position is a place in a file; the zero value is none.
type Position struct {
	File   int
	Offset int // how many bytes of the file lie before it
}

// Positions says how far each log has been sent. It survives a restart, unlike anything else here.
type Positions struct {
	positions map[string]Position
}

// Load returns the position of a log, or the zero value.
func (p *Positions) Load(log string) Position {
	return p.positions[log]
}

// Save keeps the position of a log.
func (p *Positions) Save(log string, position Position) {
	if p.positions == nil {
		p.positions = map[string]Position{}
	}
	p.positions[log] = position
}
