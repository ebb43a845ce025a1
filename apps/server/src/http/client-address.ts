/** The address that limits are counted by: the socket's, or what a proxy of ours says, read from the end a stranger cannot write. */
import type { IncomingMessage } from 'node:http';
import { BlockList, isIP, isIPv6 } from 'node:net';
import { addressPrefix } from '../limits/address-prefix.ts';

export function clientPrefixReader(trustedProxies: readonly string[]): (request: IncomingMessage) => string {
  const trusted = new BlockList();
  for (const proxy of trustedProxies) {
    const [address = '', bits] = proxy.split('/');
    const family = isIPv6(address) ? 'ipv6' : 'ipv4';
    if (bits === undefined) trusted.addAddress(address, family);
    else trusted.addSubnet(address, Number(bits), family);
  }
  const isTrusted = (address: string): boolean => {
    const plain = addressOf(address);
    return isIP(plain) !== 0 && trusted.check(plain, isIPv6(plain) ? 'ipv6' : 'ipv4');
  };
  return (request) => {
    let address = request.socket.remoteAddress ?? 'unknown';
    const header = request.headers['x-forwarded-for'];
    const hops = (typeof header === 'string' ? header : '').split(',').map((hop) => hop.trim());
    for (const hop of hops.toReversed()) {
      if (!isTrusted(address) || isIP(hop) === 0) break;
      address = hop;
    }
    return addressPrefix(address);
  };
}

/** IPv4 as Node reports it on a socket that listens on both. */
function addressOf(address: string): string {
  return address.startsWith('::ffff:') ? address.slice(7) : address;
}
