import { journeys } from "./journeys.js";

journeys("together");
