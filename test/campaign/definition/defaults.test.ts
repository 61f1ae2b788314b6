import { describe, expect, test } from 'vitest';
import { parseDefinition } from '../../../campaign/definition/parse.ts';
import { edited, example, problemsOf } from './example.ts';

const parsed = (text: string) => parseDefinition([{ name: 'campaign.yaml', text }]).definition;

describe('a sound definition', () => {
  test('has no problems, and days stay texts', () => {
    const definition = parsed(example);
    expect(problemsOf(example)).toEqual([]);
    expect(definition?.phases.close).toBe('2024-11-01');
    expect(definition?.tasks[3]?.due).toBe('2024-10-18 17:00');
    expect(definition?.tasks[2]?.due).toEqual({ afterEvent: 5, latest: '2024-10-18' });
  });

  test('gets the defaults of what it leaves out', () => {
    const definition = parsed(example);
    expect(definition?.tasks[3]).toMatchObject({ form: 'report', source: 'stated', except: [] });
    expect(definition?.tasks[1]).toMatchObject({ form: 'confirm', declarations: [] });
    expect(definition?.participants[0]).toMatchObject({ units: [] });
    expect(definition?.kinds.publication?.evidence).toEqual({
      narrative: 0, cases: 0, photos: 0, videos: 0, files: 0, links: 1, figures: [], publishedOn: 'required',
    });
    expect(definition?.ladders.peer?.escalation[1]).toEqual({ at: 'T+5', level: 'red', to: 'head', release: false });
  });

  test.each([
    ["the calendar's additions", "calendar: { workingDays: [], holidays: [] }\n", ''],
    ['what an action may leave out', ', co: [], partners: [], eventOn: 2024-09-20, source: inferred', ''],
    ['role and telephone of a contact', 'role: 联络员, mail: mot@departments.test, phone: "010-0001"', 'mail: mot@departments.test'],
    ['the units of a participant', ', units: [{ id: sd.jinan, name: 济南市市场监管局, contacts: [{ mail: jinan@regions.test }] }]', ''],
    ["a participant's full name", ' fullName: 山东省市场监督管理局,', ''],
    ['the evidence of a kind', 'publication: { evidence: { links: 1, publishedOn: required, files: 0 } }', 'publication: {}'],
  ])('may leave out %s', (_, from, to) => {
    const text = edited([from, to]);
    expect(problemsOf(text)).toEqual([]);
    expect(parsed(text)).toMatchObject({ calendar: { workingDays: [], holidays: [] } });
    expect(parsed(text)?.actions[0]).toMatchObject({ co: [], partners: [] });
  });

  test('may list no clauses or kinds, and then uses their names freely', () => {
    const start = example.indexOf("clauses:\n");
    const text = example.slice(0, start) + example.slice(example.indexOf("tasks:\n"));
    expect(problemsOf(text)).toEqual([]);
    expect(parsed(text)).toMatchObject({ clauses: [], kinds: {} });
  });

  test('may have participants without any task', () => {
    const text = edited(['for: all,', 'for: [mot],'], [', unitsDue: T-5', ''], ['for: departments', 'for: [mot]']);
    expect(problemsOf(text)).toEqual([]);
  });

  test('may use addresses of any domain', () => {
    expect(problemsOf(edited(['mot@departments.test', 'liaison@mot.gov.cn']))).toEqual([]);
  });

  test('may override ladder, acknowledge and review in a rule', () => {
    const text = edited(['for: all,', 'for: all, ladder: { reminders: [T-3] }, acknowledge: { within: 2 }, review: { within: 3 },']);
    expect(problemsOf(text)).toEqual([]);
    expect(parsed(text)?.tasks[3]?.ladder).toEqual({ reminders: ['T-3'], overdue: [], escalation: [] });
  });
});
