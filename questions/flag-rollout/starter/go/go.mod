module flagrollout

go 1.19
