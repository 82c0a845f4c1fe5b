import type { Attack } from './attack.ts'
import { prepare, remember } from './in-page.ts'
import { addVaultTool } from './own-vault.ts'

/** What every attacked page loads first: the tools, the attacks by name, and those that begin at once. */
export function attackScript(attacks: readonly Attack[]): string {
  const table = attacks.map(({ name, run }) => `${JSON.stringify(name)}: ${run.toString()}`)
  return `${once(prepare)}
    ${once(remember)}
    ${once(addVaultTool)}
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
  collect(): Promise<Record<string, string[]>>
}

/** Runs in the page: begins the early attacks that its address names, and waits for the late ones. */
function begin(): void {
  const { attackers } = globalThis as never as { attackers: Attackers }
  const KEY = 'attack-plan'
  if (location.search.includes('issuer=')) sessionStorage.setItem(KEY, location.search)
  const plan = new URLSearchParams(sessionStorage.getItem(KEY) ?? '')
  const { connect } = attackers
  const facts = { foreign: plan.get('foreign'), issuer: plan.get('issuer'), connect }
  const ends: (() => unknown)[] = []

  attackers.play = async (name, when) => {
    const end = await attackers.attacks[name]!(attackers.toolsFor(name, when, facts))
    if (typeof end === 'function') ends.push(end as () => unknown)
  }
  attackers.collect = async () => {
    for (const end of ends) await end()
    await new Promise((done) => setTimeout(done, 50))
    return attackers.loot
  }
  for (const name of plan.getAll('early')) void attackers.play(name, 'early')
}
