module leasequeue

go 1.19
