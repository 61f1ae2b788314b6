import type { UnitView } from '../../units.ts';

/** Addresses of the pages of a unit and its tasks: ids only, as `check` allows them. */
export const unitPath = ({ unit }: Pick<UnitView, 'unit'>): string => `/units/${unit.id}`;
export const taskPath = (view: Pick<UnitView, 'unit'>, { task }: { readonly task: string }): string => `${unitPath(view)}/tasks/${task}`;
export const versionPath = (view: Pick<UnitView, 'unit'>, task: { readonly task: string }, version: number): string => `${taskPath(view, task)}/versions/${String(version)}`;
export const reviewPath = ({ unit, task }: { readonly unit: string; readonly task: string }): string => `/review/${unit}/${task}`;
export const leadPath = (unit: string): string => `/lead/${unit}`;
