module webhookretries

go 1.19
