import { expect, test } from 'vitest'
import { whatHappensWhen } from '../what-happens-when.ts'

test('the page "What happens when…" says what the fault matrix is tested against', async () => {
  await expect(`${whatHappensWhen()}\n`).toMatchFileSnapshot('../what-happens-when.md')
})
