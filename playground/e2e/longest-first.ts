import { BaseSequencer, type TestSpecification } from 'vitest/node'

// The fault matrix and the soak measure times, so only what waits for deadlines runs beside them. What keeps a core busy comes
// after them, the longest first: or one worker is at it while the other is through.
const ORDER = [
  'fault-matrix',
  'soak',
  'pages-looks',
  'offline',
  'lock-frozen',
  'fault-requests',
  '/simulation/',
  'attacks-',
  'many-tabs',
  'bundlers',
  'oidc-page.e2e',
  'oidc-tabs',
  'refresh.e2e',
  '/tabs.e2e',
  'missing-apis',
  'oidc-restore',
]

/** Runs the files in an order that keeps all workers busy to the end. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    // oxlint-disable-next-line unicorn/no-array-sort -- it is not of an array
    const sorted = await super.sort(files)
    return sorted.toSorted((one, other) => placeOf(one) - placeOf(other))
  }
}

function placeOf({ moduleId }: TestSpecification): number {
  const place = ORDER.findIndex((part) => moduleId.includes(part))
  return place === -1 ? ORDER.length : place
}
