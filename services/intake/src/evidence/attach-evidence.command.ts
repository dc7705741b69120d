import { event } from "@hearken/contracts";
import { newId } from "@hearken/kernel";
import { z } from "zod";
import { code, line, maybe, onComplaint } from "../complaint/field.js";
import { useCase } from "../complaint/handle-complaint.command.js";
import { putEvidence } from "./evidence.repository.js";

const ADDRESS = /^(https?|s3|urn|file-store):[!-~]{1,1990}$/i;
const MEDIA_TYPE = /^[a-z]+\/[a-z0-9][a-z0-9.+-]{0,98}$/i;

/** Adds a reference to evidence (证据); the thing itself is kept elsewhere. */
export const attachEvidence = useCase({
  name: "attachEvidence",
  action: "complaint.handle",
  input: onComplaint({
    kind: code,
    uri: z.string().regex(ADDRESS, "not an address of http, https, s3, urn or file-store"),
    mediaType: maybe(z.string().regex(MEDIA_TYPE, "not a media type")),
    sha256: maybe(z.string().regex(/^[0-9a-f]{64}$/, "not a SHA-256 in lower-case hex")),
    label: maybe(line(200)),
  }),
  decide({ kind, uri, mediaType = null, sha256 = null, label = null }, { place, at }) {
    const id = newId<"Evidence">();
    return {
      events: [event("evidence.attached", { evidenceId: id, kind })],
      rows: [putEvidence({ ...place, id, at, kind, uri, mediaType, sha256, label })],
    };
  },
});
