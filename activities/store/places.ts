import type { References } from './store.ts';

/** Takes one of a few places below `name`, whichever process asks; false when all are taken. */
export async function takePlace(store: References, name: string, places: number): Promise<boolean> {
  const taken = (await store.listReferences(name)).length;
  for (let place = taken + 1; place <= places; place += 1) {
    if (await store.createReference(`${name}/${String(place)}`, '')) return true;
  }
  return false;
}
