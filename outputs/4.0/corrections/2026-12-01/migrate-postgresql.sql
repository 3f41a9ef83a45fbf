-- Adult Social Care Client Level Data, PostgreSQL: from 4.0, corrected 30 November 2026 to 4.0, corrected 1 December 2026
-- Turns the tables that the scripts of version 4.0 made into those of version 4.0, and keeps their data.
--
-- The tables are altered in place (ALTER TABLE).
--
-- What changes:
--   - item/visual_impairment: The guidance has changed.
--   - item/hearing_impairment: The guidance has changed.
--   - value/eligible-needs/No needs identified: The description of the value has changed.
--   - list/gender: The description has changed.
--   - list/hearing-impairment: The description has changed.
--   - value/review-outcomes/Fully Met: The description of the value has changed.
--   - value/review-outcomes/Partially Met: The description of the value has changed.
--   - value/review-outcomes/Not Met: The description of the value has changed.
--   - list/visual-impairment: The description has changed.
--   - list/yes-no-not-known: The description has changed.
--   - rule/EVT-06: Rows where Event End Date is after Reporting Period End Date and not after today are pointed out. Before: Rows where Event End Date is after Reporting Period End Date are pointed out.
--   - rule/EVT-06: The note has changed.
--   - rule/PER-04: Rows where Date of Death is after Reporting Period End Date and not after today are pointed out. Before: Rows where Date of Death is after Reporting Period End Date are pointed out.
--   - rule/PER-04: The note has changed.
--
-- Before you run it, back up the database, and make sure that nobody else uses these tables. Remove your own views,
-- permissions and whatever else depends on them, and put them back afterwards: tables that are rebuilt come without them.
-- Run: psql --dbname=DATABASE --set=ON_ERROR_STOP=1 --file=migrate-postgresql.sql
-- It is one transaction: all of it takes effect, or none. To see the counts first, replace COMMIT with ROLLBACK.

SET client_encoding = 'UTF8'; -- whatever the terminal has

BEGIN;

DROP VIEW IF EXISTS cld_event_derived;

-- What validate.sql of version 4.0 made. Run that of version 4.0 to make it again.
DROP TABLE IF EXISTS cld_finding;

DROP TABLE IF EXISTS cld_read;

DROP TABLE IF EXISTS cld_odd_cell;

DROP TABLE IF EXISTS cld_odd_character;

UPDATE cld_list_eligible_needs SET "description" = 'The person has no identified needs.' WHERE "value" = 'No needs identified';

UPDATE cld_list_review_outcomes SET "description" = 'All outcomes were fully met.' WHERE "value" = 'Fully Met';

UPDATE cld_list_review_outcomes SET "description" = 'At least one outcome was fully or partially met.' WHERE "value" = 'Partially Met';

UPDATE cld_list_review_outcomes SET "description" = 'No outcomes were met.' WHERE "value" = 'Not Met';

COMMENT ON TABLE cld_list_gender IS 'The values follow the EQ-CL standards, so that returns can be aggregated to the SALT tables. In the longer term the collection will follow the national convention for gender classification.';

COMMENT ON TABLE cld_list_hearing_impairment IS 'The values of Hearing Impairment, the status taken from SSDA902. The client need not have a formal diagnosis or registration.';

COMMENT ON TABLE cld_list_visual_impairment IS 'The values of Visual Impairment, the status taken from SSDA902. The client need not have a formal diagnosis or registration.';

COMMENT ON TABLE cld_list_yes_no_not_known IS 'The values of Has Informal Carer, Autism Spectrum Disorder (ASD) and Dementia, as the template lists them. For Not known, the guidance has Unknown with two of the items and Don''t know with the third.';

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
