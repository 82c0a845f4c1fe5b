import type { User } from '../users.js'
import { escapeHtml, pageOf } from './identity-page.js'
import { currentCode } from './second-factor.js'

/** Asks for name and password; `name` prefills the field, `error` says what was wrong. */
export function passwordPage(appName: string, name: string, error?: string): string {
  return pageOf(
    `Sign in to ${appName}`,
    `${alertOf(error)}<form method="post">
<label for="name">User name</label>
<input id="name" name="name" value="${escapeHtml(name)}" required maxlength="100"
  autocomplete="username" autocapitalize="none" spellcheck="false"${name === '' ? ' autofocus' : ''}>
<label for="password">Password</label>
<input id="password" name="password" type="password" required maxlength="200"
  autocomplete="current-password"${name === '' ? '' : ' autofocus'}>
<button id="sign-in" type="submit">Sign in</button>
</form>
<p class="hint">Playground: the users are <b>ada</b> (ada-demo) and <b>grace</b> (grace-demo).</p>`,
  )
}

/** Asks for the one-time code, and shows it: nobody has an authenticator for a playground. */
export function codePage(user: User, error?: string): string {
  return pageOf(
    'Confirm that it is you',
    `${alertOf(error)}<p>${escapeHtml(user.name)}, enter the code of your authenticator.</p>
<form method="post">
<label for="otp">One-time code</label>
<input id="otp" name="otp" required maxlength="10" inputmode="numeric"
  autocomplete="one-time-code" autofocus>
<button id="verify" type="submit">Verify</button>
</form>
<p class="hint">Playground: the code for this demo user is now
<b id="demo-code">${currentCode(user)}</b>. A real sign-in never shows it.</p>`,
  )
}

function alertOf(error: string | undefined): string {
  return error === undefined ? '' : `<p role="alert">${escapeHtml(error)}</p>\n`
}
