import type { Send } from './commands.ts'

/** Evaluates an expression in the page, awaits it and returns it as JSON. */
export async function runInPage<T>(send: Send, expression: string): Promise<T> {
  const script = `const done = arguments[0]
    ;(async () => (${expression}\n))().then((ok) => done({ ok }), (error) => done({ error: String(error) }))`
  const { ok, error } = await send<{ ok: T; error?: string }>('executeAsync', { script, args: [] })
  if (error !== undefined) throw new Error(`${error}\nin the page, at: ${expression}`)
  return ok
}
