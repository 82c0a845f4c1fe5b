// A browser keeps what it stored by origin, and lives through many tests: an address must not come twice.
const seen = new Set<string>()

/** Starts a server on a free port until it is at addresses that no browser of this process has seen. */
export async function startUnseen<Server>(
  start: () => Promise<Server>,
  addressesOf: (server: Server) => readonly string[],
  stop: (server: Server) => Promise<void>,
): Promise<Server> {
  const server = await start()
  const addresses = addressesOf(server)
  if (!addresses.some((url) => seen.has(url))) {
    for (const url of addresses) seen.add(url)
    return server
  }
  await stop(server)
  return startUnseen(start, addressesOf, stop)
}
