import { simulate } from './simulate.js'

simulate(['vault', 'sealed-vault'], {
  'a lost answer': 500,
  'a clock set back': 400,
  'a page death': 500,
  'a thaw': 500,
  'a user switch': 500,
})

simulate(['cookie'], {
  'a lock taken over': 180,
  'a lost answer': 500,
  'a sign-out during a refresh': 200,
  'a sign-out at the start': 55,
  'a clock set back': 400,
  'a page death': 500,
  'a thaw': 500,
  'a user switch': 500,
})

simulate(['sealed', 'refresh-cookie'], {
  'a lock taken over': 265,
  'a lost answer': 500,
  'a sign-out during a refresh': 200,
  'a sign-out at the start': 40,
  'a clock set back': 400,
  'a page death': 500,
  'a thaw': 500,
  'a user switch': 500,
})
