import type { Command, Parameters } from './commands.ts'
import { connectMarionette } from './marionette-connection.ts'
import { toMarionette } from './marionette-commands.ts'
import { CAPABILITIES, type Session } from './session.ts'

/** Opens a session with the Firefox that listens on this port. */
export async function openMarionetteSession(port: number): Promise<Session> {
  const connection = await connectMarionette(port)
  // Flat: to match `alwaysMatch` and `firstMatch` is geckodriver's work.
  const { capabilities } = (await connection.call('WebDriver:NewSession', CAPABILITIES)) as {
    capabilities: Record<string, unknown>
  }
  return {
    capabilities,
    async send<Answer>(command: Command, parameters: Parameters = {}) {
      return (await connection.call(...toMarionette(command, parameters))) as Answer
    },
    async end() {
      await connection.call('Marionette:Quit', { flags: ['eForceQuit'] })
      connection.close()
    },
  }
}
