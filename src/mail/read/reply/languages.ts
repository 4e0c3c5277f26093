// How mail programs write "On … wrote:", the headers of a mail they quote, and "Sent from my
// phone", in the languages they speak.

/** The words for having written, as they stand last or next to last in the line above a quotation. */
export const wrote = [
  'wrote|writes|has written|said|sent the following',
  'schrieb|hat geschrieben|geschrieben',
  'écrit|écrivit|ecrit|écrivait',
  'escribió|escribio|ha escrito|va escriure',
  'ha scritto|scrisse|scritto',
  'escreveu|escrito',
  'schreef|geschreven|heeft het volgende geschreven',
  'skrev|skreiv|kirjoitti|skrifaði|kirjutas',
  'napisał(?:\\(a\\)|a)?|pisze',
  'napsala?(?:\\(a\\))?|napísala?|napisao|napisala|je napisao|je napisal',
  'írta|a scris|ha escrit|rakstīja|rašė',
  'написа(?:л|ла|в|ли)(?:\\(а\\))?|пишет|пише|писал',
  'έγραψε|yazdı|yazmış|đã viết|viết|menulis|nulis',
  'כתב|כתבה|‫כתב|كتب|كتبت|نوشت|เขียน',
  '写道|寫道|写到|のメッセージ|書きました|を書きました|님이 작성|작성|님이 씀',
].join('|');

/** How such a line begins, where it does not begin with the date or the name. */
export const opening = [
  'on|at|le|el|il|em|no dia|am|op|w dniu|dnia|dnia|den|på|pe|vào|στις|dne|dňa|în|din|la|pada|tarihinde|kl|klo',
  'v|u|в|вт|ср|чт|пт|сб|вс|пн|дня|在|于|於',
].join('|');

const labels = {
  from: 'from|von|absender|de|expéditeur|remitente|da|mittente|van|afzender|fra|från|avsändare|afsender|od|nadawca|от|отправитель|від|kimden|gönderen|lähettäjä|feladó|de la|odesílatel|από|发件人|寄件者|差出人|送信者|보낸 사람|보낸사람|من|מאת|dari|từ|จาก',
  to: 'to|an|empfänger|à|a|pour|destinataire|destinataires|para|destinatario|per|aan|til|till|do|adresat|кому|kime|alıcı|kenelle|vastaanottaja|címzett|către|komu|προς|收件人|宛先|받는 사람|받는사람|إلى|אל|kepada|tới|cc|kopie|copie|cópia|copia|kopia|kopi|копия|копія|bilgi|kopio|抄送|副本|참조|bcc|reply-to|antwort an|répondre à|responder a|beantwoorden',
  date: "date|sent|datum|gesendet|envoyé|envoyé le|date d'envoi|date d’envoi|enviado|enviada|enviado el|enviado em|enviada em|fecha|data|inviato|verzonden|sendt|dato|skickat|wysłano|data wysłania|дата|отправлено|надіслано|tarih|gönderme tarihi|gönderildi|lähetetty|päivämäärä|elküldve|dátum|trimis|odesláno|odosláno|στάλθηκε|ημερομηνία|发送时间|日期|寄件日期|送信日時|日時|보낸 날짜|تاريخ الإرسال|תאריך|tanggal|ngày|importance|wichtigkeit|priorité|priority|organization|attachment|attachments|anlagen",
  subject:
    'subject|betreff|objet|sujet|asunto|oggetto|assunto|onderwerp|emne|ämne|temat|тема|konu|aihe|tárgy|subiect|předmět|predmet|θέμα|主题|主旨|件名|제목|الموضوع|נושא|perihal|chủ đề',
};

export type Label = keyof typeof labels;

const labelByWord = new Map<string, Label>(
  (Object.keys(labels) as Label[]).flatMap((label) =>
    labels[label].split('|').map((word): [string, Label] => [word, label]),
  ),
);

const labelPattern = /^\s{0,8}[*_]{0,2}(\p{L}[\p{L} .'’-]{0,24}?)\s?[*_]{0,2}\s?[:：]/u;

/** The header a line of a quoted mail shows, whatever the language; null where it shows none. */
export function labelOf(line: string): Label | null {
  const word = labelPattern.exec(line.slice(0, 80))?.[1];
  return word ? (labelByWord.get(word.trim().toLowerCase()) ?? null) : null;
}

/** "-----Original Message-----" and its kin; the words between the dashes. */
export const original =
  'original message|original e?-?mail|ursprüngliche (?:nachricht|mail|e-mail)|originalnachricht|original ?nachricht|message d.origine|message original|mensaje original|mensagem original|messaggio originale|oorspronkelijk bericht|origineel bericht|oprindelig (?:besked|meddelelse)|opprinnelig melding|ursprungligt meddelande|originalmeddelande|alkuperäinen viesti|wiadomość oryginalna|oryginalna wiadomość|původní (?:zpráva|e-mail)|pôvodná správa|eredeti üzenet|mesaj original|orijinal mesaj|özgün ileti|исходное сообщение|исходное письмо|вихідне повідомлення|оригинальное сообщение|πρωτότυπο μήνυμα|αρχικό μήνυμα|原始邮件|原始郵件|元のメッセージ|オリジナル メッセージ|원본 메시지|original appointment|reply message|quoted text';
export const forwarded =
  'forwarded message|forwarded by|forwarded e?-?mail|begin forwarded message|start of forwarded message|weitergeleitete (?:nachricht|mail)|anfang der weitergeleiteten (?:nachricht|e-mail)|message (?:transféré|réexpédié)|début du message (?:transféré|réexpédié)|mensaje reenviado|inicio del mensaje reenviado|mensagem (?:encaminhada|reencaminhada)|início da mensagem (?:encaminhada|reencaminhada)|messaggio inoltrato|inizio messaggio inoltrato|doorgestuurd bericht|begin doorgestuurd bericht|videresendt (?:besked|melding|meddelelse)|vidarebefordrat (?:meddelande|brev)|vidarebefordrat|edelleenlähetetty viesti|välitetty viesti|wiadomość przekazana|przekazana wiadomość|początek przekazywanej wiadomości|přeposlaná zpráva|továbbított üzenet|mesaj redirecționat|iletilen mesaj|yönlendirilen mesaj|пересланное сообщение|пересылаемое сообщение|начало переадресованного (?:сообщения|письма)|переслане повідомлення|转发的邮件|转发邮件|轉寄的郵件|転送メッセージ|転送されたメッセージ|전달된 메시지';

/** Lines by which a telephone or a program names itself. */
export const sentFrom = new RegExp(
  `^\\s{0,8}[[(*_-]{0,3}\\s?(?:${[
    'sent (?:from|via|with|by|using) (?:my |the |an? )?[\\p{L}\\d]|sent from$',
    'get outlook for|get the new .{1,30}app|download outlook',
    '(?:von|aus) (?:meinem |meiner |dem )?.{1,40} gesendet|gesendet (?:von|mit|aus|über)|diese nachricht wurde von .{1,60} gesendet|holen sie sich outlook|outlook für .{1,20} beziehen',
    'envoyé (?:de|depuis|à partir|avec|par|via)|télécharge[rz] outlook|obtenir outlook',
    'enviad[oa] (?:desde|con|de|do|a partir|pelo|via|mediante)|obtener outlook|obter o outlook',
    'inviato (?:da|dal|con|tramite)|scarica outlook|ottieni outlook',
    'verzonden (?:vanaf|vanuit|met|via)|verstuurd (?:vanaf|vanuit|met|via)|outlook voor .{1,20} downloaden',
    'sendt (?:fra|med|via)|skickat (?:från|med|via)|hanki outlook|lähetetty|skaffa outlook|hent outlook',
    'wysłan[eoay] (?:z|za pomocą|przez)|odesláno (?:z|ze)|odoslané z|trimis de pe|elküldve a|küldve',
    'отправлено (?:с|из|со|через)|надіслано (?:з|із)|iphone.{1,3}(?:umdan|’umdan) gönderildi|.{1,30}(?:gönderildi|gönderilmiştir)$',
    'στάλθηκε από|発信元|iphoneから送信|.{1,20}から送信$|发自我的|從我的|發自我的|.{1,20}에서 보냄$|sent by .{1,30}mail',
  ].join('|')})`,
  'iu',
);
