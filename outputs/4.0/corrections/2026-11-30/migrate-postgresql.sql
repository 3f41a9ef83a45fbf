-- Adult Social Care Client Level Data, PostgreSQL: from 4.0 to 4.0, corrected 30 November 2026
-- Turns the tables that the scripts of version 4.0 made into those of version 4.0, and keeps their data.
--
-- The tables are altered in place (ALTER TABLE).
--
-- What changes:
--   - specification/version: What version 4.0 says about itself has changed: the date of the last correction and summary. This is the fourth draft. It added discharge from reablement as a route of access, the eligibility found at assessment, the outcomes achieved at review, and whether an informal carer was involved in the assessment.
--   - item/la_code: The guidance has changed.
--   - item/reporting_year: The definition is now “The reporting year that the return is for”. It was “The reporting year to which the return belongs”.
--   - item/reporting_year: The guidance has changed.
--   - item/reporting_year: The examples have changed.
--   - item/reporting_period_start_date: The guidance has changed.
--   - item/reporting_period_end_date: The guidance has changed.
--   - item/person_unique_identifier: The definition has changed.
--   - item/person_unique_identifier: The guidance has changed.
--   - item/person_unique_identifier: The examples have changed.
--   - item/nhs_number: The definition has changed.
--   - item/nhs_number: The guidance has changed.
--   - item/nhs_number: The examples have changed.
--   - item/first_name: The guidance has changed.
--   - item/first_name: The examples have changed.
--   - item/last_name: The guidance has changed.
--   - item/last_name: The examples have changed.
--   - item/gp_practice_name: The guidance has changed.
--   - item/gp_practice_name: The examples have changed.
--   - item/gp_practice_code: The guidance has changed.
--   - item/gp_practice_code: The examples have changed.
--   - item/gender: The definition is now “The person's gender, in line with the EQ-CL standards”. It was “The person's gender, in the classes of the EQ-CL standards”.
--   - item/gender: The guidance has changed.
--   - item/ethnicity: The definition has changed.
--   - item/ethnicity: The guidance has changed.
--   - item/ethnicity: The examples have changed.
--   - item/date_of_birth: The guidance has changed.
--   - item/date_of_birth: The examples have changed.
--   - item/date_of_death: The guidance has changed.
--   - item/date_of_death: The examples have changed.
--   - item/primary_support_reason: The guidance has changed.
--   - item/accommodation_status: The guidance has changed.
--   - item/accommodation_status: The examples have changed.
--   - item/employment_status: The definition has changed.
--   - item/employment_status: The guidance has changed.
--   - item/employment_status: The examples have changed.
--   - item/has_informal_carer: The guidance has changed.
--   - item/has_informal_carer: The examples have changed.
--   - item/autism_spectrum_disorder: The guidance has changed.
--   - item/visual_impairment: The guidance has changed.
--   - item/visual_impairment: The examples have changed.
--   - item/hearing_impairment: The guidance has changed.
--   - item/hearing_impairment: The examples have changed.
--   - item/dementia: The guidance has changed.
--   - item/event_type: The guidance has changed.
--   - item/event_reference: The definition is now “A unique reference for the event”. It was “A reference that stands for one event, and so for one row”.
--   - item/event_reference: The guidance has changed.
--   - item/event_reference: The examples have changed.
--   - item/event_start_date: The definition is now “The day on which the event actually started”. It was “The day on which the event really started”.
--   - item/event_start_date: The guidance has changed.
--   - item/event_start_date: The examples have changed.
--   - item/event_end_date: The definition is now “The day on which the event actually ended”. It was “The day on which the event really ended”.
--   - item/event_end_date: The guidance has changed.
--   - item/event_end_date: The examples have changed.
--   - item/event_description: The definition is now “Free text that describes the event”. It was “A free text that says more about the event”.
--   - item/event_description: The guidance has changed.
--   - item/event_outcome: The definition has changed.
--   - item/event_outcome: The guidance has changed.
--   - item/event_outcome: The examples have changed.
--   - item/route_of_access: The definition is now “How the request for support came to the council”. It was “The way by which a request for support reached the council”.
--   - item/route_of_access: The guidance has changed.
--   - item/route_of_access: The examples have changed.
--   - item/assessment_type: The guidance has changed.
--   - item/eligible_needs_identified: The definition has changed.
--   - item/eligible_needs_identified: The guidance has changed.
--   - item/informal_carer_involved_in_assessment: The definition has changed.
--   - item/informal_carer_involved_in_assessment: The guidance has changed.
--   - item/informal_carer_involved_in_assessment: The examples have changed.
--   - item/service_type: The guidance has changed.
--   - item/service_type: The examples have changed.
--   - item/service_component: The guidance has changed.
--   - item/service_component: The examples have changed.
--   - item/delivery_mechanism: The guidance has changed.
--   - item/delivery_mechanism: The examples have changed.
--   - item/provider_location_name: The definition has changed.
--   - item/provider_location_name: The guidance has changed.
--   - item/provider_location_name: The examples have changed.
--   - item/provider_cqc_id: The definition has changed.
--   - item/provider_cqc_id: The guidance has changed.
--   - item/provider_cqc_id: The examples have changed.
--   - item/review_reason: The guidance has changed.
--   - item/review_outcomes_achieved: The definition has changed.
--   - item/review_outcomes_achieved: The guidance has changed.
--   - item/unit_cost: The guidance has changed.
--   - item/unit_cost: The examples have changed.
--   - item/cost_frequency: The definition has changed.
--   - item/cost_frequency: The guidance has changed.
--   - item/cost_frequency: The examples have changed.
--   - item/planned_units_per_week: The definition has changed.
--   - item/planned_units_per_week: The guidance has changed.
--   - item/planned_units_per_week: The examples have changed.
--   - item/full_cost_client: The definition has changed.
--   - item/full_cost_client: The guidance has changed.
--   - item/full_cost_client: The examples have changed.
--   - list/accommodation-status: The description has changed.
--   - list/assessment-type: The description has changed.
--   - list/cost-frequency: The description has changed.
--   - list/delivery-mechanism: The description has changed.
--   - list/eligible-needs: The description has changed.
--   - list/employment-status: The description has changed.
--   - value/event-outcome/NFA - Self-funded client (inc 12wk disregard): The description of the value has changed.
--   - value/event-type/Assessment: The description of the value has changed.
--   - value/event-type/Service: The description of the value has changed.
--   - value/event-type/Review: The description of the value has changed.
--   - list/event-type: The description has changed.
--   - list/gender: The description has changed.
--   - list/local-authority: The description has changed.
--   - list/review-outcomes: The description has changed.
--   - list/route-of-access: The description has changed.
--   - list/service-component: The description has changed.
--   - list/service-type: The description has changed.
--   - value/yes-no-not-known/Yes: The description of the value has changed.
--   - list/yes-no-not-known: The description has changed.
--   - value/yes-no/Yes: The description of the value has changed.
--   - rule/ASM-01: The message has changed.
--   - rule/ASM-02: The title and message have changed.
--   - rule/ASM-03: The title and message have changed.
--   - rule/ASM-04: The title and message have changed.
--   - rule/COST-01: The title and message have changed.
--   - rule/COST-02: The message has changed.
--   - rule/COST-03: The message has changed.
--   - rule/COST-04: The title and message have changed.
--   - rule/COST-05: The title and message have changed.
--   - rule/COST-06: The title and message have changed.
--   - rule/EVT-01: The message has changed.
--   - rule/EVT-02: The message has changed.
--   - rule/EVT-03: The message has changed.
--   - rule/EVT-04: The message has changed.
--   - rule/EVT-05: The message has changed.
--   - rule/EVT-06: The title and message have changed.
--   - rule/EVT-07: The message has changed.
--   - rule/EVT-08: The title and message have changed.
--   - rule/EVT-09: The title and message have changed.
--   - rule/EVT-10: The title and message have changed.
--   - rule/PER-01: The message has changed.
--   - rule/PER-02: The title and message have changed.
--   - rule/PER-03: The title and message have changed.
--   - rule/PER-04: The title and message have changed.
--   - rule/PER-05: The message has changed.
--   - rule/PER-06: The title and message have changed.
--   - rule/REV-01: The title and message have changed.
--   - rule/SRV-01: The message has changed.
--   - rule/SRV-02: The message has changed.
--   - rule/SRV-03: The title and message have changed.
--   - rule/SRV-04: The message has changed.
--   - rule/SUB-01: The message has changed.
--   - rule/SUB-02: The message has changed.
--   - table/commissioned-support: The description has changed.
--   - table/event-outcomes: The description has changed.
--   - table/services-with-costs: The description has changed.
--   - table/units-needed: The description has changed.
--   - specification/discrepancies: The weight, status or owner of 244 discrepancies has changed.
--
-- Before you run it, back up the database, and make sure that nobody else uses these tables. Remove your own views,
-- permissions and whatever else depends on them, and put them back afterwards: tables that are rebuilt come without them.
-- Run: psql --dbname=DATABASE --set=ON_ERROR_STOP=1 --file=migrate-postgresql.sql
-- It is one transaction: all of it takes effect, or none. To see the counts first, replace COMMIT with ROLLBACK.

BEGIN;

DROP VIEW IF EXISTS cld_event_derived;

-- What validate.sql of version 4.0 made. Run that of version 4.0 to make it again.
DROP TABLE IF EXISTS cld_finding;

DROP TABLE IF EXISTS cld_read;

UPDATE cld_list_event_outcome SET "description" = 'Used, for example, when a permanent residential or nursing care service is closed after a 12 week property disregard and the client becomes a self-funder.' WHERE "value" = 'NFA - Self-funded client (inc 12wk disregard)';

UPDATE cld_list_event_type SET "description" = 'The first assessment of a new client, as an assessment of need under the Care Act 2014. Every later assessment, including a reassessment, is a review.' WHERE "value" = 'Assessment';

UPDATE cld_list_event_type SET "description" = 'A service that starts, ends or is open in the reporting period, for a client whom the council funds fully or jointly, or for a full cost client. A suspended service is still open.' WHERE "value" = 'Service';

UPDATE cld_list_event_type SET "description" = 'A full re-examination of the client''s needs, with a formal reassessment and direct contact with the client. Closing a case file, or checking that services have stopped, after a client''s death is not a review. Reviews that were not completed are left out.' WHERE "value" = 'Review';

UPDATE cld_list_yes_no_not_known SET "description" = 'For Has Informal Carer: at least one informal carer is known. For the other items, the guidance has not decided whether the condition must be diagnosed and relevant to the care needs, or whether the person''s own report is enough.' WHERE "value" = 'Yes';

UPDATE cld_list_yes_no SET "description" = 'The client pays the full direct costs of the services. The council arranges the support, with regular reviews and support planning.' WHERE "value" = 'Yes';

COMMENT ON TABLE cld_list_accommodation_status IS 'Where the person lives. The values feed ASCOF 1G, the proportion of adults with a learning disability who live in their own home or with their family.';

COMMENT ON TABLE cld_list_assessment_type IS 'The kinds of assessment. Use Event Description for the name that your own system gives the assessment.';

COMMENT ON TABLE cld_list_cost_frequency IS 'How often the unit cost occurs.';

COMMENT ON TABLE cld_list_delivery_mechanism IS 'How care in the community or in prison is funded. CASSR stands for council with adult social services responsibility. SALT''s part direct payment is not a value, because it is worked out centrally from the client''s services.';

COMMENT ON TABLE cld_list_eligible_needs IS 'The eligibility under the Care Act that a completed assessment of need found.';

COMMENT ON TABLE cld_list_employment_status IS 'Whether the person is in paid employment. The values feed ASCOF 1E, the proportion of adults with a learning disability in paid employment.';

COMMENT ON TABLE cld_list_event_type IS 'The four key steps of the social care pathway.';

COMMENT ON TABLE cld_list_gender IS 'The values follow the EQ-CL standards, so that returns can be added up to the SALT tables. In the longer term the collection will follow the national convention for gender.';

COMMENT ON TABLE cld_list_local_authority IS 'The codes of the 151 local authorities on the template''s LAs sheet, with their names, in the order of the sheet.';

COMMENT ON TABLE cld_list_review_outcomes IS 'How far the client has achieved their outcomes overall. The values are equivalent to those of the MSP table of the SAC return.';

COMMENT ON TABLE cld_list_route_of_access IS 'How a request for support came to the council. The values build on those of SALT. The guidance speaks of two new values, but marks only Discharge from Reablement as new.';

COMMENT ON TABLE cld_list_service_component IS 'What a service consists of, in more detail than its Service Type. The guidance lists these components and does not define them.';

COMMENT ON TABLE cld_list_service_type IS 'The main categories of short and long term support in the SALT return.';

COMMENT ON TABLE cld_list_yes_no_not_known IS 'The values of Has Informal Carer, Autism Spectrum Disorder (ASD) and Dementia. They are in the template''s list. The guidance has another word for Not known, which differs from item to item.';

COMMENT ON COLUMN cld_event."reporting_year" IS 'Reporting Year: The reporting year that the return is for.';

COMMENT ON COLUMN cld_event."person_unique_identifier" IS 'Person Unique Identifier: An identifier for one person, which links the person''s events.';

COMMENT ON COLUMN cld_event."nhs_number" IS 'NHS Number: The person''s NHS Number, a national identifier that can be linked to other data.';

COMMENT ON COLUMN cld_event."gender" IS 'Gender: The person''s gender, in line with the EQ-CL standards.';

COMMENT ON COLUMN cld_event."ethnicity" IS 'Ethnicity: The person''s ethnic group, in line with the EQ-CL standards.';

COMMENT ON COLUMN cld_event."employment_status" IS 'Employment Status: Whether the person is in paid employment, for how many hours a week, or why not.';

COMMENT ON COLUMN cld_event."event_reference" IS 'Event Reference: A unique reference for the event.';

COMMENT ON COLUMN cld_event."event_start_date" IS 'Event Start Date: The day on which the event actually started.';

COMMENT ON COLUMN cld_event."event_end_date" IS 'Event End Date: The day on which the event actually ended.';

COMMENT ON COLUMN cld_event."event_description" IS 'Event Description: Free text that describes the event.';

COMMENT ON COLUMN cld_event."event_outcome" IS 'Event Outcome: Why the event ended, or what the next step is.';

COMMENT ON COLUMN cld_event."route_of_access" IS 'Request: Route of Access: How the request for support came to the council.';

COMMENT ON COLUMN cld_event."eligible_needs_identified" IS 'Eligible Needs Identified: Whether a completed assessment of need found the person eligible under the Care Act.';

COMMENT ON COLUMN cld_event."informal_carer_involved_in_assessment" IS 'Informal Carer involved in Assessment: Whether an informal carer was involved in the person''s assessment.';

COMMENT ON COLUMN cld_event."provider_location_name" IS 'Provider Location Name: The provider''s location name at the Care Quality Commission (CQC).';

COMMENT ON COLUMN cld_event."provider_cqc_id" IS 'Provider CQC ID: The provider''s identifier at the Care Quality Commission (CQC).';

COMMENT ON COLUMN cld_event."review_outcomes_achieved" IS 'Review Outcomes Achieved: How far the client has achieved their outcomes overall.';

COMMENT ON COLUMN cld_event."cost_frequency" IS 'Cost Frequency / Unit Type: How often the unit cost occurs, such as hourly, weekly or once.';

COMMENT ON COLUMN cld_event."planned_units_per_week" IS 'Planned units per week: How many sessions, hours or days of the service are planned each week.';

COMMENT ON COLUMN cld_event."full_cost_client" IS 'Full cost client: Whether the client pays the full direct costs of the services that the council arranges.';

CREATE OR REPLACE VIEW cld_event_derived AS
SELECT
  e."row_number",
  e."unit_cost",
  e."cost_frequency",
  e."planned_units_per_week",
  e."full_cost_client",
  CASE WHEN NOT ((e."service_type" = 'Long Term Support: Nursing Care' AND e."service_component" = 'Long Term Nursing Care') OR (e."service_type" = 'Long Term Support: Residential Care' AND e."service_component" = 'Long Term Residential Care') OR (e."service_type" = 'Long Term Support: Community' AND e."service_component" IN ('Home Support', 'Day Support', 'Direct Payment', 'Community Supported Living', 'Shared Lives')) OR (e."service_type" = 'Short Term Support: Other Short Term' AND e."service_component" IN ('Short Term Nursing Care', 'Short Term Residential Care'))) THEN NULL WHEN e."full_cost_client" = 'Yes' THEN NULL WHEN e."cost_frequency" IN ('Per Session', 'Hourly', 'Daily') THEN ROUND(((e."unit_cost" * e."planned_units_per_week") * CASE e."cost_frequency" WHEN 'Per Session' THEN 52.14 WHEN 'Hourly' THEN 52.14 WHEN 'Daily' THEN 52.14 WHEN 'Weekly' THEN 52.14 WHEN 'Fortnightly' THEN 26.07 WHEN '4-weekly' THEN 13.035 WHEN 'Monthly' THEN 12 WHEN 'Quarterly' THEN 4 WHEN 'Annually' THEN 1 WHEN 'One-off' THEN 1 END), 2) ELSE ROUND((e."unit_cost" * CASE e."cost_frequency" WHEN 'Per Session' THEN 52.14 WHEN 'Hourly' THEN 52.14 WHEN 'Daily' THEN 52.14 WHEN 'Weekly' THEN 52.14 WHEN 'Fortnightly' THEN 26.07 WHEN '4-weekly' THEN 13.035 WHEN 'Monthly' THEN 12 WHEN 'Quarterly' THEN 4 WHEN 'Annually' THEN 1 WHEN 'One-off' THEN 1 END), 2) END AS "full_year_equivalent_cost"
FROM cld_event AS e;

COMMIT;
