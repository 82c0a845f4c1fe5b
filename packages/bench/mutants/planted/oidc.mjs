/** Sign-ins at a provider, and what becomes of their tokens. */
export const oidc = [
  {
    name: 'a visit rests in the store after its return',
    file: 'strategies/oidc/transactions.ts',
    edits: [['{ ...all, [state]: { ...found, sealed: undefined, keys: undefined } }', 'all']],
  },
  {
    name: 'a return is taken in however late',
    file: 'strategies/oidc/transactions.ts',
    edits: [['LIFE_MS = 10 * 60_000', 'LIFE_MS = 1_000 * 60_000']],
  },
  {
    name: 'a visit that was handled is not told from one that never was',
    file: 'strategies/oidc/transactions.ts',
    edits: [["if (known || resting === 'used') return 'used'", '']],
  },
  {
    name: 'a visit rests in the clear',
    file: 'strategies/oidc/transactions.ts',
    edits: [['= { v: 1, startedAt, by, sealed, keys }', '= { ...transaction, v: 1, sealed }']],
  },
  {
    name: 'a return is handled as that of another visit',
    file: 'strategies/oidc/transactions.ts',
    edits: [
      [
        'const found = all[state]\n    taken =',
        'const found = all[state] && Object.values(all)[0]\n    taken =',
      ],
    ],
  },
  {
    name: 'a code is exchanged twice',
    file: 'strategies/oidc/visit-provider.ts',
    edits: [
      [
        'complete({ ...at, signal }, transaction, url),',
        'complete({ ...at, signal }, transaction, url).then(() => complete({ ...at, signal }, transaction, url)),',
      ],
    ],
  },
  {
    name: 'one verifier serves all visits of a realm',
    file: 'strategies/oidc/visit-provider.ts',
    edits: [
      [
        'const EXCHANGE_LIMIT_MS',
        'const VERIFIER = generateRandomCodeVerifier()\nconst EXCHANGE_LIMIT_MS',
      ],
      ['verifier: generateRandomCodeVerifier(),', 'verifier: VERIFIER,'],
    ],
  },
  {
    name: 'one nonce serves all visits of a realm',
    file: 'strategies/oidc/visit-provider.ts',
    edits: [
      ['const EXCHANGE_LIMIT_MS', 'const NONCE = generateRandomNonce()\nconst EXCHANGE_LIMIT_MS'],
      ['nonce: generateRandomNonce(),', 'nonce: NONCE,'],
    ],
  },
  {
    name: 'a popup that was blocked rejects where nobody listens',
    file: 'strategies/oidc/visit-provider.ts',
    edits: [['returned?.catch(() => {})', '']],
  },
  {
    name: 'the issuer of a return is not compared',
    file: 'strategies/oidc/complete.ts',
    edits: [
      [
        'return validateAuthResponse(provider, client, callback, state)',
        "callback.searchParams.set('iss', provider.issuer)\n    return validateAuthResponse(provider, client, callback, state)",
      ],
    ],
  },
  {
    name: 'a return that comes twice calls itself off',
    file: 'runtime/local-driver.ts',
    edits: [
      ['oncePerReturn((input) => signIn(engine, input))', '(input) => signIn(engine, input)'],
    ],
  },
  {
    name: 'a refresh waits for the keys of its provider',
    file: 'strategies/oidc/token-request.ts',
    edits: [
      ['before === undefined && answer.id_token !== undefined', 'answer.id_token !== undefined'],
    ],
  },
  {
    name: 'the page of a captive portal is taken for keys',
    file: 'strategies/oidc/token-request.ts',
    edits: [[' || !(await isJson(answer.clone()))', '']],
  },
  {
    name: 'a token is young when its ID token was looked at',
    file: 'strategies/oidc/token-request.ts',
    edits: [['return toTokens(receivedAt,', 'return toTokens(at.world.clock.now(),']],
  },
  {
    name: 'the signature of an ID token is not looked at',
    file: 'strategies/oidc/token-request.ts',
    edits: [['before === undefined && answer.id_token !== undefined', 'false']],
  },
  {
    name: 'a token is spent by what was known before the metadata came',
    file: 'strategies/oidc/oidc-source.ts',
    edits: [['world.clock.now() - askedAt < FRESH_MS', 'askedAt > 0']],
  },
  {
    name: 'tokens at rest replace those of a later sign-in',
    file: 'runtime/place.ts',
    edits: [['seen !== undefined && old !== undefined && old.epoch !== epoch', 'false']],
  },
]
