import type { Send } from './commands.ts'
import { typeText } from './keyboard.ts'

// The key that marks an element in WebDriver's JSON.
const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf'

/** Clicks the first element that matches, as a user would: it must be visible and uncovered. */
export async function clickElement(send: Send, selector: string): Promise<void> {
  await send('clickElement', { id: await findElement(send, selector) })
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
