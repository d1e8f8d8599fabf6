package flags

// BucketOf is one of the buckets 0 to 99, always the same for the same flag and user.
func BucketOf(flag, user string) int {
	return int(digest(flag+"\n"+user) % 100)
}
