module meterreadings

go 1.19
