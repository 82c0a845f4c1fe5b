import { BaseSequencer, type TestSpecification } from 'vitest/node'

// What takes long begins first, or one worker is at it while the others are through. What waits for deadlines runs beside what
// keeps a core busy.
const ORDER = [
  '/simulation/',
  'fault-matrix',
  'attacks-chromium',
  'attacks-firefox',
  'oidc-tabs',
  'soak',
  'refresh.e2e',
  'many-tabs',
  '/tabs.e2e',
  'bundlers',
  'offline',
  'oidc-page.e2e',
  'pages-looks',
  'attacks-',
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
