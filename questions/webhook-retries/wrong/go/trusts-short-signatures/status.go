package hooks

func isSuccess(status int) bool {
	return 200 <= status && status <= 299
}

func isWorthAnotherTry(status int) bool {
	return status == 408 || status == 429 || 500 <= status && status <= 599
}
