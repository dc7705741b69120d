import { journeys } from "./journeys.js";

journeys("apart");
