import type { Migration } from "@hearken/postgres";

/**
 * The contracts that other services read.
 *
 * `access`: one row per member of staff and per program, from what is valid at `platform.now()`. Of several kinds of scope the widest
 * counts, and of the roles those that were given over every scope of that kind: a role given here never counts there.
 * An organization brings its subtree.
 *
 * `adopted_rules`: per organization the adoptions of itself and of its ancestors. An ancestor's counts until a nearer one begins;
 * in force on a day is the row with the latest `effective_from` not after it.
 *
 * `project_site`, `unit_site`, `post_holder`: where a complaint belongs, and who holds which post now.
 */
export const publishViews: Migration = {
  id: "20261121T0950-publish-views",
  kind: "expand",
  up: [
    `create view directory.access with (security_invoker = true) as
     with clock as materialized (select platform.now() as at)
     select holder.tenant_id, holder.subject, holder.kind, holder.organization_id,
       held.posts,
       roles.codes as roles,
       case when given.over_tenant then 'tenant' when given.over_organizations or given.project_ids = '{}' then 'organizations' else 'projects' end as reach,
       case when given.over_tenant then '{}'::uuid[] else coalesce(subtree.ids, '{}'::uuid[]) end as organization_ids,
       case when given.over_tenant or given.over_organizations then '{}'::uuid[] else given.project_ids end as project_ids,
       least(held.changes_at, given.changes_at) as valid_until
     from clock
     cross join (
       select tenant_id, id, subject, 'staff'::text as kind, organization_id from directory.staff where left_at is null
       union all
       select tenant_id, id, subject, 'client'::text as kind, organization_id from directory.api_client
     ) holder
     cross join lateral (
       select coalesce(array_agg(distinct h.post) filter (where h.from_at <= clock.at), '{}'::text[]) as posts,
         min(case when h.from_at > clock.at then h.from_at else h.to_at end) as changes_at
       from directory.post_holding h
       where h.tenant_id = holder.tenant_id and h.staff_id = holder.id and (h.to_at is null or h.to_at > clock.at)
     ) held
     cross join lateral (
       select coalesce(bool_or(g.organization_id is null) filter (where g.from_at <= clock.at), false) as over_tenant,
         coalesce(bool_or(g.organization_id is not null and g.project_id is null) filter (where g.from_at <= clock.at), false) as over_organizations,
         coalesce(array_agg(distinct g.organization_id) filter (where g.from_at <= clock.at and g.organization_id is not null and g.project_id is null), '{}'::uuid[]) as organization_ids,
         coalesce(array_agg(distinct g.project_id) filter (where g.from_at <= clock.at and g.project_id is not null), '{}'::uuid[]) as project_ids,
         min(case when g.from_at > clock.at then g.from_at else g.to_at end) as changes_at
       from directory.role_grant g
       where g.tenant_id = holder.tenant_id and g.holder_id = holder.id
         and (g.revoked_at is null or g.revoked_at > clock.at) and (g.to_at is null or g.to_at > clock.at)
     ) given
     cross join lateral (
       select coalesce(array_agg(common.role order by common.role), '{}'::text[]) as codes
       from (
         select g.role from directory.role_grant g
         where g.tenant_id = holder.tenant_id and g.holder_id = holder.id and g.from_at <= clock.at
           and (g.revoked_at is null or g.revoked_at > clock.at) and (g.to_at is null or g.to_at > clock.at)
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
     ) subtree`,
    `create view directory.adopted_rules with (security_invoker = true) as
     select tree.tenant_id, tree.organization_id, adopted.regulation, adopted.version, adopted.effective_from, adopted.readings,
       latest.definition as calendar
     from directory.organization_ancestry tree
     join directory.adoption adopted on adopted.tenant_id = tree.tenant_id and adopted.organization_id = tree.ancestor_id
     left join lateral (
       select c.definition from directory.calendar c
       where c.tenant_id = adopted.tenant_id and c.code = adopted.calendar
       order by c.revision desc limit 1
     ) latest on true
     where not exists (
       select 1
       from directory.organization_ancestry nearer
       join directory.adoption own on own.tenant_id = nearer.tenant_id and own.organization_id = nearer.ancestor_id
       where nearer.tenant_id = tree.tenant_id and nearer.organization_id = tree.organization_id
         and nearer.distance < tree.distance and own.effective_from <= adopted.effective_from
     )`,
    `create view directory.project_site with (security_invoker = true) as
     select tenant_id, id as project_id, organization_id from directory.project`,
    `create view directory.unit_site with (security_invoker = true) as
     select tenant_id, id as unit_id, project_id, organization_id, move_in_on, warranty_ends_on from directory.unit`,
    `create view directory.post_holder with (security_invoker = true) as
     with clock as materialized (select platform.now() as at)
     select h.tenant_id, h.organization_id, h.staff_id, h.post, h.project_id, h.department_id
     from directory.post_holding h cross join clock
     where h.from_at <= clock.at and (h.to_at is null or h.to_at > clock.at)`,
    ...["access", "adopted_rules", "project_site", "unit_site", "post_holder"].map(
      (view) => `grant select on directory.${view} to hearken_app`,
    ),
  ],
};
