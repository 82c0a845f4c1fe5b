import { createHash } from 'node:crypto'

const STYLE = `
:root { color-scheme: light dark; --line: #8a8f98; --key: #1d4ed8; --on-key: #fff; --bad: #b42318 }
@media (prefers-color-scheme: dark) { :root { --key: #93b4ff; --on-key: #0b1220; --bad: #ff9c8f } }
* { box-sizing: border-box }
body { margin: 0; padding: 1.5rem 1rem; font: 1rem/1.5 system-ui, sans-serif }
main { max-width: 24rem; margin: 0 auto }
h1 { font-size: 1.5rem; line-height: 1.25 }
label { display: block; margin: 1rem 0 .25rem; font-weight: 600 }
input { width: 100%; padding: .625rem .75rem; font: inherit; border: 1px solid var(--line);
  border-radius: .375rem; background: Field; color: FieldText }
button { width: 100%; min-height: 2.75rem; margin-top: 1.5rem; font: inherit; font-weight: 600;
  border: 0; border-radius: .375rem; background: var(--key); color: var(--on-key); cursor: pointer }
:focus-visible { outline: 3px solid var(--key); outline-offset: 2px }
[role=alert] { color: var(--bad); font-weight: 600; overflow-wrap: anywhere }
.hint { margin-top: 1.5rem; padding: .75rem; border: 1px dashed var(--line); border-radius: .375rem }
`

/** What a policy must allow for the style of our pages; they have no script. */
export const STYLE_HASH = `'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`

/** A page of the identity server; `title` is text, `content` is HTML. */
export function pageOf(title: string, content: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>${escapeHtml(title)}</h1>
${content}
</main>
</body>
</html>
`
}

/** Makes text safe inside an element or a quoted attribute. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (char) => `&#${char.codePointAt(0)};`)
}
