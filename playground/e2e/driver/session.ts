import type { Send } from './commands.ts'

/** One WebDriver session, whatever carries its commands. */
export interface Session {
  readonly capabilities: Readonly<Record<string, unknown>>
  readonly send: Send
  /** Asks the browser to close in good order. */
  end(): Promise<void>
}

/** What every session asks for. */
export const CAPABILITIES: Readonly<Record<string, unknown>> = {
  acceptInsecureCerts: true,
  timeouts: { script: 20_000, pageLoad: 30_000 },
}
