let isPressed = false
let waiting: (() => void)[] = []

/**
 * Calls back once no key and no button is down, and the click that they make is over.
 *
 * Input counts as activity the moment it goes down. A dialog that closed right then would move the
 * focus under the finger: the click would miss its button, and Enter would press another one.
 */
export function afterGesture(callback: () => void): void {
  waiting.push(callback)
  settle()
}

const press = (): void => void (isPressed = true)

function release(): void {
  isPressed = false
  settle()
}

// A task later: the listener of the session may see the input before this one does.
function settle(): void {
  setTimeout(() => {
    if (isPressed) return
    const ready = waiting
    waiting = []
    for (const callback of ready) callback()
  })
}

for (const name of ['keydown', 'pointerdown']) addEventListener(name, press, { capture: true })
// `blur`: a key that is released in another window is never seen to be.
for (const name of ['keyup', 'pointerup', 'pointercancel', 'blur']) {
  addEventListener(name, release, { capture: true })
}
