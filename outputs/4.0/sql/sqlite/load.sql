-- Adult Social Care Client Level Data 4.0, corrected 1 December 2026, SQLite: load.sql
-- Run it after validate.sql. It fills the typed table with the rows without an error.

BEGIN;

DELETE FROM cld_event;

INSERT INTO cld_event ("row_number", "la_code", "reporting_year", "reporting_period_start_date", "reporting_period_end_date", "person_unique_identifier", "nhs_number", "first_name", "last_name", "gp_practice_name", "gp_practice_code", "gender", "ethnicity", "date_of_birth", "date_of_death", "primary_support_reason", "postcode", "accommodation_status", "employment_status", "has_informal_carer", "autism_spectrum_disorder", "visual_impairment", "hearing_impairment", "dementia", "event_type", "event_reference", "event_start_date", "event_end_date", "event_description", "event_outcome", "route_of_access", "assessment_type", "eligible_needs_identified", "informal_carer_involved_in_assessment", "service_type", "service_component", "delivery_mechanism", "provider_location_name", "provider_cqc_id", "review_reason", "review_outcomes_achieved", "unit_cost", "cost_frequency", "planned_units_per_week", "full_cost_client")
SELECT "row_number", "la_code", "reporting_year", "reporting_period_start_date", "reporting_period_end_date", "person_unique_identifier", COALESCE("nhs_number", "nhs_number_as_typed"), "first_name", "last_name", "gp_practice_name", "gp_practice_code", "gender", "ethnicity", "date_of_birth", "date_of_death", "primary_support_reason", COALESCE("postcode", "postcode_as_typed"), "accommodation_status", "employment_status", "has_informal_carer", "autism_spectrum_disorder", "visual_impairment", "hearing_impairment", "dementia", "event_type", "event_reference", "event_start_date", "event_end_date", "event_description", "event_outcome", "route_of_access", "assessment_type", "eligible_needs_identified", "informal_carer_involved_in_assessment", "service_type", "service_component", "delivery_mechanism", "provider_location_name", "provider_cqc_id", "review_reason", "review_outcomes_achieved", "unit_cost", "cost_frequency", "planned_units_per_week", "full_cost_client"
FROM cld_read AS r
WHERE NOT EXISTS (
  SELECT 1 FROM cld_finding AS f WHERE f."row_number" = r."row_number" AND f."severity" = 'error'
);

COMMIT;
