// Words that complaints use, so that one matter told in two languages has something in common: the English
// word, then German, French, Spanish, Italian and Dutch ones, folded. Written from general knowledge.

const lines = `
card karte carte tarjeta carta kaart
money geld argent dinero denaro soldi
account konto compte cuenta conto rekening
bill rechnung facture factura fattura factuur
payment zahlung paiement pago pagamento betaling
refund erstattung ruckerstattung remboursement reembolso rimborso terugbetaling
transfer uberweisung virement transferencia bonifico overschrijving
paid bezahlt paye pagado pagato betaald
charged abgebucht belastet preleve facture cobrado addebitato
delivery lieferung livraison entrega consegna levering bezorging
parcel paket colis paquete pacco pakket
order bestellung commande pedido ordine bestelling
broken kaputt defekt casse defectueux roto rotto kapot
leaks undicht leckt fuit gotea perde lekt
water wasser eau agua acqua
kettle wasserkocher bouilloire hervidor bollitore waterkoker
contract vertrag contrat contrato contratto contract
cancelled gekundigt annule cancelado annullato geannuleerd
train zug tren treno trein
late verspatet retard retraso ritardo vertraagd
password passwort contrasena wachtwoord
internet netz reseau red rete netwerk
phone telefon handy telephone telefono telefoon
heating heizung chauffage calefaccion riscaldamento verwarming
power strom electricite electricidad elettricita stroom
lost verloren perdu perdido perso verloren
wrong falsch faux incorrecto sbagliato verkeerd
`;

const english = new Map(
  lines
    .trim()
    .split('\n')
    .flatMap((line) => {
      const [word = '', ...others] = line.split(' ');
      return others.map((other) => [other, word] as const);
    }),
);

/** The English word for a folded word of another language, where it is one that complaints use. */
export const englishOf = (word: string): string | undefined => english.get(word);
