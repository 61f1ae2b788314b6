import type { PortalDeps } from './deps.ts';

/** What a page may load: nothing from elsewhere, in nobody's frame, and no script but where a route says so (script.ts). */
export function contentSecurityPolicy(more: Readonly<Record<string, string[]>> = {}) {
  return {
    useDefaults: false,
    directives: {
      'default-src': ["'none'"], 'style-src': ["'self'"], 'img-src': ["'self'"], 'form-action': ["'self'"], 'frame-ancestors': ["'none'"], 'base-uri': ["'none'"], ...more,
    },
  };
}

/** Headers of every answer. */
export function headers({ url }: PortalDeps) {
  return {
    contentSecurityPolicy: contentSecurityPolicy(),
    referrerPolicy: { policy: 'same-origin' as const },
    strictTransportSecurity: url.startsWith('https:') ? { maxAge: 31_536_000, includeSubDomains: false } : false,
    xFrameOptions: { action: 'deny' as const },
  };
}
