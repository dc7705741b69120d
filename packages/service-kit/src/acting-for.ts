import { openContext, type Principal } from "@hearken/graphql-kit";
import type { TenantId } from "@hearken/kernel";
import type { UnitOfWork } from "@hearken/postgres";
import { openPrincipals } from "./identity/principals.js";
import type { Platform } from "./service.js";

/** Somebody who asked for something that takes its time. */
export interface Asked {
  readonly tenantId: TenantId;
  readonly subject: string;
}

/** Works later for somebody who asked before: in their scope, with the rights that they have by then. */
export interface ActingFor {
  /**
   * A writing unit of work in their scope as it is now, like that of a request of theirs.
   * `undefined`: the directory knows nobody like that any more, and `work` was not run.
   */
  write<T>(who: Asked, work: (uow: UnitOfWork, principal: Principal) => Promise<T>): Promise<T | undefined>;
}

export function openActingFor(platform: Platform): ActingFor {
  const principals = openPrincipals(platform.database);
  return {
    async write<T>({ tenantId, subject }: Asked, work: (uow: UnitOfWork, principal: Principal) => Promise<T>) {
      const identity = { tenantId, subject, expiresAt: Number.MAX_SAFE_INTEGER };
      const known = await principals.of(identity);
      if (known === undefined) return undefined;
      const since = { isNobody: false };
      const context = openContext({
        ...platform,
        principal: known,
        reloadPrincipal: async () => {
          const now = await principals.reload(identity);
          since.isNobody = now === undefined;
          return now;
        },
        language: "zh-CN",
        requestId: "background",
      });
      try {
        return await context.write(work);
      } catch (error) {
        // The context has no other word for somebody who is nobody any more than that nobody signed in.
        if (since.isNobody) return undefined;
        throw error;
      } finally {
        await context.end();
      }
    },
  };
}
