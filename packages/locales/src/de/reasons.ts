/** German words for every reason of reasons.ts. */
import { reasonsIn, type ReasonKind, type ReasonWords } from '../reasons.ts';

const inPerson = 'Frag jemanden aus dem Raum persönlich, bevor du etwas Privates schreibst.';
const NO_KEY = 'Sie ist mit einem Schlüssel verschlossen, den dieses Gerät nicht hat.';
const DAMAGED = 'Sie kam beschädigt an.';
const COMPARE = 'Vergleicht Zahlen, bevor du etwas Privates schreibst.';

const words: Readonly<Record<ReasonKind, ReasonWords>> = {
  damaged: { told: 'Eine Änderung an diesem Raum kam beschädigt an und wurde nicht angenommen.', shut: DAMAGED },
  nonsense: {
    told: 'Der Server hat etwas weitergereicht, das hier keinen Sinn ergibt. Es wurde weggelassen.',
    shut: DAMAGED,
  },
  elsewhere: {
    told: 'Der Server hat eine Änderung weitergereicht, die zu einem anderen Raum oder in eine andere Zeit gehört. Sie wurde nicht angenommen.',
    shut: 'Sie gehört zu einem anderen Raum oder in eine andere Zeit.',
  },
  otherName: {
    told: 'Der Server hat eine Änderung unter einem anderen Namen weitergereicht als dem, von dem sie stammt. Sie wurde nicht angenommen.',
    shut: 'Sie wurde unter einem anderen Namen weitergereicht.',
  },
  unproven: {
    told: 'Ein Gerät hier konnte nicht belegen, dass es zu seiner Person gehört. Es bleibt draußen.',
    shut: 'Das Gerät, von dem sie kam, konnte nicht belegen, dass es zu seiner Person gehört.',
  },
  replaced: {
    told: 'Ein Gerät kam mit einem Zertifikat, das es ersetzt hatte. Es bleibt draußen.',
    shut: 'Das Gerät, von dem sie kam, zeigte ein Zertifikat, das es ersetzt hatte.',
    next: 'Frag die Person, ob sie nach ihren Geräten sieht. Eine Kopie eines alten könnte unterwegs sein.',
  },
  ranOut: {
    told: 'Das Zertifikat eines Geräts hier ist abgelaufen. Das Gerät bleibt draußen.',
    shut: 'Das Zertifikat des Geräts, von dem sie kam, ist abgelaufen.',
    next: 'Die Person kann es in den Einstellungen entfernen und neu hereinlassen.',
  },
  revoked: {
    told: 'Ein Gerät, das seine Person entfernt hat, wollte hier weitermachen. Es bleibt draußen.',
    shut: 'Sie kam von einem Gerät, das seine Person entfernt hat.',
  },
  otherIdentity: {
    told: 'Ein Gerät kam mit einer anderen Identität, als seine Person hat. Es bleibt draußen.',
    shut: 'Das Gerät, von dem sie kam, hat eine andere Identität als seine Person.',
    next: COMPARE,
  },
  startedAnew: {
    told: 'Jemand hier hat das Konto neu begonnen. Vergleicht, bevor du etwas Privates schreibst.',
    shut: 'Wer sie schrieb, hat das Konto neu begonnen.',
    next: COMPARE,
  },
  forgedList: {
    told: 'Eine Liste von Geräten hier trägt nicht die Unterschrift ihrer Person. Diese Geräte bleiben draußen.',
    shut: 'Die Liste der Geräte, von denen sie kam, trägt nicht die Unterschrift der Person.',
    next: COMPARE,
  },
  listWithheld: {
    told: 'Der Server hat nicht gezeigt, wessen Geräte in diesem Raum sind. Eine Änderung wurde deshalb nicht angenommen.',
    shut: 'Der Server hat nicht gezeigt, von wessen Gerät sie kam.',
  },
  notHere: {
    told: 'Jemand, der nicht in diesem Raum ist, wollte ihn ändern. Das wurde nicht angenommen.',
    shut: 'Sie kam von jemandem, der nicht in diesem Raum ist.',
  },
  otherDevice: {
    told: 'Ein anderes Gerät wollte in diesen geheimen Chat. Es bleibt draußen.',
    shut: 'Sie kam von einem Gerät, mit dem dieser geheime Chat nicht ist.',
  },
  closed: {
    told: 'Jemand wollte in diesen geheimen Chat. Das bleibt verwehrt.',
    shut: 'Jemand wollte damit in diesen geheimen Chat.',
  },
  notTheirs: {
    told: 'Jemand versuchte eine Änderung dieses Raums, die anderen zusteht. Sie wurde nicht angenommen.',
    shut: 'Sie ist eine Änderung, die anderen zusteht.',
  },
  badChange: {
    told: 'Eine Änderung dieses Raums brach die Regeln, die jedes Gerät einhält. Sie wurde nicht angenommen.',
    shut: 'Sie brach die Regeln, die jedes Gerät einhält.',
  },
  tooLarge: {
    told: 'Eine Änderung hätte diesen Raum größer gemacht, als Räume sein dürfen. Sie wurde nicht angenommen.',
    shut: 'Sie ist größer, als sie sein darf.',
  },
  badKey: {
    told: 'Der Server gab für ein Gerät einen Schlüssel heraus, der nicht in Ordnung ist. Er wurde nicht benutzt.',
    shut: 'Sie kam mit einem Schlüssel, der nicht in Ordnung ist.',
  },
  notForUs: {
    told: 'Eine Einladung in diesen Raum ließ sich auf diesem Gerät nicht öffnen.',
    shut: 'Sie ist für ein anderes Gerät bestimmt.',
    next: 'Frag den Host, ob er dieses Gerät herausnimmt und wieder hinzufügt.',
  },
  missed: { told: 'Eine Änderung dieses Raums kam hier nie an.', shut: NO_KEY },
  gone: {
    told: 'Eine Änderung dieses Raums kam zu spät an, um ihr zu folgen.',
    shut: 'Ihr Schlüssel war weg, als sie ankam.',
  },
  takenBack: {
    told: 'Eine Änderung dieses Raums ging nicht bei allen und wurde zurückgenommen.',
    shut: NO_KEY,
  },
  barred: {
    told: 'Änderungen von jemandem hier gingen immer wieder nicht bei allen. Sie werden nicht mehr angenommen.',
    shut: 'Sie ist eine Änderung von jemandem, dessen Änderungen immer wieder nicht bei allen gingen.',
  },
  ownAltered: {
    told: 'Der Server hat eine andere Änderung weitergereicht, als dieses Gerät gemacht hat. Sie wurde nicht angenommen.',
    shut: 'Sie wurde als deine weitergereicht, und dieses Gerät hat sie nicht geschrieben.',
  },
  ownLost: {
    told: 'Der Server hat eine Änderung von dir für sich behalten. Dieses Gerät muss neu hereinkommen.',
    shut: 'Sie wurde als deine weitergereicht, und dieses Gerät hat sie nicht geschrieben.',
  },
  changeLost: {
    told: 'Der Server hat nie weitergereicht, wen du in diesen Raum geholt oder herausgenommen hast. Dieses Gerät macht die Änderung noch einmal.',
    shut: NO_KEY,
  },
  changeFailed: {
    told: 'Eine Änderung von dir, wer in diesem Raum ist, ging am Ende nicht. Sieh nach, wer im Raum ist, und mach sie noch einmal.',
    shut: NO_KEY,
    next: 'Mach die Änderung noch einmal.',
  },
  forked: { told: 'Den Geräten in diesem Raum wurden verschiedene Verläufe gezeigt.', shut: NO_KEY },
  apart: {
    told: 'Jemandem hier wurde ein anderer Verlauf dieses Raums gezeigt als dir. Eine Nachricht in einem anderen Chat verrät es.',
    shut: NO_KEY,
  },
  outOfStep: {
    told: 'Dieses Gerät konnte einer Änderung nicht folgen, und in einen geheimen Chat kommt niemand zurück. Er ist zu Ende. Du kannst einen neuen beginnen.',
    shut: NO_KEY,
    next: 'Beginne einen neuen geheimen Chat.',
  },
  withheld: {
    told: 'Der Server zeigt nicht, was in diesem Raum geschehen ist.',
    shut: 'Der Server zeigt sie nicht.',
  },
  otherMessage: {
    told: 'Der Server hat eine Nachricht als eine andere weitergereicht. Sie wurde weggelassen.',
    shut: 'Sie wurde als eine andere Nachricht weitergereicht.',
  },
  unreportable: {
    told: 'Eine Nachricht ließ sich nicht an dem messen, was unterschrieben wurde. Sie wurde weggelassen.',
    shut: 'Sie ist nicht, was unterschrieben wurde, also könnte niemand belegen, wer es gesagt hat.',
  },
  unreadable: {
    told: 'Eine Nachricht ergibt hier keinen Sinn. Sie wurde weggelassen.',
    shut: 'Sie ergibt hier keinen Sinn. Die App, aus der sie kommt, ist vielleicht neuer oder kaputt.',
  },
  pieceDiffers: {
    told: 'Ein Stück des Verlaufs war nicht, was deine eigenen Geräte dort abgelegt haben. Es wurde weggelassen.',
    shut: DAMAGED,
  },
  pieceMissing: {
    told: 'Der Server hält ein Stück des Verlaufs zurück, das deine eigenen Geräte dort abgelegt haben.',
    shut: 'Der Server hält sie zurück.',
  },
  pieceDamaged: { told: 'Ein Stück des Verlaufs war beschädigt. Es wurde weggelassen.', shut: DAMAGED },
  pieceNonsense: { told: 'Ein Stück des Verlaufs ergibt hier keinen Sinn. Es wurde weggelassen.', shut: DAMAGED },
  pieceLocked: {
    told: 'Ein Stück des Verlaufs ist mit einem Schlüssel verschlossen, den dieses Gerät nicht hat.',
    shut: NO_KEY,
  },
};

const unknown: ReasonWords = {
  told: 'Eine Änderung dieses Raums ließ sich nicht prüfen und wurde nicht angenommen.',
  shut: 'Sie hat eine Prüfung nicht bestanden.',
};

export const { told, shut, next } = reasonsIn({ words, unknown, inPerson });
