module messagechoices

go 1.19
