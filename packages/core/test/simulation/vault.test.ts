import { simulate } from './simulate.js'

simulate(['vault', 'sealed-vault'], {})
