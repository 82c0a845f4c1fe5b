// One bug each: `edits` are pairs of the exact text in `packages/core/src`, and what stands there instead.
export const refresh = [
  {
    name: 'the record is not read again under the lock',
    file: 'runtime/renew.ts',
    edits: [['const view = await engine.keeper.read()', "const view: any = 'unreadable'"]],
  },
  {
    name: 'what another tab renewed is not adopted',
    file: 'runtime/renew.ts',
    edits: [['isLive(view) && isNewer(engine, view, live)', 'false']],
  },
  {
    name: 'a credential is adopted that has expired since',
    file: 'runtime/renew.ts',
    edits: [[' && engine.now() < expiresAt', '']],
  },
  {
    name: 'each caller of a realm starts a refresh of its own',
    file: 'runtime/renew.ts',
    edits: [['if (flight?.epoch === live.epoch) return flight.outcome', '']],
  },
  {
    name: 'requests of the app ask a server that is given time',
    file: 'runtime/renew.ts',
    edits: [["if (waiting && (failure.throttled || urgency === 'onDemand'))", 'if (false)']],
  },
  {
    name: 'a refresh takes no lock',
    file: 'runtime/renew.ts',
    edits: [
      [
        ': underLock(engine, (lost) => renewHolding(engine, live, lost))',
        ': renewHolding(engine, live, engine.signals.all)',
      ],
    ],
  },
  {
    name: 'a commit does not check the epoch',
    file: 'runtime/renew.ts',
    edits: [['if (!valid || !ticket.holds(old)) return old', 'if (!ticket.holds(old)) return old']],
  },
  {
    name: 'a commit does not compare before it sets',
    file: 'runtime/renew.ts',
    edits: [['if (!valid || !ticket.holds(old)) return old', 'if (!valid) return old']],
  },
  {
    name: 'an answer late by generation revokes the family',
    file: 'runtime/renew.ts',
    edits: [['if (isLive(view, live.epoch)) return adopt(engine, live, view)', '']],
  },
  {
    name: 'an answer late by epoch is not revoked',
    file: 'runtime/renew.ts',
    edits: [['if (!livesOn) {', 'if (false) {']],
  },
  {
    name: 'no intent is written',
    file: 'runtime/spend.ts',
    edits: [["written = engine.sharing !== 'own' && isLive(old, call.epoch)", 'written = false']],
  },
  {
    name: 'the credential is spent before the intent is written',
    file: 'runtime/spend.ts',
    edits: [
      [
        'let written = false',
        'let written = false\n  const early = limited(engine, call, [lost], send)',
      ],
      ['const outcome = await limited(engine, call, [lost], send)', 'const outcome = await early'],
    ],
  },
  {
    name: 'the intent is taken back although the answer was lost',
    file: 'runtime/spend.ts',
    edits: [[" && outcome.kind !== 'unavailable'", '']],
  },
  {
    name: 'the answer of a robbed holder counts',
    file: 'runtime/spend.ts',
    edits: [['return lost.aborted ? robbed : ', 'return ']],
  },
  {
    name: 'a holder that was frozen spends without looking again',
    file: 'runtime/spend.ts',
    edits: [['if (!written) break', 'break']],
  },
  {
    name: 'a request may take for ever',
    file: 'runtime/spend.ts',
    edits: [['REQUEST_LIMIT_MS = 8_000', 'REQUEST_LIMIT_MS = 2_000_000_000']],
  },
  {
    name: 'the time limit aborts nothing',
    file: 'runtime/time-limit.ts',
    edits: [['() => limit.abort()', '() => {}']],
  },
  {
    name: 'nobody is robbed',
    file: 'runtime/refresh-lock.ts',
    edits: [['STEAL = { steal: true }', 'STEAL = { steal: false }']],
  },
  {
    name: 'a frozen holder is waited for twice as long',
    file: 'runtime/refresh-lock.ts',
    edits: [['TAKE_OVER_MS = 10_000', 'TAKE_OVER_MS = 20_000']],
  },
  {
    name: 'those who wait rob all at once',
    file: 'runtime/refresh-lock.ts',
    edits: [['`${name}:take-over`', '`${name}:take-over:${Math.random()}`']],
  },
  {
    name: 'a holder that gets on is robbed',
    file: 'runtime/refresh-lock.ts',
    edits: [['(await moved(engine, before)) ? { held: false as const } : ', '']],
  },
  {
    name: 'a refusal that a frozen tab hears late counts',
    file: 'runtime/spend.ts',
    edits: [
      [
        "return isRefusal && clock.monotonic() - sentAt > 2 * limitMs ? { kind: 'unavailable' } : outcome",
        'return outcome',
      ],
    ],
  },
  {
    name: 'a record that is made anew is told to nobody',
    file: 'runtime/renew.ts',
    edits: [["if (old === undefined) engine.tell('signedIn', live.epoch)", '']],
  },
  {
    name: 'a late renewal ends the session that was found anew',
    file: 'runtime/renew.ts',
    edits: [['isLive(view) && reference !== undefined && view.reference === reference', 'false']],
  },
]
