module meterdaybook

go 1.19
