// @vitest-environment node
import { expect, test } from 'vitest'
import { bearer, getTokens, openPage, refreshWith, startInTestTime } from './page.js'

test('ending a family kills all its tokens, and an unknown token is ended already', async () => {
  const { playground } = await startInTestTime()
  const page = openPage(playground)
  const tokens = await getTokens(page, 'answer')
  const form = { token: tokens.refresh_token, token_type_hint: 'refresh_token' }

  const answers = [
    await page.post('/token/end', { form }),
    await page.post('/token/end', { form }),
    await page.post('/token/end', { form: { token: 'unknown' } }),
  ]

  expect(answers.map((answer) => answer.status)).toEqual([200, 200, 200])
  expect((await refreshWith(page, tokens.refresh_token)).status).toBe(400)
  expect((await page.get('/api/whoami', bearer(tokens.access_token))).status).toBe(401)
})

test('ending the family in the cookie takes an empty form, and clears the cookie', async () => {
  const { playground } = await startInTestTime()
  const page = openPage(playground)
  const tokens = await getTokens(page, 'cookie')

  const answer = await page.post('/token/end', { form: {} })

  expect(answer.status).toBe(200)
  expect(page.jar.size).toBe(0)
  expect((await page.get('/api/whoami', bearer(tokens.access_token))).status).toBe(401)
})

test('a refresh cookie of another session than is meant gives 409, unspent', async () => {
  const { playground } = await startInTestTime()
  const page = openPage(playground)
  await getTokens(page, 'cookie')
  const form = { grant_type: 'refresh_token' }
  const headers = { 'latchkey-session': 'of the user before' }

  const refused = await page.post('/token/refresh', { form, headers })
  const notEnded = await page.post('/token/end', { form: {}, headers })

  expect([refused.status, notEnded.status]).toEqual([409, 409])
  expect(refused.headers.get('latchkey-mismatch')).toBe('1')
  expect((await page.post('/token/refresh', { form })).status).toBe(200)
})

test('a new sign-in ends the family that the cookie named', async () => {
  const { playground } = await startInTestTime()
  const page = openPage(playground)
  const first = await getTokens(page, 'cookie')

  await getTokens(page, 'cookie')

  expect((await page.get('/api/whoami', bearer(first.access_token))).status).toBe(401)
})
