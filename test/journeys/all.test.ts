// All journeys in one process: they share one system and one browser. One file alone: node --import tsx --test <file>.
import "./renewal.journey.ts";
import "./drafts.journey.ts";
import "./photos.journey.ts";
import "./businesses.journey.ts";
import "./certificates.journey.ts";
import "./withdraw.journey.ts";
import "./in-my-name.journey.ts";
import "./ratings.journey.ts";
import "./complaints.journey.ts";
import "./correct.journey.ts";
import "./verify.journey.ts";
import "./trouble.journey.ts";
import "./lists.journey.ts";
import "./changes.journey.ts";
import "./firm.journey.ts";
import "./province.journey.ts";
import "./accessible.journey.ts";
