import type { Attack } from './attack.ts'

/** Script that stands around the methods of everyday objects. */
export const METHOD_HOOKS: readonly Attack[] = [
  {
    name: 'hooks Map, WeakMap and Set',
    run: ({ hook }) => {
      for (const kind of [Map, WeakMap, Set, WeakSet]) {
        for (const name of ['get', 'set', 'add', 'has', 'values']) {
          if (name in kind.prototype) hook(kind.prototype, name)
        }
      }
    },
    steals: { page: 'both' },
  },
  {
    name: 'hooks String.prototype',
    run: ({ hook }) => {
      for (const name of Object.getOwnPropertyNames(String.prototype)) {
        if (!/constructor|toString|valueOf/.test(name)) hook(String.prototype, name)
      }
    },
    steals: { page: 'both' },
  },
  {
    name: 'hooks Array.prototype',
    run: ({ hook, take }) => {
      for (const name of ['map', 'flatMap', 'filter', 'some', 'find', 'push', 'join', 'includes']) {
        hook(Array.prototype, name, (args, self) => (take(args), take(self)))
      }
    },
    steals: { page: 'both' },
  },
  {
    name: 'hooks RegExp.prototype',
    run: ({ hook }) => {
      for (const name of ['exec', 'test', Symbol.replace, Symbol.split, Symbol.match])
        hook(RegExp.prototype, name)
    },
  },
  {
    name: 'reads the last match of RegExp',
    run: ({ take }) => {
      const old = RegExp as never as Record<string, string>
      const look = (): void => {
        for (const name of '$_ input lastMatch lastParen leftContext rightContext $1'.split(' '))
          take(old[name])
      }
      const timer = setInterval(look, 5)
      return () => (clearInterval(timer), look())
    },
  },
  {
    name: 'hooks Object and Reflect',
    run: ({ hook, take }) => {
      const names = 'assign entries fromEntries values keys freeze create hasOwn'
      for (const name of names.split(' ')) {
        hook(Object, name, (args, _self, result) => (take(args), take(result)))
      }
      for (const name of ['get', 'set', 'apply', 'construct']) hook(Reflect, name)
    },
    steals: { page: 'both' },
  },
  {
    name: 'hooks call, apply and bind',
    run: ({ hook, take }) => {
      for (const name of ['call', 'apply', 'bind']) {
        hook(Function.prototype, name, (args) => take(args))
      }
    },
  },
]
