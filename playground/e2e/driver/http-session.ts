import { ROUTES, type Parameters } from './commands.ts'
import { DriverError } from './driver-error.ts'
import { CAPABILITIES, type Session } from './session.ts'

const COMMAND_TIMEOUT_MS = 60_000
const END_TIMEOUT_MS = 5_000

/** Opens a session with a driver that listens on this port: W3C WebDriver over HTTP. */
export async function openHttpSession(port: number, own: Parameters): Promise<Session> {
  const base = `http://127.0.0.1:${port}`
  const alwaysMatch = { ...CAPABILITIES, ...own }
  const { sessionId, capabilities } = await call<{
    sessionId: string
    capabilities: Record<string, unknown>
  }>('POST', `${base}/session`, { capabilities: { alwaysMatch } })
  const root = `${base}/session/${sessionId}`
  return {
    capabilities,
    send(command, parameters = {}) {
      const [method, path] = ROUTES[command]
      return call(method, root + path.replace('{id}', String(parameters['id'])), parameters)
    },
    async end() {
      await call('DELETE', root, {}, END_TIMEOUT_MS)
    },
  }
}

async function call<Answer>(
  method: string,
  url: string,
  parameters: Parameters,
  timeoutMs = COMMAND_TIMEOUT_MS,
): Promise<Answer> {
  const response = await fetch(url, {
    method,
    signal: AbortSignal.timeout(timeoutMs),
    ...(method === 'POST' && { body: JSON.stringify(parameters) }),
  })
  const { value } = (await response.json()) as { value: unknown }
  if (!response.ok) throw toError(value)
  return value as Answer
}

function toError(value: unknown): DriverError {
  const { error, message } = value as { error: string; message: string }
  return new DriverError(error, firstLine(message))
}

// chromedriver appends its version and a native stack trace.
function firstLine(message: string): string {
  return message.split('\n', 1).join()
}
