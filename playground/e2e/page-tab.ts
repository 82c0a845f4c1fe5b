import type { Tab } from './driver/tab.ts'

/** An expression: whether the page shows this state. */
export const stateIs = (state: string): string =>
  `document.querySelector('#state')?.dataset.status === '${state}'`

/** An expression: the text of an element. */
export const textOf = (selector: string): string =>
  `document.querySelector('${selector}').textContent`

/** Uses a button as somebody does who has no pointer. */
export async function pressOn(tab: Tab, selector: string): Promise<void> {
  await tab.run(`document.querySelector('${selector}').focus()`)
  await tab.press('Enter')
}
