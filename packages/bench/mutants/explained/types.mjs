const WORD = 'only for the types: a word (`missing`, `unreadable`) has no such property either'
const LIVE = 'only for the types: whoever comes here has a session'

/** Conditions that the type checker asks for. */
export const types = [
  {
    file: 'runtime/adopt.ts',
    from: "const sealed = typeof view === 'object' ? view.sealed : undefined",
    to: 'const sealed = true ? view.sealed : undefined',
    why: WORD,
  },
  {
    file: 'runtime/sign-out.ts',
    from: "return typeof view === 'object' ? view.queuedEnd : undefined",
    to: 'return true ? view.queuedEnd : undefined',
    why: WORD,
  },
  {
    file: 'runtime/restore.ts',
    from: "const call = callOf(engine, typeof view === 'object' ? view : undefined)",
    to: 'const call = callOf(engine, true ? view : undefined)',
    why: 'only for the types: a word is no session that lives',
  },
  {
    file: 'runtime/restore.ts',
    from: "if (typeof view !== 'object') return undefined",
    to: 'if (false) return undefined',
    why: 'only for the types: a word is no session that lives, and has no sign-out that waits',
  },
  {
    file: 'runtime/refresh-lock.ts',
    from: "return typeof record === 'object' ? record : { epoch: undefined, generation: 0 }",
    to: 'return true ? record : { epoch: undefined, generation: 0 }',
    why: WORD,
  },
  {
    file: 'runtime/refresh-lock.ts',
    from: "if (record.refresh === 'rest') return false",
    to: 'if (false) return false',
    why: 'only for the types: `rest` has no age, and no age is not below ten seconds',
  },
  {
    file: 'runtime/spend.ts',
    from: "if (typeof view !== 'object' || !holds(view)) return robbed",
    to: 'if (false || !holds(view)) return robbed',
    why: 'only for the types: a word holds no ticket',
  },
  {
    file: 'runtime/settle.ts',
    from: "if (typeof settled !== 'object') return old",
    to: 'if (false) return old',
    why: 'only for the types: a word has no record, and what is no record is not written',
  },
  {
    file: 'runtime/check.ts',
    from: "if (outcome.kind !== 'ok' || outcome.value === undefined) return",
    to: 'if (false || outcome.value === undefined) return',
    why: 'only for the types: no other outcome has a value',
  },
  {
    file: 'runtime/credential-gate.ts',
    from: 'if (ready && live !== undefined && isGood(now, live, minValidityMs)) return live',
    to: 'if (ready && true && isGood(now, live, minValidityMs)) return live',
    why: LIVE,
  },
  {
    file: 'runtime/record-keeper.ts',
    from: "if (shared === undefined) return known ?? 'missing'",
    to: "if (false) return known ?? 'missing'",
    why: 'only for the types: what is not there cannot be read, and that is answered alike, and noticed once',
  },
  {
    file: 'machine/due-work.ts',
    from: 'if (live === undefined) return state',
    to: 'if (false) return state',
    why: LIVE,
  },
  {
    file: 'machine/renewal.ts',
    from: 'if (live === undefined) return state',
    to: 'if (false) return state',
    why: LIVE,
  },
  {
    file: 'machine/transition.ts',
    from: 'if (!warned || live === undefined || now >= deadlinesOf(live, policy).warnAt) return state',
    to: 'if (!warned || false || now >= deadlinesOf(live, policy).warnAt) return state',
    why: 'only for the types: nobody is warned without a session',
  },
]
