/** A QR code as one path. Dark on light in both themes: cameras want that. Loaded when it is asked for. */
import { encode } from 'uqr';
import type { ReactElement } from 'react';

const QUIET = 4;

export function QrSquare({ text, label }: { text: string; label: string }): ReactElement {
  const { data, size } = encode(text, { ecc: 'M', border: 0 });
  const path = data
    .flatMap((row, y) => row.map((dark, x) => (dark ? `M${String(x + QUIET)} ${String(y + QUIET)}h1v1h-1z` : '')))
    .join('');
  const side = size + QUIET * 2;
  return (
    <svg
      className="qr"
      viewBox={`0 0 ${String(side)} ${String(side)}`}
      role="img"
      aria-label={label}
      shapeRendering="crispEdges"
    >
      <path d={path} />
    </svg>
  );
}
