import {randomUUID} from 'node:crypto'
import {change, mutationsOf, type Recipe} from './mutation.ts'
import type {MutationBench} from './mutation-bench.ts'

const without = (...names: string[]): Recipe => ({message: () => ({without: names})})
const required = 'MessageAddressingHeaderRequired'
const invalid = 'InvalidAddressingHeader'

/** A good lot first, then another one under the same MessageID. */
async function replayedMessageId(bench: MutationBench): Promise<Recipe> {
  const recipe = {message: () => ({messageId})}
  const messageId = `urn:uuid:${randomUUID()}`
  const first = await bench.post(recipe)
  if (first) throw new Error(`the first was refused: ${first.cause}`)
  return recipe
}

export const messageMutations = [
  ...mutationsOf('XML and SOAP', [
    [
      'a DOCTYPE before the envelope',
      'SOAP',
      'SandboxXmlRefused',
      'xml/doctype',
      {envelope: change('<soap:Envelope', '<!DOCTYPE soap:Envelope [<!ENTITY a "a">]><soap:Envelope')},
    ],
    [
      'an entity that XML does not predefine',
      'SOAP',
      'SandboxXmlRefused',
      'xml/entity',
      {envelope: change('Compte rendu', 'Compte&nbsp;rendu')},
    ],
    [
      'elements 500 deep',
      'SOAP',
      'SandboxXmlRefused',
      'xml/limits',
      {envelope: change('</soap:Body>', `${'<a>'.repeat(500)}${'</a>'.repeat(500)}</soap:Body>`)},
    ],
    [
      'an end tag missing',
      'SOAP',
      'SandboxXmlRefused',
      'xml/malformed',
      {envelope: change('</soap:Header>', '')},
    ],
    [
      'an envelope that declares ISO-8859-1',
      'SOAP',
      'SandboxXmlRefused',
      'xml/encoding',
      {envelope: change('encoding="UTF-8"', 'encoding="ISO-8859-1"')},
    ],
    [
      'SOAP 1.1',
      'SOAP',
      'VersionMismatch',
      'soap/version',
      {message: () => ({soapNamespace: 'http://schemas.xmlsoap.org/soap/envelope/'})},
    ],
    [
      'two elements in the body',
      'SOAP',
      'SandboxMessageRefused',
      'soap/body',
      {envelope: change('</soap:Body>', '<a xmlns="urn:a"/></soap:Body>')},
    ],
    [
      'an unknown header that must be understood',
      'SOAP',
      'MustUnderstand',
      'soap/must-understand',
      {message: () => ({moreHeaders: '<x:Session xmlns:x="urn:x" soap:mustUnderstand="true">1</x:Session>'})},
    ],
  ]),
  ...mutationsOf('WS-Addressing', [
    ['no MessageID', 'SOAP', required, 'wsa/missing-MessageID', without('MessageID')],
    ['no To', 'SOAP', required, 'wsa/missing-To', without('To')],
    ['no ReplyTo', 'SOAP', required, 'wsa/missing-ReplyTo', without('ReplyTo')],
    ['no Action', 'SOAP', required, 'wsa/missing-Action', without('Action')],
    [
      'a MessageID that is no urn:uuid',
      'SOAP',
      invalid,
      'wsa/message-id',
      {message: () => ({messageId: 'message-1'})},
    ],
    ['the MessageID of an earlier message', 'SOAP', invalid, 'wsa/replayed', replayedMessageId],
    [
      'To names another service',
      'SOAP',
      invalid,
      'wsa/to',
      {message: ({to}) => ({to: to.replace('repository', 'registry')})},
    ],
    [
      'ReplyTo is not anonymous',
      'SOAP',
      invalid,
      'wsa/reply-to',
      {envelope: change('addressing/anonymous', 'addressing/none')},
    ],
    [
      'Action need not be understood',
      'SOAP',
      invalid,
      'wsa/must-understand',
      {envelope: change('<wsa:Action soap:mustUnderstand="true">', '<wsa:Action>')},
    ],
    [
      'the action of another service',
      'SOAP',
      'ActionNotSupported',
      'wsa/action',
      {message: () => ({action: 'urn:ihe:iti:2007:RegistryStoredQuery'})},
    ],
    [
      'an action closed to establishments (ITI-43)',
      'SOAP',
      'DMPAccessDeniedByRightsService',
      'wsa/closed-action',
      {message: () => ({action: 'urn:ihe:iti:2007:RetrieveDocumentSet'})},
    ],
    [
      'a body that is not the action’s',
      'SOAP',
      'ActionMismatch',
      'wsa/action-body',
      {
        envelope: (text) =>
          text.replaceAll('ProvideAndRegisterDocumentSetRequest', 'RetrieveDocumentSetRequest'),
      },
    ],
    [
      'another action in the Content-Type',
      'SOAP',
      'ActionMismatch',
      'wsa/action-content-type',
      {
        http: (good) => ({
          ...good,
          headers: {
            'content-type': (good.headers['content-type'] ?? '').replace('DocumentSet-b', 'DocumentSet-c'),
          },
        }),
      },
    ],
  ]),
]
