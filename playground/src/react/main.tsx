import { SessionProvider } from '@latchkey/react'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { keepQuery } from '../shared/keep-query.ts'
import { App } from './app.tsx'
import { session } from './session.ts'

const root = document.getElementById('app')
if (root === null) throw new Error('The page has no #app.')

keepQuery()
createRoot(root).render(
  <StrictMode>
    <SessionProvider session={session}>
      <App />
    </SessionProvider>
  </StrictMode>,
)
