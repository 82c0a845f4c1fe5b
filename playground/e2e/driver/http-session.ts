import { ROUTES, type Parameters, type Send } from './commands.ts'
import { DriverError } from './driver-error.ts'

/** One WebDriver session over HTTP. */
export interface HttpSession {
  readonly capabilities: Readonly<Record<string, unknown>>
  readonly send: Send
  /** Asks the driver to close the browser in good order. */
  end(): Promise<void>
}

const COMMAND_TIMEOUT_MS = 60_000
const END_TIMEOUT_MS = 5_000

/** Opens a session with a driver that listens at `base`. */
export async function openSession(base: string, alwaysMatch: Parameters): Promise<HttpSession> {
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
