import { z } from 'zod';
import { isCivilDate } from '@/lib/platform/dates';
import { neededText } from '@/lib/platform/text';
import { isCreditCode } from './rules/credit-code';
import { DELEGABLE_ROLES, ROLES } from './types';

const line = (max: number) =>
  z
    .string()
    .trim()
    .min(1, '不能为空')
    .max(max, `不能超过${max}字`)
    .refine((text) => !/[\r\n\t]/.test(text), '不能换行');

/** A 栏目 as written in the file of an organ; `children` are the columns below it, in order. */
export type ColumnInput = {
  readonly slug: string;
  readonly name: string;
  readonly column_type: string;
  readonly description: string;
  readonly keywords: string;
  readonly layout: 'list' | 'group' | 'entry';
  readonly art_item: string | null;
  readonly update_cycle_days: number | null;
  readonly children: readonly ColumnInput[];
};

const artItemSchema = z.string().regex(/^art20\.(1[0-5]|[1-9])$/, '应为 art20.1 至 art20.15');

const columnSchema: z.ZodType<ColumnInput, unknown> = z.lazy(() =>
  z.strictObject({
    slug: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, '只能用小写字母、数字和连字符'),
    name: line(80),
    column_type: line(20),
    description: line(200),
    keywords: line(100),
    layout: z.enum(['list', 'group', 'entry']).default('list'),
    art_item: artItemSchema.nullable().default(null),
    update_cycle_days: z.number().int().min(1).nullable().default(null),
    children: z.array(columnSchema).default([]),
  }),
);

function slugsOf(columns: readonly ColumnInput[]): string[] {
  return columns.flatMap((column) => [column.slug, ...slugsOf(column.children)]);
}

/**
 * The file `gongkai organ add` reads (docs/organ.example.json): an organ with its sections, columns and settings.
 * `superior` is the name of an organ that exists already.
 */
export const organFileSchema = z.strictObject({
  name: line(60),
  short_name: line(30),
  document_prefix: line(10),
  credit_code: z.string().refine(isCreditCode, '统一社会信用代码应为18位且校验位正确'),
  site_id_code: z.string().regex(/^[0-9a-z]{10}$/, '网站标识码应为10位数字或小写字母'),
  site_host: z
    .string()
    .regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/, '域名格式不对')
    .nullable()
    .default(null),
  is_default_site: z.boolean().default(false),
  superior: line(60).nullable().default(null),
  address: line(100),
  postcode: z.string().regex(/^\d{6}$/, '邮政编码应为6位数字'),
  phone: line(40),
  fax: line(40),
  email: z.email('电子邮箱格式不对'),
  office_hours: line(100),
  reconsideration_organ: line(60),
  court: line(60),
  sections: z.array(line(30)).min(1, '至少要有一个股室'),
  columns: z
    .array(columnSchema)
    .refine((columns) => new Set(slugsOf(columns)).size === slugsOf(columns).length, '栏目的 slug 不能重复'),
  settings: z
    .record(
      z.string().regex(/^[a-z0-9_]+$/),
      z.union([z.boolean(), z.number(), z.string(), z.array(z.json()), z.record(z.string(), z.json())]),
    )
    .refine(
      ({ statutory_not_applicable: items = [] }) => z.array(artItemSchema).safeParse(items).success,
      'statutory_not_applicable 应为 art20.1 至 art20.15 的列表',
    )
    .default({}),
});
export type OrganFile = z.infer<typeof organFileSchema>;

/** A person with an account, as `gongkai user add` and the demo give it. */
export const newUserSchema = z.strictObject({
  login: z.string().regex(/^[a-z0-9][a-z0-9._-]{1,39}$/, '登录名为2至40位小写字母、数字、点、下划线或连字符'),
  name: line(30),
  post: line(40),
  section: line(30).nullable(),
  roles: z.array(z.enum(ROLES)).refine((roles) => new Set(roles).size === roles.length, '角色不能重复'),
});
export type NewUser = z.infer<typeof newUserSchema>;

/** An address for notices, empty for none. The database refuses the same characters. */
export const contactSchema = z.strictObject({
  email: z
    .string()
    .trim()
    .max(254, '不能超过254个字符')
    .refine(
      (text) => text === '' || (z.email().safeParse(text).success && !/[\s<>,;"]/.test(text)),
      '电子邮箱格式不对，应为 name@example.gov.cn 的样子',
    )
    .transform((text) => (text === '' ? null : text)),
  wantsEmail: z.boolean(),
});

/** Change of one's own password; what a good one is, `checkPassword` says. */
export const changePasswordSchema = z.strictObject({
  present: z.string().max(200),
  next: z.string().max(200),
});

const day = z.string().refine(isCivilDate, '请填写存在的日期，如 2026-03-02。');
const why = neededText(500, '事由');

/** 审批代理: given by oneself, or entered by the office on an order by telephone. Last day included. */
export const delegationSchema = z.strictObject({
  principalId: z.uuid(),
  deputyId: z.uuid('请选择代理人。'),
  role: z.enum(DELEGABLE_ROLES),
  startsOn: day,
  endsOn: day,
  reason: why,
  byPhone: z.boolean(),
});
/** One delegation, named by id: to confirm or revoke. */
export const delegationIdSchema = z.strictObject({ delegationId: z.uuid() });

/** 请假, last day included. */
export const leaveSchema = z.strictObject({
  personId: z.uuid('请选择人员。'),
  startsOn: day,
  endsOn: day,
  reason: why,
});
/** One leave, named by id: to confirm or cancel. */
export const leaveIdSchema = z.strictObject({ leaveId: z.uuid() });

/** The password given again in a running session. */
export const reauthenticateSchema = z.strictObject({ password: z.string().max(200) });
