/** What the definitions of tests have in common: hours, office, budget and patience. */
export const OFFICE = `sending: { at: "09:00", until: "17:30", digest: "10:00" }
organiser: { office: 质量发展局, mail: office@samr.test, phone: "010-0000", head: { title: 局领导, mail: head@samr.test } }
budget: { perTask: 3, perWeek: 3 }
acknowledge: { within: 5 }
review: { within: 5 }`;

/** The ladders of participants. */
export const LADDERS = `ladders:
  peer:   { reminders: [T-5, T-1], overdue: [T+2], escalation: [{ at: T+3, level: yellow, to: office }, { at: T+5, level: red, to: head }] }
  guided: { reminders: [T-5, T-1], overdue: [T+2], escalation: [{ at: T+3, level: yellow, to: office }, { at: T+5, level: red, to: superior, release: true }] }`;

/** The ladder of our own. */
export const OWN = '  own:    { reminders: [T-5, T-1], overdue: [T+1], escalation: [{ at: T+2, level: blue, to: superior }, { at: T+5, level: red, to: head }] }';
