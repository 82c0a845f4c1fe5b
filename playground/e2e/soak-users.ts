import type { Chance } from './soak-random.ts'
import type { SoakStage, SoakTab } from './soak-stage.ts'
import { SOAK_WAYS, type SoakState, type SoakWay } from './soak-ways.ts'

/** Trusted input. */
export async function touch({ lives, playground }: SoakStage, { tab }: SoakTab): Promise<void> {
  await tab.click('#touch')
  lives.touched(playground.now())
}

/** Asks for a refresh, which counts as activity. */
export async function refresh(
  { lives, playground }: SoakStage,
  way: SoakWay,
  { tab }: SoakTab,
): Promise<void> {
  await tab.run(`void soak.refresh('${way}')`)
  lives.touched(playground.now())
}

/** Signs out who is signed in, or switches to another user; signs in where nobody is. */
export async function signInOrOut(
  stage: SoakStage,
  chance: Chance,
  awake: SoakTab,
): Promise<boolean | void> {
  const way = chance.pick(SOAK_WAYS)
  const { status } = (await statesIn(awake))[way]
  if (status === 'starting') return false
  if (status === 'signedOut' || chance.next() < 0.3) return signIn(stage, way, awake)
  stage.lives.cause(way, 'requested', stage.playground.now())
  stage.tell(`${way} is signed out in ${awake.name}`)
  await awake.tab.run(`soak.signOut('${way}')`)
}

/** Signs a user in, with no fault in the way: who is signed in must be known. */
export async function signIn(stage: SoakStage, way: SoakWay, { tab }: SoakTab): Promise<void> {
  const { playground, lives, ledger } = stage
  const startedAt = Date.now()
  playground.faults.clear(way)
  for (const reason of ['requested', 'replaced'] as const) {
    lives.cause(way, reason, playground.now())
  }
  // The two take turns, so that whoever comes is another one.
  const user = lives.count(way) % 2 === 0 ? 'ada' : 'grace'
  const id = await tab.run<string>(`soak.signIn('${way}', '${user}')`)
  lives.begin(way, id, playground.now())
  if (way !== 'sealed' && way !== 'vault' && ledger.wasEnding(way, startedAt)) {
    // The answer to the sign-out of the one before clears the cookie, also one that has just come.
    lives.cause(way, 'rejected', playground.now())
    stage.count('sign-in beside a sign-out')
  }
  stage.tell(`${way} ${user} is signed in: ${id.slice(0, 4)}`)
}

/** What a tab shows. */
export function statesIn({ tab }: SoakTab): Promise<Record<SoakWay, SoakState>> {
  return tab.run('soak.states()')
}
