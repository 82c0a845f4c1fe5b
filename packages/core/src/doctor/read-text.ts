import type { DoctorWorld } from '../ports/doctor-world.js'

/** An answer, read. */
export interface Answer {
  /** Where it came from, after redirects. */
  readonly url: string
  readonly status: number
  readonly ok: boolean
  readonly headers: Headers
  readonly text: string
}

/** Reads an address anew, past the cache; undefined where nothing was answered, or nothing that this page may see. */
export async function readText(
  { http }: DoctorWorld,
  address: string,
  init: RequestInit = {},
): Promise<Answer | undefined> {
  try {
    return await answerOf(
      await http.send(new Request(address, { cache: 'no-store', ...init })),
      address,
    )
  } catch {
    return undefined
  }
}

/** Takes in what was answered. Rejects where the rest of it does not come. */
export async function answerOf(response: Response, address: string): Promise<Answer> {
  const { status, ok, headers } = response
  return { url: response.url || address, status, ok, headers, text: await response.text() }
}
