// @vitest-environment node
import { expect, test } from 'vitest'
import { openPage, seconds, startInTestTime } from './page.js'

const COOKIE = 'latchkey-session'

test('P20 sign-in gives a new session id, and the old one is dead', async () => {
  const { playground } = await startInTestTime()
  const page = openPage(playground)
  await page.signIn()
  const oldId = page.jar.get(COOKIE) ?? ''

  await page.signIn()

  const thief = openPage(playground)
  thief.jar.set(COOKIE, oldId)
  expect(page.jar.get(COOKIE)).toMatch(/^[\w-]{43}$/)
  expect(page.jar.get(COOKIE)).not.toBe(oldId)
  expect((await thief.get('/session')).status).toBe(401)
})

test('P20 an id that an attacker planted is never adopted', async () => {
  const { playground } = await startInTestTime()
  const planted = 'A'.repeat(43)
  const [victim, attacker] = [openPage(playground), openPage(playground)]
  victim.jar.set(COOKIE, planted)
  attacker.jar.set(COOKIE, planted)

  await victim.signIn()

  expect(victim.jar.get(COOKIE)).not.toBe(planted)
  expect((await attacker.get('/session')).status).toBe(401)
})

test('a refresh rotates the id, keeps the reference, leaves the old id ten seconds', async () => {
  const { playground, pass } = await startInTestTime()
  const [page, late] = [openPage(playground), openPage(playground)]
  await page.signIn()
  late.jar.set(COOKIE, page.jar.get(COOKIE) ?? '')
  const before = await (await page.get('/session')).json()

  const after = await (await page.post('/session/refresh')).json()

  expect(after.reference).toBe(before.reference)
  expect(page.jar.get(COOKIE)).not.toBe(late.jar.get(COOKIE))
  pass(seconds(10) - 1)
  expect((await late.get('/session')).status).toBe(200)
  pass(1)
  expect((await late.get('/session')).status).toBe(401)
  expect((await page.get('/session')).status).toBe(200)
})

test('whichever of two simultaneous refreshes is answered last, its id is good', async () => {
  const { playground, pass } = await startInTestTime()
  const [first, second] = [openPage(playground), openPage(playground)]
  await first.signIn()
  second.jar.set(COOKIE, first.jar.get(COOKIE) ?? '')

  await first.post('/session/refresh')
  await second.post('/session/refresh')

  pass(seconds(11))
  expect((await first.get('/session')).status).toBe(200)
  expect((await second.get('/session')).status).toBe(200)
})

test('a cookie that comes twice is refused, whichever of them is right', async () => {
  const { playground } = await startInTestTime()
  const page = openPage(playground)
  await page.signIn()
  const id = page.jar.get(COOKIE)

  const answers = await Promise.all(
    ['/session', '/api/whoami'].flatMap((path) => [
      page.get(path, { cookie: `${COOKIE}=planted; ${COOKIE}=${id}` }),
      page.get(path, { cookie: `${COOKIE}=${id};${COOKIE}=${id}` }),
    ]),
  )

  expect(answers.map((answer) => answer.status)).toEqual([400, 400, 400, 400])
})
