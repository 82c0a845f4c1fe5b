/** Bugs of requests, pages, records and channels. */
export const pages = [
  {
    name: 'a credential goes to any origin',
    file: 'runtime/authorized-fetch.ts',
    edits: [['checkAddress(copies.first.url)', '']],
  },
  {
    name: 'a blob: address passes for an allowed origin',
    file: 'runtime/allowed-origins.ts',
    edits: [[" || !protocol.startsWith('http')", '']],
  },
  {
    name: 'a refresh follows redirects (cookie)',
    file: 'strategies/cookie-requests.ts',
    edits: [["redirect: 'manual'", "redirect: 'follow'"]],
  },
  {
    name: 'a request with a token follows redirects (bearer)',
    file: 'strategies/bearer-requests.ts',
    edits: [["redirect: 'manual'", "redirect: 'follow'"]],
  },
  {
    name: 'a redirect is handed to the app as an answer',
    file: 'runtime/authorized-fetch.ts',
    edits: [["response.type === 'opaqueredirect' && request.redirect !== 'manual'", 'false']],
  },
  {
    name: 'an answer for the user before is handed over',
    file: 'runtime/authorized-fetch.ts',
    edits: [
      ['ended.throwIfAborted()', ''],
      ['AbortSignal.any([request.signal, ended])', 'request.signal'],
    ],
  },
  {
    name: 'the retry after a 401 goes out as another user',
    file: 'runtime/authorized-fetch.ts',
    edits: [["if (live.epoch !== epoch) throw new SessionError('signed_out')", '']],
  },
  {
    name: 'a 401 that no refresh cures is refreshed each time',
    file: 'runtime/authorized-fetch.ts',
    edits: [['if (known && engine.now() < incurable.until) return undefined', '']],
  },
  {
    name: "an app's own 409 is taken for a mismatch",
    file: 'runtime/authorized-fetch.ts',
    edits: [
      [
        "response.status === 409 && response.headers.has('latchkey-mismatch')",
        'response.status === 409',
      ],
    ],
  },
  {
    name: 'a cookie of another session goes unnoticed',
    file: 'runtime/authorized-fetch.ts',
    edits: [["response.status === 409 && response.headers.has('latchkey-mismatch')", 'false']],
  },
  {
    name: 'an expired credential is sent',
    file: 'runtime/credential-gate.ts',
    edits: [['return now + minValidityMs < live.expiresAt', 'return true']],
  },
  {
    name: 'a tab that was frozen sends without a look at the record',
    file: 'runtime/credential-gate.ts',
    edits: [['engine.now() - engine.keeper.seenAt() < VERIFIED_MS', 'true']],
  },
  {
    name: 'a request passes before a late deadline is judged',
    file: 'runtime/credential-gate.ts',
    edits: [["if (now >= engine.wakeAt()) engine.dispatch({ type: 'woke' })", '']],
  },
  {
    name: 'the record is taken for as new as its answer',
    file: 'runtime/record-keeper.ts',
    edits: [['seenAt = askedAt', 'seenAt = clock.now()']],
  },
  {
    name: 'a store that does not answer is waited for',
    file: 'runtime/record-keeper.ts',
    edits: [['READ_LIMIT_MS = 2_000', 'READ_LIMIT_MS = 2_000_000_000']],
  },
  {
    name: "a newer version's record is overwritten",
    file: 'runtime/record.ts',
    edits: [["if (record.v > RECORD_VERSION) return 'newer'", '']],
  },
  {
    name: "a newer version's credentials are spent",
    file: 'runtime/spend.ts',
    edits: [
      ['if (lost.aborted || isOutdated(engine)) return robbed', 'if (lost.aborted) return robbed'],
    ],
  },
  {
    name: 'a page from the back/forward cache is shown unchecked',
    file: 'machine/apply-event.ts',
    edits: [["if (fromCache) return { ...next, status: 'starting' }", '']],
  },
  {
    name: 'a page from the back/forward cache believes in its locks',
    file: 'runtime/start-engine.ts',
    edits: [["if (type === 'restored') engine.signals.end(LOCKS)", '']],
  },
  {
    name: 'a page that is left keeps its transactions',
    file: 'runtime/start-engine.ts',
    edits: [['engine.ports.store?.letGo()', 'undefined']],
  },
  {
    name: 'a worker whose page is left keeps its transactions',
    file: 'isolation/host-page.ts',
    edits: [["if (pages.none()) world.changed('left')", '']],
  },
  {
    name: 'a renewal counts that was not written down',
    file: 'runtime/renew.ts',
    edits: [['generation = undefined\n    const valid', 'const valid']],
  },
  {
    name: 'the channel is closed with the page out of sight',
    file: 'runtime/start-engine.ts',
    edits: [
      [
        "if (type === 'restored')",
        "if (type === 'hidden') hints?.close()\n      if (type === 'restored')",
      ],
    ],
  },
  {
    name: 'a hint of another version is believed',
    file: 'runtime/hints.ts',
    edits: [['v === VERSION ? KINDS.find((known) => known === kind) : undefined', "'signedOut'"]],
  },
  {
    name: 'the timer outlives the session object',
    file: 'runtime/loop.ts',
    edits: [['stopped = true\n    timer?.cancel()', 'stopped = true']],
  },
  {
    name: 'the listeners outlive the session object',
    file: 'runtime/start-engine.ts',
    edits: [['for (const stop of stops) stop()', '']],
  },
]
