/** Words from which the actors make their reports. `{unit}`, `{title}`, `{theme}` and `{n}` are filled in. */
export const OPENINGS = [
  '“质量月”期间，{unit}围绕“{theme}”主题，扎实推进{title}各项工作。',
  '按照活动通知安排，{unit}认真组织开展{title}，取得较好成效。',
  '{unit}高度重视，印发工作方案，明确责任分工，有序推进{title}。',
  '{unit}坚持问题导向、服务导向，结合实际开展{title}。',
] as const;

export const DOINGS = [
  '组织专家深入一线，现场解答质量管理难题{n}个。',
  '举办质量开放日，邀请群众代表、媒体记者走进实验室和生产车间。',
  '线上线下同步宣传，发布图文、短视频{n}条，群众反响良好。',
  '会同有关部门开展联合行动，梳理风险隐患{n}处，均已督促整改。',
  '面向小微企业开展公益培训，讲授质量管理、计量、标准、认证认可知识。',
  '开展质量管理小组成果交流，评选优秀成果{n}项并推广。',
  '公布便民服务清单，为群众免费检测、鉴定{n}批次。',
  '选派质量专员结对帮扶企业，形成“一企一策”改进方案{n}份。',
] as const;

export const ENDINGS = [
  '下一步，将总结经验做法，建立长效机制。',
  '活动坚持自愿参与、厉行节约，未向企业收取任何费用。',
  '下一步，将持续跟踪整改成效，巩固活动成果。',
  '有关做法已在系统内推广。',
] as const;

export const CASES = [
  { title: '质量专员进车间，产品一次合格率提高{n}个百分点', text: '某零部件企业尺寸波动大，专家组用两周时间帮助查找测量系统问题，重新校准量具并优化工序，返工明显减少。' },
  { title: '校园门口的计价秤“体检”', text: '计量人员在开学前后走访周边商户，免费检定电子秤{n}台，当场封存作弊秤，群众点赞。' },
  { title: '一次抽查牵出的制假窝点', text: '执法人员从一起消费投诉入手，循线查获假冒产品{n}箱，案件已移送公安机关。' },
  { title: '标准进工地，隐患早发现', text: '现场推行质量责任标牌和实测实量，发现并整改质量通病{n}处。' },
  { title: '一条短视频讲清一项标准', text: '用方言讲解产品标准，播放量{n}万次，带动群众主动查看产品标识。' },
] as const;

export const PROPOSALS = [
  '建议将{title}列入今年“质量月”重点活动，拟于九月中旬启动，由我单位牵头组织。',
  '同意牵头{title}，拟采取集中展示与基层服务相结合的方式，力求务实节俭。',
  '拟继续开展{title}，突出服务企业和群众，不增加基层负担。',
] as const;

export const AGREEMENTS = ['经研究，同意会签。', '同意，无修改意见。', '同意会签，请按程序印发。'] as const;
export const DISAGREEMENT = '文稿第三部分涉及我单位职责的表述需再斟酌，建议修改后再次送签。';
export const AGREED_AFTER_ALL = '所提意见已采纳，同意会签。';
export const CONFIRMATIONS = ['已确认，联系方式无变化。', '已办理，情况属实。', '确认无误。'] as const;
export const THIN = '已按要求开展活动，效果良好。';
export const CORRECTED = '已根据审核意见补充数据和典型案例。';
export const NOTHING = ['本单位本期未开展相关活动。', '职责范围内无相关事项。'] as const;

export const RETURNS = ['请补充活动数据和典型案例，并附现场照片。', '请补充参与人次、服务企业数等数据。', '情况较简略，商请补充一个典型案例。'] as const;
export const DELAYS = ['部分活动延至月底结束，数据尚在汇总。', '联络员出差，材料正在履行审批手续。'] as const;
export const DELAY_REFUSALS = ['全国汇总时间较紧，商请按原定时间先报主要数据。'] as const;
export const EXEMPTIONS = ['该事项已并入其他活动统一报送。'] as const;
export const SUSPENSIONS = ['当地正在防汛救灾，暂缓报送。'] as const;

export const CONCERNS = ['有企业反映，个别中介以“质量月”名义收取报名费。', '有群众来电，询问活动是否需要付费参加。', '有企业反映，同一份数据被要求重复填报。'] as const;
export const CONCERN_ANSWERS = ['经核实，与本活动无关，已责成有关单位澄清并公开说明。', '已说明活动坚持自愿参与、不收取任何费用。', '已核实并取消重复填报。'] as const;
export const REMOVALS = ['照片中有无关人员信息，本单位来电要求撤下。'] as const;
