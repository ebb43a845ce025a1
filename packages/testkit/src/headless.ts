/** Devices that speak the protocol without a client: as many as a load test wants, and nothing between the test and the wire. */
export { registrar, type HeadlessAccount, type Registrar } from './headless/account.ts';
export { nextFrameId } from './headless/frame-id.ts';
export { additionOf, makeRoom, type HeadlessRoom } from './headless/room.ts';
