import type { Attack } from './attack.ts'

/** Nonsense, the same in every run. */
export const FUZZ: readonly Attack[] = [
  {
    name: 'sends 10,000 messages of nonsense to the vault',
    when: ['late'],
    alone: true,
    steals: { page: 'late' },
    run: async ({ take, vault, connect }) => {
      const { session } = oidcHarness
      let seed = 20_261_125

      // mulberry32
      function random(): number {
        seed = (seed + 0x6d2b79f5) | 0
        let t = Math.imul(seed ^ (seed >>> 15), 1 | seed)
        t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
        return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
      }
      const one = <T>(of: readonly T[]): T => of[Math.floor(random() * of.length)]!

      const WORDS = `kind id verb input what page callback url init headers method body form epoch
        blocked visible insists mayLeave hello call abort tell visiting bye state result ready visit
        getToken refresh fetch signIn reauthenticate touched extended held released shown hidden
        online __proto__ constructor prototype toString valueOf hasOwnProperty then length`
      const words = WORDS.split(/\s+/)
      const kinds = ['call', 'call', 'call', 'hello', 'abort', 'tell', 'visiting', 'bye']
      const tells = ['touched', 'extended', 'held', 'released', 'shown', 'hidden', 'online']
      // A blob takes another process to make.
      const objects = [new Date(0), /x/, new Error('x'), new Blob(['x']), new Map([[1, 2]])]
      const verbs = ['getToken', 'refresh', 'fetch', 'signIn', 'reauthenticate', '__proto__']

      function value(depth = 0): unknown {
        const makers: (() => unknown)[] = [
          () => one(words),
          () => Math.floor(random() * 1e6) - 5e5,
          () => one([0, -0, NaN, Infinity, 2 ** 53, 10n, true, false, null, undefined]),
          () => 'x'.repeat(Math.floor(random() * 2_000)),
          () => new Uint8Array(Math.floor(random() * 100)),
          () => one(objects),
          () => `${location.origin}/oidc/${one(['orders', 'echo', 'none'])}`,
        ]
        if (depth < 3) {
          makers.push(() =>
            Array.from({ length: Math.floor(random() * 4) }, () => value(depth + 1)),
          )
          makers.push(
            () => record(depth + 1),
            () => record(depth + 1),
          )
        }
        return one(makers)()
      }

      function record(depth: number): object {
        const made = {}
        for (let left = Math.floor(random() * 6); left > 0; left--) {
          const property = { value: value(depth), enumerable: true, configurable: true }
          Object.defineProperty(made, one(words), property)
        }
        return made
      }

      /** Most look like real ones: others end at the first look. */
      function message(isOwn: boolean): unknown {
        if (random() < 0.2) return value()
        const kind = one(kinds)
        const verb = one(random() < 0.8 ? verbs : words)
        // The page that is watched would hang up on itself, or leave: it may.
        if (!isOwn && (kind === 'hello' || kind === 'bye')) return value()
        const input = /^(signIn|reauthenticate)$/.test(verb)
          ? { ...record(1), method: '?' }
          : value()
        return {
          ...record(1),
          kind,
          verb,
          id: one([1e9 + random(), 1e9, value()]),
          what: one(tells),
          input,
        }
      }

      /** The port that the SDK uses: it shows itself when it is used. */
      async function caught(): Promise<(sent: unknown) => void> {
        const { prototype } = vault.url === '' ? MessagePort : Worker
        const original = prototype.postMessage as (sent: unknown) => void
        const [port] = await new Promise<[MessagePort]>((resolve) => {
          prototype.postMessage = function (this: MessagePort, ...sent: [unknown]) {
            resolve([this])
            return Reflect.apply(original, this, sent)
          } as never
          void session.fetch('/oidc/none')
        })
        prototype.postMessage = original as never
        port.addEventListener('message', ({ data }) => take(data))
        return (sent) => port.postMessage(sent)
      }

      const post = vault.shared ? (await connect(take)).post : await caught()
      for (let sent = 0; sent < 10_000; sent++) {
        try {
          post(message(vault.shared))
        } catch {
          // What cannot be cloned is not sent.
        }
        if (sent % 500 === 0) await new Promise((resolve) => setTimeout(resolve))
      }
      const [status] = await oidcHarness.call(1, '/oidc/none')
      if (status !== 404) take('HARM: the session does not work any more')
      const { user } = session.state as { user?: { sub?: string } }
      if (user?.sub !== 'u1') take('HARM: the user is another one')
    },
  },
]
