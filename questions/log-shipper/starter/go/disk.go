// Package shipper sends what services write into their logs to where people can search it.
package shipper

// Disk holds files that grow. A log is written to one file until it is rotated; then it goes on in a new one.
//
// Files have numbers from 1 on, which are never used again. A file never gets shorter, but may be removed when it is
// old.
type Disk struct {
	atMost int
	files  map[int][]byte
	logs   map[string][]int
	last   int
}

// NewDisk makes an empty disk, of which at most so many bytes can be read at a time.
func NewDisk(atMost int) *Disk {
	return &Disk{atMost: atMost, files: map[int][]byte{}, logs: map[string][]int{}}
}

// Write adds to the newest file of a log.
func (d *Disk) Write(log string, data string) {
	if len(d.logs[log]) == 0 {
		d.Rotate(log)
	}
	file := d.logs[log][len(d.logs[log])-1]
	d.files[file] = append(d.files[file], data...)
}

// Rotate finishes the file of a log and begins a new one.
func (d *Disk) Rotate(log string) {
	d.last++
	d.files[d.last] = nil
	d.logs[log] = append(d.logs[log], d.last)
}

// RemoveOldest removes the oldest file of a log.
func (d *Disk) RemoveOldest(log string) {
	delete(d.files, d.logs[log][0])
	d.logs[log] = d.logs[log][1:]
}

// Files are the files of a log, the oldest first. The last one is being written, the others are finished.
func (d *Disk) Files(log string) []int {
	return append([]int(nil), d.logs[log]...)
}

// Read returns bytes of a file from an offset on, but only so many at a time; none at its end.
func (d *Disk) Read(file, offset int) []byte {
	content := d.files[file]
	if offset >= len(content) {
		return nil
	}
	end := offset + d.atMost
	if end > len(content) {
		end = len(content)
	}
	return append([]byte(nil), content[offset:end]...)
}
