import { wall, type Migration } from "@hearken/postgres";

/** Holdings of the posts that count for somebody: their own, and those handed to them as long as the delegator holds them. */
const POSTS = `(
       select h.post, h.from_at, h.to_at
       from directory.post_holding h
       where h.tenant_id = holder.tenant_id and h.staff_id = holder.id
       union all
       select h.post, greatest(h.from_at, d.from_at), least(h.to_at, d.to_at, d.ended_at)
       from directory.delegation d
       join directory.post_holding h on h.tenant_id = d.tenant_id and h.staff_id = d.delegator_id and h.post = any (d.posts)
       where d.tenant_id = holder.tenant_id and d.delegate_id = holder.id
     )`;

/** The same of grants. A grant that was itself handed on is nobody's own: delegations do not add up to chains. */
const GRANTS = `(
       select g.role, g.organization_id, g.project_id, g.from_at, least(g.to_at, g.revoked_at) as to_at
       from directory.role_grant g
       where g.tenant_id = holder.tenant_id and g.holder_id = holder.id
       union all
       select g.role, g.organization_id, g.project_id, greatest(g.from_at, d.from_at),
         least(g.to_at, g.revoked_at, d.to_at, d.ended_at)
       from directory.delegation d
       join directory.role_grant g on g.tenant_id = d.tenant_id and g.holder_id = d.delegator_id and g.id = any (d.grant_ids)
       where d.tenant_id = holder.tenant_id and d.delegate_id = holder.id
     )`;

/**
 * Delegations, and `access` with what they hand on; its new last column `on_behalf` says whose delegate somebody is and
 * with which posts. Everyone in the tenant may see the rows, which are ids: who closes a circle must see all of it.
 */
export const createDelegations: Migration = {
  id: "20261122T0320-create-delegations",
  kind: "expand",
  up: [
    `create table directory.delegation (
       tenant_id uuid not null,
       id uuid not null,
       organization_id uuid not null,
       delegator_id uuid not null,
       delegate_id uuid not null,
       posts text[] not null check (cardinality(posts) <= 100),
       grant_ids uuid[] not null check (cardinality(grant_ids) <= 100),
       from_at timestamptz not null,
       to_at timestamptz not null,
       ended_at timestamptz,
       given_at timestamptz not null,
       version integer not null default 1,
       primary key (tenant_id, id),
       foreign key (tenant_id, organization_id, delegator_id) references directory.staff (tenant_id, organization_id, id),
       foreign key (tenant_id, delegate_id) references directory.staff (tenant_id, id),
       check (delegator_id <> delegate_id),
       check (to_at > from_at),
       check (cardinality(posts) + cardinality(grant_ids) > 0)
     )`,
    `create index delegation_of_delegate on directory.delegation (tenant_id, delegate_id)`,
    `create index delegation_of_delegator on directory.delegation (tenant_id, delegator_id)`,
    `create index delegation_in_organization on directory.delegation (tenant_id, organization_id, id)`,
    ...wall({ table: "directory.delegation", everyone: true }),

    `create or replace view directory.access with (security_invoker = true) as
     with clock as materialized (select platform.now() as at)
     select holder.tenant_id, holder.subject, holder.kind, holder.organization_id,
       held.posts,
       roles.codes as roles,
       case when given.over_tenant then 'tenant' when given.over_organizations or given.project_ids = '{}' then 'organizations' else 'projects' end as reach,
       case when given.over_tenant then '{}'::uuid[] else coalesce(subtree.ids, '{}'::uuid[]) end as organization_ids,
       case when given.over_tenant or given.over_organizations then '{}'::uuid[] else given.project_ids end as project_ids,
       least(held.changes_at, given.changes_at, acting.changes_at) as valid_until,
       acting.on_behalf
     from clock
     cross join (
       select tenant_id, id, subject, 'staff'::text as kind, organization_id from directory.staff where left_at is null
       union all
       select tenant_id, id, subject, 'client'::text as kind, organization_id from directory.api_client
     ) holder
     cross join lateral (
       select coalesce(array_agg(distinct h.post) filter (where h.from_at <= clock.at), '{}'::text[]) as posts,
         min(case when h.from_at > clock.at then h.from_at else h.to_at end) as changes_at
       from ${POSTS} h
       where h.to_at is null or h.to_at > clock.at
     ) held
     cross join lateral (
       select coalesce(bool_or(g.organization_id is null) filter (where g.from_at <= clock.at), false) as over_tenant,
         coalesce(bool_or(g.organization_id is not null and g.project_id is null) filter (where g.from_at <= clock.at), false) as over_organizations,
         coalesce(array_agg(distinct g.organization_id) filter (where g.from_at <= clock.at and g.organization_id is not null and g.project_id is null), '{}'::uuid[]) as organization_ids,
         coalesce(array_agg(distinct g.project_id) filter (where g.from_at <= clock.at and g.project_id is not null), '{}'::uuid[]) as project_ids,
         min(case when g.from_at > clock.at then g.from_at else g.to_at end) as changes_at
       from ${GRANTS} g
       where g.to_at is null or g.to_at > clock.at
     ) given
     cross join lateral (
       select coalesce(array_agg(common.role order by common.role), '{}'::text[]) as codes
       from (
         select g.role from ${GRANTS} g
         where g.from_at <= clock.at and (g.to_at is null or g.to_at > clock.at)
           and case when given.over_tenant then g.organization_id is null
                    when given.over_organizations then g.organization_id is not null and g.project_id is null
                    else g.project_id is not null end
         group by g.role
         having count(distinct coalesce(g.project_id, g.organization_id))
           = case when given.over_tenant then 0 when given.over_organizations then cardinality(given.organization_ids) else cardinality(given.project_ids) end
       ) common
     ) roles
     cross join lateral (
       select array_agg(distinct a.organization_id) as ids
       from directory.organization_ancestry a
       where a.tenant_id = holder.tenant_id and a.ancestor_id = any (given.organization_ids)
     ) subtree
     cross join lateral (
       select coalesce(jsonb_agg(jsonb_build_object('staffId', one.delegator_id, 'posts', one.posts) order by one.delegator_id)
           filter (where one.begun), '[]'::jsonb) as on_behalf,
         min(one.changes_at) as changes_at
       from (
         select d.delegator_id, bool_or(d.from_at <= clock.at) as begun,
           coalesce(array_agg(distinct h.post) filter (where h.post is not null and d.from_at <= clock.at), '{}'::text[]) as posts,
           min(case when d.from_at > clock.at then d.from_at else d.to_at end) as changes_at
         from directory.delegation d
         left join directory.post_holding h on h.tenant_id = d.tenant_id and h.staff_id = d.delegator_id and h.post = any (d.posts)
           and h.from_at <= clock.at and (h.to_at is null or h.to_at > clock.at)
         where d.tenant_id = holder.tenant_id and d.delegate_id = holder.id and d.to_at > clock.at
           and (d.ended_at is null or d.ended_at > clock.at)
         group by d.delegator_id
       ) one
     ) acting`,
  ],
};
