import { test } from 'vitest'

// Runs in place of the browser tests, so that the report says they are missing.
// oxlint-disable-next-line vitest/no-disabled-tests -- to be skipped is its purpose
test.skip('NO BROWSER TEST RAN: Chromium is missing', () => {})
