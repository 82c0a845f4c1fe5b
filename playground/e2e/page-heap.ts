import type { Devtools } from './driver/devtools.ts'

/** Every text in a page's JavaScript, one that is put together of others too. Not what lies in array buffers. */
export type Heap = readonly string[]

/** A flag for Chromium: a snapshot has each text whole, not its first 1,024 characters. */
export const WHOLE_TEXTS = '--js-flags=--heap-snapshot-string-limit=16777216'

/** Reads the heap of a page's own isolate, after its garbage was collected; workers have isolates of their own. */
export async function readHeap(devtools: Devtools): Promise<Heap> {
  const chunks: string[] = []
  const stop = devtools.on<{ chunk: string }>('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) =>
    chunks.push(chunk),
  )
  await devtools.send('HeapProfiler.collectGarbage')
  await devtools.send('HeapProfiler.takeHeapSnapshot')
  stop()
  return (JSON.parse(chunks.join('')) as { strings: string[] }).strings
}
