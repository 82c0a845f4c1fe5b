type Preferences = Readonly<Record<string, boolean | number | string>>

const NOWHERE = 'data:,'

/** What Firefox must do otherwise than for a user: no network of its own, no questions, no throttled start. */
const PREFERENCES: Preferences = {
  // A free port, which it writes to MarionetteActivePort.
  'marionette.port': 0,
  // Mozilla's own list for automation: no updates, no telemetry, no first-run pages, no prompts.
  'remote.prefs.recommended': true,
  // Popups that no click asked for.
  'dom.disable_open_during_load': false,
  // A page with a handler for `beforeunload` closes without a question.
  'dom.disable_beforeunload': true,
  // It was killed often enough to be taken for broken.
  'toolkit.startup.max_resumed_crashes': -1,
  'dom.ipc.processPrelaunch.enabled': false,
  // The window around the pages moves for nobody, nor does it keep anything: a quarter of what a tab costs.
  'layout.frame_rate': 10,
  'toolkit.cosmeticAnimations.enabled': false,
  'ui.prefersReducedMotion': 1,
  'accessibility.force_disabled': 1,
  'browser.sessionstore.interval': 3_600_000,
  'browser.sessionstore.max_tabs_undo': 0,
  'browser.pagethumbnails.capturing_disabled': true,
  'places.history.enabled': false,
  'browser.newtab.preload': false,
  'browser.startup.page': 0,
  'browser.sessionstore.resume_from_crash': false,
  'browser.shell.checkDefaultBrowser': false,
  'datareporting.policy.dataSubmissionEnabled': false,
  'toolkit.telemetry.server': NOWHERE,
  'toolkit.telemetry.unified': false,
  'app.normandy.enabled': false,
  'app.update.disabledForTesting': true,
  'browser.safebrowsing.malware.enabled': false,
  'browser.safebrowsing.phishing.enabled': false,
  'browser.safebrowsing.downloads.remote.enabled': false,
  'browser.safebrowsing.provider.mozilla.updateURL': '',
  'browser.search.update': false,
  'browser.region.network.url': '',
  'extensions.update.enabled': false,
  // None of the add-ons that come with it.
  'extensions.enabledScopes': 0,
  'extensions.systemAddon.update.enabled': false,
  'extensions.getAddons.cache.enabled': false,
  'media.gmp-manager.updateEnabled': false,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'network.dns.disablePrefetch': true,
  'network.prefetch-next': false,
  'network.trr.mode': 5,
  'dom.push.connection.enabled': false,
  'services.settings.server': `${NOWHERE}#remote-settings-dummy/v1`,
  'geo.enabled': false,
}

/** The text of a `user.js` for a Firefox that is driven. */
export function firefoxPreferences(): string {
  return Object.entries(PREFERENCES)
    .map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`)
    .join('')
}
