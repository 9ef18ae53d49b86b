import type {Messages} from '../messages.ts'

/** Diagnostic du poste : lecteurs et cartes (causes, constats, remèdes). */
export const workstationReadersFr: Messages = {
  'workstation.cause.service-answers': 'le service des cartes à puce répond',
  'workstation.cause.service-untold':
    'aucun lecteur listé : rien ne prouve que le service des cartes à puce répond',
  'workstation.cause.service-asleep':
    "Windows a arrêté le service des cartes à puce parce qu'aucun lecteur n'est branché",
  'workstation.cause.service-stopped': 'le service des cartes à puce ne tourne pas',
  'workstation.cause.service-rights': "ce compte n'a pas le droit de parler au service des cartes à puce",
  'workstation.cause.service-timeout': "le service des cartes à puce n'a pas répondu à temps ({backend})",
  'workstation.cause.service-protocol':
    'le service des cartes à puce parle une version inconnue de son protocole ({backend})',
  'workstation.cause.service-unreadable': 'la réponse du système sur les lecteurs est illisible ({backend})',
  'workstation.cause.service-unavailable':
    "aucun moyen de lister les lecteurs n'a été trouvé sur ce système ({backend})",
  'workstation.cause.no-reader': 'aucun lecteur de cartes',
  'workstation.cause.reader-not-taken':
    'le lecteur « {name} » est branché, mais le service des cartes à puce ne le voit pas',
  'workstation.cause.usb-reader-trouble': 'le système signale un défaut du lecteur « {name} » : {trouble}',
  'workstation.cause.usb-more-readers': 'plus de lecteurs branchés que vus par le service des cartes à puce',
  'workstation.cause.readers-seen': '{count} lecteur(s), {slots} fente(s)',
  'workstation.cause.readers-untold': "les lecteurs n'ont pas pu être listés",
  'workstation.cause.reader-held': 'un autre programme tient « {reader} » pour lui seul',
  'workstation.cause.reader-serves-module':
    'le module lit la CPS : aucun autre programme ne garde son lecteur',
  'workstation.cause.readers-shared': 'aucun programme ne tient un lecteur pour lui seul',
  'workstation.cause.holding-untold': 'ce système ne dit pas ici si un programme tient un lecteur',
  'workstation.cause.card-mute': 'la carte de « {reader} » ne répond pas : à l’envers, sale ou défectueuse',
  'workstation.cause.card-untold': 'ce qui est dans les lecteurs n’a pas pu être reconnu',
  'workstation.cause.no-card-to-hear': 'aucune carte à écouter : les fentes sont vides',
  'workstation.cause.cards-answer': '{count} carte(s) répond(ent)',
  'workstation.cause.cps-present': 'carte de professionnel présente dans « {reader} »',
  'workstation.cause.cps-contactless': 'la CPS est lue sans contact : elle n’authentifie pas ainsi',
  'workstation.cause.cps-generation':
    'carte de la famille CPx, ni CPS3 ni CPS4 : Cryptolib CPS 5.2 ne la prend pas en charge',
  'workstation.cause.cps-doubtful': 'CPS reconnue dans « {reader} », mais sa réponse est abîmée',
  'workstation.cause.cps-atr-new':
    'CPS reconnue dans « {reader} », avec un ATR que le module de la CPS peut ne pas connaître',
  'workstation.cause.cps-several': 'plusieurs CPS sont présentes : le logiciel peut prendre la mauvaise',
  'workstation.cause.no-card': 'aucune carte dans les lecteurs',
  'workstation.cause.only-vitale': 'une carte Vitale est présente, mais aucune CPS',
  'workstation.cause.other-card': 'la carte de « {reader} » n’est pas une CPS',
  'workstation.cause.vitale-present': 'carte Vitale présente dans « {reader} » ; rien n’y est lu',
  'workstation.cause.vitale-doubtful': 'carte de « {reader} » proche d’une Vitale connue, à un octet près',
  'workstation.cause.no-vitale': "pas de carte Vitale ; elle n'est pas demandée",
  'workstation.cause.no-vitale-slot': 'pas de fente pour la carte Vitale à côté de la CPS',
  'workstation.cause.vitale-slot-free': 'une fente attend la carte Vitale : « {reader} »',
  'workstation.cause.unknown-card': 'carte inconnue dans « {reader} »',
  'workstation.cause.atr-empty': '« {reader} » rapporte une réponse de carte vide',
  'workstation.cause.atr-not-hex': '« {reader} » rapporte une réponse de carte impossible',
  'workstation.cause.atr-odd-digits':
    '« {reader} » rapporte une réponse de carte impossible (chiffres impairs)',
  'workstation.cause.atr-too-long': '« {reader} » rapporte une réponse de carte trop longue',
  'workstation.cause.atr-bad-TS':
    '« {reader} » rapporte une réponse qui ne commence pas comme celle d’une carte',
  'workstation.cause.atr-truncated': '« {reader} » rapporte une réponse de carte tronquée',
  'workstation.cause.atr-surplus': '« {reader} » rapporte une réponse de carte avec des octets de trop',
  'workstation.cause.cards-known': '{count} carte(s), toute(s) reconnue(s)',
  'workstation.evidence.readers-counted': '{count} fente(s) regardée(s)',
  'workstation.evidence.readers-by': 'lecteurs demandés à {backend}',
  'workstation.evidence.service-answered': '{backend} a répondu : {count} lecteur(s)',
  'workstation.evidence.return-code-no-service': 'code de retour {value} : service absent',
  'workstation.evidence.return-code-service-stopped': 'code de retour {value} : service arrêté',
  'workstation.evidence.return-code-no-readers': 'code de retour {value} : aucun lecteur',
  'workstation.evidence.return-code-sharing-violation':
    'code de retour {value} : lecteur tenu par un autre programme',
  'workstation.evidence.return-code-removed-card': 'code de retour {value} : carte retirée',
  'workstation.evidence.return-code-unresponsive-card': 'code de retour {value} : carte muette',
  'workstation.evidence.return-code-unpowered-card': 'code de retour {value} : carte non alimentée',
  'workstation.evidence.return-code-unknown-reader': 'code de retour {value} : lecteur inconnu',
  'workstation.evidence.return-code-timeout': 'code de retour {value} : délai dépassé',
  'workstation.evidence.return-code-no-smartcard': 'code de retour {value} : pas de carte',
  'workstation.evidence.return-code-no-access': 'code de retour {value} : accès refusé',
  'workstation.evidence.return-code-other': 'code de retour {value} : sens inconnu',
  'workstation.evidence.system-said': 'le système dit : {detail}',
  'workstation.evidence.usb-none': 'aucun lecteur sur le bus USB',
  'workstation.evidence.usb-untold': 'le système ne dit pas ce qui est sur le bus USB',
  'workstation.evidence.usb-reader': 'sur le bus USB : {name}',
  'workstation.evidence.usb-reader-trouble': 'sur le bus USB, en défaut : {name} ({trouble})',
  'workstation.evidence.reader-made-up': '« {reader} » : créé par un logiciel, sans fente',
  'workstation.evidence.reader-device': '« {reader} » : {slots} fente(s)',
  'workstation.evidence.held-exclusive': '« {reader} » : tenu par un programme pour lui seul',
  'workstation.evidence.held-shared': '« {reader} » : partagé',
  'workstation.evidence.held-free': '« {reader} » : libre',
  'workstation.evidence.held-untold': '« {reader} » : on ne sait pas qui l’emploie',
  'workstation.evidence.slot-absent': '« {reader} » : vide',
  'workstation.evidence.slot-present': '« {reader} » : carte présente',
  'workstation.evidence.slot-mute': '« {reader} » : carte muette',
  'workstation.evidence.slot-untold': '« {reader} » : on ne sait pas si une carte est là',
  'workstation.evidence.card-answered': '« {reader} » : ATR {atr}',
  'workstation.evidence.vitale-not-read': 'reconnue par son ATR seul, rien n’a été sélectionné ni lu',
  'workstation.evidence.vitale-not-read-but-certutil':
    'reconnue par son ATR, dmp n’y a rien lu ; certutil, programme de Windows, cherche des certificats sur toute carte présente',
  'workstation.evidence.vitale-maybe-read':
    'un module PKCS#11 était chargé alors qu’elle était ou pouvait être là : ce qu’il lui a demandé n’est pas su',
  'workstation.cause.vitale-maybe-read':
    '« {reader} » : carte Vitale ; un module PKCS#11 chargé entre-temps a pu lui demander quelque chose',
  'workstation.remedy.take-vitale-out': 'retirer la carte Vitale des lecteurs, puis relancer',
  'workstation.evidence.card-cps3': '« {reader} » : CPS3, ATR {atr}',
  'workstation.evidence.card-cps4': '« {reader} » : CPS4, ATR {atr}',
  'workstation.evidence.card-cps3-contactless': '« {reader} » : CPS3 sans contact, ATR {atr}',
  'workstation.evidence.card-cps-other': '« {reader} » : famille CPx, autre génération, ATR {atr}',
  'workstation.evidence.card-vitale1': '« {reader} » : Vitale 1, ATR {atr}',
  'workstation.evidence.card-vitale2': '« {reader} » : Vitale 2, ATR {atr}',
  'workstation.evidence.card-unknown': '« {reader} » : carte inconnue, ATR {atr}',
  'workstation.remedy.start-service-windows':
    'brancher un lecteur, puis démarrer le service « Carte à puce » (SCardSvr) et le mettre en démarrage automatique',
  'workstation.remedy.start-service-linux':
    'installer pcscd au besoin, puis : systemctl enable --now pcscd.socket',
  'workstation.remedy.restart-service':
    'redémarrer le service des cartes à puce (pcscd ou SCardSvr), puis relancer',
  'workstation.remedy.give-reader-rights':
    "donner à ce compte l'accès au service des cartes à puce (groupe, ou règle polkit de pcscd)",
  'workstation.remedy.look-at-readers': 'lancer dmp workstation readers et joindre sa réponse au ticket',
  'workstation.remedy.plug-reader':
    'brancher le lecteur directement sur le poste (ni clavier ni concentrateur), essayer un autre port, puis installer son pilote',
  'workstation.remedy.install-reader-driver':
    'changer de port USB, puis installer ou réparer le pilote du lecteur',
  'workstation.remedy.close-holder':
    'fermer le programme qui tient « {reader} » (souvent CCM, DMP Connect, un logiciel de facturation Vitale, gpg/scdaemon) ou le régler en mode partagé',
  'workstation.remedy.close-others':
    'si la CPS n’est pas vue par le module, fermer les autres programmes qui lisent des cartes, puis relancer',
  'workstation.remedy.turn-card':
    'retirer la carte de « {reader} », la retourner, essuyer les contacts, la remettre ; sinon essayer un autre lecteur',
  'workstation.remedy.insert-cps': 'insérer la CPS, puis relancer',
  'workstation.remedy.insert-in-contact-slot': 'insérer la CPS dans une fente à contact',
  'workstation.remedy.replace-cps':
    "vérifier la génération de la carte ; une CPS2ter est à remplacer auprès de l'ANS",
  'workstation.remedy.update-cryptolib': 'mettre à jour Cryptolib CPS',
  'workstation.remedy.leave-one-cps': 'ne laisser dans les lecteurs que la CPS de la personne qui travaille',
  'workstation.remedy.plug-second-reader':
    'brancher un lecteur à deux fentes, ou un second lecteur, pour la carte Vitale',
  'workstation.remedy.look-at-card':
    'regarder la carte de « {reader} » : carte bancaire, badge ? Sinon donner son ATR au support : {atr}',
  'workstation.remedy.replace-reader-driver':
    'réinstaller le pilote de « {reader} » ou essayer un autre lecteur ; réponse rapportée : {atr}',
}
