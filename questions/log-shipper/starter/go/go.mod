module logshipper

go 1.19
