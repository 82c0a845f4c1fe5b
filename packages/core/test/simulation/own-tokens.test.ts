import { simulate } from './simulate.js'

simulate(['own'], {})
