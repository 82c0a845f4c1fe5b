import { BaseSequencer, type TestSpecification } from 'vitest/node'

// What takes long begins first, or one worker is at it while the others are through. The fault matrix measures times, most of
// them of waiting; so those that wait as well come beside it, and those that keep a core busy later.
const ORDER = [
  'simulation/oidc',
  'simulation/vault',
  'fault-matrix',
  'pages-looks',
  '/tabs.e2e',
  'tabs-asleep',
  'lock-',
  'offline',
  'soak',
  'attacks-',
  'oidc-tabs',
  'refresh.e2e',
  'many-tabs',
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
