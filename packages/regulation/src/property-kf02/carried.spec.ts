import { describe, expect, it } from "@jest/globals";
import { ComplaintCase, regulationOf, rulesOf } from "../testing/complaint-case.js";

const file = regulationOf("property-kf02");
const { guidance, scripts } = file;

/** Clauses that are shown where this happens or stands. */
const shownAt = (place: string): readonly string[] =>
  [...guidance, ...scripts].filter(({ at }) => at.includes(place)).flatMap(({ clause }) => clause);
/** The items of the manners at the reception that stand under a clause. */
const items = (id: string): readonly string[] =>
  file.checklists.flatMap(({ at, items: all }) =>
    at.includes("channel:in_person") ? all.filter(({ clause }) => clause === id).map(({ code }) => code) : [],
  );

describe("what KF02 shows and does not decide", () => {
  it("carried KF-4.2 the flow of handling is pointed to when a complaint comes in", () => {
    expect(shownAt("complaint.received")).toContain("KF-4.2");
  });

  it("carried KF-4.5.1b1 whoever comes is seated, heard without arguing and truthfully recorded", () => {
    expect(items("KF-4.5.1b1")).toEqual(["seat_offered", "listened_without_arguing", "recorded_truthfully"]);
  });

  it("carried KF-4.5.1b2 whoever comes is talked with, not only written about, and none of it holds the record up", () => {
    expect(items("KF-4.5.1b2")).toEqual(["attentive_dialogue"]);
    const ticked = { items: ["sympathy_expressed"] };
    const told = new ComplaintCase(rulesOf("property-kf02"))
      .received("2025-03-05T10:00", { channel: "in_person" })
      .then("2025-03-05T10:01", "checklist.ticked", ticked);
    const filled = ["event_time", "event_place", "person", "course", "request", "contact_details", "contact_way"];
    expect(told.recordRefusal("2025-03-05T10:05", "service_request_record", { filled })).toBeUndefined();
  });

  it.each([
    ["KF-4.5.1c1", "listening patiently"],
    ["KF-4.5.1c2", "sympathy with what happened"],
    ["KF-4.5.1c3", "not arguing at will"],
    ["KF-4.5.1c4", "praise in the right measure"],
  ])("carried %s the technique of %s is listed at the reception", (id) => {
    expect(shownAt("channel:in_person")).toContain(id);
    expect(shownAt("complaint.received")).toContain(id);
  });

  it("carried KF-4.6.7a whoever watches an owners' forum is a post, and the clause stands beside forum and post", () => {
    expect(file.posts).toContainEqual(expect.objectContaining({ code: "forum_watcher", clause: "KF-4.6.7a" }));
    expect(shownAt("channel:owner_forum")).toContain("KF-4.6.7a");
    expect(shownAt("post:forum_watcher")).toContain("KF-4.6.7a");
  });
});
