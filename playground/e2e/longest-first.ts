import { BaseSequencer, type TestSpecification } from 'vitest/node'

// The fault matrix waits most of its time, and the simulation takes what it leaves of the machine; so does the soak after it.
// Then what waits for deadlines beside what keeps a core busy, the longest first: or one worker is at it while the other is
// through.
const ORDER = [
  'fault-matrix',
  'cookie-and-bearer',
  'oidc-and-own',
  'soak',
  'pages-looks',
  'attacks-',
  '/tabs.e2e',
  'many-tabs',
  'fault-requests',
  'offline',
  'oidc-tabs',
  'refresh.e2e',
  'oidc-page.e2e',
  'restart',
  'bundlers',
  'lock-frozen',
  'missing-apis',
  'clear-site-data',
  'oidc-restore',
  'lock-holder',
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
