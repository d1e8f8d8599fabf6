module pricebook

go 1.19
