import type { Heap } from './page-heap.ts'

const PIECE = 24
const STEP = 8

/** Finds a secret in a heap: whole, and every run of it of 31 characters or more; one byte a character, or two. */
export function findSecret(heap: Heap, secret: string): string[] {
  const forms = [secret, ...piecesOf(secret)].flatMap((one) => [one, inTwoBytes(one)])
  const text = heap.filter(({ length }) => length >= PIECE).join('\n')
  return forms.filter((form) => text.includes(form))
}

function piecesOf(secret: string): string[] {
  const count = Math.max(0, Math.ceil((secret.length - PIECE + 1) / STEP))
  return Array.from({ length: count }, (_, index) =>
    secret.slice(index * STEP, index * STEP + PIECE),
  )
}

/** Bytes of UTF-16 that are taken for characters: each has a NUL after it, which a snapshot writes as a space. */
function inTwoBytes(text: string): string {
  return [...text].join(' ')
}
