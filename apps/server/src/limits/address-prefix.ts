/** The part of an address that one household or one attacker cheaply controls: an IPv4 address, or the /64 of an IPv6 one. */
import { isIPv6 } from 'node:net';

export function addressPrefix(address: string): string {
  if (!isIPv6(address)) return address;
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address);
  if (mapped?.[1] !== undefined) return mapped[1];
  const [head = '', tail] = address.split('%', 1)[0]!.split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? 0 : 8 - left.length - right.length;
  const groups = [...left, ...Array.from({ length: Math.max(0, zeros) }, () => '0'), ...right];
  return `${groups
    .slice(0, 4)
    .map((g) => Number.parseInt(g, 16).toString(16))
    .join(':')}::/64`;
}

/** The network that a prefix belongs to, for what one attacker can cheaply spread over: an IPv4 /24, the /56 of an IPv6 address. */
export function networkOf(prefix: string): string {
  const four = /^(\d+\.\d+\.\d+)\.\d+$/.exec(prefix);
  if (four?.[1] !== undefined) return `${four[1]}.0/24`;
  const [a, b, c, d] = prefix.replace('::/64', '').split(':');
  if (d === undefined) return prefix;
  return `${[a, b, c].join(':')}:${(Number.parseInt(d, 16) & 0xff00).toString(16)}::/56`;
}
