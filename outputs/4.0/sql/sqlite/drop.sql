-- Adult Social Care Client Level Data 4.0, corrected 1 December 2026, SQLite: drop.sql
-- Removes everything that these scripts make, with the data in it.

DROP VIEW IF EXISTS cld_derived_ascof_2d;

DROP VIEW IF EXISTS cld_derived_sts002b;

DROP VIEW IF EXISTS cld_derived_sts002a;

DROP VIEW IF EXISTS cld_derived_sequel_to_st_max;

DROP VIEW IF EXISTS cld_derived_st_max_of_person;

DROP VIEW IF EXISTS cld_derived_lts002b;

DROP VIEW IF EXISTS cld_derived_long_term_reviews;

DROP VIEW IF EXISTS cld_derived_reviews_in_period;

DROP VIEW IF EXISTS cld_derived_sequel_to_review;

DROP VIEW IF EXISTS cld_derived_review_of_person;

DROP VIEW IF EXISTS cld_derived_sts001;

DROP VIEW IF EXISTS cld_derived_sequel_to_request;

DROP VIEW IF EXISTS cld_derived_request_of_person;

DROP VIEW IF EXISTS cld_derived_client_status;

DROP VIEW IF EXISTS cld_derived_person_of_return;

DROP VIEW IF EXISTS cld_derived_lts001c;

DROP VIEW IF EXISTS cld_derived_lts001b_ethnicity;

DROP VIEW IF EXISTS cld_derived_lts001b_carers;

DROP VIEW IF EXISTS cld_derived_lts001b;

DROP VIEW IF EXISTS cld_derived_lts001a;

DROP VIEW IF EXISTS cld_derived_long_term_12_months;

DROP VIEW IF EXISTS cld_derived_latest_setting;

DROP VIEW IF EXISTS cld_derived_highest_setting;

DROP VIEW IF EXISTS cld_derived_part_direct_payment;

DROP VIEW IF EXISTS cld_derived_ascof_1e;

DROP VIEW IF EXISTS cld_derived_lts004_employment;

DROP VIEW IF EXISTS cld_derived_employment_of_client;

DROP VIEW IF EXISTS cld_derived_ascof_1g;

DROP VIEW IF EXISTS cld_derived_lts004_accommodation;

DROP VIEW IF EXISTS cld_derived_accommodation_of_client;

DROP VIEW IF EXISTS cld_derived_learning_disability_support;

DROP VIEW IF EXISTS cld_derived_long_term_support;

DROP VIEW IF EXISTS cld_derived_cost_in_period;

DROP VIEW IF EXISTS cld_derived_event_of_person;

DROP VIEW IF EXISTS cld_derived_newest_return;

DROP VIEW IF EXISTS cld_derivation_parameter;

DROP VIEW IF EXISTS cld_derivation_row;

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
