import type {Messages} from '../messages.ts'

export const proofFr: Messages = {
  'error.DMP_PROOF_NOT_DEPOSITED.what':
    '{uniqueId} n’est pas un document que le DMP a pris (état : {state}).',
  'error.DMP_PROOF_NOT_DEPOSITED.why':
    'Une preuve de dépôt n’existe que pour ce que le DMP a accepté, selon le journal de ce poste.',
  'error.DMP_PROOF_NOT_DEPOSITED.todo': 'Voyez où en est le document : dmp trace show {uniqueId}.',
  'error.DMP_PROOF_OTHER_DOCUMENT.what': '{file} n’est pas le document déposé sous {uniqueId}.',
  'error.DMP_PROOF_OTHER_DOCUMENT.why': 'Son empreinte et sa taille ne sont pas celles des octets envoyés.',
  'error.DMP_PROOF_OTHER_DOCUMENT.why.builder':
    'C’est bien le fichier d’origine, mais cette version du programme n’en refait plus le CDA octet pour octet.',
  'error.DMP_PROOF_OTHER_DOCUMENT.todo':
    'Donnez le CDA tel qu’envoyé, ou le fichier d’origine inchangé, ou exportez sans --file.',
  'error.DMP_CONFIRMATION_NEEDED.action.proof-identity':
    'écrire une archive où l’identité du patient est en clair',
  'error.DMP_CONFIRMATION_NEEDED.why.proof-identity':
    'Ce qui est signé ne peut pas être masqué : le document montre l’INS et les traits du patient.',
  'error.DMP_CONFIRMATION_NEEDED.todo.proof-identity':
    'Ajoutez --yes si le destinataire a le droit de le lire, ou exportez sans --file.',
  'warning.proof-identity':
    'L’archive portera le document signé : INS et traits du patient y seront en clair, sans masque possible.',
  'consent.proof-identity': 'Écrire cette archive ?',
  'command.document.proof.export.summary': 'Écrit dans une archive la preuve du dépôt d’un document',
  'command.document.proof.export.description':
    'L’archive (zip, lisible de vous seul) contient la signature du lot, le manifeste, la réponse consignée, les certificats, les listes de révocation données et un mode d’emploi pour openssl, xmlsec1 et sha1sum. Sans --file elle ne nomme aucun patient. Code 10 quand la signature n’avait pas été conservée.',
  'command.document.proof.verify.summary': 'Vérifie une preuve de dépôt, sans réseau, journal ni profil',
  'command.document.proof.verify.description':
    'Refait chaque étape : empreintes, signature XAdES, certificats, dates, autorité, révocation, document. Nomme la première qui échoue. Code 10 si la preuve est rompue ou incomplète.',
  'arg.proof-document': 'uniqueId du document, ou identifiant de son envoi dans le journal',
  'arg.proof-archive': 'archive écrite par « document proof export »',
  'flag.proof-file': 'document envoyé (CDA) ou fichier d’origine, à mettre dans l’archive',
  'flag.proof-output': 'archive à écrire',
  'flag.proof-ca': 'certificats des autorités (PEM ou DER) ; répétable',
  'flag.proof-crl': 'liste de révocation (DER ou PEM) à joindre ; répétable, 9 au plus',
  'flag.proof-yes': 'accepter que l’identité du patient soit en clair dans l’archive',
  'flag.proof-verify-file': 'document à comparer à celui de la preuve',
  'flag.proof-trust': 'autorités à croire (PEM), à la place de celles connues ; répétable',
  'flag.proof-at': 'instant auquel vérifier ; maintenant par défaut',
  'proof.written': 'Preuve du dépôt de {uniqueId} ({environment}) : {file}',
  'proof.certificate': 'Certificat {subject}, valable du {from} au {to}',
  'proof.identifies':
    'L’identité du patient est en clair dans l’archive : gardez-la comme un document médical.',
  'proof.anonymous': 'Aucune identité de patient dans l’archive.',
  'proof.missing.signature':
    'La signature du lot manque : ce dépôt date d’avant sa conservation, et rien ne la remplace.',
  'proof.missing.answer': 'La réponse du DMP manque : le journal n’en a pas pour cet envoi.',
  'proof.missing.authorities':
    'Les certificats des autorités manquent (--ca) : la chaîne ne peut être vérifiée que par qui les a.',
  'proof.missing.revocation':
    'Aucune liste de révocation (--crl) : rien n’est dit de la révocation à cette date.',
  'proof.missing.document': 'Le document n’est pas dans l’archive : donnez-le à la vérification.',
  'proof.about': 'Document {uniqueId}, environnement {environment}',
  'proof.limits':
    'Ce que cela ne prouve pas : le DMP ne signe pas ses réponses (c’est ce que l’établissement a consigné), et l’heure de signature est celle du signataire.',
  'proof.verdict.proven': '{file} : preuve vérifiée.',
  'proof.verdict.unproven': '{file} : rien ne s’y oppose, mais la preuve est incomplète.',
  'proof.verdict.broken': '{file} : la preuve ne tient pas.',
  'proof.step.archive.own': 'L’archive a les parties attendues.',
  'proof.step.archive.unreadable':
    'L’archive ne peut pas être lue ({name}) : abîmée, ou faite pour déborder.',
  'proof.step.archive.stranger': 'L’archive porte une partie qui n’en est pas une : {name}.',
  'proof.step.archive.size': 'Une partie de l’archive est démesurée : {name}.',
  'proof.step.checksums.all': 'Chaque partie a l’empreinte écrite.',
  'proof.step.checksums.other': '{name} a été changé depuis l’export.',
  'proof.step.facts.read': 'Les faits du journal se lisent.',
  'proof.step.facts.unreadable': 'Les faits du journal ne se lisent pas, ou viennent d’une autre version.',
  'proof.step.signature-form.own':
    'La signature a la forme du lot, sans rien d’ajouté ; ses empreintes sont justes.',
  'proof.step.signature-form.absent': 'La signature manque.',
  'proof.step.signature-form.doctype': 'La signature porte un DOCTYPE : refusée.',
  'proof.step.signature-form.unreadable': 'La signature n’est pas du XML lisible.',
  'proof.step.signature-form.same-id': 'Deux éléments de la signature ont le même identifiant.',
  'proof.step.signature-form.same-document': 'Le manifeste nomme deux fois le même document.',
  'proof.step.signature-form.form': 'La signature a un élément ajouté, déplacé ou enveloppé.',
  'proof.step.signature-form.manifest': 'Le manifeste n’a pas l’empreinte signée.',
  'proof.step.signature-form.properties':
    'Les propriétés signées (heure, certificats) n’ont pas l’empreinte signée.',
  'proof.step.signature-value.key': 'Signé par la clé de {subject}.',
  'proof.step.signature-value.other': 'La clé du certificat n’a pas fait cette signature.',
  'proof.step.signature-value.certificate': 'Un certificat ne se lit pas.',
  'proof.step.certificate-digests.all': 'Les certificats signés sont ceux de l’archive ({count}).',
  'proof.step.certificate-digests.absent': 'Le certificat n° {n} de la signature n’est pas dans l’archive.',
  'proof.step.certificate-digests.other': 'La signature nomme un autre certificat que {subject}.',
  'proof.step.certificate-digests.beside': 'Le certificat joint n’est pas celui du signataire {subject}.',
  'proof.step.issuer-serials.all': 'Émetteurs et numéros de série concordent.',
  'proof.step.issuer-serials.other': 'Émetteur ou numéro de série du certificat n° {n} ne concorde pas.',
  'proof.step.signing-time.valid': 'Signé le {at} UTC, pendant la validité du certificat ({from} – {to}).',
  'proof.step.signing-time.outside': 'Signé le {at} UTC, hors de la validité du certificat ({from} – {to}).',
  'proof.step.signing-time.future': 'Signé le {at} UTC, après l’instant de la vérification.',
  'proof.step.chain.valid': 'Chaîne de {count} certificat(s), tous valables à cette date.',
  'proof.step.chain.outside': '{subject} n’était pas valable à cette date.',
  'proof.step.anchor.known': 'Autorité reconnue : {name}.',
  'proof.step.anchor.stranger':
    'Autorité inconnue : {issuer}. Donnez son certificat par --trust si vous la croyez.',
  'proof.step.revocation.none': 'Aucune liste de révocation : rien n’est dit.',
  'proof.step.revocation.silent': 'Les listes jointes ({count}) ne disent rien du signataire.',
  'proof.step.revocation.good': 'Non révoqué à cette date : {count} certificat(s) sur {all}.',
  'proof.step.revocation.revoked': '{subject} a été révoqué le {at} UTC ({name}).',
  'proof.step.manifest.listed': 'Le manifeste signé nomme {uniqueId} ({count} document(s)).',
  'proof.step.manifest.unlisted': 'Le manifeste signé ne nomme pas {uniqueId}.',
  'proof.step.manifest.other-lot': 'La signature est celle d’un autre lot que {uniqueId}.',
  'proof.step.document.same': 'Le document est celui qui fut signé (SHA-1 {sha1}).',
  'proof.step.document.journal':
    'Le document est celui du journal (SHA-1 {sha1}) ; aucune signature ne le dit.',
  'proof.step.document.absent': 'Document non comparé : donnez-le par --file (SHA-1 {sha1}).',
  'proof.step.document.other': 'Ce n’est pas le document déposé : SHA-1 {found}, attendu {sha1}.',
  'proof.step.document.digest': 'Le document (SHA-1 {sha1}) n’est pas celui du manifeste signé.',
  'proof.step.answer.recorded': 'Réponse du DMP consignée le {at} : {outcome}.',
  'proof.step.answer.refused': 'Réponse consignée le {at} : {outcome}, ce qui n’est pas un dépôt.',
  'proof.step.answer.absent': 'Aucune réponse consignée.',
  'proof.recipe.title': 'PREUVE DE DÉPÔT AU DMP : {uniqueId}',
  'proof.recipe.what':
    'Environnement : {environment}. SHA-1 du document envoyé : {sha1}.\nOuvrez l’archive dans un dossier vide et lancez-y ces commandes. Si le document n’est pas dans l’archive, copiez-le d’abord à côté sous le nom utilisé ci-dessous.',
  'proof.recipe.members': 'Aucune partie n’a changé : chaque ligne doit dire OK (ou Réussi).',
  'proof.recipe.document': 'Le document est celui qui fut envoyé : OK.',
  'proof.recipe.chain':
    'Le certificat du signataire vient de l’autorité, à la date d’envoi : OK. Comparez l’autorité à celle que publie l’ANS.',
  'proof.recipe.key': 'Qui a signé, et la validité.',
  'proof.recipe.signature':
    'La signature tient, et la clé est celle de ce certificat : OK. Le code de retour ne suffit pas : « Manifest References (ok/all) » doit compter le document ; le lot lui-même (AA==) et les autres documents du lot comptent comme non vérifiés.',
  'proof.recipe.revocation': 'Le numéro de série du signataire ne doit pas y figurer avant la date d’envoi.',
  'proof.recipe.limits':
    'Limites : le DMP ne signe pas ses réponses ; l’heure de signature est celle du signataire.',
  'proof.recipe.missing': 'Ce qui manque :',
}
