import type {Messages} from '../messages.ts'

/** Sources of certificates and what they hold. */
export const certSourceEn: Messages = {
  'error.DMP_CERT_SOURCE_UNREADABLE.what': 'no certificate can be read from {source}: {problem}.',
  'error.DMP_CERT_SOURCE_UNREADABLE.why':
    'the format is told by the content, whatever the name, and this content is none of those known: PEM, DER, p7b, PKCS#12, JKS/JCEKS, CSR, CRL, key, capture of a Windows store.',
  'error.DMP_CERT_SOURCE_UNREADABLE.todo':
    'go back to the file as the IGC-Santé platform delivered it (.p12), or name another source.',
  'error.DMP_CERT_SERVER_UNREACHABLE.what': 'the server {server} shows no certificate ({problem}).',
  'error.DMP_CERT_SERVER_UNREACHABLE.why':
    'the name is unknown, the port is closed or filtered, or what answers does not speak TLS.',
  'error.DMP_CERT_SERVER_UNREACHABLE.todo':
    'check address and port, then the proxy (HTTPS_PROXY) and the firewall of this machine.',
}
