import { BaseSequencer, type TestSpecification } from 'vitest/node'

// Seconds on two cores, where it matters.
const LONG =
  /fault-matrix|pages-looks|many-tabs|attacks-|oidc-tabs|refresh\.e2e|soak|simulation\/(oidc|vault)/

/** What takes long begins first: else one worker is at it while the others are through. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    // oxlint-disable-next-line unicorn/no-array-sort -- it is not of an array
    const others = await super.sort(files)
    const isLong = ({ moduleId }: TestSpecification): boolean => LONG.test(moduleId)
    return [...others.filter(isLong), ...others.filter((file) => !isLong(file))]
  }
}
