import { simulate } from './simulate.js'

simulate(['cookie'], {
  'a lock taken over': 200,
  'a lost answer': 500,
  'a sign-out during a refresh': 250,
  'a clock set back': 500,
  'a page death': 500,
  'a thaw': 500,
  'a user switch': 500,
})
