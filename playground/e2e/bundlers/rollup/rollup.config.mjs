import { nodeResolve } from '@rollup/plugin-node-resolve'

export default {
  input: {
    app: '../main.js',
    vault: '@latchkey/core/vault',
  },
  output: { dir: 'dist' },
  plugins: [nodeResolve({ browser: true })],
}
