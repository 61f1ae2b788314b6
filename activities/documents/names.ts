const LONGEST = 180; // bytes: file systems take 255, and " (12)" and encodings need room
// Names that Windows keeps for devices, whatever follows the dot; archives are copied everywhere.
const DEVICES = /^(con|prn|aux|nul|com\d|lpt\d)(?=\.|$)/i;

/** A name as every file system takes it: no separators, no control characters, not hidden, not too long. */
export function safeName(name: string): string {
  const plain = name.normalize('NFC')
    .replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}/\\:*?"<>|]/gu, '_')
    .replace(/^[.\s]+/, '_').replace(/[.\s]+$/, '_')
    .replace(DEVICES, '_$1');
  const [stem, extension] = parted(plain === '' ? '_' : plain);
  return `${cut(stem, LONGEST - Buffer.byteLength(extension))}${extension}`;
}

/** Gives each name of one folder a path of its own; names that differ in case only are the same to many file systems. */
export function createNamer(): (name: string) => string {
  const taken = new Set<string>();
  return (name) => {
    const [stem, extension] = parted(safeName(name));
    for (let number = 1; ; number++) {
      const candidate = number === 1 ? `${stem}${extension}` : `${stem} (${String(number)})${extension}`;
      if (taken.has(candidate.toLowerCase())) continue;
      taken.add(candidate.toLowerCase());
      return candidate;
    }
  };
}

function parted(name: string): [stem: string, extension: string] {
  const dot = name.lastIndexOf('.');
  return dot > 0 && name.length - dot <= 12 ? [name.slice(0, dot), name.slice(dot)] : [name, ''];
}

/** Whole characters only, as many as fit. */
function cut(text: string, bytes: number): string {
  let taken = '';
  let left = bytes;
  for (const character of text) {
    left -= Buffer.byteLength(character);
    if (left < 0) break;
    taken += character;
  }
  return taken;
}
