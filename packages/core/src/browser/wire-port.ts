import type { WirePort } from '../ports/wire-port.js'

/** Talks over one end; `close` is what ends it for good. */
export function wirePort(
  end: MessagePort | Worker,
  listener: (message: unknown) => void,
  close: () => void,
): WirePort {
  end.onmessage = ({ data }: MessageEvent<unknown>) => listener(data)
  return { post: (message, transfer = []) => end.postMessage(message, transfer), close }
}
