/** Bugs of sign-out, sign-in and of what tabs tell each other. */
export const signOut = [
  {
    name: 'requests go on after the sign-out',
    file: 'runtime/sign-out.ts',
    edits: [['engine.signals.end(epoch)', '']],
  },
  {
    name: 'credentials are kept after the sign-out',
    file: 'runtime/sign-out.ts',
    edits: [
      ['if (asks) await drain(engine)\n  forget(engine, epoch)', 'if (asks) await drain(engine)'],
    ],
  },
  {
    name: 'the sign-out is not written down',
    file: 'runtime/sign-out.ts',
    edits: [['return announced ? tombstone(engine, old, ending) : old', 'return old']],
  },
  {
    name: 'the sign-out is not announced',
    file: 'runtime/sign-out.ts',
    edits: [["if (announced) engine.tell('signedOut', epoch)", '']],
  },
  {
    name: 'the sign-out is announced before it is written',
    file: 'runtime/sign-out.ts',
    edits: [
      ["if (announced) engine.tell('signedOut', epoch)", ''],
      [
        "if (origin !== 'elsewhere') {",
        "if (origin !== 'elsewhere') {\n    engine.tell('signedOut', epoch)",
      ],
    ],
  },
  {
    name: 'a tab that only hears of the end overwrites a newer sign-in',
    file: 'runtime/sign-out.ts',
    edits: [['announced = old === undefined || isLive(old, epoch)', 'announced = true']],
  },
  {
    name: 'a sign-out without network is forgotten',
    file: 'runtime/sign-out.ts',
    edits: [
      ["const queued = origin === 'here' && engine.sharing !== 'own'", 'const queued = false'],
    ],
  },
  {
    name: 'a sign-out counts as told although the server did not answer',
    file: 'runtime/sign-out.ts',
    edits: [
      [
        "if (outcome.kind !== 'ok' && outcome.kind !== 'none' && outcome.kind !== 'rejected') {",
        "if (outcome.kind === 'misconfigured') {",
      ],
    ],
  },
  {
    name: 'every tab sends the queued sign-out',
    file: 'runtime/sign-out.ts',
    edits: [['engine.ownEnd !== undefined', 'true']],
  },
  {
    name: 'a sign-in goes on after the sign-out',
    file: 'runtime/sign-out.ts',
    edits: [['engine.signals.end(SIGN_IN)', '']],
  },
  {
    name: 'something is restored while a sign-out is queued',
    file: 'runtime/restore.ts',
    edits: [['if (record?.queuedEnd !== undefined) return notSignedIn(engine, record)', '']],
  },
  {
    name: 'a queued sign-out is not sent first',
    file: 'runtime/restore.ts',
    edits: [['await drain(engine)', '']],
  },
  {
    name: 'a session that ran out while no tab was there is found again',
    file: 'runtime/restore.ts',
    edits: [['if (reason === undefined) return view', 'return view']],
  },
  {
    name: 'a new sign-in keeps what was queued for an older one',
    file: 'runtime/place.ts',
    edits: [
      [
        "refresh: 'rest',\n    ...facts,",
        "refresh: 'rest',\n    queuedEnd: old?.queuedEnd,\n    ...facts,",
      ],
    ],
  },
  {
    name: 'a new sign-in takes the epoch of the one before',
    file: 'runtime/place.ts',
    edits: [
      [
        'epoch: engine.ports.crypto.randomId()',
        'epoch: old?.epoch ?? engine.ports.crypto.randomId()',
      ],
    ],
  },
  {
    name: 'a grant of an ended sign-in revives it',
    file: 'runtime/place.ts',
    edits: [["if (late) return 'late'", '']],
  },
  {
    name: 'a robbed restore commits',
    file: 'runtime/place.ts',
    edits: [["if (robbed) return 'robbed'", '']],
  },
  {
    name: 'another account joins the session',
    file: 'runtime/place.ts',
    edits: [['if (record.account !== grant.account) return false', '']],
  },
  {
    name: 'another account may step up',
    file: 'runtime/place.ts',
    edits: [['!isLive(old) || old.account !== grant.account', '!isLive(old)']],
  },
  {
    name: 'the other tabs are not told of a sign-in',
    file: 'runtime/settle.ts',
    edits: [["if (settled.begun) engine.tell('signedIn', settled.record.epoch)", '']],
  },
  {
    name: 'another user is taken for the same (check)',
    file: 'runtime/grant-facts.ts',
    edits: [['grant.account !== account || ', '']],
  },
  {
    name: 'the end of one sign-in ends the next one',
    file: 'machine/apply-event.ts',
    edits: [
      [
        "case 'ended':\n      return state.live?.epoch === event.epoch",
        "case 'ended':\n      return state.live !== undefined",
      ],
    ],
  },
  {
    name: 'a sign-in does not wait for a sign-out that is on its way',
    file: 'runtime/sign-in.ts',
    edits: [["engine.strategy.kind !== 'bearer' || engine.sharing === 'own'", 'true']],
  },
]
