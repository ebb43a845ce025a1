/**
 * The headers of every reply. The policy lets the app load its own files and nothing else, from nowhere else, and lets no other site
 * frame, read or script it. The style hash is React Aria's one constant <style>. Which headers are not sent, and why: decision 25.
 */
const REACT_ARIA_STYLE = "'sha256-38RhXrc7EdReTKsOm23ZPOCUgniTUUcjky8QOOrQx6o='";

/** Features of the browser that the app uses, and only in its own page: scanning, copying, passkeys. The last is what COOP and COEP are for. */
const USED_FEATURES = [
  'camera', 'clipboard-write', 'publickey-credentials-create', 'publickey-credentials-get', 'cross-origin-isolated',
]; // oxfmt-ignore

/**
 * All others that today's browsers know by name: neither the app nor anything in it may ask for them. A name that a browser does not know
 * is a warning in its console, so newer ones and experiments are left out.
 */
const UNUSED_FEATURES = [
  'accelerometer', 'autoplay', 'clipboard-read', 'display-capture', 'encrypted-media', 'fullscreen', 'gamepad', 'geolocation',
  'gyroscope', 'hid', 'identity-credentials-get', 'idle-detection', 'keyboard-map', 'local-fonts', 'magnetometer', 'microphone', 'midi',
  'otp-credentials', 'payment', 'picture-in-picture', 'screen-wake-lock', 'serial', 'storage-access', 'sync-xhr', 'usb',
  'window-management', 'xr-spatial-tracking',
]; // oxfmt-ignore

const PERMISSIONS = [
  ...USED_FEATURES.map((feature) => `${feature}=(self)`),
  ...UNUSED_FEATURES.map((feature) => `${feature}=()`),
].join(', ');

export function securityHeaders(origins: ReadonlySet<string>): Readonly<Record<string, string>> {
  // A policy has no way to write an IPv6 address: there, 'self' has to do for the socket too, as it does in current browsers.
  const sockets = [...origins].filter((origin) => !origin.includes('[')).map((origin) => origin.replace(/^http/, 'ws'));
  const policy = {
    'default-src': "'none'",
    'script-src': "'self' 'wasm-unsafe-eval'",
    'style-src': `'self' ${REACT_ARIA_STYLE}`,
    'img-src': "'self' blob:",
    'media-src': 'blob:',
    'font-src': "'self'",
    'connect-src': ["'self'", ...sockets].join(' '),
    'worker-src': "'self'",
    'manifest-src': "'self'",
    'frame-src': "'none'",
    'object-src': "'none'",
    'base-uri': "'none'",
    'form-action': "'none'",
    'frame-ancestors': "'none'",
    'require-trusted-types-for': "'script'",
    'trusted-types': 'alcove',
  };
  const overTls = [...origins].every((origin) => origin.startsWith('https:'));
  return {
    'content-security-policy': Object.entries(policy)
      .map(([name, value]) => `${name} ${value}`)
      .join('; '),
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-embedder-policy': 'require-corp',
    'cross-origin-resource-policy': 'same-origin',
    'origin-agent-cluster': '?1',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'permissions-policy': PERMISSIONS,
    ...(overTls ? { 'strict-transport-security': 'max-age=63072000; includeSubDomains' } : {}),
  };
}
