module sharedtab

go 1.19
