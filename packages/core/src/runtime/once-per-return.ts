/**
 * Signs in, once at a time for each return from a provider: whoever brings the same one meanwhile (StrictMode's second
 * effect) gets the same result, and interrupts nothing.
 */
export function oncePerReturn(
  signIn: (input: unknown) => Promise<void>,
): (input: unknown) => Promise<void> {
  const underWay = new Map<string, Promise<void>>()

  return (input) => {
    const callback = callbackOf(input)
    if (callback === undefined) return signIn(input)
    const signingIn =
      underWay.get(callback) ?? signIn(input).finally(() => underWay.delete(callback))
    underWay.set(callback, signingIn)
    return signingIn
  }
}

function callbackOf(input: unknown): string | undefined {
  const { callback } = (input ?? {}) as { callback?: unknown }
  return typeof callback === 'string' ? callback : undefined
}
