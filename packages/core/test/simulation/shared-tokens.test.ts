import { simulate } from './simulate.js'

simulate(['sealed', 'refresh-cookie'], {})
