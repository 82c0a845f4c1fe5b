import { lib } from '../vite.lib.ts'

export default lib(import.meta.dirname, {
  index: 'src/index.ts',
  'oidc-entry': 'src/oidc-entry.ts',
  'http/index': 'src/http/index.ts',
  'idle/index': 'src/idle/index.ts',
  'doctor/index': 'src/doctor/index.ts',
  'testing/index': 'src/testing/index.ts',
})
