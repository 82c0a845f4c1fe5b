import { setTimeout as sleep } from 'node:timers/promises'
import type { Engine } from './driver/engine.ts'
import { planFault } from './soak-faults.ts'
import type { Chance } from './soak-random.ts'
import type { SoakStage, SoakTab } from './soak-stage.ts'
import * as tabs from './soak-tab-deeds.ts'
import { refresh, signInOrOut, touch } from './soak-users.ts'
import { SOAK_LIMITS, SOAK_SPEED, SOAK_WAYS } from './soak-ways.ts'

/** Something that happens in a life; returns false where there is nobody to do it. */
interface Deed {
  readonly weight: number
  readonly work: (stage: SoakStage, chance: Chance, awake: SoakTab) => Promise<boolean | void>
  /** Engines whose driver has no command for it. */
  readonly cannot?: readonly Engine[]
}

const MAX_TABS = 6
const ONLY_CHROMIUM = ['firefox', 'webkit'] as const

/** All that happens, by name, and how often. */
export const DEEDS = {
  touch: { weight: 20, work: (stage, _chance, awake) => touch(stage, awake) },
  call: {
    weight: 18,
    work: (_stage, chance, { tab }) =>
      tab.run(`void soak.call('${chance.pick(SOAK_WAYS)}', ${chance.between(1, 6)})`),
  },
  refresh: {
    weight: 6,
    work: (stage, chance, awake) => refresh(stage, chance.pick(SOAK_WAYS), awake),
  },
  fault: {
    weight: 22,
    async work(stage, chance, awake) {
      const way = planFault(stage.playground, chance)
      // Few refreshes come by themselves: most of the time one is to meet it.
      if (chance.next() < 0.7) await refresh(stage, way, awake)
    },
  },
  'sign in or out': { weight: 8, work: signInOrOut },
  'open a tab': {
    weight: 10,
    work: async (stage) => stage.tabs.length < MAX_TABS && Boolean(await stage.openTab()),
  },
  'close a tab': {
    weight: 5,
    work: tabs.toAnother(tabs.close),
  },
  'reload a tab': {
    weight: 4,
    work: tabs.toAnother(tabs.reload),
  },
  'leave a page and come back': {
    weight: 3,
    work: tabs.toAnother(tabs.leaveAndComeBack),
  },
  'kill a tab': {
    weight: 4,
    work: tabs.toAnother(tabs.crash),
    cannot: ONLY_CHROMIUM,
  },
  'freeze a tab': {
    weight: 5,
    work: tabs.toAnother(tabs.freeze),
    cannot: ONLY_CHROMIUM,
  },
  'cut a tab off': {
    weight: 4,
    work: tabs.toAnother(tabs.cutOff),
    cannot: ONLY_CHROMIUM,
  },
  'bring a tab back': {
    weight: 8,
    work: tabs.reviveOne,
    cannot: ONLY_CHROMIUM,
  },
  'expire all credentials': {
    weight: 5,
    work: async ({ playground }) => playground.expireCredentials(),
  },
  'end all sessions': {
    weight: 1,
    async work({ playground, lives }) {
      for (const way of SOAK_WAYS) lives.cause(way, 'rejected', playground.now())
      playground.endSessions()
    },
  },
  rest: { weight: 5, work: (_stage, chance) => sleep(chance.between(500, 5_000)) },
  lunch: {
    weight: 0.4,
    work: () => sleep((SOAK_LIMITS.idleMs + 60_000) / SOAK_SPEED),
  },
} as const satisfies Readonly<Record<string, Deed>>

/** The name of something that happens. */
export type DeedName = keyof typeof DEEDS

/** Does something at random; returns what, or undefined where it could not be done just then. */
export async function doDeed(stage: SoakStage, chance: Chance): Promise<DeedName | undefined> {
  const name = pickDeed(stage.engine, chance)
  const awake = chance.pick(stage.tabs.filter((one) => one.out === undefined))
  await tabs.joinAgain(stage, awake)
  const { work }: Deed = DEEDS[name]
  return (await work(stage, chance, awake)) === false ? undefined : name
}

/** What an engine's driver cannot do to it. */
export function cannotDo(engine: Engine): readonly DeedName[] {
  const names = Object.keys(DEEDS) as DeedName[]
  return names.filter((name) => (DEEDS[name] as Deed).cannot?.includes(engine) === true)
}

function pickDeed(engine: Engine, chance: Chance): DeedName {
  const cannot = cannotDo(engine)
  const able = (Object.keys(DEEDS) as DeedName[]).filter((name) => !cannot.includes(name))
  let left = chance.next() * able.reduce((sum, name) => sum + DEEDS[name].weight, 0)
  return able.find((name) => (left -= DEEDS[name].weight) < 0) ?? 'touch'
}
