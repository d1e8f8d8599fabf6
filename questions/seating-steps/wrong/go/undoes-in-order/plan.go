package seating

import "fmt"

// Listener is told that a seat changed hands; guest is "" when it is free now.
type Listener func(seat, guest string)

// Plan changes the seats of a hall, tells its listeners of every change, and can take steps back.
type Plan struct {
	hall      *Hall
	history   history
	listeners []Listener
	groups    int      // how many groups are open, one in another
	gathered  []change // what has been changed in them
}

// NewPlan makes a plan whose history keeps limit steps.
func NewPlan(hall *Hall, limit int) *Plan {
	return &Plan{hall: hall, history: history{limit: limit}}
}

// Subscribe calls listener from now on whenever a seat changes hands, for whatever reason.
func (p *Plan) Subscribe(listener Listener) {
	p.listeners = append(p.listeners, listener)
}

// Assign gives a free seat to a guest.
func (p *Plan) Assign(seat, guest string) error {
	before, err := p.hall.Guest(seat)
	if err != nil {
		return err
	}
	if before != "" {
		return fmt.Errorf("%s: %w", seat, ErrSeatTaken)
	}
	p.change(seat, before, guest)
	return nil
}

// Free takes a seat from its guest.
func (p *Plan) Free(seat string) error {
	before, err := p.hall.Guest(seat)
	if err != nil {
		return err
	}
	if before == "" {
		return fmt.Errorf("%s: %w", seat, ErrSeatFree)
	}
	p.change(seat, before, "")
	return nil
}

// Swap lets two seats change hands; one of them may be free.
func (p *Plan) Swap(one, other string) error {
	atOne, err := p.hall.Guest(one)
	if err != nil {
		return err
	}
	atOther, err := p.hall.Guest(other)
	if err != nil {
		return err
	}
	return p.Group(func() error {
		p.change(one, atOne, atOther)
		p.change(other, atOther, atOne)
		return nil
	})
}

// SeatParty seats people side by side, from seat first of a row on: all of them or nobody.
func (p *Plan) SeatParty(row string, first int, guests []string) error {
	return p.Group(func() error {
		for i, guest := range guests {
			if err := p.Assign(fmt.Sprintf("%s%d", row, first+i), guest); err != nil {
				return err
			}
		}
		return nil
	})
}

// Undo takes back the latest step.
func (p *Plan) Undo() error {
	if p.groups > 0 {
		return ErrGroupOpen
	}
	last, err := p.history.undo()
	if err != nil {
		return err
	}
	p.takeBack(last)
	return nil
}

// Redo does the latest undone step again.
func (p *Plan) Redo() error {
	if p.groups > 0 {
		return ErrGroupOpen
	}
	next, err := p.history.redo()
	if err != nil {
		return err
	}
	for _, c := range next {
		p.put(c.seat, c.after)
	}
	return nil
}

// Group makes one step of all changes made by body. When body returns an error, they are taken back.
func (p *Plan) Group(body func() error) error {
	mark := len(p.gathered)
	p.groups++
	err := body()
	p.groups--
	if err != nil {
		p.takeBack(p.gathered[mark:])
		p.gathered = p.gathered[:mark]
	}
	if p.groups == 0 {
		p.history.record(p.gathered)
		p.gathered = nil
	}
	return err
}

func (p *Plan) change(seat, before, after string) {
	made := change{seat, before, after}
	if p.groups > 0 {
		p.gathered = append(p.gathered, made)
	} else {
		p.history.record(step{made})
	}
	p.put(seat, after)
}

func (p *Plan) takeBack(changes []change) {
	for _, c := range changes {
		p.put(c.seat, c.before)
	}
}

func (p *Plan) put(seat, guest string) {
	p.hall.put(seat, guest)
	for _, listener := range p.listeners {
		listener(seat, guest)
	}
}
