// Package flags knows which user has which feature.
package flags

import "strings"

// Switchboard holds all flags of a service. It is for one goroutine.
type Switchboard struct {
	bucketOf func(flag, user string) int
	flags    map[string]Flag
	missing  map[string]int
	answers  map[string]bool
}

// New makes a switchboard without flags, which finds buckets with bucketOf; most want BucketOf.
func New(bucketOf func(flag, user string) int) *Switchboard {
	return &Switchboard{
		bucketOf: bucketOf,
		flags:    map[string]Flag{},
		missing:  map[string]int{},
		answers:  map[string]bool{},
	}
}

// Put adds a flag, or replaces the one of that name; it counts from the next question on.
//
// A bad flag is answered with ErrBadFlag, and changes nothing.
func (s *Switchboard) Put(flag Flag) error {
	old, there := s.flags[flag.Name]
	s.flags[flag.Name] = flag
	if err := check(flag); err != nil {
		return err
	}
	if there && old.Percent != flag.Percent {
		for key := range s.answers {
			if strings.HasPrefix(key, flag.Name) {
				delete(s.answers, key)
			}
		}
	}
	return nil
}

// IsOn tells whether the user has the feature. A flag that nobody has put is off for everybody.
func (s *Switchboard) IsOn(name, user string) bool {
	key := name + user
	answer, known := s.answers[key]
	if !known {
		answer = s.answer(name, user)
		s.answers[key] = answer
	}
	return answer
}

// Missing tells how often somebody asked for a flag that was not there: every question counts.
func (s *Switchboard) Missing() map[string]int {
	counts := map[string]int{}
	for name, count := range s.missing {
		counts[name] = count
	}
	return counts
}

func (s *Switchboard) answer(name, user string) bool {
	flag, there := s.flags[name]
	if !there {
		s.missing[name]++
		return false
	}
	if flag.Allow[user] {
		return true
	}
	if flag.Deny[user] {
		return false
	}
	return s.bucketOf(name, user) <= flag.Percent
}
