import { EXPLAINED } from './explained/all.mjs'

const WANTED = 0.95

/** Prints what became of each mutant; returns the exit code. `all`: nothing was left out. */
export function judge(results, all) {
  const sorted = results.toSorted((one, other) => one.where.localeCompare(other.where))
  const reasonOf = (result) => EXPLAINED.find((entry) => isOf(entry, result))?.why
  const caught = sorted.filter((result) => result.caught)
  const survived = sorted.filter((result) => !result.caught)
  const harmless = survived.filter((result) => reasonOf(result) !== undefined)
  const open = survived.filter((result) => reasonOf(result) === undefined)
  const stale = all ? EXPLAINED.filter((entry) => !results.some((one) => isOf(entry, one))) : []

  for (const { where, what, by } of caught) console.log(`caught    ${line(where, what, by)}`)
  for (const one of harmless) console.log(`harmless  ${line(one.where, one.what, reasonOf(one))}`)
  for (const { where, what } of open) console.log(`SURVIVED  ${line(where, what)}`)
  for (const { file, from } of stale) console.log(`STALE     ${line(file, from)}`)

  const share = results.length === 0 ? 0 : (caught.length + harmless.length) / results.length
  console.log(
    `\n${results.length} mutants: ${caught.length} caught, ${harmless.length} harmless, ${open.length} survived.` +
      ` Caught or explained: ${(share * 100).toFixed(1)} %, wanted: ${WANTED * 100} %.`,
  )
  return share < WANTED || stale.length > 0 ? 1 : 0
}

function isOf({ file, from, to }, result) {
  const same = from === result.from && to === result.to
  return same && result.where.startsWith(`${file}:`)
}

function line(where, what, more) {
  return `${where}  ${what}${more === undefined ? '' : `\n          ${more}`}`
}
