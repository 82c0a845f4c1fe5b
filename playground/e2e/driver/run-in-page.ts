import type { Send } from './commands.ts'

/** Evaluates an expression in the page, awaits it and returns it as JSON. */
export async function runInPage<T>(send: Send, expression: string): Promise<T> {
  const parameters = { script: toScript(expression), args: [] }
  const answer = await send<{ ok: T; error?: string } | null>('executeAsync', parameters)
  // From Firefox, if the page was left meanwhile.
  if (answer === null) throw new Error(`The page was left\nduring: ${expression}`)
  const { ok, error } = answer
  if (error !== undefined) throw new Error(`${error}\nin the page, at: ${expression}`)
  return ok
}

// Firefox runs scripts in a sandbox over the page: without `with`, `globalThis.x = 1` and `x++`
// would change the sandbox, which is gone with the script.
function toScript(expression: string): string {
  return `const done = arguments[0]
    ;(function () { with (window) { return (async () => (${expression}\n))() } })()
      .then((ok) => done({ ok }), (error) => done({ error: String(error) }))`
}
