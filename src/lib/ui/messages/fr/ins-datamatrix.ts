import type {Messages} from '../messages.ts'

/** `ins datamatrix` : commandes et écrans ; règles sur le datamatrix imprimé dans un document. */
export const insDatamatrixFr: Messages = {
  'topic.ins:datamatrix': 'dessiner et lire des datamatrix INS',
  'command.ins.datamatrix.encode.summary': "dessine le datamatrix INS d'un patient en PNG ou en SVG",
  'command.ins.datamatrix.encode.description':
    "Écrit le datamatrix INS (ANS, format v2.2) d'un patient, hors ligne : identité lue dans un fichier ou sur l'entrée standard, jamais inventée ni complétée. Seule une identité QUALIFIÉE est imprimée ; tout autre statut est refusé. Les noms sont mis en majuscules sans accents ; un caractère sans équivalent est refusé, jamais retiré. L'extension du fichier choisit le format : .png, .svg, ou .txt pour le texte seul.",
  'command.ins.datamatrix.encode.output': 'fichier à écrire (.png, .svg ou .txt)',
  'command.ins.datamatrix.encode.module': "côté d'un module, en pixels",
  'command.ins.datamatrix.decode.summary':
    'lit un datamatrix INS : image, PDF, ou texte tapé par une douchette',
  'command.ins.datamatrix.decode.description':
    "Lit hors ligne les datamatrix d'un PNG, d'un JPEG ou d'un PDF (images et dessins de ses pages), ou le texte tapé par une douchette (fichier, - ou saisie), et dit ce qui n'y va pas : séparateurs écrits ou perdus, clavier AZERTY pris pour un QWERTY, clé fausse, bloc manquant, autre sorte de code. Un code qui n'a pas pu être cherché partout est dit illisible, jamais absent. Sortie 0 : lu et sain ; 10 : douteux, absent ou illisible ; 5 : faux.",
  'command.ins.datamatrix.decode.file':
    'image PNG ou JPEG, PDF, texte tapé par une douchette, ou - ; sans argument, le texte est demandé',
  'ask.datamatrix': 'Scanner le datamatrix :',
  'finding.info': 'information',
  'ins.datamatrix.caption': 'INS à scanner',
  'ins.datamatrix.drawn': 'Datamatrix INS écrit : {file}',
  'ins.datamatrix.for': 'INS {ins}, OID {oid}, {length} caractères',
  'ins.datamatrix.keep':
    "Le fichier porte l'identité en clair pour qui le lit : le ranger comme un document du patient. Imprimer sur la première page, sans réduire la marge blanche.",
  'ins.datamatrix.unknown': 'non lu',
  'ins.datamatrix.verdict.sound': 'datamatrix INS lu, rien à redire',
  'ins.datamatrix.verdict.suspicious': 'datamatrix INS lu, avec des remarques',
  'ins.datamatrix.verdict.faulty': 'datamatrix lu, mais faux ou incomplet : ne pas reprendre cette identité',
  'ins.datamatrix.verdict.absent': 'aucun datamatrix : tout a été regardé',
  'ins.datamatrix.verdict.not-readable': "aucun datamatrix lu, mais tout n'a pas pu être regardé",
  'ins.datamatrix.people':
    "datamatrix de {count} personnes différentes : ne rien reprendre avant d'avoir vu laquelle est celle du document",
  'ins.datamatrix.kind.ins': 'datamatrix INS',
  'ins.datamatrix.kind.2d-doc': 'code 2D-Doc',
  'ins.datamatrix.kind.gs1': 'code GS1',
  'ins.datamatrix.kind.other': "code d'une autre sorte",
  'ins.datamatrix.symbol.qr':
    'un code QR est présent : ce n’est pas un datamatrix, et aucune INS n’est imprimée dans un code QR',
  'ins.datamatrix.member.matricule': 'matricule',
  'ins.datamatrix.member.oid': 'OID',
  'ins.datamatrix.member.givenNames': 'prénoms',
  'ins.datamatrix.member.birthName': 'nom de naissance',
  'ins.datamatrix.member.sex': 'sexe',
  'ins.datamatrix.member.birthDate': 'naissance',
  'ins.datamatrix.member.birthPlace': 'lieu (COG)',
  'ins.datamatrix.unread.drawn': 'un dessin trop grand ou une image dans le texte de la page : non regardé',
  'ins.datamatrix.unread.font': 'une police dont les glyphes peuvent former un code : non regardée',
  'ins.datamatrix.unread.compression':
    'une image dont la compression ne se lit pas ici (fax, JBIG2, JPEG 2000) : non regardée',
  'ins.datamatrix.unread.damaged': 'un contenu endommagé : non regardé',
  'ins.datamatrix.unread.unclear':
    'un symbole est vu mais ne se lit pas (imprimé ou numérisé trop grossièrement, taché) : le numériser plus finement',
  'ins.datamatrix.unread.encrypted': 'PDF chiffré : non regardé',
  'ins.datamatrix.unread.too-big': 'une image trop grande : non regardée',
  'ins.datamatrix.unread.time': 'temps accordé épuisé avant la fin',
  'ins.datamatrix.unread.pages': 'pages suivantes non regardées',
  'ins.datamatrix.unread.count': 'plus de symboles dans une image qu’on ne sait en distinguer',
  'ins.datamatrix.unread.format': 'ni PNG, ni JPEG, ni PDF : convertir ou rescanner le fichier',
  'ins.datamatrix.unread.unavailable': 'lecteur indisponible : réinstaller dmp avec ses dépendances',
  'error.DMP_DATAMATRIX_TRAIT.what':
    "le datamatrix n'est pas dessiné : {trait} ne peut pas y être écrit, {fault}.",
  'error.DMP_DATAMATRIX_TRAIT.why':
    "le format n'admet que A-Z, espace, apostrophe et trait d'union dans les noms, et rien n'est retiré d'un trait en silence ; aucun fichier n'a été écrit.",
  'error.DMP_DATAMATRIX_TRAIT.todo':
    "corriger ce trait dans le logiciel d'identité, tel qu'INSi le donne, puis recommencer",
  'error.DMP_DATAMATRIX_TRAIT.trait.birthName': 'le nom de naissance',
  'error.DMP_DATAMATRIX_TRAIT.trait.givenNames': 'la liste des prénoms',
  'error.DMP_DATAMATRIX_TRAIT.trait.birthDate': 'la date de naissance',
  'error.DMP_DATAMATRIX_TRAIT.trait.birthPlace': 'le lieu de naissance',
  'error.DMP_DATAMATRIX_TRAIT.trait.sex': 'le sexe',
  'error.DMP_DATAMATRIX_TRAIT.trait.oid': "l'OID de l'INS",
  'error.DMP_DATAMATRIX_TRAIT.fault.empty': 'il est vide',
  'error.DMP_DATAMATRIX_TRAIT.fault.character': "un caractère n'a pas d'équivalent",
  'error.DMP_DATAMATRIX_TRAIT.fault.first': 'le premier caractère est une espace ou un trait',
  'error.DMP_DATAMATRIX_TRAIT.fault.last': 'le dernier caractère est un trait ou une apostrophe',
  'error.DMP_DATAMATRIX_TRAIT.fault.doubled': 'des espaces ou des apostrophes se suivent',
  'error.DMP_DATAMATRIX_TRAIT.fault.double-hyphen': 'des traits se suivent',
  'error.DMP_DATAMATRIX_TRAIT.fault.too-long': 'il dépasse 100 caractères',
  'error.DMP_DATAMATRIX_TRAIT.fault.date': "ce n'est pas un jour du calendrier",
  'error.DMP_DATAMATRIX_TRAIT.fault.place': "ce n'est pas un code COG",
  'error.DMP_DATAMATRIX_TRAIT.fault.sex': 'ni M ni F',
  'error.DMP_DATAMATRIX_TRAIT.fault.oid': "ce n'est pas celui d'un INS",
  'rule.DATAMATRIX-OTHER-CODE': "ce n'est pas un datamatrix INS : {kind}",
  'rule.DATAMATRIX-OTHER-CODE.kind.2d-doc': 'un 2D-Doc (justificatif, ordonnance)',
  'rule.DATAMATRIX-OTHER-CODE.kind.gs1': 'un code GS1 (médicament, dispositif)',
  'rule.DATAMATRIX-OTHER-CODE.kind.other': 'un code inconnu',
  'rule.DATAMATRIX-HEADER':
    "l'en-tête n'est pas IS, deux chiffres de version et 22 zéros : code mal produit ou mal tapé",
  'rule.DATAMATRIX-VERSION': 'version {version} du format, quand 01 est attendue : lu comme la version 01',
  'rule.DATAMATRIX-TYPED': '{what}',
  'rule.DATAMATRIX-TYPED.what.line-end': 'fin de ligne ou tabulation de la douchette, retirée',
  'rule.DATAMATRIX-TYPED.what.aim-prefix': 'préfixe AIM de la douchette, retiré',
  'rule.DATAMATRIX-TYPED.what.written-separator':
    "le séparateur est écrit en toutes lettres (<GS>) au lieu de l'octet 29 : régler la douchette, ou l'imprimé lui-même s'il est lu d'une image",
  'rule.DATAMATRIX-TYPED.what.leading':
    'quelque chose précède l’en-tête, écarté : corriger l’impression ou le lecteur',
  'rule.DATAMATRIX-TYPED.what.small-letters':
    'lettres minuscules : régler la douchette (verrouillage des majuscules)',
  'rule.DATAMATRIX-TYPED.what.surplus-separator': "séparateur où il n'en faut pas, toléré",
  'rule.DATAMATRIX-TYPED.what.french-host':
    'douchette réglée en clavier QWERTY sur un poste AZERTY : touches remises en place ; régler la douchette en français',
  'rule.DATAMATRIX-TYPED.what.american-host':
    'douchette réglée en clavier AZERTY sur un poste QWERTY : touches remises en place ; régler la douchette ou le poste',
  'rule.DATAMATRIX-SEPARATOR':
    "le séparateur après {block} est perdu (douchette qui l'avale ou le remplace par une espace) : la fin de la valeur ne se devine pas ; régler la douchette pour transmettre l'ASCII 29",
  'rule.DATAMATRIX-S1TRUE':
    'S1true au lieu du matricule : erreur connue d’une feuille de style de démonstration ; corriger le logiciel qui imprime',
  'rule.DATAMATRIX-BLOCK': 'bloc {block} {fault}',
  'rule.DATAMATRIX-BLOCK.fault.missing': 'absent',
  'rule.DATAMATRIX-BLOCK.fault.twice': 'présent deux fois',
  'rule.DATAMATRIX-BLOCK.fault.unknown': 'inconnu : la suite ne peut pas être lue',
  'rule.DATAMATRIX-VALUE': 'bloc {block} : {fault}',
  'rule.DATAMATRIX-VALUE.fault.empty': 'vide',
  'rule.DATAMATRIX-VALUE.fault.structure': "ce n'est pas un matricule",
  'rule.DATAMATRIX-VALUE.fault.key': 'la clé du matricule est fausse',
  'rule.DATAMATRIX-VALUE.fault.oid': "ce n'est pas l'OID d'un INS",
  'rule.DATAMATRIX-VALUE.fault.name':
    'autre chose que A-Z, espace, apostrophe ou trait d’union, ou trop long',
  'rule.DATAMATRIX-VALUE.fault.sex': 'ni M ni F',
  'rule.DATAMATRIX-VALUE.fault.date': "ce n'est pas une date JJ-MM-AAAA",
  'rule.DATAMATRIX-VALUE.fault.place': "ce n'est pas un code COG",
  'rule.DATAMATRIX-TEST-OID': 'identité fictive ({oid}) : à ne jamais reprendre en production',
  'rule.DATAMATRIX-TEST-KEY': "la clé du matricule fictif est fausse (des identités d'essai publiées en ont)",
  'rule.DATAMATRIX-OTHER-INS':
    "le datamatrix imprimé dans le document porte un AUTRE matricule que celui du document : document d'un autre patient ? Ne pas envoyer avant d'avoir comparé",
  'rule.DATAMATRIX-OTHER-TRAITS':
    "le datamatrix imprimé dans le document porte d'autres traits que ceux du document ({traits}) : document d'un autre patient ? Ne pas envoyer avant d'avoir comparé",
  'rule.DATAMATRIX-OTHER-OID': 'le datamatrix imprimé porte le même matricule sous un autre OID ({oid})',
  'rule.DATAMATRIX-NOT-COMPARED':
    'le datamatrix imprimé n’a pas pu être comparé au document ({what}) : comparer à l’œil avant d’envoyer',
  'rule.DATAMATRIX-FAULTY': 'le datamatrix imprimé est faux ({fault}) : corriger le logiciel qui imprime',
  'rule.DATAMATRIX-ABSENT':
    'aucun datamatrix INS dans le PDF (ordonnances de sortie et documents anciens en sont dispensés)',
  'rule.DATAMATRIX-NOT-READABLE':
    "aucun datamatrix INS lu dans le PDF, mais tout n'a pas pu être regardé ({why})",
  'rule.DATAMATRIX-NOT-READABLE.why.drawn': 'dessin ou image dans le texte',
  'rule.DATAMATRIX-NOT-READABLE.why.font': 'police de code',
  'rule.DATAMATRIX-NOT-READABLE.why.compression': 'compression non lue ici',
  'rule.DATAMATRIX-NOT-READABLE.why.damaged': 'contenu endommagé',
  'rule.DATAMATRIX-NOT-READABLE.why.unclear': 'symbole vu mais illisible',
  'rule.DATAMATRIX-NOT-READABLE.why.encrypted': 'chiffré',
  'rule.DATAMATRIX-NOT-READABLE.why.too-big': 'image trop grande',
  'rule.DATAMATRIX-NOT-READABLE.why.time': 'temps épuisé',
  'rule.DATAMATRIX-NOT-READABLE.why.pages': 'pages suivantes',
  'rule.DATAMATRIX-NOT-READABLE.why.count': 'trop de symboles dans une image',
  'rule.DATAMATRIX-NOT-READABLE.why.format': 'format',
  'rule.DATAMATRIX-NOT-READABLE.why.unavailable': 'lecteur indisponible',
  'rule.DATAMATRIX-PARTLY-READ':
    "un datamatrix INS est lu dans le PDF, mais tout n'a pas pu être regardé ({why}) : un autre peut s'y trouver",
  'rule.DATAMATRIX-PARTLY-READ.why.drawn': 'dessin ou image dans le texte',
  'rule.DATAMATRIX-PARTLY-READ.why.font': 'police de code',
  'rule.DATAMATRIX-PARTLY-READ.why.compression': 'compression non lue ici',
  'rule.DATAMATRIX-PARTLY-READ.why.damaged': 'contenu endommagé',
  'rule.DATAMATRIX-PARTLY-READ.why.unclear': 'symbole vu mais illisible',
  'rule.DATAMATRIX-PARTLY-READ.why.encrypted': 'chiffré',
  'rule.DATAMATRIX-PARTLY-READ.why.too-big': 'image trop grande',
  'rule.DATAMATRIX-PARTLY-READ.why.time': 'temps épuisé',
  'rule.DATAMATRIX-PARTLY-READ.why.pages': 'pages suivantes',
  'rule.DATAMATRIX-PARTLY-READ.why.count': 'trop de symboles dans une image',
  'rule.DATAMATRIX-PARTLY-READ.why.format': 'format',
  'rule.DATAMATRIX-PARTLY-READ.why.unavailable': 'lecteur indisponible',
}
