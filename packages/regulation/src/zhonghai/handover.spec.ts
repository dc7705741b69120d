import { describe, expect, it } from "@jest/globals";
import { ComplaintCase, holding, rulesOf, shanghai } from "../testing/complaint-case.js";

const opened = new ComplaintCase(rulesOf("zhonghai")).project("2025-03-01T09:00", {
  moveInAt: shanghai("2025-08-15T00:00"),
});
const site = holding("project_dept");
const engineering = holding("eng_dept");
const onSite = opened.by(site);
const batch = { outcome: "batch", items: ["wall_3_2", "door_4_1"] };
const inspected = onSite.step("2025-06-01T10:00", "self_inspection", batch);
const witnessed = inspected.record("2025-06-10T09:00", "reinspection_record", {
  filled: ["supervisor", "property_staff"],
});
const reinspected = witnessed.by(engineering).step("2025-06-10T10:00", "reinspection", { items: ["tap_1", "tap_2"] });

describe("what an estate owes before its owners move in under Zhonghai", () => {
  it("ZH-10.1.1.1a the project department inspects, in full or in batches, before Engineering does", () => {
    expect(opened.by(engineering).stepRefusal("2025-06-10T10:00", "reinspection")).toBe("ZH-10.1.1.1a");
    expect(inspected.by(engineering).stepRefusal("2025-06-10T10:00", "reinspection")).toBeUndefined();
    expect(onSite.stepRefusal("2025-06-01T10:00", "self_inspection", batch)).toBeUndefined();
    expect(onSite.stepRefusal("2025-06-01T10:00", "self_inspection", { outcome: "whole" })).toBeUndefined();
    expect(onSite.stepRefusal("2025-06-01T10:00", "self_inspection", { outcome: "glance" })).toBe("ZH-10.1.1.1a");
    expect(opened.by(engineering).stepRefusal("2025-06-01T10:00", "self_inspection", batch)).toBe("ZH-10.1.1.1a");
  });

  it("ZH-10.1.1.1b each finding of the self-inspection is rectified by the project department", () => {
    const twelve = Array.from({ length: 12 }, (_, index) => `finding_${index}`);
    const told = onSite.step("2025-06-01T10:00", "self_inspection", { outcome: "whole", items: twelve });
    const owed = told.obligations("rectify_self_inspection", "2025-06-01T10:00");
    expect(owed.map(({ owner, status }) => [owner, status])).toEqual(twelve.map(() => ["project_dept", "open"]));
    const one = told.step("2025-06-02T10:00", "rectified", { party: "finding_3" });
    const open = one
      .obligations("rectify_self_inspection", "2025-06-02T10:00")
      .filter(({ status }) => status === "open");
    expect(open).toHaveLength(11);
    expect(told.stepRefusal("2025-06-02T10:00", "rectified")).toBe("ZH-10.1.1.1b");
    expect(told.by(engineering).stepRefusal("2025-06-02T10:00", "rectified", { party: "finding_3" })).toBe(
      "ZH-10.1.1.1b",
    );
  });

  it("ZH-10.1.1.2a the acceptance inspection without a supervisor and property staff is warned of", () => {
    const warned = (told: ComplaintCase): readonly string[] =>
      told.by(engineering).warnings("2025-06-10T10:00", "step.taken", { step: "reinspection" });
    const filing = (...filled: string[]): ComplaintCase =>
      inspected.record("2025-06-10T09:00", "reinspection_record", { filled });
    expect(warned(inspected)).toEqual(["ZH-10.1.1.2a"]);
    expect(warned(filing("supervisor"))).toEqual(["ZH-10.1.1.2a"]);
    expect(warned(filing("property_staff"))).toEqual(["ZH-10.1.1.2a"]);
    expect(warned(witnessed)).toEqual([]);
    for (const field of ["supervisor", "property_staff"])
      expect(inspected.recordRefusal("2025-06-10T09:00", "reinspection_record", { filled: [field] })).toBeUndefined();
    expect(inspected.by(site).stepRefusal("2025-06-10T10:00", "reinspection")).toBe("ZH-10.1.1.2a");
  });

  it("ZH-10.1.1.2b the project department rectifies each finding of the acceptance inspection", () => {
    const owed = reinspected.obligations("rectify_reinspection", "2025-06-10T10:00");
    expect(owed.map(({ owner, status }) => [owner, status])).toEqual([
      ["project_dept", "open"],
      ["project_dept", "open"],
    ]);
    const one = reinspected.by(site).step("2025-06-11T10:00", "rectified", { party: "tap_2" });
    expect(one.obligations("rectify_reinspection", "2025-06-11T10:00").map(({ status }) => status)).toEqual([
      "open",
      "met",
    ]);
  });

  it("ZH-10.1.1.2c hand-over begins after Engineering's re-check", () => {
    const rectified = ["tap_1", "tap_2"].reduce(
      (told, party) => told.step("2025-06-12T10:00", "rectified", { party }),
      reinspected.by(site),
    );
    expect(rectified.stepRefusal("2025-06-20T10:00", "handover_opened")).toBe("ZH-10.1.1.2c");
    expect(rectified.stepRefusal("2025-06-13T10:00", "recheck", { outcome: "whole" })).toBe("ZH-10.1.1.2c");
    const checking = rectified.by(engineering);
    expect(checking.stepRefusal("2025-06-13T10:00", "recheck", { outcome: "glance" })).toBe("ZH-10.1.1.2c");
    for (const outcome of ["whole", "batch"]) {
      expect(checking.stepRefusal("2025-06-13T10:00", "recheck", { outcome })).toBeUndefined();
      const rechecked = checking.step("2025-06-13T10:00", "recheck", { outcome });
      expect(rechecked.stepRefusal("2025-06-20T10:00", "handover_opened")).toBeUndefined();
      const anew = rechecked.step("2025-06-15T10:00", "reinspection");
      expect(anew.stepRefusal("2025-06-20T10:00", "handover_opened")).toBe("ZH-10.1.1.2c");
    }
  });

  it("ZH-10.1.2.1a the handover group of all three is formed two months before move-in, that day included", () => {
    expect(opened.obligation("form_handover_group", "2025-03-01T09:00")).toMatchObject({
      owner: "project_dept",
      dueAt: shanghai("2025-06-16T00:00"),
    });
    expect(opened.status("form_handover_group", "2025-06-15T23:59:59")).toBe("open");
    expect(opened.status("form_handover_group", "2025-06-16T00:00")).toBe("breached");
    const formed = (...items: string[]): string | undefined =>
      opened
        .step("2025-06-10T10:00", "handover_group_formed", { items })
        .status("form_handover_group", "2025-06-16T00:00");
    expect(formed("project_dept", "cs_dept", "property_office")).toBe("met");
    expect(formed("project_dept", "cs_dept")).toBe("breached");
    expect(opened.stepRefusal("2025-06-10T10:00", "handover_group_formed")).toBe("ZH-10.1.2.1a");
  });

  it("ZH-10.1.2.2a the project's customer service office is set up 45 days before move-in, that day included", () => {
    expect(opened.obligation("set_up_cs_office", "2025-03-01T09:00")).toMatchObject({
      owner: "project_dept",
      dueAt: shanghai("2025-07-02T00:00"),
    });
    expect(opened.status("set_up_cs_office", "2025-07-01T23:59:59")).toBe("open");
    expect(opened.status("set_up_cs_office", "2025-07-02T00:00")).toBe("breached");
    const active = onSite.step("2025-07-01T17:00", "cs_office_activated");
    expect(active.status("set_up_cs_office", "2025-07-02T00:00")).toBe("met");
    const recorded = onSite.record("2025-07-01T10:00", "cs_office_record");
    expect(recorded.by(engineering).stepRefusal("2025-07-01T17:00", "cs_office_activated")).toBe("ZH-10.1.2.2a");
    expect(recorded.stepRefusal("2025-07-01T17:00", "cs_office_activated")).toBeUndefined();
  });

  it("ZH-10.1.2.2b the office opens with its phone, address, organisation and staff settled", () => {
    const parts = ["phone", "address", "structure", "staff"];
    for (const part of parts) {
      const filled = parts.filter((one) => one !== part);
      expect(onSite.recordRefusal("2025-06-20T10:00", "cs_office_record", { filled })).toBe("ZH-10.1.2.2b");
    }
    expect(onSite.recordRefusal("2025-06-20T10:00", "cs_office_record", { filled: parts })).toBeUndefined();
    expect(opened.recordRefusal("2025-06-20T10:00", "cs_office_record", { filled: parts })).toBe("ZH-10.1.2.2b");
    expect(onSite.stepRefusal("2025-06-21T10:00", "cs_office_activated")).toBe("ZH-10.1.2.2b");
    const recorded = onSite.record("2025-06-20T10:00", "cs_office_record", { filled: parts });
    expect(recorded.stepRefusal("2025-06-21T10:00", "cs_office_activated")).toBeUndefined();
  });

  it("ZH-10.1.2.2c the Customer Service Department guides a new office", () => {
    const active = onSite.step("2025-06-21T10:00", "cs_office_activated");
    expect(opened.obligations("guide_cs_office", "2025-06-21T10:00")).toEqual([]);
    expect(active.obligation("guide_cs_office", "2025-06-21T10:00")).toMatchObject({
      owner: "cs_dept",
      status: "open",
    });
    expect(active.stepRefusal("2025-06-25T10:00", "guidance_given")).toBe("ZH-10.1.2.2c");
    const centre = active.by(holding("cs_dept"));
    expect(centre.stepRefusal("2025-06-25T10:00", "guidance_given")).toBeUndefined();
    expect(centre.step("2025-06-25T10:00", "guidance_given").status("guide_cs_office", "2025-06-25T10:00")).toBe("met");
  });
});
