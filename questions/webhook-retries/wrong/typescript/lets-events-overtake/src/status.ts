export function isSuccess(status: number): boolean {
  return status >= 200 && status <= 299;
}

export function isWorthAnotherTry(status: number): boolean {
  return status === 408 || status === 429 || (status >= 500 && status <= 599);
}
