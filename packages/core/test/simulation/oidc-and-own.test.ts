import { simulate } from './simulate.js'

simulate(['oidc', 'sealed-oidc'], {
  'a lock taken over': 55,
  'a lost answer': 300,
  'a sign-out during a refresh': 100,
  'a clock set back': 300,
  'a page death': 500,
  'a thaw': 500,
  'a user switch': 500,
  'a redirect that signed in': 300,
  'a return opened again': 300,
  'a return opened twice at once': 150,
  'a return taken in twice by one tab': 150,
  'a reload during an exchange': 50,
  'a return after ten minutes': 150,
  'a return after a sign-out': 200,
  'a return with a changed state or issuer': 150,
  'a code of a stranger': 150,
  'a refusal of the provider': 80,
  'two visits at once': 200,
  'a popup that came back late': 100,
})

simulate(['own'], {
  'a lost answer': 400,
  'a clock set back': 400,
  'a page death': 500,
  'a thaw': 500,
  'a user switch': 500,
})
