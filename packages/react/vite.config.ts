import { lib } from '../vite.lib.ts'

export default lib(import.meta.dirname, { index: 'src/index.ts' })
