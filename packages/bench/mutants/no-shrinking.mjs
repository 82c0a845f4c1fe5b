import { configureGlobal } from 'fast-check'

// Whether a mutant is caught is asked, not by how short a story.
configureGlobal({ endOnFailure: true })
