import type {Messages} from '../messages.ts'

/** The way back to former certificates, and two installations at once. */
export const certReturnFr: Messages = {
  'cert.install.revocation': '    non révoqué ({by} {from}, au {asOf} UTC)',
  'error.DMP_CERTIFICATE_UNFIT.what.returning':
    "ce qui reviendrait ne pourrait pas être installé aujourd'hui (contrôle {check}, certificat {certificate}) : rien n'a été changé.",
  'error.DMP_CERTIFICATE_UNFIT.why.returning':
    'une paire revient selon les règles par lesquelles elle entre : avec celle-ci, les appels seraient refusés.',
  'error.DMP_CERTIFICATE_UNFIT.todo.returning':
    'dmp cert explain {check}    (ce que regarde le contrôle)\ngarder la paire présente du profil {profile}, ou en installer une autre : dmp cert install NOUVEAU…',
  'error.DMP_CERT_INSTALL_REFUSED.what.overwritten':
    "{where} n'est plus ce que le profil {profile} utilisait avant l'installation : rien n'a été changé.",
  'error.DMP_CERT_INSTALL_REFUSED.todo.overwritten':
    "remettre l'ancien fichier à cette place (d'une sauvegarde) et revenir de nouveau\nou, si le fichier qui s'y trouve est le bon : dmp cert install {where}    (il est éprouvé comme tout nouveau)",
  'error.DMP_CERT_INSTALL_REFUSED.what.unrecorded':
    "on ne sait pas ce que {where} contenait avant l'installation : rien n'a été changé dans le profil {profile}.",
  'error.DMP_CERT_INSTALL_REFUSED.todo.unrecorded':
    'dmp cert install {where}    (il est éprouvé comme tout nouveau)',
  'error.DMP_CERT_INSTALL_REFUSED.what.meanwhile':
    "les certificats du profil {profile} ont été changés entre-temps ({where}) : rien d'autre n'a été changé.",
  'error.DMP_CERT_INSTALL_REFUSED.what.at-work':
    "une autre installation est en cours dans le profil {profile} : celle-ci n'a rien changé.",
  'error.DMP_CERT_INSTALL_REFUSED.todo.at-work':
    "attendre qu'elle finisse, regarder ce qui est en service (dmp config show certificates --profile {profile}), puis relancer si besoin",
}
