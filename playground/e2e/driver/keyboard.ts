import type { Send } from './commands.ts'

// Code points of the WebDriver specification, section "Keyboard actions".
const KEYS: Readonly<Record<string, string>> = {
  Backspace: '\uE003',
  Tab: '\uE004',
  Enter: '\uE007',
  Shift: '\uE008',
  Control: '\uE009',
  Alt: '\uE00A',
  Escape: '\uE00C',
  PageUp: '\uE00E',
  PageDown: '\uE00F',
  End: '\uE010',
  Home: '\uE011',
  ArrowLeft: '\uE012',
  ArrowUp: '\uE013',
  ArrowRight: '\uE014',
  ArrowDown: '\uE015',
  Delete: '\uE017',
  Meta: '\uE03D',
}

/** Types text, key by key, into whatever has the focus. */
export async function typeText(send: Send, text: string): Promise<void> {
  await perform(
    send,
    [...text].flatMap((value) => [down(value), up(value)]),
  )
}

/** Presses a key by its `KeyboardEvent.key`, alone or with modifiers: `Enter`, `Shift+Tab`. */
export async function pressKey(send: Send, chord: string): Promise<void> {
  const values = chord.split('+').map(toValue)
  await perform(send, [...values.map(down), ...values.toReversed().map(up)])
}

async function perform(send: Send, actions: readonly object[]): Promise<void> {
  await send('performActions', { actions: [{ type: 'key', id: 'keyboard', actions }] })
  await send('releaseActions')
}

function toValue(key: string): string {
  const value = KEYS[key] ?? key
  if ([...value].length !== 1) throw new RangeError(`There is no key called ${key}.`)
  return value
}

const down = (value: string): object => ({ type: 'keyDown', value })
const up = (value: string): object => ({ type: 'keyUp', value })
