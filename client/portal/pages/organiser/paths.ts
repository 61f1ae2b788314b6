/** Addresses of the organiser's pages: ids only, as `check` allows them. */
export const organiserUnitPath = (unit: string): string => `/organiser/units/${unit}`;
export const reviewPath = ({ unit, task }: { readonly unit: string; readonly task: string }): string => `/review/${unit}/${task}`;
export const letterPath = (unit: string, letter: string): string => `${organiserUnitPath(unit)}/letters/${letter}`;

/** A letter's number in addresses: its Message-ID without the domain. */
export const letterNumber = ({ messageId }: { readonly messageId: string }): string => /^<([^@]+)@/.exec(messageId)?.[1] ?? '';
