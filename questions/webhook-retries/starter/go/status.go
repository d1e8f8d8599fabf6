package hooks

func isSuccess(status int) bool {
	return status < 400
}

func isWorthAnotherTry(status int) bool {
	return status >= 400
}
