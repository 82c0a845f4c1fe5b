export { doctor } from './doctor.js'
export type { Check, Finding } from './finding.js'
export type { DoctorOptions } from './doctor-options.js'
