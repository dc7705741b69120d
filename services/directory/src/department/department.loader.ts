import type { LoaderFactory } from "@hearken/graphql-kit";
import type { DepartmentId, OrganizationId } from "@hearken/kernel";
import DataLoader from "dataloader";
import { inOrder, perOwner } from "../entity/in-order.js";
import type { Department } from "./department.js";
import { departmentsById, departmentsOfOrganizations } from "./department.query.js";

export const departmentLoader: LoaderFactory<DataLoader<DepartmentId, Department | undefined>> = (context) =>
  new DataLoader(async (ids) => inOrder(ids, await departmentsById(await context.uow(), ids)));

export const departmentsLoader: LoaderFactory<DataLoader<OrganizationId, Department[]>> = (context) =>
  new DataLoader(async (ids) => {
    const departments = await departmentsOfOrganizations(await context.uow(), ids);
    return perOwner(ids, departments, (department) => department.organizationId);
  });
