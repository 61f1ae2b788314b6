import { LIGHTS, LIGHT_TEXTS, type Light } from '../../../dashboard/lights.ts';
import { type Html, html } from '../../../html.ts';

interface Look { readonly sign: string; readonly fill: string; readonly ink: string; readonly line: string }

// Each has a sign of its own, so that they are told apart without colour; what is done is pale, what is late is solid.
const LOOKS: Readonly<Record<Exclude<Light, 'accepted' | 'open' | 'scheduled'>, Look>> = {
  missing: { sign: '未', fill: '#222222', ink: '#ffffff', line: '#222222' },
  red: { sign: '红', fill: '#a3151b', ink: '#ffffff', line: '#a3151b' },
  yellow: { sign: '黄', fill: '#f3c64b', ink: '#222222', line: '#8a6508' },
  blue: { sign: '蓝', fill: '#2f5f8f', ink: '#ffffff', line: '#2f5f8f' },
  over: { sign: '过', fill: '#ffffff', ink: '#8c1016', line: '#a3151b' },
  review: { sign: '审', fill: '#ffffff', ink: '#222222', line: '#222222' },
  again: { sign: '补', fill: '#ffffff', ink: '#222222', line: '#8a8478' },
  soon: { sign: '近', fill: '#fbf3e4', ink: '#5c4310', line: '#c9962b' },
  original: { sign: '件', fill: '#ffffff', ink: '#4a463f', line: '#b9b2a5' },
  suspended: { sign: '停', fill: '#eeebe4', ink: '#4a463f', line: '#b9b2a5' },
  late: { sign: '迟', fill: '#eff7f1', ink: '#21522f', line: '#7fa88b' },
  exempt: { sign: '免', fill: '#ffffff', ink: '#5f5b54', line: '#d9d4ca' },
};

function drawn(light: Light): Html {
  switch (light) {
    case 'accepted': return html`<rect x="1" y="1" width="22" height="22" rx="2" fill="#eff7f1" stroke="#7fa88b"/><path d="M6.5 12.5l4 4 7-8.5" fill="none" stroke="#21522f" stroke-width="2"/>`;
    case 'open': return html`<circle cx="12" cy="12" r="6.5" fill="#ffffff" stroke="#6f6a60" stroke-width="1.5"/>`;
    case 'scheduled': return html`<circle cx="12" cy="12" r="1.8" fill="#8a8478"/>`;
    default: {
      const { sign, fill, ink, line } = LOOKS[light];
      return html`<rect x="1" y="1" width="22" height="22" rx="2" fill="${fill}" stroke="${line}"/><text x="12" y="16.6" font-size="13.5" text-anchor="middle" fill="${ink}">${sign}</text>`;
    }
  }
}

// They do not change: drawn once.
const DEFINED = html`<svg class="unseen" width="0" height="0" aria-hidden="true" focusable="false"><defs>${LIGHTS.map((light) => html`<symbol id="sign-${light}" viewBox="0 0 24 24">${drawn(light)}</symbol>`)}</defs></svg>`;

/** The signs, once on a page that uses them. */
export function signs(): Html {
  return DEFINED;
}

/** One sign; `text` says in words what it means here. The older name of the reference, for older browsers. */
export function sign(light: Light, text: string = LIGHT_TEXTS[light]): Html {
  return html`<svg class="sign" viewBox="0 0 24 24" role="img"><title>${text}</title><use xlink:href="#sign-${light}"/></svg>`;
}

/** What the signs mean. */
export function legend(used: ReadonlySet<Light>): Html {
  return html`<p class="legend quiet">${LIGHTS.filter((light) => used.has(light)).map((light) => html`<span class="key"><svg class="sign" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><use xlink:href="#sign-${light}"/></svg> ${LIGHT_TEXTS[light]}</span> `)}<span class="key">1/2：应办 2 项，已办结 1 项</span></p>`;
}
