import type { OrganizationId, ProjectId, StreamId } from "@hearken/kernel";

/** The head of an organization's history. */
export interface OrganizationStream {
  readonly id: StreamId;
  readonly kind: "organization";
  readonly organizationId: OrganizationId;
  readonly projectId: ProjectId | null;
}

/** The stream of one organization bears the organization's own id. */
export function organizationStream(organizationId: OrganizationId): OrganizationStream {
  return { id: organizationId as string as StreamId, kind: "organization", organizationId, projectId: null };
}
