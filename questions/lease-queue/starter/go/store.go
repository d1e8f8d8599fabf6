package jobs

// store holds all jobs by id, and the line of those that wait for a worker.
type store struct {
	jobs []*Job // the job with id n is at n-1
	line []*Job
}

func (s *store) create(payload any) *Job {
	job := &Job{ID: len(s.jobs) + 1, Payload: payload}
	s.jobs = append(s.jobs, job)
	return job
}

func (s *store) get(id int) (*Job, error) {
	if id < 1 || id > len(s.jobs) {
		return nil, ErrUnknownJob
	}
	return s.jobs[id-1], nil
}

// lineUp puts a job at the end of the line.
func (s *store) lineUp(job *Job) {
	job.State = Ready
	s.line = append(s.line, job)
}

// nextInLine takes the first job out of the line; nil when the line is empty.
func (s *store) nextInLine() *Job {
	if len(s.line) == 0 {
		return nil
	}
	job := s.line[0]
	s.line = s.line[1:]
	return job
}
