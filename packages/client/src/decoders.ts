/** What this package reads of what came from outside, in one place, for those who feed it anything: tests/system/src/fuzz. */
export { decodeVisible, encodeVisible } from './outbox/visible.ts';
export { openInfo, sealInfo } from './handshake/kept-info.ts';
export { decodeSegment, encodeSegment } from './archive/events.ts';
export { decodeAbout, encodeAbout } from './archive/about.ts';
export { formatOf } from './profile/picture-format.ts';
export { decodePlaces, encodePlaces } from './timeline/read-place.ts';
export { decodeChoices, encodeChoices } from './settings/settings.ts';
export { decodeTie, encodeTie } from './people/tie.ts';
