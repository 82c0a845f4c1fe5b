/** Bugs of deadlines, clocks, and of when to ask a server. */
export const time = [
  {
    name: 'the deadline is judged after the event',
    file: 'machine/transition.ts',
    edits: [
      [
        'applyEvent(judge(before, now, policy, false, effects), event, now, policy, effects)',
        'judge(applyEvent(before, event, now, policy, effects), now, policy, false, effects)',
      ],
    ],
  },
  {
    name: 'activity from the future keeps the session (record)',
    file: 'machine/apply-record.ts',
    edits: [['Math.min(record.activeAt, now))', 'record.activeAt)']],
  },
  {
    name: 'activity from the future keeps the session (sign-in)',
    file: 'runtime/settle.ts',
    edits: [['activeAt: Math.min(record.activeAt, now)', 'activeAt: record.activeAt']],
  },
  {
    name: 'activity from the future wins for ever',
    file: 'runtime/save-activity.ts',
    edits: [['Math.min(old.activeAt, engine.now())', 'old.activeAt']],
  },
  {
    name: 'older activity overwrites the latest',
    file: 'runtime/save-activity.ts',
    edits: [['Math.max(Math.min(old.activeAt, engine.now()), activeAt)', 'activeAt']],
  },
  {
    name: 'a tab ends the session without a look at the record',
    file: 'machine/judge.ts',
    edits: [['if (!confirmed) return confirm(state, effects)', '']],
  },
  {
    name: 'a touch past the deadline counts',
    file: 'machine/touch.ts',
    edits: [[' || now >= deadlinesOf(live, policy).idleAt', '']],
  },
  {
    name: 'a closed warning is told to nobody',
    file: 'runtime/save-activity.ts',
    edits: [["else if (effect.extends) engine.tell('extended', epoch)", '']],
  },
  {
    name: 'a refresh counts as activity',
    file: 'machine/renewal.ts',
    edits: [['obtainedAt: fresh ? now : live.obtainedAt,', 'obtainedAt: now, activeAt: now,']],
  },
  {
    name: 'a hidden page refreshes',
    file: 'machine/due-work.ts',
    edits: [['live !== undefined && state.visible && ', 'live !== undefined && ']],
  },
  {
    name: 'an idle user refreshes',
    file: 'machine/due-work.ts',
    edits: [[' && live.activeAt >= live.obtainedAt', '']],
  },
  {
    name: 'the server hears of no activity that it could not have seen',
    file: 'machine/due-work.ts',
    edits: [["effects.push({ type: 'keepAlive' })", '']],
  },
  {
    name: 'a wall clock set back prolongs the session',
    file: 'runtime/guarded-clock.ts',
    edits: [['Math.max(wallMs, monotonicMs)', 'wallMs']],
  },
  {
    name: 'a wall clock set back goes back here, too',
    file: 'runtime/guarded-clock.ts',
    edits: [['latest = Math.max(latest, next)', 'latest = clock.now()']],
  },
  {
    name: 'a sleep that the monotonic clock missed does not count',
    file: 'runtime/guarded-clock.ts',
    edits: [['Math.max(wallMs, monotonicMs)', 'monotonicMs']],
  },
  {
    name: 'a retry does not wait longer each time',
    file: 'machine/backoff.ts',
    edits: [['BASE_MS * 2 ** Math.min(attempts - 1, 16)', 'BASE_MS']],
  },
  {
    name: 'a retry waits without a cap',
    file: 'machine/backoff.ts',
    edits: [['CAP_MS = 60_000', 'CAP_MS = Infinity']],
  },
  {
    name: 'all tabs retry at the same moment',
    file: 'machine/backoff.ts',
    edits: [['answer.jitter * window', 'window']],
  },
  {
    name: 'Retry-After is ignored',
    file: 'machine/backoff.ts',
    edits: [['Math.max(answer.retryAfterMs, slow)', 'slow']],
  },
  {
    name: 'Retry-After is ignored when the page is shown',
    file: 'machine/apply-event.ts',
    edits: [['failure.throttled || ', '']],
  },
  {
    name: 'nothing is tried at once when the network is back',
    file: 'machine/apply-event.ts',
    edits: [['return retryNow(state, now)', 'return state']],
  },
  {
    name: 'a failure of the server (5xx) is taken for a refusal',
    file: 'strategies/outcome.ts',
    edits: [
      [
        "status >= 500) return { kind: 'unavailable' }",
        "status >= 500) return { kind: 'rejected' }",
      ],
    ],
  },
  {
    name: 'an answer that is not JSON is taken for a refusal',
    file: 'strategies/outcome.ts',
    edits: [
      ["body === NOT_JSON ? { kind: 'unavailable' }", "body === NOT_JSON ? { kind: 'rejected' }"],
    ],
  },
  {
    name: 'a sleep longer than a timer can hold overflows',
    file: 'runtime/loop.ts',
    edits: [['Math.min(Math.max(at - now(), 0), MAX_SLEEP_MS)', 'Math.max(at - now(), 0)']],
  },
]
