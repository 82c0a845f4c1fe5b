/** Whether an address is of this machine: only there is plain http as good as https. Secure Contexts, section 3.1. */
export function isLoopback({ hostname }: URL): boolean {
  return /^(localhost|.+\.localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname)
}
