/** A department of equal rank. */
export const peer = (id: string, mail = `${id}@departments.test`) => `
  - { id: ${id}, name: 单位${id}, kind: department, relation: peer, contacts: [{ mail: ${mail} }] }`;
/** A summary for all, and figures of two. */
export const tasks = (due: string, more = '') => `
  - { id: summary, title: 活动总结, for: all, assign: 2024-09-23, due: 2024-10-18 17:00 }
  - { id: figures, title: 数据, for: [mot, mwr], except: [], assign: 2024-09-23, due: ${due} }${more}`;
/** Three participants. */
export const BEFORE = { participants: peer('mot') + peer('mwr') + peer('nhc'), tasks: tasks('2024-10-16') };
/** A due time moved, a participant added and one removed, a task added. */
export const AFTER = {
  participants: peer('mot') + peer('nhc') + peer('moa'),
  tasks: tasks('2024-10-22', `
  - { id: cases, title: 典型案例, for: [nhc], assign: 2024-10-14, due: 2024-10-22 }`).replace('[mot, mwr]', '[mot]'),
};
