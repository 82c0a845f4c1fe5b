import { test } from 'vitest'

// Runs in place of the browser tests, so that the report says they are missing.
test.skip('NO BROWSER TEST RAN: Chromium is missing', () => {})
