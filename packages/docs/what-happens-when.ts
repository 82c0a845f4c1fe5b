import { MOMENTS, WAYS, type Moment } from '../../playground/e2e/fault-cells.ts'
import { OUTCOMES, type Outcome } from '../../playground/e2e/fault-outcomes.ts'
import { conductOf, exists, type Rotation, STRICT } from '../../playground/e2e/fault-places.ts'
import { CANNOT } from '../../playground/e2e/fault-runs.ts'
import { type Conduct, FAULTS, type FaultName } from '../../playground/e2e/fault-table.ts'
import { WORDS } from './conduct-words.ts'

const HEADINGS: Readonly<Record<Moment, string>> = {
  start: 'at the start',
  ahead: 'at a refresh ahead of expiry',
  '401': 'at a refresh after a 401',
  signOut: 'at a sign-out',
}

/** Writes the page "What happens when…" from the table that the fault matrix is tested against. */
export function whatHappensWhen(): string {
  return [
    INTRODUCTION,
    matrix('grace'),
    '## What the words mean',
    MEANING,
    meanings(),
    LOST,
    matrix('strict'),
    LIMITS,
    gaps(),
  ].join('\n\n')
}

function matrix(rotation: Rotation): string {
  const names = Object.keys(rotation === 'grace' ? FAULTS : STRICT) as FaultName[]
  const moments = MOMENTS.filter((moment) => rotation === 'grace' || moment !== 'signOut')
  return table(
    ['for a minute', ...moments.map((moment) => HEADINGS[moment])],
    names.map((name) => [
      FAULTS[name].what,
      ...moments.map((moment) => cell(name, moment, rotation)),
    ]),
  )
}

/** What the ways have in common is said once; those that differ are named. */
function cell(name: FaultName, moment: Moment, rotation: Rotation): string {
  const places = WAYS.map((way) => ({ name, way, moment, rotation })).filter(exists)
  const conducts = places.map((place) => ({ way: place.way, conduct: conductOf(place) }))
  const [first] = conducts
  if (first === undefined) return '–'
  const others = conducts.filter(({ conduct }) => conduct !== first.conduct)
  const words = [first, ...others].map(({ conduct }) => wordsFor(conduct, moment))
  const same = conducts.length - others.length
  if (others.length === 0 && same === WAYS.length) return words[0] ?? ''
  const named = conducts.filter(({ conduct }) => conduct === first.conduct)
  return [
    `${named.map(({ way }) => `\`${way}\``).join(', ')}: ${words[0]}`,
    ...others.map(({ way, conduct }) => `\`${way}\`: ${wordsFor(conduct, moment)}`),
  ].join('; ')
}

function wordsFor(conduct: Conduct, moment: Moment): string {
  const { session, signOut } = WORDS[conduct]
  return moment === 'signOut' ? signOut : session
}

function meanings(): string {
  const conducts = Object.keys(WORDS) as Conduct[]
  return table(
    ['what it does', 'the session', 'requests in the minute', 'well again', 'in words'],
    conducts.map((conduct) => {
      const { session, signOut, meaning } = WORDS[conduct]
      const outcome = OUTCOMES[conduct]
      const names = [...new Set([session, signOut])].filter((name) => name !== '').join(' / ')
      return [names, sessionOf(outcome), requestsOf(outcome), wellAgain(outcome), meaning]
    }),
  )
}

function sessionOf({ session, degraded, assumed }: Outcome): string {
  if (assumed) return 'over here, and at the server as far as it says'
  if (session !== 'kept')
    return degraded ? `kept, \`degraded\`, then \`${session}\`` : `\`${session}\``
  return degraded ? 'kept, `degraded`' : 'kept'
}

function requestsOf({ atLeast, atMost }: Outcome): string {
  return atLeast === atMost ? `${atLeast}` : `${atLeast} to ${atMost}`
}

function wellAgain({ session, backWithinS, assumed }: Outcome): string {
  if (session !== 'kept' || assumed) return '–'
  return backWithinS === 0 ? 'within the minute' : `within ${backWithinS} s of its end`
}

function gaps(): string {
  const lines = Object.entries(CANNOT).map(([engine, names]) => {
    const what = names.length === 0 ? 'all of it' : `all but: ${names.join(', ')}`
    return `- ${engine}: ${what}`
  })
  return lines.join('\n')
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}

const INTRODUCTION = `# What happens when…

<!-- Written by packages/docs/what-happens-when.ts. Change the table in playground/e2e/fault-table.ts,
     then: npx vitest run --project core packages/docs -u -->

What a session does when its server, or the way there, is out of order for a minute. Each cell is tested in
Chromium, Firefox and WebKit against the playground's real servers (\`playground/e2e/fault-matrix.e2e.ts\`), for a cookie session, \`bearer\` with its
refresh token in a cookie, and \`oidc\` with DPoP; a minute lasts a few seconds there, for the clocks of the pages run fast. Where the three ways of holding a session differ, they are named.

A session ends for a definite refusal or a deadline, and for nothing else. A sign-out is done here at once, whatever its server answers; the last column
says what becomes of the telling. In these tables the servers take a spent refresh credential once more for a while, as they should.`

const MEANING = `The requests are those to the address that is out of order, counted in the minute from the first one on, with the middle of each random wait. While a
session is kept, the app sees its user all the time (at the start: \`starting\`), and \`connection: 'degraded'\`. A call of the app that was refused with 401 waits for one refresh: if that
works, its second answer is returned; if nobody knows, the 401 is; if the session ends, it throws \`signed_out\`.`

const LOST = `## A lost answer, where a spent token is never taken again

A server that rotates refresh tokens and takes none a second time cannot tell a client whose answer was lost from a thief. Then the session ends, with Latchkey as with
any other client; \`decisions/0010-the-lost-answer.md\` says why, and what a server can do about it.`

const LIMITS = `## What was tested where

What is missing here, the engine's driver has no command for.`
