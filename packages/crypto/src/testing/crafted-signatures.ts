/**
 * Ed25519 signatures that were crafted so that verifiers disagree about them: points of small or mixed order, encodings that are not
 * the only one, S beyond the group's order. `holds` is our verifier's answer, in every runtime; the platform's own differs from it, and
 * from other platforms. Whoever could make one client accept what another refuses would split a room.
 */
import { verifyRaw } from '../primitives.ts';

export interface CraftedSignature {
  readonly name: string;
  /** All in hex. */
  readonly publicKey: string;
  readonly message: string;
  readonly sig: string;
  readonly holds: boolean;
}

/** What the verifier says here, by name. */
export function craftedVerdicts(): Readonly<Record<string, boolean>> {
  const bytes = (hex: string): Uint8Array => Uint8Array.fromHex(hex);
  return Object.fromEntries(
    CRAFTED_SIGNATURES.map(({ name, publicKey, message, sig }) => [
      name,
      verifyRaw(bytes(publicKey), bytes(message), bytes(sig)),
    ]),
  );
}

export const CRAFTED_SIGNATURES: readonly CraftedSignature[] = [
  {
    name: 'an ordinary signature',
    publicKey: 'fdd07d0bb562760cdb1ce08a937535c048a62e41bf2d1f5eb2b7701a78e1347c',
    message: '637261667465642031',
    sig: 'ea8ce37d85c2bf417f52223aaa82fc482ef1d48e68938245979390df0b2069fd797d6f41025f9617e0b0de7243b7b53f5f1ea07a57c0877fe68f4aa38ef80e09',
    holds: true,
  },
  {
    name: 'S plus the group order',
    publicKey: 'fdd07d0bb562760cdb1ce08a937535c048a62e41bf2d1f5eb2b7701a78e1347c',
    message: '637261667465642032',
    sig: 'ea8ce37d85c2bf417f52223aaa82fc482ef1d48e68938245979390df0b2069fd4cbbdc417aeba57c93bcf7102227a15366a30a49724832f06bd74033f5f1f416',
    holds: false,
  },
  {
    name: 'S with its highest bits set',
    publicKey: 'fdd07d0bb562760cdb1ce08a937535c048a62e41bf2d1f5eb2b7701a78e1347c',
    message: '637261667465642033',
    sig: 'ea8ce37d85c2bf417f52223aaa82fc482ef1d48e68938245979390df0b2069fddbe6c16da413c92cf4813be1c0ec24f73296055ba6b8b5a690d3fab5b7458c8e',
    holds: false,
  },
  {
    name: 'R plus a point of order 8',
    publicKey: 'fdd07d0bb562760cdb1ce08a937535c048a62e41bf2d1f5eb2b7701a78e1347c',
    message: '637261667465642034',
    sig: '5c6654e85460e2c9cedc95eadbfc369097f16f12836ce845c53dd264d50694342a1881a8edb439a6c11c6ece3e592f438dd9504c2d3b87e6a9bfe337e7573a08',
    holds: true,
  },
  {
    name: 'R plus a point of order 4',
    publicKey: 'fdd07d0bb562760cdb1ce08a937535c048a62e41bf2d1f5eb2b7701a78e1347c',
    message: '637261667465642035',
    sig: 'c864ba77ce5cbf3f80d90508d08db48bbd6a58ed2ea01bd139d4a72f641c9070045f0dc5c9896d85c04d0e5673fea1528f78a768af464e3fffbf5fb13efa1106',
    holds: true,
  },
  {
    name: 'R plus a point of order 2',
    publicKey: 'fdd07d0bb562760cdb1ce08a937535c048a62e41bf2d1f5eb2b7701a78e1347c',
    message: '637261667465642036',
    sig: '03731c827a3d40be80adddc5557d03b7d10e2b71976c7dba686c6f20f4df960211d7e7655031c905da02a9f1d5ab3475cb2a9c99ea7072677f133e5cd22de20d',
    holds: true,
  },
  {
    name: 'A plus a point of order 8',
    publicKey: 'a586b4bb01f120f805536b824df44866497cf68c9c1bcf161ec3df7bc6c11244',
    message: '637261667465642037',
    sig: 'ea8ce37d85c2bf417f52223aaa82fc482ef1d48e68938245979390df0b2069fd2187a52a90ca8e8bf62e4dc8e82f50adf0855df220bf6692ab48366bc4071b0f',
    holds: true,
  },
  {
    name: 'A plus a point of order 4',
    publicKey: '9997f3e3d3797e25368377bf5e036aeadf3c4c05ec8dc8de7037131a874bce3b',
    message: '637261667465642038',
    sig: 'ea8ce37d85c2bf417f52223aaa82fc482ef1d48e68938245979390df0b2069fdc1bb8afdccacf4dace2bb982753342b0095bb00936f01367b91681d0d91a4d09',
    holds: true,
  },
  {
    name: 'A plus a point of order 2',
    publicKey: 'f02e82f44a9d89f324e31f756c8aca3fb759d1be40d2e0a14d488fe5871ecb83',
    message: '637261667465642039',
    sig: 'ea8ce37d85c2bf417f52223aaa82fc482ef1d48e68938245979390df0b2069fdc7c08ff5f74e52f8d2c8ea4af8aca5e15f8d8423c44f028c9631271316b0d707',
    holds: true,
  },
  {
    name: 'A and R both of mixed order',
    publicKey: 'a586b4bb01f120f805536b824df44866497cf68c9c1bcf161ec3df7bc6c11244',
    message: '63726166746564203130',
    sig: '456b8963dfce623e318eba3c070ec77a067e8c24b3e9f43fbb8ed81bc5ae92ee0c084fba86dccb567eb85f4590d1c93a24fec45085cd4f08a740b1d0aed3e201',
    holds: true,
  },
  {
    name: 'A and R of mixed order that cancel each other',
    publicKey: 'a586b4bb01f120f805536b824df44866497cf68c9c1bcf161ec3df7bc6c11244',
    message: '63616e63656c6c696e672037',
    sig: '9199ab17ab9f1d3631236a152403c96f680e90ed7c9317ba3ac22d9b2af96bcb7fdea0759523e0f02d3a07ec57dd2e0c3a39b05c158b567207e4c6c50903cd05',
    holds: true,
  },
  {
    name: 'A is small point 0, R the identity, S zero',
    publicKey: '0100000000000000000000000000000000000000000000000000000000000000',
    message: '63726166746564203131',
    sig: '01000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000',
    holds: false,
  },
  {
    name: 'A is small point 1, R the identity, S zero',
    publicKey: '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
    message: '63726166746564203132',
    sig: '01000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000',
    holds: false,
  },
  {
    name: 'A is small point 2, R the identity, S zero',
    publicKey: '0000000000000000000000000000000000000000000000000000000000000000',
    message: '63726166746564203133',
    sig: '01000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000',
    holds: false,
  },
  {
    name: 'A is small point 4, R the identity, S zero',
    publicKey: 'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
    message: '63726166746564203135',
    sig: '01000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000',
    holds: false,
  },
  {
    name: 'R is small point 0',
    publicKey: 'fdd07d0bb562760cdb1ce08a937535c048a62e41bf2d1f5eb2b7701a78e1347c',
    message: '63726166746564203139',
    sig: '010000000000000000000000000000000000000000000000000000000000000027df85dd10fb6fd4d6409bdf1b867fe851cad3a1d230fc984ca2426801e9ad0a',
    holds: true,
  },
  {
    name: 'R is small point 1',
    publicKey: 'fdd07d0bb562760cdb1ce08a937535c048a62e41bf2d1f5eb2b7701a78e1347c',
    message: '63726166746564203230',
    sig: '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05826843c542449e39df120fb4c7024b74800c89d15309e323f19f8ffca9f08b0f',
    holds: true,
  },
  {
    name: 'R is small point 2',
    publicKey: 'fdd07d0bb562760cdb1ce08a937535c048a62e41bf2d1f5eb2b7701a78e1347c',
    message: '63726166746564203231',
    sig: '000000000000000000000000000000000000000000000000000000000000000089dc503d86190ab8d8c4519458b9c31d9d81da72c7bcd6549ebc24b59455230a',
    holds: true,
  },
  {
    name: 'R is small point 4',
    publicKey: 'fdd07d0bb562760cdb1ce08a937535c048a62e41bf2d1f5eb2b7701a78e1347c',
    message: '63726166746564203233',
    sig: 'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f444be389fd05c03a467265afce53fc17ce677c58ff5d729e13d074cd38a13805',
    holds: true,
  },
  {
    name: 'R encoded as y = p',
    publicKey: 'fdd07d0bb562760cdb1ce08a937535c048a62e41bf2d1f5eb2b7701a78e1347c',
    message: '63726166746564203237',
    sig: 'edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f74332c8ad7108d8ec3b9e346e3211808d24b19e0a988ee06232fb768fe663f0c',
    holds: false,
  },
  {
    name: 'A encoded as y = p, R the identity',
    publicKey: 'edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
    message: '63726166746564203237',
    sig: '01000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000',
    holds: false,
  },
  {
    name: 'R encoded as y = p + 1',
    publicKey: 'fdd07d0bb562760cdb1ce08a937535c048a62e41bf2d1f5eb2b7701a78e1347c',
    message: '63726166746564203238',
    sig: 'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f97978be3b9e287aa172a988a8a57daa5e26b7703978dedc27355777963fe7c0c',
    holds: false,
  },
  {
    name: 'A encoded as y = p + 1, R the identity',
    publicKey: 'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
    message: '63726166746564203238',
    sig: '01000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000',
    holds: false,
  },
  {
    name: 'R encoded as y = p + 1 with a sign',
    publicKey: 'fdd07d0bb562760cdb1ce08a937535c048a62e41bf2d1f5eb2b7701a78e1347c',
    message: '63726166746564203239',
    sig: 'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffe1841df567bfb1939cedad5ea4c2736884c01d2859b637076ee40388c0dd9705',
    holds: false,
  },
  {
    name: 'A encoded as y = p + 1 with a sign, R the identity',
    publicKey: 'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff',
    message: '63726166746564203239',
    sig: '01000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000',
    holds: false,
  },
  {
    name: 'R encoded as x = 0 with a sign',
    publicKey: 'fdd07d0bb562760cdb1ce08a937535c048a62e41bf2d1f5eb2b7701a78e1347c',
    message: '63726166746564203330',
    sig: '0100000000000000000000000000000000000000000000000000000000000080fee8ba318c05eea8668f8f04e2f2a7cd205d07a722d8d761d33bdfd0b9759c09',
    holds: false,
  },
  {
    name: 'A encoded as x = 0 with a sign, R the identity',
    publicKey: '0100000000000000000000000000000000000000000000000000000000000080',
    message: '63726166746564203330',
    sig: '01000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000',
    holds: false,
  },
  {
    name: 'R encoded as y = p - 1 with a sign',
    publicKey: 'fdd07d0bb562760cdb1ce08a937535c048a62e41bf2d1f5eb2b7701a78e1347c',
    message: '63726166746564203331',
    sig: 'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffd3fa427d860ad16008cf639414bc711bbbf13e4e3cf8eeb0a44605956ff60001',
    holds: false,
  },
  {
    name: 'A encoded as y = p - 1 with a sign, R the identity',
    publicKey: 'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff',
    message: '63726166746564203331',
    sig: '01000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000',
    holds: false,
  },
  {
    name: 'R encoded as y = 2^255 - 1',
    publicKey: 'fdd07d0bb562760cdb1ce08a937535c048a62e41bf2d1f5eb2b7701a78e1347c',
    message: '63726166746564203332',
    sig: 'ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f245f980448b94d3c2ac50b9dfe1dba335912992119cbf8ff27a3a85af236f20b',
    holds: false,
  },
  {
    name: 'A encoded as y = 2^255 - 1, R the identity',
    publicKey: 'ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
    message: '63726166746564203332',
    sig: '01000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000',
    holds: false,
  },
  {
    name: 'A is no point',
    publicKey: '0200000000000000000000000000000000000000000000000000000000000000',
    message: '63726166746564203333',
    sig: 'ea8ce37d85c2bf417f52223aaa82fc482ef1d48e68938245979390df0b2069fd0500000000000000000000000000000000000000000000000000000000000000',
    holds: false,
  },
  {
    name: 'R is no point',
    publicKey: 'fdd07d0bb562760cdb1ce08a937535c048a62e41bf2d1f5eb2b7701a78e1347c',
    message: '63726166746564203333',
    sig: '02000000000000000000000000000000000000000000000000000000000000000500000000000000000000000000000000000000000000000000000000000000',
    holds: false,
  },
  {
    name: 'all zeros',
    publicKey: '0000000000000000000000000000000000000000000000000000000000000000',
    message: '63726166746564203333',
    sig: '00000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000',
    holds: false,
  },
];
