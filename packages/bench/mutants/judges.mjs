import { configureGlobal } from 'fast-check'
import { expect, vi } from 'vitest'

// Whether a mutant is caught is asked, not by how short a story.
configureGlobal({ endOnFailure: true })

// The cryptography of the OpenID tests is real: on a busy machine one of them can fail, which is no catch.
// oxlint-disable-next-line vitest/no-standalone-expect -- it only says which file is about to run
vi.setConfig({ retry: expect.getState().testPath?.includes('/oidc/') ? 2 : 0 })
