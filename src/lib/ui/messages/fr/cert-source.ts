import type {Messages} from '../messages.ts'

/** Les sources de certificats et ce qu'elles contiennent. */
export const certSourceFr: Messages = {
  'error.DMP_CERT_SOURCE_UNREADABLE.what': 'aucun certificat lisible dans {source} : {problem}.',
  'error.DMP_CERT_SOURCE_UNREADABLE.why':
    "le format se reconnaît au contenu, quel que soit le nom, et ce contenu n'est d'aucun format connu : PEM, DER, p7b, PKCS#12, JKS/JCEKS, CSR, CRL, clé, capture d'un magasin Windows.",
  'error.DMP_CERT_SOURCE_UNREADABLE.todo':
    "reprenez le fichier tel que la plateforme IGC-Santé l'a remis (.p12), ou indiquez une autre source.",
  'error.DMP_CERT_SERVER_UNREACHABLE.what': 'le serveur {server} ne présente aucun certificat ({problem}).',
  'error.DMP_CERT_SERVER_UNREACHABLE.why':
    'le nom est inconnu, le port est fermé ou filtré, ou ce qui répond ne parle pas TLS.',
  'error.DMP_CERT_SERVER_UNREACHABLE.todo':
    "vérifiez l'adresse et le port, puis le proxy (HTTPS_PROXY) et le pare-feu de ce poste.",
}
