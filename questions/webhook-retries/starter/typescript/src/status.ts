export function isSuccess(status: number): boolean {
  return status < 400;
}

export function isWorthAnotherTry(status: number): boolean {
  return status >= 400;
}
