import type { Attack } from './attack.ts'
import { addBait } from './bait.ts'
import { prepare, remember } from './in-page.ts'
import { addVaultTool } from './own-vault.ts'

/** What every attacked page loads first: the tools, the attacks by name, and those that begin at once. */
export function attackScript(attacks: readonly Attack[]): string {
  const table = attacks.map(({ name, run }) => `${JSON.stringify(name)}: ${run.toString()}`)
  return `${once(prepare)}
    ${once(remember)}
    ${once(addVaultTool)}
    ${once(addBait)}
    attackers.attacks = { ${table.join(',\n')} };
    ${once(begin)}`
}

function once(work: () => void): string {
  return `;(${work.toString()})();`
}

interface Attackers {
  readonly connect: unknown
  readonly loot: Record<string, string[]>
  readonly attacks: Record<string, (tools: unknown) => unknown>
  readonly toolsFor: (name: string, when: string, facts: object) => unknown
  play(name: string, when: string): Promise<void>
  collect(names: readonly string[]): Promise<string>
}

/** Runs in the page: begins the early attacks that its address names, and waits for the late ones. */
function begin(): void {
  const { attackers } = globalThis as never as { attackers: Attackers }
  const KEY = 'attack-plan'
  if (location.search.includes('issuer=')) sessionStorage.setItem(KEY, location.search)
  const plan = new URLSearchParams(sessionStorage.getItem(KEY) ?? '')
  const { connect } = attackers
  const { stringify } = JSON
  const { apply } = Reflect
  const facts = { foreign: plan.get('foreign'), issuer: plan.get('issuer'), connect }
  let ends: (() => unknown)[] = []
  const begun: Record<string, true> = {}

  attackers.play = async (name, when) => {
    const end = await attackers.attacks[name]!(attackers.toolsFor(name, when, facts))
    if (typeof end === 'function') ends.push(end as () => unknown)
    begun[name] = true
  }
  attackers.collect = async (names) => {
    // They wait at the same time, each as long as it would wait alone.
    const ending: unknown[] = []
    for (const end of ends) ending.push(end())
    ends = []
    for (const one of ending) await one
    await new Promise((done) => setTimeout(done, 50))
    const loot: Record<string, unknown> = {}
    for (const name of names) if (begun[name]) loot[name] = attackers.loot[name]
    // An object would be looked at, with all that is in it, by whoever hooks promises.
    return apply(stringify, JSON, [loot]) as string
  }
  for (const name of plan.getAll('early')) void attackers.play(name, 'early')
}
