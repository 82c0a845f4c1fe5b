/** Mutants that come to the same at the one millisecond where they differ, or that nothing can reach. */
export const boundaries = [
  {
    file: 'runtime/guarded-clock.ts',
    from: 'if (at > now()) anchor(at)',
    to: 'if (at >= now()) anchor(at)',
    why: 'at that very moment the clock is anchored where it is',
  },
  {
    file: 'runtime/guarded-clock.ts',
    from: 'const jumped = Math.abs(wallMs - monotonicMs) > JUMP_MS || next < latest - JUMP_MS',
    to: 'const jumped = Math.abs(wallMs - monotonicMs) > JUMP_MS || next <= latest - JUMP_MS',
    why: 'a second is what clocks may differ by: to count exactly that one as a jump costs nobody anything',
  },
  {
    file: 'runtime/spend.ts',
    from: 'while (engine.now() - engine.keeper.seenAt() >= FRESH_MS) {',
    to: 'while (engine.now() - engine.keeper.seenAt() > FRESH_MS) {',
    why: 'half of what an intent must be old for to be robbed: a millisecond more is as far from it',
  },
  {
    file: 'runtime/renew.ts',
    from: "return engine.sharing === 'shared' && generation > live.generation && engine.now() < expiresAt",
    to: "return engine.sharing === 'shared' && generation > live.generation && engine.now() <= expiresAt",
    why: 'a credential that expires at this very moment is refused by the server, and renewed then',
  },
  {
    file: 'runtime/refresh-lock.ts',
    from: 'if (forced.held) return forced.value',
    to: 'if (true) return forced.value',
    why: 'a theft is never refused',
  },
  {
    file: 'runtime/authorized-fetch.ts',
    from: 'if (engine.state().live?.epoch === epoch) await check(engine)',
    to: 'if (true) await check(engine)',
    why: 'the server is asked once more about a session that was just read: nothing else changes',
  },
  {
    file: 'runtime/renew.ts',
    from: 'if (flight === mine) flight = undefined',
    to: 'if (true) flight = undefined',
    why: 'the end of a session aborts its refresh, which is over long before that of another session begins',
  },
  {
    file: 'runtime/renew.ts',
    from: 'if (isOutdated(engine)) {',
    to: 'if (false) {',
    why: '`spend` looks again, just before anything is sent',
  },
  {
    file: 'runtime/renew.ts',
    from: "if (outcome.kind === 'unavailable') {",
    to: 'if (true) {',
    why: 'one read more: whoever holds the lock and has an answer finds nothing newer there',
  },
]
