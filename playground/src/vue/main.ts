import { createSessionPlugin } from '@latchkey/vue'
import { createApp } from 'vue'
import { keepQuery } from '../shared/keep-query.ts'
import PlaygroundApp from './playground-app.vue'
import { session } from './session.ts'

keepQuery()
createApp(PlaygroundApp).use(createSessionPlugin(session)).mount('#app')
