import { MOMENTS, type Measured } from './fault-cells.ts'
import { inShort } from './fault-outcomes.ts'
import type { NamedCell } from './fault-runs.ts'

/** Prints what was measured: one table for each moment, a line for each fault, a column for each way. */
export function printMatrix(
  title: string,
  cells: readonly NamedCell[],
  measured: readonly Measured[],
): void {
  const lines = [`\nFault matrix, ${title}: requests in the minute, what became of it, back after`]
  const groups = (['grace', 'strict'] as const).flatMap((rotation) =>
    MOMENTS.map((moment) => ({ rotation, moment })),
  )
  for (const { rotation, moment } of groups) {
    const these = cells.filter((cell) => cell.moment === moment && cell.rotation === rotation)
    for (const name of new Set(these.map((cell) => cell.name))) {
      const texts = these
        .filter((cell) => cell.name === name)
        .map(({ id, way }) => {
          const one = measured.find((each) => each.id === id)
          return `${way} ${one ? inShort(one, moment) : '?'}`.padEnd(26)
        })
      lines.push(
        `${rotation.padEnd(6)} ${moment.padEnd(8)} ${name.padEnd(15)} ${texts.join(' ')}`.trimEnd(),
      )
    }
  }
  console.log(lines.join('\n'))
}
