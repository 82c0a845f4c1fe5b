import { generate } from 'selfsigned'
import { API_HOST } from './api-host.js'
import { PAGE_HOSTS } from './page-hosts.js'

/** A certificate and its key, PEM. */
export interface Certificate {
  readonly key: string
  readonly cert: string
}

/** Makes a certificate for this run; it is never written to disk. */
export async function makeCertificate(): Promise<Certificate> {
  const pems = await generate([{ name: 'commonName', value: 'localhost' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    extensions: [
      { name: 'basicConstraints', cA: false },
      { name: 'keyUsage', digitalSignature: true },
      { name: 'extKeyUsage', serverAuth: true },
      {
        name: 'subjectAltName',
        altNames: [
          ...[...PAGE_HOSTS, API_HOST].map((value) => ({ type: 2 as const, value })),
          { type: 7, ip: '127.0.0.1' },
          { type: 7, ip: '::1' },
        ],
      },
    ],
  })
  return { key: pems.private, cert: pems.cert }
}
