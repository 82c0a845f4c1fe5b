import type { Tools } from './attack.ts'

/** Runs in the page: gives an attacker a connection to a vault, as good as the SDK's own. */
export function addVaultTool(): void {
  const { attackers } = globalThis as never as {
    attackers: { vault: Tools['vault']; connect: Tools['connect'] }
  }
  const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))
  let ids = 0

  /** A vault drops a page whose lock is free. */
  function live(page: string): Promise<void> {
    return new Promise((held) => {
      void navigator.locks.request(`latchkey:alive:${page}`, () => {
        held()
        return new Promise(() => {})
      })
    })
  }

  attackers.connect = async (
    hear,
    name = attackers.vault.name,
    shared = attackers.vault.shared,
  ) => {
    const page = `attacker-${Math.random()}`
    await live(page)
    const options = { type: 'module', name, ...(shared && { extendedLifetime: true }) } as const
    const worker = shared
      ? new SharedWorker(attackers.vault.url, options)
      : new Worker(attackers.vault.url, options)
    const port = worker instanceof Worker ? worker : worker.port
    const greeted = new Promise<void>((resolve) => {
      port.onmessage = ({ data }) => {
        hear(data)
        // The last of what a vault answers to a greeting.
        if ((data as { kind?: unknown }).kind === 'state') resolve()
      }
    })
    port.postMessage({ kind: 'hello', page, visible: true, mayLeave: false, insists: true })
    await Promise.race([greeted, pause(1_000)])
    return {
      post: (message) => port.postMessage(message),
      call: (verb, input) => port.postMessage({ kind: 'call', id: ++ids, verb, input }),
      fetch: (url) => {
        const init = { method: 'GET', headers: [], cache: 'default', credentials: 'omit' }
        const more = { integrity: '', keepalive: false, mode: 'cors', redirect: 'follow' }
        const input = { url, init: { ...init, ...more, referrerPolicy: '' } }
        port.postMessage({ kind: 'call', id: ++ids, verb: 'fetch', input })
      },
      end: () => pause(300),
    }
  }
}
