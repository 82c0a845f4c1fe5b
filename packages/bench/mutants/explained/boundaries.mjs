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
]
