-- Adult Social Care Client Level Data 4.0, corrected 1 December 2026, PostgreSQL: tables.sql
-- Makes the tables that do not exist yet: the code lists, the typed table and the staging table.

SET client_encoding = 'UTF8'; -- whatever the terminal has

CREATE TABLE IF NOT EXISTS cld_list_accommodation_status (
  "value" TEXT NOT NULL,
  "label" TEXT NOT NULL,
  "description" TEXT,
  "position" INTEGER NOT NULL,
  PRIMARY KEY ("value")
);

COMMENT ON TABLE cld_list_accommodation_status IS 'Where the person lives. The values feed ASCOF 1G, the proportion of adults with a learning disability who live in their own home or with their family.';

CREATE TABLE IF NOT EXISTS cld_list_assessment_type (
  "value" TEXT NOT NULL,
  "label" TEXT NOT NULL,
  "description" TEXT,
  "position" INTEGER NOT NULL,
  PRIMARY KEY ("value")
);

COMMENT ON TABLE cld_list_assessment_type IS 'The kinds of assessment. Use Event Description for the name that your own system gives the assessment.';

CREATE TABLE IF NOT EXISTS cld_list_cost_frequency (
  "value" TEXT NOT NULL,
  "label" TEXT NOT NULL,
  "description" TEXT,
  "position" INTEGER NOT NULL,
  PRIMARY KEY ("value")
);

COMMENT ON TABLE cld_list_cost_frequency IS 'How often the unit cost occurs.';

CREATE TABLE IF NOT EXISTS cld_list_delivery_mechanism (
  "value" TEXT NOT NULL,
  "label" TEXT NOT NULL,
  "description" TEXT,
  "position" INTEGER NOT NULL,
  PRIMARY KEY ("value")
);

COMMENT ON TABLE cld_list_delivery_mechanism IS 'How care in the community or in prison is funded. CASSR stands for council with adult social services responsibility. SALT''s part direct payment is not a value, because it is worked out centrally from the client''s services.';

CREATE TABLE IF NOT EXISTS cld_list_eligible_needs (
  "value" TEXT NOT NULL,
  "label" TEXT NOT NULL,
  "description" TEXT,
  "position" INTEGER NOT NULL,
  PRIMARY KEY ("value")
);

COMMENT ON TABLE cld_list_eligible_needs IS 'The eligibility under the Care Act that a completed assessment of need found.';

CREATE TABLE IF NOT EXISTS cld_list_employment_status (
  "value" TEXT NOT NULL,
  "label" TEXT NOT NULL,
  "description" TEXT,
  "position" INTEGER NOT NULL,
  PRIMARY KEY ("value")
);

COMMENT ON TABLE cld_list_employment_status IS 'Whether the person is in paid employment. The values feed ASCOF 1E, the proportion of adults with a learning disability in paid employment.';

CREATE TABLE IF NOT EXISTS cld_list_ethnicity (
  "value" TEXT NOT NULL,
  "label" TEXT NOT NULL,
  "description" TEXT,
  "position" INTEGER NOT NULL,
  PRIMARY KEY ("value")
);

COMMENT ON TABLE cld_list_ethnicity IS 'The values of Ethnicity. They follow the EQ-CL standards, so that returns can be aggregated to the SALT tables.';

CREATE TABLE IF NOT EXISTS cld_list_event_outcome (
  "value" TEXT NOT NULL,
  "label" TEXT NOT NULL,
  "description" TEXT,
  "position" INTEGER NOT NULL,
  PRIMARY KEY ("value")
);

COMMENT ON TABLE cld_list_event_outcome IS 'The values of Event Outcome, the known result of an event or the next step after it. A value that begins with NFA says that this workflow stops here for the client and no further event follows, so that it is itself the SALT sequel; these values exclude each other. After any other value something else happens, and the sequel is found from the events that follow. Some values are there for reviews, whose sequels could not be worked out without them.';

CREATE TABLE IF NOT EXISTS cld_list_event_type (
  "value" TEXT NOT NULL,
  "label" TEXT NOT NULL,
  "description" TEXT,
  "position" INTEGER NOT NULL,
  PRIMARY KEY ("value")
);

COMMENT ON TABLE cld_list_event_type IS 'The four key steps of the social care pathway.';

CREATE TABLE IF NOT EXISTS cld_list_gender (
  "value" TEXT NOT NULL,
  "label" TEXT NOT NULL,
  "description" TEXT,
  "position" INTEGER NOT NULL,
  PRIMARY KEY ("value")
);

COMMENT ON TABLE cld_list_gender IS 'The values follow the EQ-CL standards, so that returns can be aggregated to the SALT tables. In the longer term the collection will follow the national convention for gender classification.';

CREATE TABLE IF NOT EXISTS cld_list_hearing_impairment (
  "value" TEXT NOT NULL,
  "label" TEXT NOT NULL,
  "description" TEXT,
  "position" INTEGER NOT NULL,
  PRIMARY KEY ("value")
);

COMMENT ON TABLE cld_list_hearing_impairment IS 'The values of Hearing Impairment, the status taken from SSDA902. The client need not have a formal diagnosis or registration.';

CREATE TABLE IF NOT EXISTS cld_list_informal_carer_involved (
  "value" TEXT NOT NULL,
  "label" TEXT NOT NULL,
  "description" TEXT,
  "position" INTEGER NOT NULL,
  PRIMARY KEY ("value")
);

COMMENT ON TABLE cld_list_informal_carer_involved IS 'The values of Informal Carer involved in Assessment.';

CREATE TABLE IF NOT EXISTS cld_list_local_authority (
  "value" TEXT NOT NULL,
  "label" TEXT NOT NULL,
  "description" TEXT,
  "position" INTEGER NOT NULL,
  PRIMARY KEY ("value")
);

COMMENT ON TABLE cld_list_local_authority IS 'The codes of the 151 local authorities on the template''s LAs sheet, with their names, in the order of the sheet.';

CREATE TABLE IF NOT EXISTS cld_list_primary_support_reason (
  "value" TEXT NOT NULL,
  "label" TEXT NOT NULL,
  "description" TEXT,
  "position" INTEGER NOT NULL,
  PRIMARY KEY ("value")
);

COMMENT ON TABLE cld_list_primary_support_reason IS 'The values of Primary Support Reason (PSR), unchanged from SALT and EQ-CL.';

CREATE TABLE IF NOT EXISTS cld_list_review_outcomes (
  "value" TEXT NOT NULL,
  "label" TEXT NOT NULL,
  "description" TEXT,
  "position" INTEGER NOT NULL,
  PRIMARY KEY ("value")
);

COMMENT ON TABLE cld_list_review_outcomes IS 'How far the client has achieved their outcomes overall. The values are equivalent to those of the MSP table of the SAC return.';

CREATE TABLE IF NOT EXISTS cld_list_review_reason (
  "value" TEXT NOT NULL,
  "label" TEXT NOT NULL,
  "description" TEXT,
  "position" INTEGER NOT NULL,
  PRIMARY KEY ("value")
);

COMMENT ON TABLE cld_list_review_reason IS 'The values of Review Reason, which SALT calls the Significant Event.';

CREATE TABLE IF NOT EXISTS cld_list_route_of_access (
  "value" TEXT NOT NULL,
  "label" TEXT NOT NULL,
  "description" TEXT,
  "position" INTEGER NOT NULL,
  PRIMARY KEY ("value")
);

COMMENT ON TABLE cld_list_route_of_access IS 'How a request for support came to the council. The values build on those of SALT. The guidance speaks of two new values, but marks only Discharge from Reablement as new.';

CREATE TABLE IF NOT EXISTS cld_list_service_component (
  "value" TEXT NOT NULL,
  "label" TEXT NOT NULL,
  "description" TEXT,
  "position" INTEGER NOT NULL,
  PRIMARY KEY ("value")
);

COMMENT ON TABLE cld_list_service_component IS 'What a service consists of, in more detail than its Service Type. The guidance lists these components and does not define them.';

CREATE TABLE IF NOT EXISTS cld_list_service_type (
  "value" TEXT NOT NULL,
  "label" TEXT NOT NULL,
  "description" TEXT,
  "position" INTEGER NOT NULL,
  PRIMARY KEY ("value")
);

COMMENT ON TABLE cld_list_service_type IS 'The main categories of short and long term support in the SALT return.';

CREATE TABLE IF NOT EXISTS cld_list_visual_impairment (
  "value" TEXT NOT NULL,
  "label" TEXT NOT NULL,
  "description" TEXT,
  "position" INTEGER NOT NULL,
  PRIMARY KEY ("value")
);

COMMENT ON TABLE cld_list_visual_impairment IS 'The values of Visual Impairment, the status taken from SSDA902. The client need not have a formal diagnosis or registration.';

CREATE TABLE IF NOT EXISTS cld_list_yes_no_not_known (
  "value" TEXT NOT NULL,
  "label" TEXT NOT NULL,
  "description" TEXT,
  "position" INTEGER NOT NULL,
  PRIMARY KEY ("value")
);

COMMENT ON TABLE cld_list_yes_no_not_known IS 'The values of Has Informal Carer, Autism Spectrum Disorder (ASD) and Dementia, as the template lists them. For Not known, the guidance has Unknown with two of the items and Don''t know with the third.';

CREATE TABLE IF NOT EXISTS cld_list_yes_no (
  "value" TEXT NOT NULL,
  "label" TEXT NOT NULL,
  "description" TEXT,
  "position" INTEGER NOT NULL,
  PRIMARY KEY ("value")
);

COMMENT ON TABLE cld_list_yes_no IS 'The values of Full cost client.';

CREATE TABLE IF NOT EXISTS cld_event (
  "row_number" BIGINT NOT NULL,
  "la_code" TEXT NOT NULL,
  "reporting_year" TEXT NOT NULL,
  "reporting_period_start_date" DATE NOT NULL,
  "reporting_period_end_date" DATE NOT NULL,
  "person_unique_identifier" TEXT NOT NULL,
  "nhs_number" TEXT,
  "first_name" TEXT NOT NULL,
  "last_name" TEXT NOT NULL,
  "gp_practice_name" TEXT,
  "gp_practice_code" TEXT,
  "gender" TEXT NOT NULL,
  "ethnicity" TEXT NOT NULL,
  "date_of_birth" DATE,
  "date_of_death" DATE,
  "primary_support_reason" TEXT NOT NULL,
  "postcode" TEXT NOT NULL,
  "accommodation_status" TEXT,
  "employment_status" TEXT,
  "has_informal_carer" TEXT NOT NULL,
  "autism_spectrum_disorder" TEXT,
  "visual_impairment" TEXT,
  "hearing_impairment" TEXT,
  "dementia" TEXT,
  "event_type" TEXT NOT NULL,
  "event_reference" TEXT,
  "event_start_date" DATE NOT NULL,
  "event_end_date" DATE,
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
  "unit_cost" DECIMAL(12, 2),
  "cost_frequency" TEXT,
  "planned_units_per_week" DECIMAL(12, 2),
  "full_cost_client" TEXT,
  PRIMARY KEY ("row_number"),
  CONSTRAINT "la_code.list" FOREIGN KEY ("la_code") REFERENCES cld_list_local_authority ("value"),
  CONSTRAINT "gender.list" FOREIGN KEY ("gender") REFERENCES cld_list_gender ("value"),
  CONSTRAINT "ethnicity.list" FOREIGN KEY ("ethnicity") REFERENCES cld_list_ethnicity ("value"),
  CONSTRAINT "primary_support_reason.list" FOREIGN KEY ("primary_support_reason") REFERENCES cld_list_primary_support_reason ("value"),
  CONSTRAINT "accommodation_status.list" FOREIGN KEY ("accommodation_status") REFERENCES cld_list_accommodation_status ("value"),
  CONSTRAINT "accommodation_status.required" CHECK (("primary_support_reason" <> 'Learning Disability Support' OR ((EXTRACT(YEAR FROM "reporting_period_end_date") - EXTRACT(YEAR FROM "date_of_birth") - CASE WHEN EXTRACT(MONTH FROM "reporting_period_end_date") * 100 + EXTRACT(DAY FROM "reporting_period_end_date") < EXTRACT(MONTH FROM "date_of_birth") * 100 + EXTRACT(DAY FROM "date_of_birth") THEN 1 ELSE 0 END) < 18 OR (EXTRACT(YEAR FROM "reporting_period_end_date") - EXTRACT(YEAR FROM "date_of_birth") - CASE WHEN EXTRACT(MONTH FROM "reporting_period_end_date") * 100 + EXTRACT(DAY FROM "reporting_period_end_date") < EXTRACT(MONTH FROM "date_of_birth") * 100 + EXTRACT(DAY FROM "date_of_birth") THEN 1 ELSE 0 END) > 64)) OR "accommodation_status" IS NOT NULL),
  CONSTRAINT "employment_status.list" FOREIGN KEY ("employment_status") REFERENCES cld_list_employment_status ("value"),
  CONSTRAINT "employment_status.required" CHECK (("primary_support_reason" <> 'Learning Disability Support' OR ((EXTRACT(YEAR FROM "reporting_period_end_date") - EXTRACT(YEAR FROM "date_of_birth") - CASE WHEN EXTRACT(MONTH FROM "reporting_period_end_date") * 100 + EXTRACT(DAY FROM "reporting_period_end_date") < EXTRACT(MONTH FROM "date_of_birth") * 100 + EXTRACT(DAY FROM "date_of_birth") THEN 1 ELSE 0 END) < 18 OR (EXTRACT(YEAR FROM "reporting_period_end_date") - EXTRACT(YEAR FROM "date_of_birth") - CASE WHEN EXTRACT(MONTH FROM "reporting_period_end_date") * 100 + EXTRACT(DAY FROM "reporting_period_end_date") < EXTRACT(MONTH FROM "date_of_birth") * 100 + EXTRACT(DAY FROM "date_of_birth") THEN 1 ELSE 0 END) > 64)) OR "employment_status" IS NOT NULL),
  CONSTRAINT "has_informal_carer.list" FOREIGN KEY ("has_informal_carer") REFERENCES cld_list_yes_no_not_known ("value"),
  CONSTRAINT "autism_spectrum_disorder.list" FOREIGN KEY ("autism_spectrum_disorder") REFERENCES cld_list_yes_no_not_known ("value"),
  CONSTRAINT "visual_impairment.list" FOREIGN KEY ("visual_impairment") REFERENCES cld_list_visual_impairment ("value"),
  CONSTRAINT "hearing_impairment.list" FOREIGN KEY ("hearing_impairment") REFERENCES cld_list_hearing_impairment ("value"),
  CONSTRAINT "dementia.list" FOREIGN KEY ("dementia") REFERENCES cld_list_yes_no_not_known ("value"),
  CONSTRAINT "event_type.list" FOREIGN KEY ("event_type") REFERENCES cld_list_event_type ("value"),
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
  CONSTRAINT "unit_cost.applies" CHECK ("event_type" = 'Service' OR "unit_cost" IS NULL),
  CONSTRAINT "cost_frequency.list" FOREIGN KEY ("cost_frequency") REFERENCES cld_list_cost_frequency ("value"),
  CONSTRAINT "cost_frequency.applies" CHECK ("event_type" = 'Service' OR "cost_frequency" IS NULL),
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
  CONSTRAINT "PER-01" CHECK ((EXTRACT(YEAR FROM "reporting_period_end_date") - EXTRACT(YEAR FROM "date_of_birth") - CASE WHEN EXTRACT(MONTH FROM "reporting_period_end_date") * 100 + EXTRACT(DAY FROM "reporting_period_end_date") < EXTRACT(MONTH FROM "date_of_birth") * 100 + EXTRACT(DAY FROM "date_of_birth") THEN 1 ELSE 0 END) >= 18),
  CONSTRAINT "PER-03" CHECK ("date_of_death" >= "date_of_birth")
);

COMMENT ON TABLE cld_event IS 'One row is one event in an adult''s path through social care: a request, an assessment, a service or a review. Every row also says who submitted it and for which period, and repeats the details of the person that the event is about. Which of the other sections a row fills depends on its Event Type. The documents prescribe no key by which an event without an Event Reference is recognised in a later return. The keys used here are a choice of this specification (D-080).';

COMMENT ON COLUMN cld_event."la_code" IS 'LA Code: The code of the local authority that submits the return.';

COMMENT ON COLUMN cld_event."reporting_year" IS 'Reporting Year: The reporting year that the return is for.';

COMMENT ON COLUMN cld_event."reporting_period_start_date" IS 'Reporting Period Start Date: The first day of the period that the return covers.';

COMMENT ON COLUMN cld_event."reporting_period_end_date" IS 'Reporting Period End Date: The last day of the period that the return covers.';

COMMENT ON COLUMN cld_event."person_unique_identifier" IS 'Person Unique Identifier: An identifier for one person, which links the person''s events.';

COMMENT ON COLUMN cld_event."nhs_number" IS 'NHS Number: The person''s NHS Number, a national identifier that can be linked to other data.';

COMMENT ON COLUMN cld_event."first_name" IS 'First Name: The person''s first name.';

COMMENT ON COLUMN cld_event."last_name" IS 'Last Name: The person''s last name.';

COMMENT ON COLUMN cld_event."gp_practice_name" IS 'GP Practice Name: The name of the person''s GP practice.';

COMMENT ON COLUMN cld_event."gp_practice_code" IS 'GP Practice Code: The code of the person''s GP practice.';

COMMENT ON COLUMN cld_event."gender" IS 'Gender: The person''s gender, in line with the EQ-CL standards.';

COMMENT ON COLUMN cld_event."ethnicity" IS 'Ethnicity: The person''s ethnic group, in line with the EQ-CL standards.';

COMMENT ON COLUMN cld_event."date_of_birth" IS 'Date of Birth: The day on which the person was born.';

COMMENT ON COLUMN cld_event."date_of_death" IS 'Date of Death: The day on which the person died.';

COMMENT ON COLUMN cld_event."primary_support_reason" IS 'Primary Support Reason: The main reason why the person needs support.';

COMMENT ON COLUMN cld_event."postcode" IS 'Postcode: The postcode of the place where the person normally lives.';

COMMENT ON COLUMN cld_event."accommodation_status" IS 'Accommodation Status: The kind of accommodation that the person lives in.';

COMMENT ON COLUMN cld_event."employment_status" IS 'Employment Status: Whether the person is in paid employment and, if so, for how many hours a week or, if not, why not.';

COMMENT ON COLUMN cld_event."has_informal_carer" IS 'Has Informal Carer: Whether an informal carer supports the person.';

COMMENT ON COLUMN cld_event."autism_spectrum_disorder" IS 'Autism Spectrum Disorder (ASD): Whether the person has an autism spectrum disorder.';

COMMENT ON COLUMN cld_event."visual_impairment" IS 'Visual Impairment: Whether the person''s sight is impaired, and how severely.';

COMMENT ON COLUMN cld_event."hearing_impairment" IS 'Hearing Impairment: Whether the person''s hearing is impaired, and in what way.';

COMMENT ON COLUMN cld_event."dementia" IS 'Dementia: Whether the person has dementia.';

COMMENT ON COLUMN cld_event."event_type" IS 'Event Type: Which of the four key steps of the social care pathway the row is about: a request, an assessment, a service or a review.';

COMMENT ON COLUMN cld_event."event_reference" IS 'Event Reference: A unique reference for the event.';

COMMENT ON COLUMN cld_event."event_start_date" IS 'Event Start Date: The day on which the event actually started.';

COMMENT ON COLUMN cld_event."event_end_date" IS 'Event End Date: The day on which the event actually ended.';

COMMENT ON COLUMN cld_event."event_description" IS 'Event Description: Free text that describes the event.';

COMMENT ON COLUMN cld_event."event_outcome" IS 'Event Outcome: Why the event ended, or what the next step is.';

COMMENT ON COLUMN cld_event."route_of_access" IS 'Request: Route of Access: How the request for support came to the council.';

COMMENT ON COLUMN cld_event."assessment_type" IS 'Assessment Type: What kind of assessment it was.';

COMMENT ON COLUMN cld_event."eligible_needs_identified" IS 'Eligible Needs Identified: Whether a completed assessment of need found the person eligible under the Care Act.';

COMMENT ON COLUMN cld_event."informal_carer_involved_in_assessment" IS 'Informal Carer involved in Assessment: Whether an informal carer was involved in the person''s assessment.';

COMMENT ON COLUMN cld_event."service_type" IS 'Service Type: Which main category of short or long term support the service belongs to.';

COMMENT ON COLUMN cld_event."service_component" IS 'Service Component: What the service consists of, in more detail than its Service Type.';

COMMENT ON COLUMN cld_event."delivery_mechanism" IS 'Delivery Mechanism (Long Term Community or Prison Only): How support in the community or in prison is funded: by a direct payment, a managed personal budget or commissioned support.';

COMMENT ON COLUMN cld_event."provider_location_name" IS 'Provider Location Name: The provider''s location name at the Care Quality Commission (CQC).';

COMMENT ON COLUMN cld_event."provider_cqc_id" IS 'Provider CQC ID: The provider''s identifier at the Care Quality Commission (CQC).';

COMMENT ON COLUMN cld_event."review_reason" IS 'Review Reason: Why the review took place: as planned, or because of something that happened.';

COMMENT ON COLUMN cld_event."review_outcomes_achieved" IS 'Review Outcomes Achieved: How far the client has achieved their outcomes overall.';

COMMENT ON COLUMN cld_event."unit_cost" IS 'Unit Cost (£): The planned gross cost of one unit of the service, in pounds.';

COMMENT ON COLUMN cld_event."cost_frequency" IS 'Cost Frequency / Unit Type: How often the unit cost occurs, such as hourly, weekly or once.';

COMMENT ON COLUMN cld_event."planned_units_per_week" IS 'Planned units per week: How many sessions, hours or days of the service are planned each week.';

COMMENT ON COLUMN cld_event."full_cost_client" IS 'Full cost client: Whether the client pays the full direct costs of the services that the council arranges.';

CREATE TABLE IF NOT EXISTS cld_staging (
  "row_number" BIGINT GENERATED BY DEFAULT AS IDENTITY,
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

COMMENT ON TABLE cld_staging IS 'One return as loaded, all text: a column for each column of the file, in the same order.';
