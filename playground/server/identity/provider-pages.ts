import type { ErrorOut, KoaContextWithOIDC } from 'oidc-provider'
import { escapeHtml, pageOf } from './identity-page.js'

/** Tells the user what went wrong where there is no app to return to. */
export function showError(context: KoaContextWithOIDC, error: ErrorOut): void {
  const text = [error.error, error.error_description].filter(Boolean).join(': ')
  context.type = 'html'
  context.body = pageOf('That did not work', `<p role="alert">${escapeHtml(text)}</p>`)
}

/** Tells the user that they are signed out, where the app named no page of its own. */
export function showSignedOut(context: KoaContextWithOIDC): void {
  context.body = pageOf('You are signed out', '<p>You can close this page.</p>')
}
