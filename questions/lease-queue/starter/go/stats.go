package jobs

// Stats is how many jobs are in each state, and how many leases have run out so far.
type Stats struct {
	Ready, Running, Done, Dead int
	Expired                    int
}

func countStates(jobs []*Job) Stats {
	var stats Stats
	for _, job := range jobs {
		switch job.State {
		case Ready:
			stats.Ready++
		case Running:
			stats.Running++
		case Done:
			stats.Done++
		case Dead:
			stats.Dead++
		}
	}
	return stats
}
