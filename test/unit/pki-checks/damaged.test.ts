import fc from 'fast-check'
import {afterAll, beforeAll, expect, it} from 'vitest'
import {DmpError} from '../../../src/lib/errors/dmp-error.ts'
import {readCertificate} from '../../../src/lib/pki/certificate.ts'
import {findingMessage} from '../../../src/lib/pki/finding.ts'
import {fr} from '../../../src/lib/ui/messages/fr.ts'
import {describeWith} from '../../support/requires.ts'
import {Kit} from './kit.ts'

describeWith([{program: 'openssl', package: 'openssl'}], 'checks of a damaged certificate', () => {
  let kit: Kit
  beforeAll(() => {
    kit = new Kit()
  })
  afterAll(() => kit.pki.remove())

  it('never fail, and never call it signed', () => {
    const {der} = kit.sign
    fc.assert(
      fc.property(fc.nat(der.length - 1), fc.integer({min: 1, max: 255}), (at, change) => {
        const damaged = Uint8Array.from(der)
        damaged[at] = (damaged[at] ?? 0) ^ change
        let certificate: ReturnType<typeof readCertificate>
        try {
          certificate = readCertificate(damaged)
        } catch (error) {
          expect(error).toBeInstanceOf(DmpError)
          return
        }
        const container = kit.container('pkcs12', [certificate, ...kit.pool])
        const {findings, verdict} = kit.one({certificate, container, use: 'dmp-sign', keyMatches: true})
        const chain = findings.find(({check}) => check === 'CHAIN-01')
        expect([chain?.severity, ['error', 'expired'].includes(verdict)]).toEqual(['error', true])
        for (const finding of findings) expect(fr[findingMessage(finding)]).toBeDefined()
      }),
      {numRuns: 150},
    )
  })
})
