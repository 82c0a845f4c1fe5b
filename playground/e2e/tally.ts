import type { Reporter, TestModule } from 'vitest/node'

/** Closes a run with one plain line: 'N passed, N failed, N skipped'. */
export const tally: Reporter = {
  onTestRunEnd(modules, unhandledErrors) {
    const states = modules.flatMap(toStates)
    const count = (state: string): number => states.filter((each) => each === state).length
    const failed = count('failed') + unhandledErrors.length
    // After the summary of the default reporter, which prints in this same turn.
    setImmediate(() =>
      console.log(`${count('passed')} passed, ${failed} failed, ${count('skipped')} skipped`),
    )
  },
}

// A file that breaks before its first test counts as one failed test.
function toStates(module: TestModule): readonly string[] {
  const states = [...module.children.allTests()].map((test) => test.result().state)
  if (module.state() === 'failed' && !states.includes('failed')) return [...states, 'failed']
  return states
}
