import type { z } from 'zod';
import { missingIn } from '../../../campaign/summary/evidence.ts';
import { DECLARATIONS, type Report } from '../../../campaign/summary/report.ts';
import type { VersionStory } from '../../unitTasks.ts';
import type { UnitTask, UnitView } from '../../units.ts';
import type { Task, Unit, Version } from './shapes.ts';

/** A unit as programs read it: what its own pages show, less what is a person's. */
export function unitJson(view: UnitView): z.infer<typeof Unit> {
  const { campaign, title, unit, asOf, closed, acknowledged, office, tasks } = view;
  return { campaign, title, unit: unit.id, name: unit.name, asOf, closed, acknowledged, office, tasks: tasks.map(taskJson) };
}

export function taskJson({ task, title, rule, assign, due, state, suspended, extension, versions, originals }: UnitTask): z.infer<typeof Task> {
  const { form, source, evidence: { figures, ...evidence }, declarations } = rule;
  return {
    task, title, form, source, assign, due, state, suspended, evidence: { ...evidence, ...(figures === undefined ? {} : { figures: [...figures] }) }, declarations: DECLARATIONS.filter((each) => declarations.includes(each)),
    ...(extension === undefined ? {} : { extension }), versions: versions.map(summary), originals: [...originals],
  };
}

export function versionJson({ rule }: UnitTask, version: VersionStory, report: Report): z.infer<typeof Version> {
  const { unit: _unit, task: _task, nil: _nil, files, ...content } = report;
  return {
    ...summary(version), ...content, missing: missingIn(rule, report).map(({ text }) => text),
    files: files.map(({ name, size, type, digest }, index) => ({ file: index + 1, name, size, type, digest })),
  };
}

function summary({ version, receipt, receivedAt, channel, nil, late, state, comment }: VersionStory) {
  return { version, receipt, receivedAt, channel, nil, late, state, ...(comment === undefined ? {} : { comment }) };
}
