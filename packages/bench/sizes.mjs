import { kilobytes, measureSizes } from './measure-sizes.mjs'

for (const [name, bytes] of Object.entries(await measureSizes())) {
  console.log(`${kilobytes(bytes).padStart(8)}  ${name}`)
}
