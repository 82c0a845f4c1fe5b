import { doctor } from '@latchkey/core/doctor'

declare global {
  /** What the tests drive. */
  var latchkeyDoctor: typeof doctor
}

globalThis.latchkeyDoctor = doctor
