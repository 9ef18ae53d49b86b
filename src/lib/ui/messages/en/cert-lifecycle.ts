import type {Messages} from '../messages.ts'

/** Ordering, comparing, installing and repacking certificates. */
export const certLifecycleEn: Messages = {
  'error.DMP_CERT_WRONG_PRODUCT.what': 'the certificate in {source} is of the product {product}.',
  'error.DMP_CERT_WRONG_PRODUCT.why':
    'this command deals with organisation certificates of the élémentaire range: ORG AUTH_CLI, ORG SIGN, SERV SSL_SERV.',
  'error.DMP_CERT_WRONG_PRODUCT.why.install':
    'a profile uses an ORG AUTH_CLI to connect and an ORG SIGN to sign (EX_GEN-1450); nothing else can be put there.',
  'error.DMP_CERT_WRONG_PRODUCT.todo':
    'dmp cert inspect {source}    (says what this certificate can be used for)',
  'error.DMP_CERT_SOURCE_UNREADABLE.problem.format:pem': 'it is PEM, which needs no repacking',
  'error.DMP_CERT_SOURCE_UNREADABLE.problem.format:der': 'it is a certificate alone, without a key',
  'error.DMP_CERT_SOURCE_UNREADABLE.problem.format:pkcs7': 'it is a p7b: certificates without a key',
  'error.DMP_CERT_SOURCE_UNREADABLE.problem.format:jks':
    'it is a Java store (JKS), to be converted to .p12 with keytool',
  'error.DMP_CERT_SOURCE_UNREADABLE.problem.format:jceks':
    'it is a Java store (JCEKS), to be converted to .p12 with keytool',
  'error.DMP_CERT_SOURCE_UNREADABLE.problem.format:csr': 'it is a certificate request (CSR)',
  'error.DMP_CERT_SOURCE_UNREADABLE.problem.format:crl': 'it is a revocation list (CRL)',
  'error.DMP_CERT_SOURCE_UNREADABLE.problem.format:key': 'it is a key alone, without a certificate',
  'error.DMP_CERT_STRUCTURE_CHANGED.what':
    'the certificate in {source} belongs to another structure: {after} instead of {before}.',
  'error.DMP_CERT_STRUCTURE_CHANGED.why':
    'with the new certificate, what was fed under {before} can no longer be replaced or deleted from here; an ordinary renewal keeps the structure.',
  'error.DMP_CERT_STRUCTURE_CHANGED.todo':
    'dmp cert diff OLD NEW    (lists what the journal shows under the old number)\ntake the right file, or confirm the change with --structure-change',
  'error.DMP_CERT_INSTALL_REFUSED.what': 'nothing was installed in the profile {profile} ({where}).',
  'error.DMP_CERT_INSTALL_REFUSED.what.overridden':
    'the profile {profile} does not decide on its certificate: {where} goes before it.',
  'error.DMP_CERT_INSTALL_REFUSED.what.no-history':
    'no installation to take back: {where} was not changed by “dmp cert install”.',
  'error.DMP_CERT_INSTALL_REFUSED.what.moved':
    'the profile {profile} was changed since the installation: {where}.',
  'error.DMP_CERT_INSTALL_REFUSED.what.mixed':
    'these files are not one installation: {where} does not go with the others.',
  'error.DMP_CERT_INSTALL_REFUSED.what.history': 'the history {where} can no longer be read.',
  'error.DMP_CERT_INSTALL_REFUSED.why':
    'the references of a profile change all together, and only when it is certain from what to what.',
  'error.DMP_CERT_INSTALL_REFUSED.todo':
    'dmp config show certificates --origin --profile {profile}    (shows what is used and where it comes from)',
  'error.DMP_CERT_INSTALL_REFUSED.todo.mixed':
    'give at most one ORG AUTH_CLI and one ORG SIGN; with --key, one certificate only.',
  'error.DMP_CONFIRMATION_NEEDED.action.install-certificate': 'put {uniqueId} into service',
  'error.DMP_CONFIRMATION_NEEDED.action.roll-back-certificate':
    'go back to the certificates of before the installation of {uniqueId}',
  'error.DMP_CONFIRMATION_NEEDED.why.install':
    'the profile will call the DMP with other certificates (dmp cert install --rollback goes back), and the confirmation is missing or does not match.',
  'consent.install-certificate': 'Put {uniqueId} into service. Type “{value}” to confirm:',
  'consent.roll-back-certificate':
    'Go back to the certificates of before the installation of {uniqueId}. Type “{value}” to confirm:',

  'topic.cert': 'read, check, request, renew and install certificates',
  'command.cert.csr.summary': 'new key and certificate request (CSR), in the name of the present certificate',
  'command.cert.csr.description':
    'RSA 2048 key, encrypted (PBES2, AES-256), files readable by you alone; the name is that of the certificate in place, byte for byte. No public source says whether the IGC-Santé platform reads the name of a request.',
  'command.cert.csr.use': 'which certificate of the profile: auth (ORG AUTH_CLI) or sign (ORG SIGN)',
  'command.cert.csr.key': 'file of the key to write',
  'command.cert.csr.request': 'file of the request to write',
  'command.cert.csr.passphrase-from': 'password of the new key: prompt, file:PATH, fd:3, command:["…"]',
  'command.cert.csr.source-passphrase-from':
    'password of the source, where its certificates are encrypted: prompt, file:PATH, fd:3, command:["…"]',
  'arg.cert-source':
    'certificate: file (PEM, DER, p7b, .p12, JKS…), - or https://server:port; else those of the profile',
  'flag.cert-passphrase-from': 'where the password comes from: prompt, file:PATH, fd:3, command:["…"]',
  'flag.cert-new-passphrase-from': 'where the password of the new file comes from (by default the same)',
  'flag.cert-force': 'overwrite the existing file',
  'flag.cert-unmask': 'show names and numbers of persons',
  'cert.csr.done': 'Key and request written, in the name of {subject}',
  'cert.csr.key': 'key         {file}',
  'cert.csr.request': 'request     {file}',
  'cert.csr.secret':
    'The key never leaves this file in clear: with its password lost, all is to be done again.',
  'cert.csr.unconfirmed':
    'Not confirmed: no public source says whether the platform keeps the name of the request; check the certificate you get with “dmp cert diff”.',
  'cert.csr.next': 'Next: dmp cert install CERTIFICATE --key {key}',

  'command.cert.repack.summary': 'writes a .p12 anew in AES-256, or in the old format on request',
  'command.cert.repack.description':
    'Replaces an outdated encryption (RC2) that Node, OpenSSL 3 and recent Java refuse. Attributes are kept (name, Windows provider), the key is never in clear on the disk, the original file stays.',
  'command.cert.repack.legacy': 'RC2-40 and 3DES, for software of before 2020',
  'command.cert.repack.clear-certificates':
    'certificates in clear, as the platform delivers them (the key stays encrypted)',
  'arg.cert-p12': '.p12 file to read',
  'arg.cert-target': 'file to write',
  'cert.repack.aes': '{file} written: AES-256, {certificates} certificate(s).',
  'cert.repack.legacy': '{file} written: RC2-40 and 3DES, {certificates} certificate(s).',
  'cert.repack.weak': 'Weak protection: to be kept only until the software that asks for it is replaced.',
  'cert.repack.passphrase.same': 'Password: the same as that of the file read.',
  'cert.repack.passphrase.new': 'Password: the new one.',

  'command.cert.diff.summary': 'compares the old certificate with the new one',
  'command.cert.diff.description':
    'Structure, product, environment, name, authority, key, dates and overlap. With another structure: what the journal shows as fed under the old number.',
  'command.cert.diff.list': 'CSV file of every document fed under the old number',
  'arg.cert-before': 'the certificate in place',
  'arg.cert-after': 'the new certificate',
  'cert.diff.before': 'old      {subject}',
  'cert.diff.after': 'new      {subject}',
  'cert.diff.field.structure': 'structure (OU)',
  'cert.diff.field.organisation': 'name of the entity (O)',
  'cert.diff.field.department': 'department (ST)',
  'cert.diff.field.commonName': 'name (CN)',
  'cert.diff.field.product': 'product',
  'cert.diff.field.environment': 'environment',
  'cert.diff.field.issuer': 'authority',
  'cert.diff.field.names': 'DNS names',
  'cert.diff.field.strength': 'algorithms',
  'cert.diff.field.key': 'key',
  'cert.diff.field.dates': 'dates',
  'cert.diff.same': 'unchanged: {before}',
  'cert.diff.changed': '{before} → {after}',
  'cert.diff.overlap': '{before} → {after}, overlap of {days} days',
  'cert.diff.gap': '{before} → {after}: no certificate between the two',
  'cert.diff.older': '{before} → {after}: the “new” one does not last longer',
  'cert.diff.key.same': 'same key: renewing without a new key prolongs its exposure (KEY-03)',
  'cert.diff.key.changed': 'new key',
  'cert.diff.verdict.ok': 'Ordinary renewal: nothing changes but the key and the dates.',
  'cert.diff.verdict.info': 'Renewal: labels change, identifiers do not.',
  'cert.diff.verdict.warning': 'To be looked at before it goes into service.',
  'cert.diff.verdict.error': 'This is not the renewal of that certificate.',
  'cert.diff.identical': 'This is the same certificate twice.',
  'cert.diff.authored':
    'Under {structure}, the journal of the profile {profile} shows {count} document(s) still held by the DMP, from {first} to {last}.',
  'cert.diff.authored.none':
    'Under {structure}, the journal of the profile {profile} shows no document still held by the DMP.',
  'cert.diff.authored.unknown': 'No journal here: what was fed under the old number is not known.',
  'cert.diff.authored.consequence':
    'With a certificate of another structure they can no longer be replaced or deleted from here.',
  'cert.diff.authored.more': '… and {count} more; --list FILE writes them all.',
  'cert.diff.authored.file': 'Whole list: {file}',

  'command.cert.renew-plan.summary': 'when and how to renew: dates, steps, who, where',
  'command.cert.renew-plan.description':
    'Reminder of the ANS, last working day in France, end in the time of Paris, card of the person who orders, steps, profiles that use the certificate. A renewal is possible only while the certificate is active.',
  'command.cert.renew-plan.card': 'certificate of the CPx card of the technical administrator',
  'command.cert.renew-plan.ics': 'calendar file (iCalendar) to write',
  'cert.plan.head': '{name}   {product}, {environment}',
  'cert.plan.end': 'end               {end} (Paris), in {days} days',
  'cert.plan.ended': 'end               {end} (Paris), past',
  'cert.plan.key-end':
    'end of the key    {end} (Paris), in {days} days: the key signs no more after it, though the certificate lasts',
  'cert.plan.key-ended':
    'end of the key    {end} (Paris), past: the key must sign no more, though the certificate lasts',
  'cert.plan.end-later': 'end               {end} (Paris)',
  'cert.plan.last': 'last day          {day} (working day in France), {days} working days left',
  'cert.plan.last-gone': 'last day          {day} (working day in France), past',
  'cert.plan.reminder': 'ANS reminder      {day} (one message, to the technical administrator)',
  'cert.plan.first': 'to plan from      {day}',
  'cert.plan.used': 'used by           {profile} ({use}) {path}',
  'cert.plan.unused': 'used by           no profile of this account',
  'cert.plan.unused-known': 'used by           none of the profiles that could be read (see below)',
  'cert.plan.unread': 'Profiles not read, or whose certificate is hidden: {names}',
  'cert.plan.card': 'Card of the person who orders: {holder}, until {end}',
  'cert.plan.steps': 'Steps',
  'cert.plan.ics': 'Calendar written: {file}',
  'renewal.actor.administrator': 'technical administrator',
  'renewal.actor.operator': 'operator',
  'renewal.step.card':
    'check the end of the CPx card: it is what signs in to the platform (--card FILE compares the dates)',
  'renewal.step.mailbox':
    'check that the address of the administrator takes mail from noreply@pfc.eservices.esante.gouv.fr: a shared mailbox, without CAPTCHA',
  'renewal.step.sign-in':
    'sign in with the card at https://pfc.eservices.esante.gouv.fr/pfcng-ihm/authentication.xhtml',
  'renewal.step.renew':
    'find the request of the product and validate the renewal, while the certificate is active',
  'renewal.step.order': 'tab Demander: type the sheet (dmp cert order-sheet)',
  'renewal.step.withdraw':
    'tab Retirer: choose and note the revocation code and the password of the key (lost, all is to be done again), then download',
  'renewal.step.hand-over': 'hand over file and password by two different ways, never by mail together',
  'renewal.step.compare': 'dmp cert diff OLD NEW',
  'renewal.step.install': 'dmp cert install NEW…, then dmp config check',
  'renewal.step.elsewhere':
    'replace the old file wherever else it is used (dmp cert scan FOLDER), then take it away',
  'renewal.finding.notice': '{name}: in {days} days ({end}); to be planned, last working day {day}.',
  'renewal.finding.reminder':
    '{name}: ends on {end} (days left: {days}); to be renewed by {day} at the latest, the last working day.',
  'renewal.finding.last-days': '{name}: ends on {end} (days left: {days}); last working day {day}.',
  'renewal.finding.out-of-use':
    '{name}: the key must not sign since {end}; the certificate is still active, renew it now.',
  'renewal.finding.ended':
    '{name}: expired on {end}, it can no longer be renewed; order with dmp cert order-sheet.',
  'renewal.finding.card-first':
    'the card of the person who orders ends on {end}, before the last working day ({day}): order earlier, or have the card renewed first.',
  'renewal.finding.card-ended':
    'the card of the person who orders ended on {end}: nobody can sign in with it.',
  'renewal.finding.not-a-card':
    'the certificate given by --card is not that of a card or a person (end {end}).',
  'renewal.finding.pair-apart': 'the two certificates end {days} days apart: two renewals to plan.',
  'renewal.agenda.notice': 'Plan the renewal of the certificate {name}',
  'renewal.agenda.notice.text':
    '{product}, end {end}. Check the card of the technical administrator and the mailbox. Last working day: {day}.',
  'renewal.agenda.reminder': 'Reminder of the ANS expected for the certificate {name}',
  'renewal.agenda.reminder.text':
    'One message, from noreply@pfc.eservices.esante.gouv.fr, to the technical administrator. End {end}. Without a message, renew all the same.',
  'renewal.agenda.last-working-day': 'Last working day to renew the certificate {name}',
  'renewal.agenda.last-working-day.text':
    '{product}, end {end}. After it no renewal is possible: a new order is needed, and the DMP is no longer fed.',
  'renewal.agenda.end': 'End of the certificate {name}',
  'renewal.agenda.end.text':
    '{product}: from now on the DMP refuses this certificate. dmp cert order-sheet says what to type.',

  'command.cert.order-sheet.summary': 'order sheet: everything to type for a new certificate',
  'command.cert.order-sheet.description':
    'Once expired, a certificate is no longer renewed but ordered. The sheet gives every field, and what feeding will have to catch up at the pace allowed.',
  'command.cert.order-sheet.wait-days':
    'days until the new certificate arrives, for the forecast (no official delay is known)',
  'cert.order.head': '{subject}',
  'cert.order.ended': 'Expired on {end}: no renewal any more, a new order is needed.',
  'cert.order.active': 'Still active until {end}: a renewal is enough (dmp cert renew-plan).',
  'cert.order.own': '(to be chosen, and kept in a safe place)',
  'cert.order.steps': 'Steps',
  'renewal.order.platform': 'platform',
  'renewal.order.test-form': 'form (test products)',
  'renewal.order.range': 'range (gamme)',
  'renewal.order.domain': 'domain (domaine)',
  'renewal.order.offer': 'offer (offre)',
  'renewal.order.structure-kind': 'kind of identifier',
  'renewal.order.structure': 'structure',
  'renewal.order.organisation': 'name (raison sociale)',
  'renewal.order.department': 'department (département)',
  'renewal.order.usage': 'usage',
  'renewal.order.service': 'service applicatif (CN)',
  'renewal.order.server': 'name of the server (CN)',
  'renewal.order.key': 'key',
  'renewal.order.revocation-code': 'revocation code',
  'renewal.order.passphrase': 'password of the key',
  'cert.order.catch-up': 'To catch up (profile {profile})',
  'cert.order.volume': '  {accepted} documents fed in {days} days, {perDay} a day',
  'cert.order.backlog': '  {days} days without a certificate: {documents} documents waiting',
  'cert.order.no-gap': '  no day without a certificate if the new one arrives in time',
  'cert.order.quota':
    '  at {perSecond} a second and {dailyLimit} a day at most, beside the daily flow: {days} days, until {end}',
  'cert.order.never': '  the daily flow alone fills the limit of {dailyLimit} a day: ask for a higher one',
  'cert.order.no-volume': 'To catch up: unknown, no journal says how much is fed a day.',

  'command.cert.install.summary': 'puts new certificates into service, with a way back',
  'command.cert.install.description':
    'Checks key, password and pair, copies the files under the configuration folder, then changes the references of the profile at once. The old one stays: --rollback goes back to it. A bulk run at work takes the new pair by itself.',
  'command.cert.install.key': 'private key of a PEM or DER certificate (requested by dmp cert csr)',
  'command.cert.install.structure-change':
    'accept a certificate of another structure, and state it in the profile',
  'command.cert.install.rollback': 'go back to the certificates of before the latest installation',
  'arg.cert-new':
    'new certificate: .p12, PEM/DER with --key, or pkcs11:token=…;object=…; one ORG AUTH_CLI, one ORG SIGN, or both',
  'cert.install.done': 'Profile {profile} ({environment}): in service.',
  'cert.install.already': 'Profile {profile} ({environment}): these files are in service already.',
  'cert.install.dry': 'Profile {profile} ({environment}): nothing was written.',
  'cert.install.back': 'Profile {profile} ({environment}): former certificates back in service.',
  'cert.install.half': '{role}  {subject}, until {end}',
  'cert.install.half-hidden': '{role}  certificate hidden by its password',
  'cert.install.unread': 'May use the old one too, not read or hidden by a password: profiles {names}.',
  'cert.install.replaces': '  replaces {sha256}…, until {end}',
  'cert.install.file': '  {file}',
  'cert.install.same-key': '  same key as the former one',
  'cert.install.structure':
    'Structure changed in the profile: check structure.finessEg and structure.name, and start bulk runs again.',
  'cert.install.still-used':
    'The old {use} is still used by the profile {profile} ({path}): install the new one there too.',
  'cert.install.findings': 'To know',
  'cert.install.next':
    'Check: dmp config check --profile {profile}   Go back: dmp cert install --rollback --profile {profile}',
  'cert.install.next-last': 'Check: dmp config check --profile {profile}',
  'command.cert.install.offline': 'revocation: ask nothing of the network, what is remembered counts',
  'cert.install.running': 'A bulk run at work takes the new files within seconds.',
  'command.cert.install.force':
    'with --rollback: go back even to a certificate that is revoked, or whose revocation is not known although the profile is strict',
  'error.DMP_CERTIFICATE_UNFIT.what.rollback':
    'what would come back does not suit the profile any more (check {check}, certificate {certificate}): nothing was changed.',
  'error.DMP_CERTIFICATE_UNFIT.why.rollback':
    'a certificate was perhaps replaced because it was revoked; back in service, the DMP would refuse every call.',
  'error.DMP_CERTIFICATE_UNFIT.todo.rollback':
    'dmp cert explain {check}    (what the check looks at)\nkeep the present pair, or install another; to go back all the same: dmp cert install --rollback --force --profile {profile}',
}
