import type { UnitView } from '../../../units.ts';
import type { PortalDeps } from '../../deps.ts';
import { type Html, type Piece, html } from '../../html.ts';
import { layout } from '../layout.ts';
import { leadPath, unitPath } from '../paths.ts';

interface LeadFrame {
  /** The participant's own. */
  readonly view: UnitView;
  readonly csrf: string;
  readonly title: string;
  readonly body: Piece;
  /** The place in the navigation, as its address. */
  readonly at: string;
}

/** Whether there are units below this one. */
export function isLead({ line, unit }: Pick<UnitView, 'line' | 'unit'>): boolean {
  return line.line === unit.id && line.units.some(({ id, removed }) => id !== unit.id && removed !== true);
}

/** A page of who leads units of its own: its own tasks, and theirs. */
export function leadPage(deps: PortalDeps, { view, csrf, title, body, at }: LeadFrame): Html {
  const places = [{ href: unitPath(view), text: '本单位事项' }, { href: leadPath(view.unit.id), text: '下属单位' }];
  const nav = html`<nav class="places" aria-label="本单位"><div class="wide">${places.map(({ href, text }) => html`<a href="${href}"${href === at && html` aria-current="page"`}>${text}</a>`)}</div></nav>`;
  return layout(deps, { title, body, csrf, nav, view });
}
