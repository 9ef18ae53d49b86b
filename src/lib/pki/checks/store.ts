import type {CertificateRule} from './check.ts'
import {info, warning} from './fault.ts'

const stores = ['jks', 'jceks', 'windows-store', 'pkcs11']

/** Key and trust stores, and what the service account sees of them. */
export const storeRules: readonly CertificateRule[] = [
  {
    id: 'STORE-01',
    scope: 'store',
    severity: 'info',
    source: 'Windows certificate stores: a service account does not see CurrentUser of somebody else',
    find: ({role, container, store}) => {
      if (container === undefined && store === undefined) return undefined
      if (store !== undefined)
        return info(
          'STORE-01',
          role,
          {location: store.location},
          /^CurrentUser/i.test(store.location) ? 'current-user' : undefined,
        )
      return container && stores.includes(container.format)
        ? info('STORE-01', role, {location: container.format})
        : []
    },
  },
  {
    id: 'STORE-02',
    scope: 'store',
    severity: 'warning',
    source: 'Windows certificate stores: rights on the private key',
    find: ({role, store}) => {
      if (store === undefined || (store.keyExportable === undefined && store.keyReadable === undefined))
        return undefined
      if (store.keyReadable === false)
        return warning('STORE-02', role, {location: store.location}, 'unreadable')
      return store.keyExportable === false
        ? warning('STORE-02', role, {location: store.location}, 'not-exportable')
        : []
    },
  },
]
