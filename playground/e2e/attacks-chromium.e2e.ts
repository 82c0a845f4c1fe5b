import { testAttacks } from './attacks/attack-tests.ts'

testAttacks('chromium')
