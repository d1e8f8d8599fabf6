module partsshelf

go 1.19
