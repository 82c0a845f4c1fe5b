import { simulate } from './simulate.js'

simulate(['cookie'], {})
