-- Adult Social Care Client Level Data 4.0, corrected 1 December 2026, DuckDB: drop.sql
-- Removes everything that these scripts make, with the data in it.

DROP VIEW IF EXISTS cld_event_derived;

DROP TABLE IF EXISTS cld_finding;

DROP TABLE IF EXISTS cld_read;

DROP TABLE IF EXISTS cld_odd_cell;

DROP TABLE IF EXISTS cld_odd_character;

DROP TABLE IF EXISTS cld_staging;

DROP TABLE IF EXISTS cld_event;

DROP TABLE IF EXISTS cld_list_accommodation_status;

DROP TABLE IF EXISTS cld_list_assessment_type;

DROP TABLE IF EXISTS cld_list_cost_frequency;

DROP TABLE IF EXISTS cld_list_delivery_mechanism;

DROP TABLE IF EXISTS cld_list_eligible_needs;

DROP TABLE IF EXISTS cld_list_employment_status;

DROP TABLE IF EXISTS cld_list_ethnicity;

DROP TABLE IF EXISTS cld_list_event_outcome;

DROP TABLE IF EXISTS cld_list_event_type;

DROP TABLE IF EXISTS cld_list_gender;

DROP TABLE IF EXISTS cld_list_hearing_impairment;

DROP TABLE IF EXISTS cld_list_informal_carer_involved;

DROP TABLE IF EXISTS cld_list_local_authority;

DROP TABLE IF EXISTS cld_list_primary_support_reason;

DROP TABLE IF EXISTS cld_list_review_outcomes;

DROP TABLE IF EXISTS cld_list_review_reason;

DROP TABLE IF EXISTS cld_list_route_of_access;

DROP TABLE IF EXISTS cld_list_service_component;

DROP TABLE IF EXISTS cld_list_service_type;

DROP TABLE IF EXISTS cld_list_visual_impairment;

DROP TABLE IF EXISTS cld_list_yes_no_not_known;

DROP TABLE IF EXISTS cld_list_yes_no;
