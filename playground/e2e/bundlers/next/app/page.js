'use client'

import { useEffect } from 'react'
import { start } from '../../app.ts'

export default function Page() {
  useEffect(start, [])
  return <button id="sign-in">Sign in</button>
}
