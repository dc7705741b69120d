import { Field, InputType } from "type-graphql";
import { OnComplaintInput, resultOf } from "../complaint/mutation.graphql.js";

@InputType({ description: "A reference to evidence." })
export class AttachEvidenceInput extends OnComplaintInput {
  @Field(() => String, { description: "Code of what it is: `photo`, `recording`, `letter` …" })
  kind!: string;

  @Field(() => String, {
    description: "Where the thing itself is kept: an address of http, https, s3, urn or file-store.",
  })
  uri!: string;

  @Field(() => String, { nullable: true, description: "Its media type." })
  mediaType?: string | null;

  @Field(() => String, { nullable: true, description: "SHA-256 of its bytes, in lower-case hex." })
  sha256?: string | null;

  @Field(() => String, { nullable: true, description: "What it is called, up to 200 characters." })
  label?: string | null;
}

export const AttachEvidenceResult = resultOf("AttachEvidence");
