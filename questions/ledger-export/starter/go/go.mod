module ledgerexport

go 1.19
