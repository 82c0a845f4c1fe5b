import type { Send } from './commands.ts'
import { typeText } from './keyboard.ts'

// The key that marks an element in WebDriver's JSON.
const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf'
const SHOW = `arguments[0].scrollIntoView({ block: 'center', behavior: 'instant' })`

/** Clicks the first element that matches, as a user would: it must be visible and uncovered. */
export async function clickElement(send: Send, selector: string): Promise<void> {
  const id = await findElement(send, selector)
  // The driver itself scrolls no further than it must: to an edge, where a bar may lie on top.
  await send('execute', { script: SHOW, args: [{ [ELEMENT]: id }] })
  await send('clickElement', { id })
}

/** Types into the first element that matches, or into the focused one. */
export async function typeInto(
  send: Send,
  selector: string | undefined,
  text: string,
): Promise<void> {
  if (selector === undefined) await typeText(send, text)
  else await send('typeInElement', { id: await findElement(send, selector), text })
}

async function findElement(send: Send, value: string): Promise<string> {
  const found = await send<Record<string, string>>('findElement', { using: 'css selector', value })
  const id = found[ELEMENT]
  if (id === undefined) throw new Error(`The driver returned no element for ${value}.`)
  return id
}
