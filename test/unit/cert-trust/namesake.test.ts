import {afterAll, beforeAll, expect, it} from 'vitest'
import {addTrust, type TrustBench} from '../../../src/lib/usecases/cert/cert-trust.ts'
import {describeWith} from '../../support/requires.ts'
import {TestPki} from '../../support/test-keys.ts'

const never = () => Promise.reject(new Error('not asked for'))

describeWith(
  [{program: 'openssl', package: 'openssl'}],
  'an authority that looks like one of the IGC-Santé',
  () => {
    let pki: TestPki
    beforeAll(() => {
      pki = new TestPki()
    })
    afterAll(() => pki.remove())

    it.each([
      ['another case', '/C=FR/O=X/CN=Ac Racine igc-sante Elementaire'],
      ['two blanks', '/C=FR/O=X/CN=AC  RACINE IGC-SANTE ELEMENTAIRE'],
      ['a sign that does not show', '/C=FR/O=X/CN=AC RACINE IGC-SANTE\u200b ELEMENTAIRE'],
      ['accents', '/C=FR/O=X/CN=AC RACINE IGC-SANTÉ ÉLÉMENTAIRE'],
      ['the common name alone', '/CN=AC RACINE IGC-SANTE ELEMENTAIRE'],
    ])('is a namesake: %s', async (_name, subject) => {
      const {certificate} = pki.issue('look-alike', pki.root, {
        subject,
        extensions: [
          'basicConstraints=critical,CA:TRUE',
          'keyUsage=critical,keyCertSign',
          'subjectKeyIdentifier=hash',
        ],
      })
      const bench = {
        certificateSources: {open: async () => ({certificates: [certificate], passwordNeeded: false})},
        trustStore: {list: async () => [], add: never, path: async () => ''},
        clock: {now: () => 0},
        files: {},
        prompter: {available: false},
      } as unknown as TrustBench
      await expect(
        addTrust(bench, {source: 'x', yes: true, confirm: certificate.sha256.hex}),
      ).rejects.toMatchObject({code: 'DMP_CONFIRMATION_NEEDED', params: {case: 'trust-namesake'}})
    })
  },
)
