import { simulate } from './simulate.js'

simulate(['vault', 'sealed-vault'], {
  'a lost answer': 500,
  'a clock set back': 500,
  'a page death': 500,
  'a thaw': 500,
  'a user switch': 500,
})
