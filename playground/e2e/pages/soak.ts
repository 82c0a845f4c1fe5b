// Before the package: whatever it keeps of the browser when it loads is counted, too.
await import('./soak-census.ts')
const { openSoakPage } = await import('./soak-page.ts')
globalThis.soak = openSoakPage(new URLSearchParams(location.search))
