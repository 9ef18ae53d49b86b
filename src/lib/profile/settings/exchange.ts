import {WINDOWS_FORM} from '../../pace/windows.ts'
import {type Setting, type SettingType, setting} from '../setting.ts'

const choice = (...values: string[]): SettingType => ({kind: 'choice', values})
const boolean: SettingType = {kind: 'boolean'}
const whole = (min: number, max: number): SettingType => ({kind: 'number', min, max, integer: true})

/**
 * Switches where public sources disagree or where the service's tolerance is unknown, then pace, keeping and
 * the shape of what is sent. Each default is the form most sources agree on.
 */
export const exchangeSettings: readonly Setting[] = [
  setting('vihf.version', choice('3.0', '4.0'), {default: () => '3.0'}),
  setting('vihf.authModeName', choice('Authentification_Mode', 'Authentification_mode'), {
    default: () => 'Authentification_Mode',
  }),
  setting('vihf.issuerDnOrder', choice('rfc2253', 'certificate'), {default: () => 'rfc2253'}),
  setting('vihf.maxAgeSeconds', whole(0, 30), {default: () => 0}),
  setting('vihf.authnContext', choice('unspecified', 'Password', 'TLSClient', 'SmartcardPKI'), {
    default: ({value}) => (value('vihf.user.kind') === 'named' ? 'Password' : 'unspecified'),
  }),
  setting('vihf.structure', choice('site', 'certificate'), {default: () => 'site'}),
  setting('xds.signatureDigest', choice('sha1', 'sha256'), {default: () => 'sha1'}),
  setting('xds.signingCertificate', choice('chain', 'leaf'), {default: () => 'chain'}),
  setting(
    'xds.signatureFormatCode',
    choice('http://www.w3.org/2000/09/xmldsig#', 'urn:ihe:iti:dsg:detached:2014'),
    {default: () => 'http://www.w3.org/2000/09/xmldsig#'},
  ),
  setting('xds.hashAndSize', choice('both', 'none'), {default: () => 'both'}),
  setting('xds.patientIdBirthDate', boolean, {default: () => false}),
  setting('xds.returnComposedObjects', boolean, {default: () => false}),
  setting(
    'limits.submitPerSecond',
    {kind: 'number', min: 0.01, max: 1000, integer: false},
    {default: () => 4},
  ),
  setting('limits.perDay', whole(1, 10_000_000), {
    default: ({environment}) => (environment === 'formation' ? 20 : 30_000),
  }),
  setting('limits.windows', {
    kind: 'text',
    pattern: WINDOWS_FORM,
    form: '20:00-07:00,12:00-13:30',
  }),
  setting('limits.noticeContact', {kind: 'text'}),
  setting('limits.certificateWait', {kind: 'duration'}, {default: () => 43_200_000}),
  setting('limits.retryAfter', {kind: 'duration'}, {default: () => 60_000}),
  setting('unknown.recheckAfter', {kind: 'duration'}, {default: () => 300_000}),
  setting('answers.warnings', choice('accept', 'verify'), {default: () => 'accept'}),
  setting('visibility.allowConceal', boolean, {default: () => true}),
  setting('documents.pdf', choice('accept-with-warning', 'require-pdfa'), {
    default: () => 'accept-with-warning',
  }),
  setting('documents.group', choice('single', 'episode'), {default: () => 'single'}),
  setting('paramLps.file', {kind: 'path'}, {scope: 'own-layers'}),
  setting('schemaPack', {kind: 'path'}, {scope: 'own-layers'}),
  setting('habilitation.file', {kind: 'path'}, {scope: 'own-layers'}),
  setting('journal.path', {kind: 'journal'}, {scope: 'own-layers', default: ({journalPath}) => journalPath}),
  setting('journal.password', {kind: 'secret'}, {scope: 'own-layers'}),
  setting('contacts.patientSupport', {kind: 'text'}),
  setting('contacts.dmpSupport', {kind: 'text'}),
  setting('traces.patientId', choice('full', 'pseudonym', 'none'), {default: () => 'pseudonym'}),
  setting('traces.retention', whole(0, 1200), {default: () => 12}),
]
