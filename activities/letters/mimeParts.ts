/** One part of a letter, decoded: a text, or an attachment. */
interface MimePart {
  readonly type: string;
  readonly bytes: Buffer;
}

/** The parts of a letter as our own mail room writes them. Not for mail from elsewhere: of a form it does not know it gives the raw bytes. */
export function* mimeParts(message: Buffer): Generator<MimePart> {
  const text = message.toString('latin1'); // a byte a character, whatever the charset
  const { index = text.length, 0: gap = '' } = /\r?\n\r?\n/.exec(text) ?? {};
  const headers = text.slice(0, index).replaceAll(/\r?\n[ \t]+/g, ' ');
  const body = text.slice(index + gap.length);
  const kind = /^content-type:\s*([^;\r\n]+)(.*)$/im.exec(headers);
  const boundary = /boundary="?([^";\s]+)"?/i.exec(kind?.[2] ?? '')?.[1];
  if (boundary !== undefined) {
    const [, ...parts] = `\n${body}`.split(`\n--${boundary}`);
    for (const part of parts) {
      if (!part.startsWith('--')) yield* mimeParts(Buffer.from(part.replace(/^\r?\n/, '').replace(/\r$/, ''), 'latin1'));
    }
    return;
  }
  yield { type: (kind?.[1] ?? 'text/plain').trim().toLowerCase(), bytes: decoded(body, /^content-transfer-encoding:\s*(\S+)/im.exec(headers)?.[1]) };
}

function decoded(body: string, encoding: string | undefined): Buffer {
  switch (encoding?.toLowerCase()) {
    case 'base64': return Buffer.from(body, 'base64');
    case 'quoted-printable':
      return Buffer.from(body.replaceAll(/=\r?\n/g, '').replaceAll(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))), 'latin1');
    default: return Buffer.from(body, 'latin1');
  }
}
