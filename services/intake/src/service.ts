import { buildSubgraph } from "@hearken/graphql-kit";
import { defineService, readableWith, type Platform, type Service } from "@hearken/service-kit";
import { ClosingMutations } from "./closing/closing.resolver.js";
import { ComplainantMutations } from "./complainant/complainant.resolver.js";
import { erasureConsumer } from "./erasure/erasure.consumer.js";
import { erasureWorker } from "./erasure/erasure.job.js";
import { DataAccessResolver, PersonalDataMutations } from "./personal-data/personal-data.resolver.js";
import { sealingWorker } from "./complainant/sealing.job.js";
import { ComplaintFieldsResolver } from "./complaint/complaint-fields.resolver.js";
import {
  ComplaintConnectionResolver,
  complaintOfReference,
  ComplaintResolver,
} from "./complaint/complaint.resolver.js";
import { filing } from "./complaint/filing.js";
import { FilingMutations } from "./complaint/filing.resolver.js";
import { readInput } from "./complaint/mutation.graphql.js";
import {
  AccusedResolver,
  CategoryResolver,
  ChannelResolver,
  ComplainantResolver,
  RelayResolver,
} from "./complaint/part.resolver.js";
import { RegulationStubResolver } from "./complaint/regulation.resolver.js";
import { DepartmentStub, OrganizationStub, ProjectStub, StaffStub, UnitStub } from "./complaint/stub.graphql.js";
import { WarningResolver } from "./complaint/warning.resolver.js";
import { EvidenceMutations } from "./evidence/evidence.resolver.js";
import { FeedbackMutations } from "./feedback/feedback.resolver.js";
import { handOverAnswerConsumer } from "./hand-over/hand-over-answer.consumer.js";
import {
  HandOverPartyResolver,
  HandOverResolver,
  HandOversOfComplaintResolver,
} from "./hand-over/hand-over-fields.resolver.js";
import { handOverConsumer } from "./hand-over/hand-over.consumer.js";
import { HandOverMutations } from "./hand-over/hand-over.resolver.js";
import { ImportMutations } from "./import/import-mutations.resolver.js";
import { ImportRowResolver } from "./import/import-row.resolver.js";
import { importWorker, runImports as runImportsOf } from "./import/import.job.js";
import { ComplaintImportResolver } from "./import/import.resolver.js";
import { intakeTables } from "./intake.tables.js";
import { LegalHoldMutations } from "./legal-hold/legal-hold.resolver.js";
import { MatterMutations } from "./matter/matter.resolver.js";
import { intakeMigrations } from "./migrations/intake.migrations.js";
import { sameMatterConsumer } from "./recurrence/same-matter.consumer.js";
import { FieldValueResolver, RecordResolver, FileRecordSuccessResolver } from "./record/record.resolver.js";
import { RelayMutations } from "./relay/relay.resolver.js";
import { ReplyMutations } from "./reply/reply.resolver.js";
import { StepResolver } from "./step/step.resolver.js";
import { SupportMutations } from "./support/support.resolver.js";
import { SuspensionMutations } from "./suspension/suspension.resolver.js";
import { ValidityMutations } from "./validity/validity.resolver.js";
import { WaiverMutations } from "./waiver/waiver.resolver.js";

export { intakeMigrations };

const subgraph = buildSubgraph({
  name: "intake",
  resolvers: [
    ComplaintResolver,
    ComplaintConnectionResolver,
    ComplaintFieldsResolver,
    RegulationStubResolver,
    ComplainantResolver,
    AccusedResolver,
    RelayResolver,
    ChannelResolver,
    CategoryResolver,
    FilingMutations,
    ComplainantMutations,
    PersonalDataMutations,
    DataAccessResolver,
    MatterMutations,
    EvidenceMutations,
    RelayMutations,
    ValidityMutations,
    FeedbackMutations,
    SuspensionMutations,
    ReplyMutations,
    SupportMutations,
    ClosingMutations,
    HandOverMutations,
    HandOversOfComplaintResolver,
    HandOverResolver,
    HandOverPartyResolver,
    StepResolver,
    RecordResolver,
    FieldValueResolver,
    FileRecordSuccessResolver,
    WaiverMutations,
    LegalHoldMutations,
    WarningResolver,
    ComplaintImportResolver,
    ImportRowResolver,
    ImportMutations,
  ],
  orphanedTypes: [OrganizationStub, ProjectStub, UnitStub, StaffStub, DepartmentStub],
  references: { Complaint: complaintOfReference },
});

/** A row is filed as an input that comes through the API. */
const readFiling = (input: object) => readInput(filing, input);

/** Carries out by hand what imports have left to do; answers how many steps that took. */
export function runImports(platform: Platform): Promise<number> {
  return runImportsOf({ platform, readFiling });
}

/** Complaints: received, relayed, answered, finished, closed. */
export function intake(): Service {
  return defineService({
    name: "intake",
    subgraph: readableWith(subgraph, "complaint.read"),
    migrations: intakeMigrations,
    entities: intakeTables,
    seals: true,
    consumers: ({ rulebook, keyring }) => [
      sameMatterConsumer(rulebook),
      handOverConsumer({ rulebook, keyring }),
      handOverAnswerConsumer(),
      erasureConsumer(),
    ],
    workers: (platform) => [sealingWorker(platform), erasureWorker(platform), importWorker({ platform, readFiling })],
  });
}
