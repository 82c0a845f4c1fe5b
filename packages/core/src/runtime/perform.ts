import type { Effect } from '../machine/effect.js'
import { check, keepAlive } from './check.js'
import type { Engine } from './engine.js'
import { readRecord } from './read-record.js'
import type { Renew } from './renew.js'
import { restore } from './restore.js'
import { saveActivity } from './save-activity.js'
import { drain, finish } from './sign-out.js'

/** Does what the machine decided. */
export function perform(engine: Engine, renew: Renew, effect: Effect): Promise<unknown> {
  switch (effect.type) {
    case 'restore':
      return restore(engine)
    case 'refresh':
      return renew('asked')
    case 'drain':
      return drain(engine)
    case 'check':
      return check(engine)
    case 'keepAlive':
      return keepAlive(engine)
    case 'readRecord':
      return readRecord(engine)
    case 'saveActivity':
      return saveActivity(engine, effect)
    case 'finish':
      return finish(engine, effect)
  }
}
