/** The lamp scene of the first screens: a doorway in the wall, lit, with a shelf where a card can stand. Pure decoration. */
import { useId, useState, type ReactElement } from 'react';

const DOORWAY = 'M30 780V280C30 142 142 30 280 30s250 112 250 250v500z';

/** The lamp glows up once, when the first arch appears; afterwards it is simply on. */
let glowed = false;
function firstGlow(): boolean {
  const first = !glowed;
  glowed = true;
  return first;
}

export function LitArch({ className, lit = true }: { className?: string; lit?: boolean }): ReactElement {
  const id = useId();
  const [first] = useState(firstGlow);
  const light = !lit ? 'lit-off' : first ? 'lit-light' : '';
  const ref = (name: string): string => `url(#${id}${name})`;
  return (
    <svg
      className={className}
      viewBox="0 0 560 780"
      aria-hidden="true"
      focusable="false"
      preserveAspectRatio="xMidYMin slice"
    >
      <defs>
        <linearGradient id={`${id}wall`} x1="0" y1="0" x2="0" y2="1">
          <stop offset="0" className="lit-top" />
          <stop offset="1" className="lit-low" />
        </linearGradient>
        <radialGradient id={`${id}light`} gradientUnits="userSpaceOnUse" cx="280" cy="150" r="430">
          <stop offset="0" className="lit-glow" stopOpacity="0.55" />
          <stop offset="0.28" className="lit-glow" stopOpacity="0.22" />
          <stop offset="0.7" className="lit-glow" stopOpacity="0.05" />
          <stop offset="1" className="lit-glow" stopOpacity="0" />
        </radialGradient>
        <linearGradient id={`${id}jambs`} x1="0" y1="0" x2="1" y2="0">
          <stop offset="0" className="lit-jamb" stopOpacity="0.2" />
          <stop offset="0.09" className="lit-jamb" stopOpacity="0" />
          <stop offset="0.91" className="lit-jamb" stopOpacity="0" />
          <stop offset="1" className="lit-jamb" stopOpacity="0.1" />
        </linearGradient>
        <clipPath id={`${id}door`}>
          <path d={DOORWAY} />
        </clipPath>
      </defs>
      <path className="lit-reveal" d="M8 780V280C8 130 130 8 280 8s272 122 272 272v500z" />
      <path d={DOORWAY} fill={ref('wall')} />
      <g clipPath={ref('door')}>
        <rect className={light} width="560" height="780" fill={ref('light')} />
        <rect width="560" height="780" fill={ref('jambs')} />
        <rect className="lit-shelf" y="716" width="560" height="64" />
        <rect className="lit-shelf-edge" y="716" width="560" height="2.5" />
      </g>
      <path className="lit-cord" d="M280 30v62" />
      <g className={light}>
        <circle className="lit-far" cx="280" cy="134" r="34" />
        <circle className="lit-near" cx="280" cy="134" r="22" />
        <circle className="lit-bulb" cx="280" cy="132" r="11" />
      </g>
      <path className="lit-shade" d="M236 130c0-23 19-40 44-40s44 17 44 40z" />
      <path className="lit-rim" d="M236 126.5h88v3.5h-88zM274 84h12v8h-12z" />
    </svg>
  );
}
