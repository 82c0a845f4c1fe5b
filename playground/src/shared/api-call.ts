import { isSessionError, type Session } from '@latchkey/core'

/** Calls the API with the session and says what came; never rejects. */
export async function callOrders(
  session: Pick<Session, 'fetch'>,
  path = '/api/orders',
): Promise<string> {
  try {
    const response = await session.fetch(path)
    const text = await response.text()
    return response.ok ? `${response.status}: ${itemsIn(text)}` : `${response.status}: refused`
  } catch (error) {
    return failureInWords(error)
  }
}

/** Sends several calls at once and counts the answers; never rejects. */
export async function callManyOrders(
  session: Pick<Session, 'fetch'>,
  count: number,
  path?: string,
): Promise<string> {
  const results = await Promise.all(Array.from({ length: count }, () => callOrders(session, path)))
  const good = results.filter((result) => result.startsWith('200')).length
  const bad = results.find((result) => !result.startsWith('200'))
  return `${good} of ${count} answered 200${bad === undefined ? '' : `; another: ${bad}`}`
}

/** Says an error as an app would show it. */
export function failureInWords(error: unknown): string {
  if (isSessionError(error)) return `${error.code}: ${error.message}`
  return error instanceof Error ? error.message : 'Something went wrong.'
}

function itemsIn(text: string): string {
  try {
    const { orders } = JSON.parse(text) as { orders: { item: string }[] }
    return orders.map(({ item }) => item).join(', ')
  } catch {
    return 'an answer that is not a list of orders'
  }
}
