-- Adult Social Care Client Level Data 4.0, corrected 1 December 2026, SQLite: tables.sql
-- Makes the tables that do not exist yet: the code lists, the typed table and the staging table.

CREATE TABLE IF NOT EXISTS cld_list_accommodation_status (
  "value" TEXT NOT NULL,
  "label" TEXT NOT NULL,
  "description" TEXT,
  "position" INTEGER NOT NULL,
  PRIMARY KEY ("value")
);

CREATE TABLE IF NOT EXISTS cld_list_assessment_type (
  "value" TEXT NOT NULL,
  "label" TEXT NOT NULL,
  "description" TEXT,
  "position" INTEGER NOT NULL,
  PRIMARY KEY ("value")
);

CREATE TABLE IF NOT EXISTS cld_list_cost_frequency (
  "value" TEXT NOT NULL,
  "label" TEXT NOT NULL,
  "description" TEXT,
  "position" INTEGER NOT NULL,
  PRIMARY KEY ("value")
);

CREATE TABLE IF NOT EXISTS cld_list_delivery_mechanism (
  "value" TEXT NOT NULL,
  "label" TEXT NOT NULL,
  "description" TEXT,
  "position" INTEGER NOT NULL,
  PRIMARY KEY ("value")
);

CREATE TABLE IF NOT EXISTS cld_list_eligible_needs (
  "value" TEXT NOT NULL,
  "label" TEXT NOT NULL,
  "description" TEXT,
  "position" INTEGER NOT NULL,
  PRIMARY KEY ("value")
);

CREATE TABLE IF NOT EXISTS cld_list_employment_status (
  "value" TEXT NOT NULL,
  "label" TEXT NOT NULL,
  "description" TEXT,
  "position" INTEGER NOT NULL,
  PRIMARY KEY ("value")
);

CREATE TABLE IF NOT EXISTS cld_list_ethnicity (
  "value" TEXT NOT NULL,
  "label" TEXT NOT NULL,
  "description" TEXT,
  "position" INTEGER NOT NULL,
  PRIMARY KEY ("value")
);

CREATE TABLE IF NOT EXISTS cld_list_event_outcome (
  "value" TEXT NOT NULL,
  "label" TEXT NOT NULL,
  "description" TEXT,
  "position" INTEGER NOT NULL,
  PRIMARY KEY ("value")
);

CREATE TABLE IF NOT EXISTS cld_list_event_type (
  "value" TEXT NOT NULL,
  "label" TEXT NOT NULL,
  "description" TEXT,
  "position" INTEGER NOT NULL,
  PRIMARY KEY ("value")
);

CREATE TABLE IF NOT EXISTS cld_list_gender (
  "value" TEXT NOT NULL,
  "label" TEXT NOT NULL,
  "description" TEXT,
  "position" INTEGER NOT NULL,
  PRIMARY KEY ("value")
);

CREATE TABLE IF NOT EXISTS cld_list_hearing_impairment (
  "value" TEXT NOT NULL,
  "label" TEXT NOT NULL,
  "description" TEXT,
  "position" INTEGER NOT NULL,
  PRIMARY KEY ("value")
);

CREATE TABLE IF NOT EXISTS cld_list_informal_carer_involved (
  "value" TEXT NOT NULL,
  "label" TEXT NOT NULL,
  "description" TEXT,
  "position" INTEGER NOT NULL,
  PRIMARY KEY ("value")
);

CREATE TABLE IF NOT EXISTS cld_list_local_authority (
  "value" TEXT NOT NULL,
  "label" TEXT NOT NULL,
  "description" TEXT,
  "position" INTEGER NOT NULL,
  PRIMARY KEY ("value")
);

CREATE TABLE IF NOT EXISTS cld_list_primary_support_reason (
  "value" TEXT NOT NULL,
  "label" TEXT NOT NULL,
  "description" TEXT,
  "position" INTEGER NOT NULL,
  PRIMARY KEY ("value")
);

CREATE TABLE IF NOT EXISTS cld_list_review_outcomes (
  "value" TEXT NOT NULL,
  "label" TEXT NOT NULL,
  "description" TEXT,
  "position" INTEGER NOT NULL,
  PRIMARY KEY ("value")
);

CREATE TABLE IF NOT EXISTS cld_list_review_reason (
  "value" TEXT NOT NULL,
  "label" TEXT NOT NULL,
  "description" TEXT,
  "position" INTEGER NOT NULL,
  PRIMARY KEY ("value")
);

CREATE TABLE IF NOT EXISTS cld_list_route_of_access (
  "value" TEXT NOT NULL,
  "label" TEXT NOT NULL,
  "description" TEXT,
  "position" INTEGER NOT NULL,
  PRIMARY KEY ("value")
);

CREATE TABLE IF NOT EXISTS cld_list_service_component (
  "value" TEXT NOT NULL,
  "label" TEXT NOT NULL,
  "description" TEXT,
  "position" INTEGER NOT NULL,
  PRIMARY KEY ("value")
);

CREATE TABLE IF NOT EXISTS cld_list_service_type (
  "value" TEXT NOT NULL,
  "label" TEXT NOT NULL,
  "description" TEXT,
  "position" INTEGER NOT NULL,
  PRIMARY KEY ("value")
);

CREATE TABLE IF NOT EXISTS cld_list_visual_impairment (
  "value" TEXT NOT NULL,
  "label" TEXT NOT NULL,
  "description" TEXT,
  "position" INTEGER NOT NULL,
  PRIMARY KEY ("value")
);

CREATE TABLE IF NOT EXISTS cld_list_yes_no_not_known (
  "value" TEXT NOT NULL,
  "label" TEXT NOT NULL,
  "description" TEXT,
  "position" INTEGER NOT NULL,
  PRIMARY KEY ("value")
);

CREATE TABLE IF NOT EXISTS cld_list_yes_no (
  "value" TEXT NOT NULL,
  "label" TEXT NOT NULL,
  "description" TEXT,
  "position" INTEGER NOT NULL,
  PRIMARY KEY ("value")
);

CREATE TABLE IF NOT EXISTS cld_event (
  "row_number" BIGINT NOT NULL /* The number of the row in the return. */,
  "la_code" TEXT NOT NULL /* LA Code: The code of the local authority that submits the return. */,
  "reporting_year" TEXT NOT NULL /* Reporting Year: The reporting year that the return is for. */,
  "reporting_period_start_date" TEXT NOT NULL /* Reporting Period Start Date: The first day of the period that the return covers. */,
  "reporting_period_end_date" TEXT NOT NULL /* Reporting Period End Date: The last day of the period that the return covers. */,
  "person_unique_identifier" TEXT NOT NULL /* Person Unique Identifier: An identifier for one person, which links the person's events. */,
  "nhs_number" TEXT /* NHS Number: The person's NHS Number, a national identifier that can be linked to other data. */,
  "first_name" TEXT NOT NULL /* First Name: The person's first name. */,
  "last_name" TEXT NOT NULL /* Last Name: The person's last name. */,
  "gp_practice_name" TEXT /* GP Practice Name: The name of the person's GP practice. */,
  "gp_practice_code" TEXT /* GP Practice Code: The code of the person's GP practice. */,
  "gender" TEXT NOT NULL /* Gender: The person's gender, in line with the EQ-CL standards. */,
  "ethnicity" TEXT NOT NULL /* Ethnicity: The person's ethnic group, in line with the EQ-CL standards. */,
  "date_of_birth" TEXT /* Date of Birth: The day on which the person was born. */,
  "date_of_death" TEXT /* Date of Death: The day on which the person died. */,
  "primary_support_reason" TEXT NOT NULL /* Primary Support Reason: The main reason why the person needs support. */,
  "postcode" TEXT NOT NULL /* Postcode: The postcode of the place where the person normally lives. */,
  "accommodation_status" TEXT /* Accommodation Status: The kind of accommodation that the person lives in. */,
  "employment_status" TEXT /* Employment Status: Whether the person is in paid employment and, if so, for how many hours a week or, if not, why not. */,
  "has_informal_carer" TEXT NOT NULL /* Has Informal Carer: Whether an informal carer supports the person. */,
  "autism_spectrum_disorder" TEXT /* Autism Spectrum Disorder (ASD): Whether the person has an autism spectrum disorder. */,
  "visual_impairment" TEXT /* Visual Impairment: Whether the person's sight is impaired, and how severely. */,
  "hearing_impairment" TEXT /* Hearing Impairment: Whether the person's hearing is impaired, and in what way. */,
  "dementia" TEXT /* Dementia: Whether the person has dementia. */,
  "event_type" TEXT NOT NULL /* Event Type: Which of the four key steps of the social care pathway the row is about: a request, an assessment, a service or a review. */,
  "event_reference" TEXT /* Event Reference: A unique reference for the event. */,
  "event_start_date" TEXT NOT NULL /* Event Start Date: The day on which the event actually started. */,
  "event_end_date" TEXT /* Event End Date: The day on which the event actually ended. */,
  "event_description" TEXT /* Event Description: Free text that describes the event. */,
  "event_outcome" TEXT /* Event Outcome: Why the event ended, or what the next step is. */,
  "route_of_access" TEXT /* Request: Route of Access: How the request for support came to the council. */,
  "assessment_type" TEXT /* Assessment Type: What kind of assessment it was. */,
  "eligible_needs_identified" TEXT /* Eligible Needs Identified: Whether a completed assessment of need found the person eligible under the Care Act. */,
  "informal_carer_involved_in_assessment" TEXT /* Informal Carer involved in Assessment: Whether an informal carer was involved in the person's assessment. */,
  "service_type" TEXT /* Service Type: Which main category of short or long term support the service belongs to. */,
  "service_component" TEXT /* Service Component: What the service consists of, in more detail than its Service Type. */,
  "delivery_mechanism" TEXT /* Delivery Mechanism (Long Term Community or Prison Only): How support in the community or in prison is funded: by a direct payment, a managed personal budget or commissioned support. */,
  "provider_location_name" TEXT /* Provider Location Name: The provider's location name at the Care Quality Commission (CQC). */,
  "provider_cqc_id" TEXT /* Provider CQC ID: The provider's identifier at the Care Quality Commission (CQC). */,
  "review_reason" TEXT /* Review Reason: Why the review took place: as planned, or because of something that happened. */,
  "review_outcomes_achieved" TEXT /* Review Outcomes Achieved: How far the client has achieved their outcomes overall. */,
  "unit_cost" REAL /* Unit Cost (£): The planned gross cost of one unit of the service, in pounds. */,
  "cost_frequency" TEXT /* Cost Frequency / Unit Type: How often the unit cost occurs, such as hourly, weekly or once. */,
  "planned_units_per_week" REAL /* Planned units per week: How many sessions, hours or days of the service are planned each week. */,
  "full_cost_client" TEXT /* Full cost client: Whether the client pays the full direct costs of the services that the council arranges. */,
  PRIMARY KEY ("row_number"),
  CONSTRAINT "la_code.list" FOREIGN KEY ("la_code") REFERENCES cld_list_local_authority ("value"),
  CONSTRAINT "reporting_period_start_date.type" CHECK ("reporting_period_start_date" IS NULL OR (COALESCE(DATE("reporting_period_start_date", '+0 days') = "reporting_period_start_date", 0))),
  CONSTRAINT "reporting_period_end_date.type" CHECK ("reporting_period_end_date" IS NULL OR (COALESCE(DATE("reporting_period_end_date", '+0 days') = "reporting_period_end_date", 0))),
  CONSTRAINT "gender.list" FOREIGN KEY ("gender") REFERENCES cld_list_gender ("value"),
  CONSTRAINT "ethnicity.list" FOREIGN KEY ("ethnicity") REFERENCES cld_list_ethnicity ("value"),
  CONSTRAINT "date_of_birth.type" CHECK ("date_of_birth" IS NULL OR (COALESCE(DATE("date_of_birth", '+0 days') = "date_of_birth", 0))),
  CONSTRAINT "date_of_death.type" CHECK ("date_of_death" IS NULL OR (COALESCE(DATE("date_of_death", '+0 days') = "date_of_death", 0))),
  CONSTRAINT "primary_support_reason.list" FOREIGN KEY ("primary_support_reason") REFERENCES cld_list_primary_support_reason ("value"),
  CONSTRAINT "accommodation_status.list" FOREIGN KEY ("accommodation_status") REFERENCES cld_list_accommodation_status ("value"),
  CONSTRAINT "accommodation_status.required" CHECK (("primary_support_reason" <> 'Learning Disability Support' OR ((CAST(SUBSTR("reporting_period_end_date", 1, 4) AS INTEGER) - CAST(SUBSTR("date_of_birth", 1, 4) AS INTEGER) - CASE WHEN CAST(SUBSTR("reporting_period_end_date", 6, 2) AS INTEGER) * 100 + CAST(SUBSTR("reporting_period_end_date", 9, 2) AS INTEGER) < CAST(SUBSTR("date_of_birth", 6, 2) AS INTEGER) * 100 + CAST(SUBSTR("date_of_birth", 9, 2) AS INTEGER) THEN 1 ELSE 0 END) < 18 OR (CAST(SUBSTR("reporting_period_end_date", 1, 4) AS INTEGER) - CAST(SUBSTR("date_of_birth", 1, 4) AS INTEGER) - CASE WHEN CAST(SUBSTR("reporting_period_end_date", 6, 2) AS INTEGER) * 100 + CAST(SUBSTR("reporting_period_end_date", 9, 2) AS INTEGER) < CAST(SUBSTR("date_of_birth", 6, 2) AS INTEGER) * 100 + CAST(SUBSTR("date_of_birth", 9, 2) AS INTEGER) THEN 1 ELSE 0 END) > 64)) OR "accommodation_status" IS NOT NULL),
  CONSTRAINT "employment_status.list" FOREIGN KEY ("employment_status") REFERENCES cld_list_employment_status ("value"),
  CONSTRAINT "employment_status.required" CHECK (("primary_support_reason" <> 'Learning Disability Support' OR ((CAST(SUBSTR("reporting_period_end_date", 1, 4) AS INTEGER) - CAST(SUBSTR("date_of_birth", 1, 4) AS INTEGER) - CASE WHEN CAST(SUBSTR("reporting_period_end_date", 6, 2) AS INTEGER) * 100 + CAST(SUBSTR("reporting_period_end_date", 9, 2) AS INTEGER) < CAST(SUBSTR("date_of_birth", 6, 2) AS INTEGER) * 100 + CAST(SUBSTR("date_of_birth", 9, 2) AS INTEGER) THEN 1 ELSE 0 END) < 18 OR (CAST(SUBSTR("reporting_period_end_date", 1, 4) AS INTEGER) - CAST(SUBSTR("date_of_birth", 1, 4) AS INTEGER) - CASE WHEN CAST(SUBSTR("reporting_period_end_date", 6, 2) AS INTEGER) * 100 + CAST(SUBSTR("reporting_period_end_date", 9, 2) AS INTEGER) < CAST(SUBSTR("date_of_birth", 6, 2) AS INTEGER) * 100 + CAST(SUBSTR("date_of_birth", 9, 2) AS INTEGER) THEN 1 ELSE 0 END) > 64)) OR "employment_status" IS NOT NULL),
  CONSTRAINT "has_informal_carer.list" FOREIGN KEY ("has_informal_carer") REFERENCES cld_list_yes_no_not_known ("value"),
  CONSTRAINT "autism_spectrum_disorder.list" FOREIGN KEY ("autism_spectrum_disorder") REFERENCES cld_list_yes_no_not_known ("value"),
  CONSTRAINT "visual_impairment.list" FOREIGN KEY ("visual_impairment") REFERENCES cld_list_visual_impairment ("value"),
  CONSTRAINT "hearing_impairment.list" FOREIGN KEY ("hearing_impairment") REFERENCES cld_list_hearing_impairment ("value"),
  CONSTRAINT "dementia.list" FOREIGN KEY ("dementia") REFERENCES cld_list_yes_no_not_known ("value"),
  CONSTRAINT "event_type.list" FOREIGN KEY ("event_type") REFERENCES cld_list_event_type ("value"),
  CONSTRAINT "event_start_date.type" CHECK ("event_start_date" IS NULL OR (COALESCE(DATE("event_start_date", '+0 days') = "event_start_date", 0))),
  CONSTRAINT "event_end_date.type" CHECK ("event_end_date" IS NULL OR (COALESCE(DATE("event_end_date", '+0 days') = "event_end_date", 0))),
  CONSTRAINT "event_end_date.required" CHECK ("event_outcome" IS NULL OR "event_end_date" IS NOT NULL),
  CONSTRAINT "event_outcome.list" FOREIGN KEY ("event_outcome") REFERENCES cld_list_event_outcome ("value"),
  CONSTRAINT "event_outcome.required" CHECK ("event_end_date" IS NULL OR "event_outcome" IS NOT NULL),
  CONSTRAINT "route_of_access.list" FOREIGN KEY ("route_of_access") REFERENCES cld_list_route_of_access ("value"),
  CONSTRAINT "route_of_access.required" CHECK ("event_type" <> 'Request' OR "route_of_access" IS NOT NULL),
  CONSTRAINT "route_of_access.applies" CHECK ("event_type" = 'Request' OR "route_of_access" IS NULL),
  CONSTRAINT "assessment_type.list" FOREIGN KEY ("assessment_type") REFERENCES cld_list_assessment_type ("value"),
  CONSTRAINT "assessment_type.required" CHECK ("event_type" <> 'Assessment' OR "assessment_type" IS NOT NULL),
  CONSTRAINT "assessment_type.applies" CHECK ("event_type" = 'Assessment' OR "assessment_type" IS NULL),
  CONSTRAINT "eligible_needs_identified.list" FOREIGN KEY ("eligible_needs_identified") REFERENCES cld_list_eligible_needs ("value"),
  CONSTRAINT "eligible_needs_identified.applies" CHECK ("event_type" = 'Assessment' OR "eligible_needs_identified" IS NULL),
  CONSTRAINT "informal_carer_involved_in_assessment.list" FOREIGN KEY ("informal_carer_involved_in_assessment") REFERENCES cld_list_informal_carer_involved ("value"),
  CONSTRAINT "informal_carer_involved_in_assessment.applies" CHECK ("event_type" = 'Assessment' OR "informal_carer_involved_in_assessment" IS NULL),
  CONSTRAINT "service_type.list" FOREIGN KEY ("service_type") REFERENCES cld_list_service_type ("value"),
  CONSTRAINT "service_type.required" CHECK ("event_type" <> 'Service' OR "service_type" IS NOT NULL),
  CONSTRAINT "service_type.applies" CHECK ("event_type" = 'Service' OR "service_type" IS NULL),
  CONSTRAINT "service_component.list" FOREIGN KEY ("service_component") REFERENCES cld_list_service_component ("value"),
  CONSTRAINT "service_component.required" CHECK ("event_type" <> 'Service' OR "service_component" IS NOT NULL),
  CONSTRAINT "service_component.applies" CHECK ("event_type" = 'Service' OR "service_component" IS NULL),
  CONSTRAINT "delivery_mechanism.list" FOREIGN KEY ("delivery_mechanism") REFERENCES cld_list_delivery_mechanism ("value"),
  CONSTRAINT "delivery_mechanism.required" CHECK (("event_type" <> 'Service' OR "service_type" <> 'Long Term Support: Community') OR "delivery_mechanism" IS NOT NULL),
  CONSTRAINT "delivery_mechanism.applies" CHECK ("event_type" = 'Service' OR "delivery_mechanism" IS NULL),
  CONSTRAINT "provider_location_name.applies" CHECK ("event_type" = 'Service' OR "provider_location_name" IS NULL),
  CONSTRAINT "provider_cqc_id.applies" CHECK ("event_type" = 'Service' OR "provider_cqc_id" IS NULL),
  CONSTRAINT "review_reason.list" FOREIGN KEY ("review_reason") REFERENCES cld_list_review_reason ("value"),
  CONSTRAINT "review_reason.required" CHECK ("event_type" <> 'Review' OR "review_reason" IS NOT NULL),
  CONSTRAINT "review_reason.applies" CHECK ("event_type" = 'Review' OR "review_reason" IS NULL),
  CONSTRAINT "review_outcomes_achieved.list" FOREIGN KEY ("review_outcomes_achieved") REFERENCES cld_list_review_outcomes ("value"),
  CONSTRAINT "review_outcomes_achieved.applies" CHECK ("event_type" = 'Review' OR "review_outcomes_achieved" IS NULL),
  CONSTRAINT "unit_cost.type" CHECK ("unit_cost" IS NULL OR (TYPEOF("unit_cost") IN ('integer', 'real'))),
  CONSTRAINT "unit_cost.applies" CHECK ("event_type" = 'Service' OR "unit_cost" IS NULL),
  CONSTRAINT "cost_frequency.list" FOREIGN KEY ("cost_frequency") REFERENCES cld_list_cost_frequency ("value"),
  CONSTRAINT "cost_frequency.applies" CHECK ("event_type" = 'Service' OR "cost_frequency" IS NULL),
  CONSTRAINT "planned_units_per_week.type" CHECK ("planned_units_per_week" IS NULL OR (TYPEOF("planned_units_per_week") IN ('integer', 'real'))),
  CONSTRAINT "planned_units_per_week.applies" CHECK ("event_type" = 'Service' OR "planned_units_per_week" IS NULL),
  CONSTRAINT "full_cost_client.list" FOREIGN KEY ("full_cost_client") REFERENCES cld_list_yes_no ("value"),
  CONSTRAINT "full_cost_client.applies" CHECK ("event_type" = 'Service' OR "full_cost_client" IS NULL),
  CONSTRAINT "COST-01" CHECK (("cost_frequency" IN ('Per Session', 'Hourly', 'Daily')) OR "planned_units_per_week" IS NULL),
  CONSTRAINT "EVT-01" CHECK ("event_start_date" <= "reporting_period_end_date"),
  CONSTRAINT "EVT-02" CHECK ("event_end_date" >= "reporting_period_start_date"),
  CONSTRAINT "EVT-03" CHECK ("event_end_date" >= "event_start_date"),
  CONSTRAINT "EVT-07" CHECK (("event_type" = 'Review' AND "event_outcome" = 'Progress to Support Planning / Services') OR (("event_type" = 'Request' AND "event_outcome" IN ('Progress to Reablement/ST-Max', 'Progress to Assessment / Unplanned Review', 'Progress to Support Planning / Services', 'Progress to End of Life Care', 'NFA - Deceased', 'NFA - Moved to another LA', 'NFA - 100% NHS funded care', 'NFA - Information & Advice / Signposting only', 'NFA - Self-funded client (inc 12wk disregard)', 'NFA - Support declined', 'NFA - No services offered: Other reason')) OR ("event_type" = 'Assessment' AND "event_outcome" IN ('Progress to Reablement/ST-Max', 'Progress to Support Planning / Services', 'Progress to End of Life Care', 'NFA - Deceased', 'NFA - Moved to another LA', 'NFA - 100% NHS funded care', 'NFA - Information & Advice / Signposting only', 'NFA - Self-funded client (inc 12wk disregard)', 'NFA - Support declined', 'NFA - No services offered: Other reason')) OR ("event_type" = 'Review' AND "event_outcome" IN ('Progress to Reablement/ST-Max', 'Progress to Re-assessment', 'Progress to End of Life Care', 'No change in package', 'NFA - Deceased', 'NFA - Moved to another LA', 'NFA - 100% NHS funded care', 'NFA - Self-funded client (inc 12wk disregard)', 'NFA - Support declined', 'NFA - Support ended: Other reason')) OR ("event_type" = 'Service' AND "event_outcome" IN ('Admitted to hospital', 'Progress to End of Life Care', 'NFA - Deceased', 'NFA - Moved to another LA', 'NFA - 100% NHS funded care', 'NFA - Information & Advice / Signposting only', 'NFA - Self-funded client (inc 12wk disregard)', 'NFA - Support declined', 'NFA - Support ended: Other reason', 'NFA - No services offered: Other reason', 'Service ended as planned')))),
  CONSTRAINT "EVT-08" UNIQUE ("event_reference"),
  CONSTRAINT "EVT-12" CHECK (("date_of_death" IS NOT NULL AND "date_of_death" < "date_of_birth") OR "event_start_date" >= "date_of_birth"),
  CONSTRAINT "PER-01" CHECK ((CAST(SUBSTR("reporting_period_end_date", 1, 4) AS INTEGER) - CAST(SUBSTR("date_of_birth", 1, 4) AS INTEGER) - CASE WHEN CAST(SUBSTR("reporting_period_end_date", 6, 2) AS INTEGER) * 100 + CAST(SUBSTR("reporting_period_end_date", 9, 2) AS INTEGER) < CAST(SUBSTR("date_of_birth", 6, 2) AS INTEGER) * 100 + CAST(SUBSTR("date_of_birth", 9, 2) AS INTEGER) THEN 1 ELSE 0 END) >= 18),
  CONSTRAINT "PER-03" CHECK ("date_of_death" >= "date_of_birth")
);

CREATE TABLE IF NOT EXISTS cld_staging (
  "la_code" TEXT,
  "reporting_year" TEXT,
  "reporting_period_start_date" TEXT,
  "reporting_period_end_date" TEXT,
  "person_unique_identifier" TEXT,
  "nhs_number" TEXT,
  "first_name" TEXT,
  "last_name" TEXT,
  "gp_practice_name" TEXT,
  "gp_practice_code" TEXT,
  "gender" TEXT,
  "ethnicity" TEXT,
  "date_of_birth" TEXT,
  "date_of_death" TEXT,
  "primary_support_reason" TEXT,
  "postcode" TEXT,
  "accommodation_status" TEXT,
  "employment_status" TEXT,
  "has_informal_carer" TEXT,
  "autism_spectrum_disorder" TEXT,
  "visual_impairment" TEXT,
  "hearing_impairment" TEXT,
  "dementia" TEXT,
  "event_type" TEXT,
  "event_reference" TEXT,
  "event_start_date" TEXT,
  "event_end_date" TEXT,
  "event_description" TEXT,
  "event_outcome" TEXT,
  "route_of_access" TEXT,
  "assessment_type" TEXT,
  "eligible_needs_identified" TEXT,
  "informal_carer_involved_in_assessment" TEXT,
  "service_type" TEXT,
  "service_component" TEXT,
  "delivery_mechanism" TEXT,
  "provider_location_name" TEXT,
  "provider_cqc_id" TEXT,
  "review_reason" TEXT,
  "review_outcomes_achieved" TEXT,
  "unit_cost" TEXT,
  "cost_frequency" TEXT,
  "planned_units_per_week" TEXT,
  "full_cost_client" TEXT
);
